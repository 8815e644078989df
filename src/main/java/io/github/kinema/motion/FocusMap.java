package io.github.kinema.motion;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * What a stack of slices through the focus tells.
 *
 * @param height where along the slices each pixel is sharp, in slices from 0, shape {@code [X, Y]}; NaN where no slice
 *          shows any detail
 * @param confidence how much that is to be trusted, 0 to 1
 * @param sharp the all-in-focus image, a plane for each channel
 */
public record FocusMap(Plane height, Plane confidence, List<Plane> sharp) {

	/** Whether there is a height anywhere. */
	public boolean isKnown() {
		for (final float value : height.values()) {
			if (!Float.isNaN(value)) return true;
		}
		return false;
	}
}
