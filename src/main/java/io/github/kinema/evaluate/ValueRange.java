package io.github.kinema.evaluate;

import io.github.kinema.tile.Plane;

/** The range of the values of true frames: the peak for PSNR where their type has none. Not thread-safe. */
public final class ValueRange {

	private double min = Double.POSITIVE_INFINITY;
	private double max = Double.NEGATIVE_INFINITY;

	/** Adds those values of a plane that are finite. */
	public void add(final Plane plane) {
		for (final float value : plane.values()) {
			if (!Float.isFinite(value)) continue;
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
	}

	/** How far the greatest value is above the least; 1 if there are no two values. */
	public double length() {
		return max > min ? max - min : 1;
	}
}
