package io.github.kinema.scene;

/**
 * Something flat that moves in the image. Immutable.
 *
 * @param rests whether it does not move
 * @param motion how it moves
 * @param skin what it looks like
 * @param halfWidth how far its material reaches from its origin along x, in pixels
 * @param halfHeight the same, along y
 */
record Layer(boolean rests, Motion motion, Skin skin, double halfWidth, double halfHeight) {

	/** A layer without an end. */
	static Layer endless(final boolean rests, final Motion motion, final Paint paint) {
		return new Layer(rests, motion, new Ground(paint), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
	}
}
