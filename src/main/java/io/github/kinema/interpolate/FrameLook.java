package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * What is kept of a frame: statistics, a hash, and how far the thumbnails of the
 * next few frames are from its own. Some numbers for each plane, however large
 * it is. Not thread-safe while distances are added.
 */
final class FrameLook {

	private final List<PlaneLook> planes = new ArrayList<>();
	private final List<double[]> distances = new ArrayList<>();
	private final double[] contrast;
	/** Thumbnails as measured; let go when the last distance is known. */
	private List<Plane> cells = new ArrayList<>();

	/** @param frame the planes of a frame, {@code [X, Y]} each; each is asked for once */
	FrameLook(final List<Plane> frame) {
		for (final Plane plane : frame) {
			planes.add(PlaneLook.of(plane));
			cells.add(Thumbnail.cells(plane));
		}
		contrast = cells.stream().mapToDouble(FrameLook::deviation).toArray();
	}

	List<PlaneLook> planes() {
		return planes;
	}

	/** Standard deviation of the thumbnail of each plane. */
	double contrast(final int plane) {
		return contrast[plane];
	}

	/** Whether all pixels of all planes are the same, bit by bit, but for a chance of about 2<sup>−64</sup>. */
	boolean sameAs(final FrameLook other) {
		if (planes.size() != other.planes.size()) return false;
		for (int p = 0; p < planes.size(); p++)
			if (planes.get(p).hash() != other.planes.get(p).hash()) return false;
		return true;
	}

	/** Adds the distance to the next later frame. */
	void follow(final FrameLook later) {
		final double[] distance = new double[planes.size()];
		for (int p = 0; p < distance.length; p++)
			distance[p] = difference(cells.get(p), later.cells.get(p));
		distances.add(distance);
	}

	/** Frees the thumbnails. */
	void forget() {
		cells = null;
	}

	/**
	 * Root mean square of the difference of the thumbnails of each plane to those of
	 * the frame {@code ahead} frames later; null if that is not known.
	 */
	double[] distance(final long ahead) {
		return ahead < 1 || ahead > distances.size() ? null : distances.get((int) ahead - 1);
	}

	private static double difference(final Plane a, final Plane b) {
		double squares = 0;
		int n = 0;
		for (int i = 0; i < a.values().length; i++) {
			final double d = (double) a.values()[i] - b.values()[i];
			if (!Double.isFinite(d)) continue;
			squares += d * d;
			n++;
		}
		return n == 0 ? 0 : Math.sqrt(squares / n);
	}

	private static double deviation(final Plane plane) {
		double sum = 0, squares = 0;
		int n = 0;
		for (final float value : plane.values()) {
			if (!Float.isFinite(value)) continue;
			sum += value;
			n++;
		}
		final double mean = sum / n;
		for (final float value : plane.values())
			if (Float.isFinite(value)) squares += (value - mean) * (value - mean);
		return n == 0 ? 0 : Math.sqrt(squares / n);
	}
}
