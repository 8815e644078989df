package io.github.kinema.scene;

/**
 * Rays through places in a row, and where they meet hills. All of a row are looked at together, one wave of the hills
 * after the other, in loops that the compiler makes SIMD instructions of. Not thread-safe.
 */
final class HillRays {

	private static final int MOST_STEPS = 30;
	/** Height above the ground from which one step more leads to it. */
	private static final double CLOSE = 1e-5;

	private final View view;
	/** Amplitude, turns a unit along x and z, and phase. */
	private final double[] waves;
	/** How much each ray falls with its depth, and how much the phase of each wave grows. */
	private final double[] falls;
	private final double[][] growths;
	private final double[] above;
	private final double[] slopes;

	/**
	 * Rays through places {@code spacing} pixels apart, from (x, y) on.
	 *
	 * @param columns 0, 1, 2 and so on
	 */
	HillRays(final double[] waves, final View view, final double x, final double y, final int spacing, final int count,
		final double[] columns)
	{
		this.view = view;
		this.waves = waves;
		falls = line(view.direction(1, x, y), spacing * view.ray(1, 0), count, columns);
		growths = new double[waves.length / 4][];
		for (int i = 0; i < growths.length; i++)
			growths[i] = line(turns(i, view.direction(0, x, y), view.direction(2, x, y)), spacing * turns(i, view.ray(0, 0), view
				.ray(2, 0)), count, columns);
		above = new double[count];
		slopes = new double[count];
	}

	private static double[] line(final double start, final double step, final int count, final double[] columns) {
		final double[] values = new double[count];
		for (int k = 0; k < count; k++) values[k] = start + columns[k] * step;
		return values;
	}

	private double turns(final int i, final double x, final double z) {
		return waves[4 * i + 1] * x + waves[4 * i + 2] * z;
	}

	/** Depths to begin with: all at one nearness; if that is 0, those of flat ground. */
	double[] start(final double nearness) {
		final double[] depths = new double[falls.length];
		for (int k = 0; k < depths.length; k++) depths[k] = nearness > 0 ? 1 / nearness : -view.oy / falls[k];
		return depths;
	}

	/** The depths at which they meet the ground, by Newton's method: each falls more steeply than the ground anywhere. */
	double[] meet(final double[] depths) {
		for (int step = 0; step < MOST_STEPS; step++) {
			look(depths);
			for (int k = 0; k < depths.length; k++) depths[k] -= above[k] / slopes[k];
			// NB: the next step would be as small as the square of this one.
			if (isClose()) break;
		}
		return depths;
	}

	/** Finds how high above the ground they are, and how that changes with the depth. */
	private void look(final double[] depths) {
		for (int k = 0; k < depths.length; k++) {
			above[k] = view.oy + depths[k] * falls[k];
			slopes[k] = falls[k];
		}
		for (int i = 0; i < growths.length; i++) {
			final double start = turns(i, view.ox, view.oz) + waves[4 * i + 3];
			look(waves[4 * i], start, growths[i], depths);
		}
	}

	private void look(final double amplitude, final double start, final double[] growth, final double[] depths) {
		for (int k = 0; k < depths.length; k++) {
			final double phase = start + depths[k] * growth[k];
			final double p = phase - Math.floor(phase + 0.5);
			final double size = Math.abs(p);
			above[k] -= amplitude * (p * (8 - 16 * size));
			slopes[k] -= amplitude * (8 - 32 * size) * growth[k];
		}
	}

	private boolean isClose() {
		for (final double height : above) if (!(Math.abs(height) < CLOSE)) return false;
		return true;
	}
}
