package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Mirror;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A guide at each size on the way from a map to the guide's own, as a network wants it: three channels, from 0 to 1 but
 * for outliers. Each size is twice the one before, so that the way begins on a grid whose samples are at least as small
 * as those of the map. Immutable.
 *
 * @param sizes the three channels of each size, the smallest first
 * @param columns of the grid that all begins with: even, and reaching beyond the guide where that does not fit
 * @param rows likewise
 * @param magnified how many pixels along each axis of the last size show one of the guide: 2 where the map has more than
 *          half as many pixels as the guide along an axis, else 1
 */
record GuideLevels(List<List<Plane>> sizes, int columns, int rows, int magnified) {

	private static final int CHANNELS = 3;

	/** What a guide shows that shows nothing. */
	private static final float MIDDLE = 0.5f;

	/**
	 * Prepares a guide.
	 *
	 * @param small a map
	 * @param guide its channels, at least one: a single one counts thrice, of more than three some are averaged
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static GuideLevels of(final Plane small, final List<Plane> guide, final Progress progress) {
		final int width = guide.get(0).width();
		final int height = guide.get(0).height();
		final int magnified = width < 2 * small.width() || height < 2 * small.height() ? 2 : 1;
		int block = 2;
		while (magnified * width >= 2L * block * small.width() && magnified * height >= 2L * block * small.height()) block *= 2;
		final int columns = even(magnified * width, block);
		final int rows = even(magnified * height, block);
		List<Plane> planes = new ArrayList<>();
		for (final Plane channel : three(guide, progress))
			planes.add(extended(channel, columns * block, rows * block, magnified, progress));
		final List<List<Plane>> sizes = new ArrayList<>();
		for (int size = block; size > 1; size /= 2) {
			sizes.add(0, planes);
			planes = planes.stream().map(plane -> new Footprints(plane.width() / 2, plane.height() / 2, plane.width(), plane
				.height()).means(plane, progress)).toList();
		}
		return new GuideLevels(sizes, columns, rows, magnified);
	}

	/** The grid on which a map is taken: the map's samples for each of its columns. */
	LinearGrid grid(final Plane small, final Plane guide) {
		final double block = (double) (1 << sizes.size()) / magnified;
		return new LinearGrid(columns, rows, block * small.width() / guide.width(), block * small.height() / guide.height());
	}

	/** The part of a plane of the last size that shows the guide, at its size. */
	Plane cropped(final Plane plane, final Plane guide, final Progress progress) {
		final Plane out = new Plane(guide.width(), guide.height());
		Bands.run(guide.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0; x < guide.width(); x++) {
					float sum = 0;
					for (int v = 0; v < magnified; v++)
						for (int u = 0; u < magnified; u++) sum += plane.get(magnified * x + u, magnified * y + v);
					out.values()[x + y * guide.width()] = sum / (magnified * magnified);
				}
			}
		});
		return out;
	}

	/** How many blocks it takes to cover a length: an even number. */
	private static int even(final int length, final int block) {
		return 2 * ((length + 2 * block - 1) / (2 * block));
	}

	private static List<Plane> three(final List<Plane> guide, final Progress progress) {
		final ValueSpan span = ValueSpan.of(guide);
		final List<Plane> channels = new ArrayList<>();
		for (final Plane channel : guide) channels.add(span.width() > 0 && isAnyKnown(channel) ? GapFilling.fill(span.unit(
			channel), progress) : nothing(channel));
		while (channels.size() < CHANNELS) channels.add(channels.get(channels.size() - 1));
		for (int c = CHANNELS; c < channels.size(); c++) {
			// NB: the channels c mod 3 come together.
			final int before = c / CHANNELS;
			final Plane to = channels.get(c % CHANNELS);
			final Plane mean = new Plane(to.width(), to.height());
			for (int i = 0; i < mean.values().length; i++) mean.values()[i] = (before * to.values()[i] + channels.get(c)
				.values()[i]) / (before + 1);
			channels.set(c % CHANNELS, mean);
		}
		return channels.subList(0, CHANNELS);
	}

	private static boolean isAnyKnown(final Plane plane) {
		for (final float value : plane.values())
			if (Float.isFinite(value)) return true;
		return false;
	}

	private static Plane nothing(final Plane like) {
		final Plane plane = new Plane(like.width(), like.height());
		Arrays.fill(plane.values(), MIDDLE);
		return plane;
	}

	/** Each pixel as several, mirrored beyond the border. */
	private static Plane extended(final Plane plane, final int width, final int height, final int magnified,
		final Progress progress)
	{
		if (plane.width() == width && plane.height() == height) return plane;
		final Plane out = new Plane(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				final int row = Mirror.inside(y / magnified, plane.height()) * plane.width();
				for (int x = 0; x < width; x++)
					out.values()[x + y * width] = plane.values()[row + Mirror.inside(x / magnified, plane.width())];
			}
		});
		return out;
	}
}
