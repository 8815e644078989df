package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;

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
			assertTrue(String.valueOf(message).contains("scijava-common, imglib2, gson and ejml"),
				String.valueOf(message));
		}
	}
}
