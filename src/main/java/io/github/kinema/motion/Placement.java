package io.github.kinema.motion;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Where a plane shows what another one shows: enlarged, turned and shifted. A point (x, y), seen from the centre, of
 * the other lies at {@code (a x - b y + u, b x + a y + v)}, seen from the centre, of this.
 *
 * @param a magnification times the cosine of the turn
 * @param b magnification times the sine of the turn
 * @param u shift to the right, in pixels
 * @param v shift down, in pixels
 */
record Placement(double a, double b, double u, double v) {

	/** All is where it was. */
	static final Placement SAME = new Placement(1, 0, 0, 0);

	/** Pixels around a point that its value is taken from, along an axis. */
	private static final int TAPS = 4;

	/** First this one, then another. */
	Placement then(final Placement next) {
		return new Placement(next.a * a - next.b * b, next.a * b + next.b * a, //
			next.a * u - next.b * v + next.u, next.b * u + next.a * v + next.v);
	}

	/** What, followed by a start, makes this. */
	Placement from(final Placement start) {
		final double square = start.a * start.a + start.b * start.b;
		final double right = u - start.u;
		final double down = v - start.v;
		return new Placement((a * start.a + b * start.b) / square, (b * start.a - a * start.b) / square, //
			(right * start.a + down * start.b) / square, (down * start.a - right * start.b) / square);
	}

	/** The same in planes that are so many times as large. */
	Placement times(final double scale) {
		return new Placement(a, b, scale * u, scale * v);
	}

	/** How far the corners of a plane move, at most, in pixels. */
	double reach(final int width, final int height) {
		final double x = (width - 1) / 2.0;
		final double y = (height - 1) / 2.0;
		return Math.max(Math.max(moved(x, y), moved(-x, y)), Math.max(moved(x, -y), moved(-x, -y)));
	}

	private double moved(final double x, final double y) {
		return Math.hypot((a - 1) * x - b * y + u, b * x + (a - 1) * y + v);
	}

	/**
	 * What a plane shows, put where the other one shows it. Cubic between pixels (Keys, "Cubic convolution interpolation",
	 * IEEE Transactions on Acoustics, Speech and Signal Processing 1981), but never beyond the values of the 16 around; NaN
	 * beyond the border, and where one of the 16 is unknown.
	 */
	Plane of(final Plane plane, final Progress progress) {
		final Plane placed = new Plane(plane.width(), plane.height());
		Bands.run(plane.height(), progress, (from, to) -> {
			final float[] alongX = new float[TAPS];
			final float[] alongY = new float[TAPS];
			for (int row = from; row < to; row++) {
				final double y = row - (plane.height() - 1) / 2.0;
				for (int column = 0; column < plane.width(); column++) {
					final double x = column - (plane.width() - 1) / 2.0;
					placed.values()[column + row * plane.width()] = cubic(plane, a * x - b * y + u + (plane.width() - 1) / 2.0, //
						b * x + a * y + v + (plane.height() - 1) / 2.0, alongX, alongY);
				}
			}
		});
		return placed;
	}

	private static float cubic(final Plane plane, final double x, final double y, final float[] alongX,
		final float[] alongY)
	{
		final int right = plane.width() - 1;
		final int bottom = plane.height() - 1;
		if (!(x >= 0 && y >= 0 && x <= right && y <= bottom)) return Float.NaN;
		final int left = (int) x;
		final int top = (int) y;
		weigh((float) (x - left), alongX);
		weigh((float) (y - top), alongY);
		final float[] values = plane.values();
		float sum = 0;
		float least = Float.POSITIVE_INFINITY;
		float most = Float.NEGATIVE_INFINITY;
		for (int j = 0; j < TAPS; j++) {
			final int row = Math.max(0, Math.min(bottom, top + j - 1)) * plane.width();
			float line = 0;
			for (int i = 0; i < TAPS; i++) {
				final float value = values[row + Math.max(0, Math.min(right, left + i - 1))];
				line += alongX[i] * value;
				least = Math.min(least, value);
				most = Math.max(most, value);
			}
			sum += alongY[j] * line;
		}
		return Math.max(least, Math.min(most, sum));
	}

	/** The weights of four pixels for a point so far behind the second. */
	private static void weigh(final float t, final float[] weights) {
		weights[0] = t * (t * (2 - t) - 1) / 2;
		weights[1] = (t * t * (3 * t - 5) + 2) / 2;
		weights[2] = t * (t * (4 - 3 * t) + 1) / 2;
		weights[3] = t * t * (t - 1) / 2;
	}
}
