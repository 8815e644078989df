package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A guide at each size on the way from a map to the guide's own, as a network wants it: three channels, from 0 to 1 but
 * for outliers.
 */
final class GuideLevels {

	private static final int CHANNELS = 3;

	/** What a guide shows that shows nothing. */
	private static final float MIDDLE = 0.5f;

	/** How many times as large as the last size a guide may be: this much is lost, to save a doubling. */
	private static final double LARGER = 1.03;

	private GuideLevels() {}

	/**
	 * Prepares a guide.
	 *
	 * @param small a map
	 * @param guide its channels, at least one: a single one counts thrice, of more than three some are averaged
	 * @return by size, the three channels: each size is twice the one before, the first one twice that of the map, the last
	 *         one as large as the guide, or larger
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static List<List<Plane>> of(final Plane small, final List<Plane> guide, final Progress progress) {
		final Plane large = guide.get(0);
		int ratio = 2;
		while (large.width() > LARGER * ratio * small.width() || large.height() > LARGER * ratio * small.height()) ratio *= 2;
		final int width = Math.multiplyExact(ratio, small.width());
		final int height = Math.multiplyExact(ratio, small.height());
		List<Plane> planes = three(guide, progress).stream().map(plane -> Resizing.to(plane, width, height, progress)).toList();
		final List<List<Plane>> sizes = new ArrayList<>();
		for (int size = ratio; size > 1; size /= 2) {
			sizes.add(0, planes);
			planes = planes.stream().map(plane -> Resizing.to(plane, plane.width() / 2, plane.height() / 2, progress)).toList();
		}
		return sizes;
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
}
