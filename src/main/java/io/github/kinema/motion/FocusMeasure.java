package io.github.kinema.motion;

import java.util.Locale;

/**
 * How sharp an image is at a pixel: an energy of its finest detail, which blur takes away. Where the power of detail falls
 * with the square of its frequency, as it does in most of what is seen (Field, "Relations between the statistics of natural
 * images and the response properties of cortical cells", JOSA A 1987), it falls with a power of the width of the blur.
 */
public enum FocusMeasure {

		/**
		 * The squared Laplacian: second differences along either axis, averaged across with weights 1, 2 and 1 as a Sobel
		 * gradient is, or four times as much of it would be noise. Goes for the finest detail (Subbarao, Choi and Nikzad,
		 * "Focusing techniques", Optical Engineering 1993). Falls with the fourth power of the width of the blur.
		 */
		LAPLACIAN {

			@Override
			double width(final double energy) {
				return 1 / Math.sqrt(energy);
			}

			@Override
			double energy(final double width) {
				return 1 / (width * width);
			}
		},
		/**
		 * The squared Sobel gradient. Sees coarser detail, and less of the noise (Tenenbaum, "Accommodation in
		 * computer vision", 1970). Falls with the square of the width of the blur.
		 */
		TENENGRAD {

			@Override
			double width(final double energy) {
				return 1 / energy;
			}

			@Override
			double energy(final double width) {
				return 1 / width;
			}
		};

	/** The square of the width of the blur that leaves so much energy, in parts of that which leaves 1. */
	abstract double width(double energy);

	/** What is left by a blur of so much width, squared: the opposite of {@link #width}. */
	abstract double energy(double width);

	/** The measure of a key such as {@code laplacian}. */
	public static FocusMeasure named(final String key) {
		return valueOf(key.toUpperCase(Locale.ROOT));
	}

	/**
	 * What it takes to measure rows of a width. NB: Java computes several pixels at once only where every index is
	 * plain, so that neighbours are copied to where they are needed. One thread at a time.
	 */
	static final class Rows {

		private final int width;
		private final float[] above;
		private final float[] row;
		private final float[] below;
		private final float[] left;
		private final float[] right;
		private final float[] further;

		Rows(final int width) {
			this.width = width;
			above = new float[width];
			row = new float[width];
			below = new float[width];
			left = new float[width];
			right = new float[width];
			further = new float[width];
		}

		/**
		 * Adds the energy of a row of a plane; pixels beyond the border repeat it. Next to an unknown pixel (NaN or
		 * infinite) it is no number, either.
		 */
		void add(final FocusMeasure measure, final float[] values, final int height, final int y, final float[] energy) {
			System.arraycopy(values, Math.max(0, y - 1) * width, above, 0, width);
			System.arraycopy(values, y * width, row, 0, width);
			System.arraycopy(values, Math.min(height - 1, y + 1) * width, below, 0, width);
			if (measure == LAPLACIAN) laplacian(energy);
			else sobel(energy);
		}

		private void laplacian(final float[] energy) {
			for (int x = 0; x < width; x++) further[x] = above[x] + below[x];
			spread(further);
			for (int x = 0; x < width; x++) {
				final float detail = left[x] + right[x] - 4 * row[x];
				energy[x] += detail * detail;
			}
		}

		private void sobel(final float[] energy) {
			for (int x = 0; x < width; x++) {
				further[x] = above[x] + 2 * row[x] + below[x];
				row[x] = below[x] - above[x];
			}
			spread(further);
			for (int x = 0; x < width; x++) further[x] = right[x] - left[x];
			spread(row);
			for (int x = 0; x < width; x++) {
				final float alongY = left[x] + 2 * row[x] + right[x];
				energy[x] += further[x] * further[x] + alongY * alongY;
			}
		}

		/** Copies the neighbours of each pixel of a line to where the pixel is. */
		private void spread(final float[] line) {
			System.arraycopy(line, 0, left, 1, width - 1);
			left[0] = line[0];
			System.arraycopy(line, 1, right, 0, width - 1);
			right[width - 1] = line[width - 1];
		}
	}
}
