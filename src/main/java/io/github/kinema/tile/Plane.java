package io.github.kinema.tile;

import java.util.Objects;

/**
 * A plane of float values, shape {@code [X, Y]}, row by row.
 * <p>
 * The array is held, not copied: every 8- and 16-bit value and every float
 * survives unchanged. Safe to share between threads as long as nobody writes.
 * </p>
 *
 * @param width number of columns, at least 1
 * @param height number of rows, at least 1
 * @param values {@code width * height} values; value (x, y) at
 *          {@code x + y * width}
 */
public record Plane(int width, int height, float[] values) {

	/** @throws IllegalArgumentException if sizes and array do not fit. */
	public Plane {
		Objects.requireNonNull(values, "values");
		if (width < 1 || height < 1 || (long) width * height != values.length) {
			throw new IllegalArgumentException("A plane of " + width + " x " +
				height + " pixels cannot hold " + values.length + " values");
		}
	}

	/** Makes a plane of zeros. */
	public Plane(final int width, final int height) {
		this(width, height, new float[Math.multiplyExact(width, height)]);
	}

	/** The value at (x, y). */
	public float get(final int x, final int y) {
		return values[x + y * width];
	}

	/** Whether the other plane has the same width and height. */
	public boolean sameSize(final Plane other) {
		return width == other.width && height == other.height;
	}
}
