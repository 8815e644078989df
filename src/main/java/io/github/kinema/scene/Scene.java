package io.github.kinema.scene;

import java.util.Optional;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A scene that can be looked at, and whose truth can be asked, at any instant.
 * <p>
 * Time counts in frames, from 0; every instant between and beyond the frames exists, too. All values follow from the
 * seed by operations that Java defines to the last bit, so that they are the same on every machine and with any number
 * of threads. Immutable and thread-safe.
 * </p>
 */
public interface Scene {

	/** What it shows. */
	SceneKind kind();

	/** Columns of a frame. */
	int width();

	/** Rows of a frame. */
	int height();

	/**
	 * The scene without any sensor.
	 *
	 * @return brightness, 0 black to 1 saturated, shape {@code [X, Y]}
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Plane render(double time, Progress progress);

	/**
	 * The truth of the instant {@code time}, and how its pixels get to where they are at {@code other}.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Truth truth(double time, double other, Progress progress);

	/**
	 * Both {@link #render} and {@link #truth}, to any number of other instants, in less time than one by one.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Shot shoot(double time, double[] others, Progress progress);

	/**
	 * Follows a few points, evenly spread over what is seen at {@code time}, whether or not they stay in sight: in much less
	 * time than the {@link #truth} takes.
	 *
	 * @return for each point, column and row at {@code time}, then at each other instant; NaN behind the camera
	 */
	double[][] follow(double time, double... others);

	/** Where the camera is; nothing for scenes without one. */
	Optional<Pose> pose(double time);

	/** The intrinsics of the camera; nothing for scenes without one. */
	Optional<Pinhole> camera();
}
