package io.github.kinema.camera;

import java.util.Arrays;

/** A point that was followed over successive frames, and where it is in space if that is known. Not thread-safe. */
final class Track {

	private final int first;
	private double[] x = new double[4];
	private double[] y = new double[4];
	private int length;
	private double[] place;

	/** @param first frame that shows it, there at (x, y), in units of the focal length */
	Track(final int first, final double x, final double y) {
		this.first = first;
		add(x, y);
	}

	/** Where the next frame shows it. */
	void add(final double column, final double row) {
		if (length == x.length) {
			x = Arrays.copyOf(x, 2 * length);
			y = Arrays.copyOf(y, 2 * length);
		}
		x[length] = column;
		y[length++] = row;
	}

	/** The first frame that shows it. */
	int first() {
		return first;
	}

	/** The last frame that shows it. */
	int last() {
		return first + length - 1;
	}

	/** Whether a frame shows it. */
	boolean isSeen(final int frame) {
		return frame >= first && frame <= last();
	}

	/** Where a frame that shows it does so. */
	double x(final int frame) {
		return x[frame - first];
	}

	/** Where a frame that shows it does so. */
	double y(final int frame) {
		return y[frame - first];
	}

	/** Where it is in the world, {@code [x, y, z]}, to be changed by who knows better; null if that is not known. */
	double[] place() {
		return place;
	}

	/** @param place null if it is not known any more */
	void setPlace(final double[] place) {
		this.place = place;
	}
}
