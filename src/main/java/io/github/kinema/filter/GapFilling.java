package io.github.kinema.filter;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Fills what is unknown from what is known around it: from the means of 2 x 2 samples, bilinearly, and of these the
 * unknown ones in the same way. That is what networks have been trained with.
 */
final class GapFilling {

	private GapFilling() {}

	/**
	 * Fills a plane.
	 *
	 * @param plane at least one value of which is finite; returned as it is if all are
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static Plane fill(final Plane plane, final Progress progress) {
		final float[] values = plane.values().clone();
		boolean isWhole = true;
		for (final float value : values) isWhole &= Float.isFinite(value);
		if (isWhole) return plane;
		final Footprints halves = new Footprints((plane.width() + 1) / 2, (plane.height() + 1) / 2, plane.width(), plane
			.height());
		final Plane coarse = fill(halves.means(plane, progress), progress);
		final Plane back = Bilinear.resized(coarse, plane.width(), plane.height(), progress);
		for (int i = 0; i < values.length; i++)
			if (!Float.isFinite(values[i])) values[i] = back.values()[i];
		return new Plane(plane.width(), plane.height(), values);
	}
}
