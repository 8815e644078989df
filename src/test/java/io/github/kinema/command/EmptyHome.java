package io.github.kinema.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test a home of the user in which there are no models yet. */
final class EmptyHome implements BeforeEachCallback, AfterEachCallback {

	private static final String HOME = "user.home";
	private static final String CACHE = "ENGINE_CACHE_DIR";

	private Path path;
	private String before;
	private boolean cached;

	@Override
	public void beforeEach(final ExtensionContext context) throws IOException {
		path = Files.createTempDirectory("home");
		before = System.setProperty(HOME, path.toString());
		cached = System.getProperty(CACHE) != null;
		// NB: PyTorch is unpacked there, which takes its time.
		if (!cached) System.setProperty(CACHE, Path.of(before, ".djl.ai").toString());
	}

	@Override
	public void afterEach(final ExtensionContext context) throws IOException {
		System.setProperty(HOME, before);
		if (!cached) System.clearProperty(CACHE);
		try (Stream<Path> files = Files.walk(path)) {
			for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
		}
	}

	Path path() {
		return path;
	}

	/** Where imported and trained models go. */
	Path models() {
		return path.resolve(".kinema").resolve("models");
	}
}
