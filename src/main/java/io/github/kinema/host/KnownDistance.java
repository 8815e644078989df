package io.github.kinema.host;

import java.util.Arrays;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import io.github.kinema.format.Pinhole;
import io.github.kinema.tile.Plane;

/**
 * The true distance of what the ends of a line selection show: the scale of a depth.
 *
 * @param x1 column of its one end
 * @param y1 its row
 * @param x2 column of the other end
 * @param y2 its row
 * @param distance in space
 * @param unit of the distance
 */
public record KnownDistance(double x1, double y1, double x2, double y2, double distance, String unit) {

	/** The depth of an end is the median within so many pixels. */
	private static final int AROUND = 2;

	/**
	 * That of the line selected on an image.
	 *
	 * @throws IllegalArgumentException if there is none, or it ends outside
	 */
	public static KnownDistance of(final ImagePlus image, final double distance, final String unit) {
		final Roi roi = image.getRoi();
		if (!(roi instanceof Line line)) throw new IllegalArgumentException("known=" + FlowLegend.text(distance) + ": \"" +
			image.getTitle() + "\" has no straight line selected. Draw one between two points whose distance is known, or use known=0.");
		if (!isInside(image, line.x1d, line.y1d) || !isInside(image, line.x2d, line.y2d)) throw new IllegalArgumentException(
			"The line on \"" + image.getTitle() + "\" ends outside of the image. Draw it between two points that the frame shows.");
		return new KnownDistance(line.x1d, line.y1d, line.x2d, line.y2d, distance, unit.isBlank() ? "units" : unit.trim());
	}

	private static boolean isInside(final ImagePlus image, final double x, final double y) {
		return x >= 0 && y >= 0 && x <= image.getWidth() && y <= image.getHeight();
	}

	/**
	 * What depths must be multiplied by.
	 *
	 * @param depth of the frame that the line is on
	 * @throws IllegalArgumentException if both ends show the same place, or one a place whose depth is not known
	 */
	double scale(final Plane depth, final Pinhole camera) {
		final double[] one = place(depth, camera, x1, y1);
		final double[] other = place(depth, camera, x2, y2);
		final double found = Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
		if (!(found > 0)) throw new IllegalArgumentException("known: the line has no length, or ends where the depth is not known. Draw it between two points that lie apart.");
		return distance / found;
	}

	/** NB: in ImageJ, the centre of the first pixel is at 0.5. */
	private static double[] place(final Plane depth, final Pinhole camera, final double x, final double y) {
		final int column = (int) Math.max(0, Math.min(depth.width() - 1, Math.floor(x)));
		final int row = (int) Math.max(0, Math.min(depth.height() - 1, Math.floor(y)));
		final float[] around = new float[(2 * AROUND + 1) * (2 * AROUND + 1)];
		int count = 0;
		for (int r = Math.max(0, row - AROUND); r <= Math.min(depth.height() - 1, row + AROUND); r++) {
			for (int c = Math.max(0, column - AROUND); c <= Math.min(depth.width() - 1, column + AROUND); c++) {
				around[count++] = depth.get(c, r);
			}
		}
		Arrays.sort(around, 0, count);
		final double z = around[count / 2];
		return new double[] { (x - 0.5 - camera.cx()) / camera.fx() * z, (y - 0.5 - camera.cy()) / camera.fy() * z, z };
	}
}
