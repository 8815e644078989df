package io.github.kinema.scene;

import io.github.kinema.tile.Progress;

/** Makes scenes. */
public final class Scenes {

	/** The largest width and height of a frame. */
	public static final int LARGEST = 16384;

	private Scenes() {}

	/**
	 * Makes a random scene with computed textures.
	 *
	 * @param width columns of a frame, 1 to {@link #LARGEST}
	 * @param height rows of a frame, 1 to {@link #LARGEST}
	 * @param frames how many frames are of interest, at least 1: what happens once, such as a division, happens then
	 * @param seed the same seed makes the same scene, a different one another
	 * @throws IllegalArgumentException if a number is out of range
	 */
	public static Scene create(final SceneKind kind, final int width, final int height, final int frames,
		final long seed)
	{
		return create(kind, width, height, frames, seed, Textures.COMPUTED, Progress.NONE);
	}

	/**
	 * Makes a random scene.
	 *
	 * @param width columns of a frame, 1 to {@link #LARGEST}
	 * @param height rows of a frame, 1 to {@link #LARGEST}
	 * @param frames how many frames are of interest, at least 1: what happens once, such as a division, happens then
	 * @param seed the same seed and the same textures make the same scene, a different one another
	 * @param textures what it is painted with
	 * @throws IllegalArgumentException if a number is out of range
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static Scene create(final SceneKind kind, final int width, final int height, final int frames,
		final long seed, final Textures textures, final Progress progress)
	{
		check(width, height, frames);
		final Dice dice = new Dice(seed * SceneKind.values().length + kind.ordinal());
		return kind.hasCamera() ? CameraScenes.create(kind, width, height, frames, textures, dice) //
			: LayerScenes.create(kind, width, height, frames, textures, seed, dice, progress);
	}

	/**
	 * Makes sure that there can be scenes of a size.
	 *
	 * @throws IllegalArgumentException if a number is out of range
	 */
	public static void check(final int width, final int height, final int frames) {
		check("width", width, LARGEST);
		check("height", height, LARGEST);
		check("frames", frames, Integer.MAX_VALUE);
	}

	private static void check(final String name, final int value, final int most) {
		if (value < 1 || value > most) {
			throw new IllegalArgumentException(name + "=" + value + ": a scene takes a " + name + " from 1 to " + most + ".");
		}
	}
}
