package io.github.kinema.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * A volume of float values, shape {@code [X, Y, Z]}, one array for each plane.
 * <p>
 * The arrays are held, not copied. Safe to share between threads as long as
 * nobody writes.
 * </p>
 *
 * @param width number of columns, at least 1
 * @param height number of rows, at least 1
 * @param planes the values of each plane, row by row; at least one plane
 */
public record Volume(int width, int height, List<float[]> planes) {

	/** @throws IllegalArgumentException if sizes and arrays do not fit. */
	public Volume {
		planes = List.copyOf(planes);
		if (planes.isEmpty()) throw new IllegalArgumentException("A volume needs at least one plane");
		for (final float[] plane : planes) {
			if (width < 1 || height < 1 || (long) width * height != plane.length) {
				throw new IllegalArgumentException("A plane of " + width + " x " + height + " pixels cannot hold " +
					plane.length + " values");
			}
		}
	}

	/** Makes a volume of zeros. */
	public Volume(final int width, final int height, final int depth) {
		this(width, height, zeros(Math.multiplyExact(width, height), depth));
	}

	/** A volume of the one plane. */
	public static Volume of(final Plane plane) {
		return new Volume(plane.width(), plane.height(), List.of(plane.values()));
	}

	/** Number of planes. */
	public int depth() {
		return planes.size();
	}

	/** The values of the plane at z. */
	public float[] plane(final int z) {
		return planes.get(z);
	}

	/** Whether the other volume has the same width, height and depth. */
	public boolean sameSize(final Volume other) {
		return width == other.width && height == other.height && depth() == other.depth();
	}

	private static List<float[]> zeros(final int pixels, final int depth) {
		final List<float[]> planes = new ArrayList<>(depth);
		for (int z = 0; z < depth; z++) planes.add(new float[pixels]);
		return planes;
	}
}
