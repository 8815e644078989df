package io.github.kinema.scene;

/**
 * A texture that covers everything.
 *
 * @param paint the texture
 */
record Ground(Paint paint) implements Skin {

	@Override
	public double cover(final double x, final double y, final double time) {
		return 1;
	}

	@Override
	public double brightness(final double x, final double y, final double time) {
		return paint.at(x, y, paint.scale(0));
	}
}
