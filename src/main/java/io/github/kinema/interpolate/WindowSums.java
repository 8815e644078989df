package io.github.kinema.interpolate;

import io.github.kinema.tile.Plane;

/**
 * Sum and sum of squares of each window of a plane, by running sums, so that the
 * cost does not depend on the window. Immutable and thread-safe.
 */
final class WindowSums {

	private final int columns;
	private final int w;
	private final int h;
	private final double[] values;
	private final double[] squares;

	/** @param w width of a window, at most that of the plane; {@code h} its height */
	WindowSums(final Plane plane, final int w, final int h) {
		this.w = w;
		this.h = h;
		columns = plane.width() + 1;
		values = new double[columns * (plane.height() + 1)];
		squares = new double[values.length];
		for (int y = 0; y < plane.height(); y++) {
			double sum = 0, sumOfSquares = 0;
			for (int x = 0; x < plane.width(); x++) {
				final double value = plane.get(x, y);
				sum += value;
				sumOfSquares += value * value;
				final int above = x + 1 + y * columns;
				values[above + columns] = values[above] + sum;
				squares[above + columns] = squares[above] + sumOfSquares;
			}
		}
	}

	/** Sum of the window whose first column and row these are. */
	double sum(final int x, final int y) {
		return in(values, x, y);
	}

	/** Sum of the squares. */
	double squares(final int x, final int y) {
		return Math.max(0, in(squares, x, y));
	}

	/** Sum of the squares about the mean of the window. */
	double aboutMean(final int x, final int y) {
		final double sum = sum(x, y);
		return Math.max(0, squares(x, y) - sum * sum / (w * h));
	}

	private double in(final double[] sums, final int x, final int y) {
		final int upper = x + y * columns, lower = upper + h * columns;
		return sums[lower + w] - sums[lower] - sums[upper + w] + sums[upper];
	}
}
