package io.github.kinema.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.kinema.tile.Progress;

/**
 * What the surfaces of a scene are painted with: computed textures, or these and photographs, half of each. What imitates
 * microscopy is painted with computed ones alone. Immutable and thread-safe.
 */
public final class Textures {

	/** Computed textures only. */
	public static final Textures COMPUTED = new Textures(List.of());

	/** Each takes at most 1 MB. */
	private static final int MOST = 256;
	private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

	private final List<Photograph> photographs;

	private Textures(final List<Photograph> photographs) {
		this.photographs = photographs;
	}

	/**
	 * Reads the PNG and JPEG files in a folder, but not in the folders in it: all of them in the order of their names, or
	 * 256 evenly chosen ones of more.
	 *
	 * @param name of the folder; blank for {@link #COMPUTED}
	 * @throws IllegalArgumentException if it is no folder, holds no such file, or one that cannot be read
	 * @throws UncheckedIOException if the folder cannot be read
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static Textures of(final String name, final Progress progress) {
		if (name.isBlank()) return COMPUTED;
		final Path folder = folder(name);
		if (!Files.isDirectory(folder)) throw new IllegalArgumentException("textures=" + folder +
			": there is no such folder. Name one with photographs, or leave it empty for computed textures.");
		final List<Path> files = files(folder);
		if (files.isEmpty()) throw new IllegalArgumentException("textures=" + folder +
			": the folder holds no PNG or JPEG file. Name one with photographs, or leave it empty for computed textures.");
		final int count = Math.min(MOST, files.size());
		return new Textures(IntStream.range(0, count).parallel().mapToObj(i -> {
			progress.check();
			return Photograph.read(files.get((int) ((long) i * files.size() / count)));
		}).toList());
	}

	private static Path folder(final String name) {
		try {
			return Path.of(name);
		}
		catch (final InvalidPathException exc) {
			throw new IllegalArgumentException("textures=" + name + ": that is no name of a folder.", exc);
		}
	}

	private static List<Path> files(final Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Textures::mayBePhotograph).sorted().toList();
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(folder + " cannot be read: " + exc.getMessage() + ".", exc);
		}
	}

	private static boolean mayBePhotograph(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		// NB: a name that begins with a dot is a hidden file, which some systems leave beside each photograph.
		return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
	}

	/** Any texture, between dark and bright; a computed one takes {@code period} units of the surface to repeat. */
	Paint paint(final double period, final Dice dice) {
		if (photographs.isEmpty() || dice.chance(0.5)) return Paint.any(Tiles.any(dice), period, dice);
		final Tile tile = photographs.get(dice.below(photographs.size())).cut(dice);
		return Paint.any(tile, period * dice.between(0.7, 2), dice);
	}
}
