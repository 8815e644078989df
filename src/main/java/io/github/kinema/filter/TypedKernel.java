package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A spatial filter that somebody has typed: rows of numbers, the middle one for the
 * pixel itself.
 *
 * @param width number of columns, odd
 * @param height number of rows, odd
 * @param weights row by row
 */
public record TypedKernel(int width, int height, float[] weights) {

	/**
	 * Reads rows that are separated by semicolons or line ends, of numbers that are separated by spaces or commas.
	 *
	 * @throws IllegalArgumentException if that is no matrix with a middle, or nothing but 0, with a sentence
	 */
	public static TypedKernel parse(final String text) {
		final List<float[]> rows = new ArrayList<>();
		for (final String row : text.split(";|\\R")) {
			if (!row.isBlank()) rows.add(row(row.strip(), rows.size() + 1));
		}
		if (rows.isEmpty()) throw new IllegalArgumentException("The kernel is empty: type rows of numbers, such as 1 2 1.");
		final int width = rows.get(0).length;
		for (int y = 0; y < rows.size(); y++) {
			if (rows.get(y).length != width) throw new IllegalArgumentException("Row " + (y + 1) + " of the kernel has " +
				rows.get(y).length + " numbers, row 1 has " + width + ": all rows must be of the same length.");
		}
		if (width % 2 == 0 || rows.size() % 2 == 0) throw new IllegalArgumentException("The kernel has " + width +
			" columns and " + rows.size() + " rows: both must be odd, so that there is one number in the middle.");
		final float[] weights = new float[width * rows.size()];
		for (int y = 0; y < rows.size(); y++) System.arraycopy(rows.get(y), 0, weights, y * width, width);
		for (final float weight : weights) {
			if (weight != 0) return new TypedKernel(width, rows.size(), weights);
		}
		throw new IllegalArgumentException("All numbers of the kernel are 0: nothing would be left of the image.");
	}

	private static float[] row(final String text, final int number) {
		final String[] words = text.split("[\\s,]+");
		final float[] row = new float[words.length];
		for (int x = 0; x < row.length; x++) {
			try {
				row[x] = Float.parseFloat(words[x]);
			}
			catch (final NumberFormatException exc) {
				row[x] = Float.NaN;
			}
			if (!Float.isFinite(row[x])) throw new IllegalArgumentException("Row " + number + " of the kernel holds \"" +
				words[x] + "\", which is no number.");
		}
		return row;
	}

	/** The window that it covers. */
	public Window window() {
		return new Window(width / 2, height / 2, 0, false, 1);
	}

	/** The weights, each times a Gaussian of its distance from the middle; with an infinite sigma, as they are. */
	public float[] within(final double sigma) {
		final float[] within = new float[weights.length];
		for (int y = 0, k = 0; y < height; y++) {
			for (int x = 0; x < width; x++, k++) {
				final double dx = (x - width / 2) / sigma;
				final double dy = (y - height / 2) / sigma;
				within[k] = (float) (weights[k] * Math.exp(-(dx * dx + dy * dy) / 2));
			}
		}
		return within;
	}
}
