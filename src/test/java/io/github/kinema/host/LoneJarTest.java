package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import ij.IJ;

/** Tests what a user sees who has copied our jar, but not those it needs. */
class LoneJarTest {

	private static URL home(final Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation();
	}

	@Test
	void whatIsMissingIsSaidInASentence() throws Exception {
		final URL[] urls = { home(Launcher.class), home(IJ.class) };
		try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			final Object launcher = loader.loadClass(Launcher.class.getName()) //
				.getConstructor().newInstance();
			launcher.getClass().getMethod("run", String.class).invoke(launcher,
				"io.github.kinema.command.InterpolateFrames");
			final Object message = loader.loadClass(IJ.class.getName()) //
				.getMethod("getErrorMessage").invoke(null);
			assertTrue(String.valueOf(message).contains("scijava-common, imglib2, gson, ejml and snakeyaml"),
				String.valueOf(message));
		}
	}

	@Test
	void withoutTheJarsOfModelsAllElseWorks() throws Exception {
		final URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)) //
			.filter(path -> !path.matches(".*(djl|onnxruntime).*")).map(LoneJarTest::url).toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			final Callable<?> task = (Callable<?>) loader.loadClass("io.github.kinema.command.WithoutModels").getConstructor()
				.newInstance();
			final String message = String.valueOf(task.call());
			assertTrue(message.contains("the jar files of DJL (api, onnxruntime-engine), ONNX Runtime (onnxruntime)"), message);
		}
	}

	private static URL url(final String path) {
		try {
			return new File(path).toURI().toURL();
		}
		catch (final MalformedURLException exc) {
			throw new AssertionError(exc);
		}
	}
}
