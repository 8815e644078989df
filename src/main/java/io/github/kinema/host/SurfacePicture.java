package io.github.kinema.host;

import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;

import ij.process.ImageProcessor;
import io.github.kinema.tile.Plane;

/**
 * Draws a surface as it is seen from above and the side, in parallel projection, lit from the left. Heights fill a
 * third of the surface's width, from the lowest to the highest, up to a few stray ones; a ruler tells which these are. Each node
 * of the mesh is the median of the heights around it, or single pixels would stand out as needles.
 */
final class SurfacePicture {

	/** Columns of the picture. */
	static final int WIDTH = 800;

	/** Rows of the picture. */
	static final int HEIGHT = 600;

	/** Nodes of the mesh along its longer side, at most. */
	private static final int MESH = 500;

	/** Share of the heights at either end that does not set the scale. */
	private static final double STRAY = 0.005;

	/** Of the ruler from the border of the picture, in pixels. */
	private static final int MARGIN = 20;

	/** Lengths that the ruler is divided into. */
	private static final int TICKS = 2;

	private static final double RELIEF = 0.33;
	private static final double TURN = Math.toRadians(-30);
	private static final double TILT = Math.toRadians(50);
	private static final double[] LIGHT = { -0.5, -0.3, 0.81 };
	private static final double AMBIENT = 0.35;
	private static final int BACKGROUND = 0xffffff;

	private final int columns;
	private final int rows;
	private final double[] x;
	private final double[] y;
	private final double[] depth;
	private final double[] heights;
	private final int[] colours;
	private double low;
	private double high;
	private int relief;
	private final int[] picture = new int[WIDTH * HEIGHT];
	private final double[] nearest = new double[WIDTH * HEIGHT];

	/** @param rgb the colour of each pixel */
	SurfacePicture(final Plane height, final int[] rgb) {
		final int step = Math.max(1, (Math.max(height.width(), height.height()) + MESH - 1) / MESH);
		columns = (height.width() + step - 1) / step;
		rows = (height.height() + step - 1) / step;
		heights = new double[columns * rows];
		colours = new int[columns * rows];
		for (int i = 0; i < heights.length; i++) {
			final int at = i % columns * step + i / columns * step * height.width();
			heights[i] = median(height, i % columns * step, i / columns * step, step);
			colours[i] = rgb[at];
		}
		scale();
		x = new double[heights.length];
		y = new double[heights.length];
		depth = new double[heights.length];
		project();
	}

	/** Of the known heights around a pixel; NaN if it is not known itself. */
	private static double median(final Plane height, final int x, final int y, final int reach) {
		if (!Float.isFinite(height.get(x, y))) return Double.NaN;
		final float[] around = new float[(2 * reach + 1) * (2 * reach + 1)];
		int count = 0;
		for (int row = Math.max(0, y - reach); row <= Math.min(height.height() - 1, y + reach); row++) {
			for (int column = Math.max(0, x - reach); column <= Math.min(height.width() - 1, x + reach); column++) {
				if (Float.isFinite(height.get(column, row))) around[count++] = height.get(column, row);
			}
		}
		Arrays.sort(around, 0, count);
		return around[count / 2];
	}

	/** Heights become lengths in mesh widths times {@link #RELIEF}. */
	private void scale() {
		final double[] sorted = Arrays.stream(heights).filter(Double::isFinite).sorted().toArray();
		if (sorted.length == 0) return;
		low = sorted[(int) (STRAY * (sorted.length - 1))];
		high = sorted[(int) Math.ceil((1 - STRAY) * (sorted.length - 1))];
		final double scale = high > low ? RELIEF * Math.max(columns, rows) / (high - low) : 0;
		for (int i = 0; i < heights.length; i++) {
			if (Double.isFinite(heights[i])) heights[i] = scale * (Math.max(low, Math.min(high, heights[i])) - low);
		}
	}

