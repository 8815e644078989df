package io.github.kinema.scene;

import java.util.Arrays;

/**
 * A texture that covers everything.
 *
 * @param paint the texture
 */
record Ground(Paint paint) implements Skin {

	@Override
	public void cover(final Strip strip, final int count, final double time) {
		Arrays.fill(strip.cover, 0, count, 1);
	}

	@Override
	public void shine(final Strip strip, final int count) {
		paint.shine(strip, count);
	}
}
