package io.github.kinema.filter;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Planes at other sizes. */
public final class Resizing {

	private Resizing() {}

	/**
	 * A plane at another size: means over the area of each pixel where there are several to it, else bilinear between pixels;
	 * centres stay where they are. Values that are not known (NaN) do not count in means.
	 *
	 * @param plane shape {@code [X, Y]}
	 * @return the plane itself if it has that size
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static Plane to(final Plane plane, final int width, final int height, final Progress progress) {
		if (plane.width() == width && plane.height() == height) return plane;
		final Plane reduced = new Footprints(Math.min(width, plane.width()), Math.min(height, plane.height()), plane.width(),
			plane.height()).means(plane, progress);
		return Bilinear.resized(reduced, width, height, progress);
	}
}