	private void project() {
		final double size = 0.94 * Math.min(WIDTH / (columns * Math.cos(TURN) + rows * Math.sin(-TURN)), HEIGHT / ((columns *
			Math.sin(-TURN) + rows * Math.cos(TURN)) * Math.cos(TILT) + RELIEF * Math.max(columns, rows) * Math.sin(TILT)));
		relief = (int) Math.round(size * RELIEF * Math.max(columns, rows) * Math.sin(TILT));
		for (int i = 0; i < heights.length; i++) {
			final double u = i % columns - (columns - 1) / 2.0;
			final double v = i / columns - (rows - 1) / 2.0;
			final double along = u * Math.cos(TURN) - v * Math.sin(TURN);
			final double across = u * Math.sin(TURN) + v * Math.cos(TURN);
			final double up = heights[i] - RELIEF * Math.max(columns, rows) / 2;
			x[i] = WIDTH / 2.0 + size * along;
			y[i] = HEIGHT / 2.0 + size * (across * Math.cos(TILT) - up * Math.sin(TILT));
			depth[i] = across * Math.sin(TILT) + up * Math.cos(TILT);
		}
	}

	/** The picture, row by row, {@code 0xrrggbb}. */
	int[] draw() {
		Arrays.fill(picture, BACKGROUND);
		Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
		for (int row = 0; row + 1 < rows; row++) {
			for (int column = 0; column + 1 < columns; column++) {
				final int i = column + row * columns;
				triangle(i, i + 1, i + columns);
				triangle(i + columns + 1, i + columns, i + 1);
			}
		}
		return picture;
	}

	/**
	 * Draws a ruler beside the surface, upright as heights are.
	 *
	 * @param sign what heights are multiplied by to be read: -1 where they are depths turned over
	 * @param unit of the heights
	 */
	void drawRuler(final ImageProcessor onto, final int sign, final String unit) {
		if (!(high > low)) return;
		onto.setColor(Color.BLACK);
		onto.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
		onto.setAntialiasedText(true);
		final int top = HEIGHT - MARGIN - relief;
		onto.drawLine(MARGIN, top, MARGIN, HEIGHT - MARGIN);
		for (int tick = 0; tick <= TICKS; tick++) {
			final int y = HEIGHT - MARGIN - relief * tick / TICKS;
			onto.drawLine(MARGIN, y, MARGIN + 6, y);
			onto.drawString(FlowLegend.text(sign * (low + (high - low) * tick / TICKS)) + (tick == TICKS ? " " + unit : ""), MARGIN + 10, y + 8);
		}
	}

	/** @param a the node at the right angle, with {@code b} beside it and {@code c} below or above it */
	private void triangle(final int a, final int b, final int c) {
		if (!Double.isFinite(heights[a] + heights[b] + heights[c])) return;
		final int side = b > a ? 1 : -1;
		final double slopeX = side * (heights[b] - heights[a]);
		final double slopeY = side * (heights[c] - heights[a]);
		final double lit = (LIGHT[2] - LIGHT[0] * slopeX - LIGHT[1] * slopeY) / Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
		final double shade = AMBIENT + (1 - AMBIENT) * Math.max(0, lit);
		final double area = (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a]);
		if (area == 0) return;
		final int left = (int) Math.max(0, Math.ceil(Math.min(x[a], Math.min(x[b], x[c]))));
		final int right = (int) Math.min(WIDTH - 1, Math.floor(Math.max(x[a], Math.max(x[b], x[c]))));
		final int top = (int) Math.max(0, Math.ceil(Math.min(y[a], Math.min(y[b], y[c]))));
		final int bottom = (int) Math.min(HEIGHT - 1, Math.floor(Math.max(y[a], Math.max(y[b], y[c]))));
		for (int row = top; row <= bottom; row++) {
			for (int column = left; column <= right; column++) {
				final double partB = ((column - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (row - y[a])) / area;
				final double partC = ((x[b] - x[a]) * (row - y[a]) - (column - x[a]) * (y[b] - y[a])) / area;
				final double partA = 1 - partB - partC;
				if (partA < 0 || partB < 0 || partC < 0) continue;
				final double near = partA * depth[a] + partB * depth[b] + partC * depth[c];
				final int at = column + row * WIDTH;
				if (near <= nearest[at]) continue;
				nearest[at] = near;
				picture[at] = colour(a, b, c, partA * shade, partB * shade, partC * shade);
			}
		}
	}

	private int colour(final int a, final int b, final int c, final double partA, final double partB, final double partC) {
		int colour = 0;
		for (int shift = 16; shift >= 0; shift -= 8) {
			final double value = partA * (colours[a] >> shift & 255) + partB * (colours[b] >> shift & 255) + //
				partC * (colours[c] >> shift & 255);
			colour |= (int) Math.min(255, Math.round(value)) << shift;
		}
		return colour;
	}
}
