package io.github.kinema.scene;

/**
 * Smooth noise of one wavelength in a volume: random numbers on a lattice, interpolated by cubic B-splines. Immutable and
 * thread-safe.
 */
final class Cloud {

	/** What brings uniform numbers, interpolated so in three directions, to a variance of about 1. */
	private static final double UNIT = 10.4;

	private final double spacing;
	private final double stretch;
	private final double amplitude;
	private final long seed;

	/**
	 * @param wavelength in pixels; the lattice is twice as fine
	 * @param stretch how many times as long it is from section to section
	 * @param amplitude its standard deviation, about
	 */
	Cloud(final double wavelength, final double stretch, final double amplitude, final Dice dice) {
		spacing = wavelength / 2;
		this.stretch = stretch;
		this.amplitude = amplitude;
		seed = Dice.mix(dice.below(Integer.MAX_VALUE));
	}

	/** The noise at one depth, for columns from left to left + width and rows from top to top + height. */
	Section at(final double depth, final double left, final double top, final int width, final int height) {
		final double z = depth / (spacing * stretch);
		final long slice = (long) Math.floor(z);
		final double[] along = new double[4];
		weights(z - slice, along);
		final long column = (long) Math.floor(left / spacing);
		final long row = (long) Math.floor(top / spacing);
		final int columns = (int) (width / spacing) + 5;
		final int rows = (int) (height / spacing) + 5;
		final double[] values = new double[columns * rows];
		for (int k = 0; k < 4; k++) {
			final long plane = Dice.mix(seed + slice + k);
			for (int i = 0; i < values.length; i++) values[i] += UNIT * amplitude * along[k] * (Dice.lattice(plane, column + i %
				columns, row + i / columns) - 0.5);
		}
		return new Section(column, row, columns, values);
	}

	/** Cubic B-splines of the four places around. */
	private static void weights(final double f, final double[] weights) {
		final double g = 1 - f;
		weights[0] = g * g * g / 6;
		weights[1] = (4 - 6 * f * f + 3 * f * f * f) / 6;
		weights[2] = (4 - 6 * g * g + 3 * g * g * g) / 6;
		weights[3] = f * f * f / 6;
	}

	/** The noise at one depth, on the lattice around what it was made for. Immutable and thread-safe. */
	final class Section {

		private final long left;
		private final long top;
		private final int columns;
		private final double[] values;

		private Section(final long left, final long top, final int columns, final double[] values) {
			this.left = left;
			this.top = top;
			this.columns = columns;
			this.values = values;
		}

		/** The noise at column x, row y. */
		double value(final double x, final double y) {
			final double u = x / spacing - left;
			final double v = y / spacing - top;
			final int column = (int) u;
			final int row = (int) v;
			final double[] across = new double[4];
			final double[] down = new double[4];
			weights(u - column, across);
			weights(v - row, down);
			double sum = 0;
			for (int j = 0; j < 4; j++) {
				final int at = column + (row + j) * columns;
				sum += down[j] * (across[0] * values[at] + across[1] * values[at + 1] + across[2] * values[at + 2] + across[3] *
					values[at + 3]);
			}
			return sum;
		}
	}
}
