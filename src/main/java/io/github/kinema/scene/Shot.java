package io.github.kinema.scene;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * A scene at one instant, and the truth of its way to others.
 *
 * @param frame what {@link Scene#render} gives
 * @param truths what {@link Scene#truth} gives, for each other instant
 */
public record Shot(Plane frame, List<Truth> truths) {

	/** Holds its own list. */
	public Shot {
		truths = List.copyOf(truths);
	}
}
