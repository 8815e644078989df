package io.github.kinema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Who wants to use a part of Kinema from a script finds that it needs nothing above itself. */
class PackagesTest {

	private static final Path SOURCE = Path.of("src", "main", "java", "io", "github", "kinema");
	private static final Pattern NAME = Pattern.compile("\\b(?:io\\.github\\.kinema|ij|ai\\.djl|ai\\.onnxruntime|org\\.bytedeco" +
		"|org\\.ejml|org\\.snakeyaml|org\\.yaml)\\.[\\w.]*");

	/** By each package, the packages it may use. No package stands in a line above one that it uses. */
	private static final List<Map.Entry<String, Set<String>>> MAY_USE = List.of( //
		Map.entry("tile", Set.of()), //
		Map.entry("device", Set.of("tile")), //
		Map.entry("format", Set.of("tile")), //
		Map.entry("model", Set.of("device", "tile")), //
		Map.entry("filter", Set.of("device", "model", "tile")), //
		Map.entry("motion", Set.of("device", "filter", "tile")), //
		Map.entry("interpolate", Set.of("device", "model", "motion", "tile")), //
		Map.entry("camera", Set.of("device", "filter", "format", "interpolate", "model", "motion", "tile")), //
		Map.entry("scene", Set.of("format", "tile")), //
		Map.entry("training", Set.of("camera", "device", "format", "interpolate", "model", "motion", "scene", "tile")), //
		Map.entry("evaluate", Set.of("device", "filter", "format", "interpolate", "motion", "tile")), //
		Map.entry("host", Set.of("camera", "device", "evaluate", "filter", "format", "interpolate", "model", "motion", "scene", //
			"tile", "training")), //
		Map.entry("command", Set.of("camera", "device", "filter", "host", "interpolate", "model", "motion", "scene", "tile", //
			"training")));

	/** By the beginning of its names, the folders that may know a library. */
	private static final Map<String, Set<String>> KNOWS = Map.of("ij", Set.of("command", "host"), "ai", Set.of("model"), //
		"org.bytedeco", Set.of("device/cuda", "device/opencl"), //
		"org.ejml", Set.of("camera", "evaluate", "motion"), "org.yaml", Set.of("model"));

	@Test
	void packagesUseOnlyWhatLiesBelow() {
		final Set<String> below = new TreeSet<>();
		for (final Map.Entry<String, Set<String>> each : MAY_USE) {
			assertTrue(below.containsAll(each.getValue()), each.getKey());
			final Set<String> used = used(each.getKey());
			used.removeAll(each.getValue());
			assertEquals(Set.of(), used, each.getKey() + " uses what it may not");
			below.add(each.getKey());
		}
		try (Stream<Path> folders = Files.list(SOURCE).filter(Files::isDirectory)) {
			assertEquals(below, new TreeSet<>(folders.map(folder -> folder.getFileName().toString()).toList()));
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	@Test
	void librariesAreKnownInOnePlace() {
		KNOWS.forEach((library, folders) -> {
			for (final Path file : files(SOURCE)) {
				final String folder = SOURCE.relativize(file.getParent()).toString().replace('\\', '/');
				for (final String name : names(file))
					if (name.startsWith(library + ".")) assertTrue(folders.contains(folder), file + " names " + name);
			}
		});
	}

	/** The other packages that one names, its own subpackages taken with it. */
	private static Set<String> used(final String folder) {
		final Set<String> used = new TreeSet<>();
		for (final Path file : files(SOURCE.resolve(folder))) {
			for (final String name : names(file)) {
				if (name.startsWith("io.github.kinema.")) used.add(name.split("\\.")[3]);
			}
		}
		used.remove(folder);
		used.removeIf(name -> Character.isUpperCase(name.charAt(0)));
		return used;
	}

	/** All that a file names in its code, but for what it is called itself. */
	private static List<String> names(final Path file) {
		try {
			final Matcher matcher = NAME.matcher(Files.readString(file).replaceFirst("(?m)^package .*$", "").replaceAll(
				"(?s)/\\*.*?\\*/|//[^\n]*|\"[^\"\n]*\"", ""));
			return matcher.results().map(result -> result.group()).toList();
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	private static List<Path> files(final Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(file -> file.toString().endsWith(".java")).toList();
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}
}
