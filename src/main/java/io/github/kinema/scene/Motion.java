package io.github.kinema.scene;

/** How the material of a layer moves in the image. Thread-safe. */
@FunctionalInterface
interface Motion {

	Warp at(double time);

	/** Rests, with the material's origin in the middle of the image. */
	static Motion rest(final int width, final int height) {
		final Warp warp = new Warp((width - 1) / 2.0, (height - 1) / 2.0, 0, 1, 1, 0, new double[0], new double[0]);
		return time -> warp;
	}

	/** Moves, turns and stretches, with waves that shear it along x and along y. */
	static Motion waving(final Sway x, final Sway y, final Sway angle, final Sway scaleX, final Sway scaleY,
		final Ripples alongX, final Ripples alongY)
	{
		return time -> new Warp(x.at(time), y.at(time), angle.at(time), scaleX.at(time), scaleY.at(time), 0, alongX.at(time),
			alongY.at(time));
	}
}
