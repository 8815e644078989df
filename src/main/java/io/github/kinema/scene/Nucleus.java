package io.github.kinema.scene;

/**
 * A fluorescent nucleus, or one of the two halves of one that divides: the half where {@code side * x} is positive,
 * which becomes round after the division.
 *
 * @param a semi-axis along x, in pixels
 * @param b semi-axis along y, in pixels
 * @param side 1 or −1; 0 the whole nucleus
 * @param division when it divides
 * @param appearance when it begins to appear, which takes a few frames; {@link #NEVER} if it was always there
 * @param outline bends its outline
 * @param paint its chromatin
 */
record Nucleus(double a, double b, double side, double division, double appearance, Paint outline, Paint paint)
	implements Skin
{

	/** The appearance of what was always there. */
	static final double NEVER = -1e9;

	/** Frames that it takes to appear. */
	private static final double APPEARING = 4;
	/** Frames after the division until the halves are round. */
	static final double ROUNDING = 8;
	private static final double SOFTNESS = 2;

	@Override
	public void cover(final Strip strip, final int count, final double time) {
		final double presence = Skin.rise(time, appearance, appearance + APPEARING);
		for (int k = 0; k < count; k++) strip.cover[k] = cover(strip.u[k], strip.v[k], time, presence);
	}

	private double cover(final double x, final double y, final double time, final double presence) {
		// NB: the outline reaches neither so far in nor so far out.
		final double square = x * x / (a * a) + y * y / (b * b);
		if (side == 0 && square < 0.4) return presence;
		if (side == 0 && square > 1.8) return 0;
		final double whole = inside(x, y, 0, a, b);
		if (side == 0) return presence * Skin.soft(whole, SOFTNESS);
		final double half = side * x;
		if (time <= division) return half > 0 || side > 0 && x == 0 ? presence * Skin.soft(whole, SOFTNESS) : 0;
		final double cut = Math.min(whole, half);
		final double round = inside(x, y, side * 0.5 * a, 0.55 * a, 0.72 * b);
		final double share = Skin.rise(time, division, division + ROUNDING);
		return presence * Skin.soft((1 - share) * cut + share * round, SOFTNESS);
	}

	@Override
	public boolean changes() {
		return side != 0 || appearance > NEVER;
	}

	/** About how far inside of an ellipse with a bent outline a point lies, in pixels. */
	private double inside(final double x, final double y, final double centre, final double semiX, final double semiY) {
		final double u = (x - centre) / semiX;
		final double v = y / semiY;
		final double square = u * u + v * v;
		if (square > 4) return -semiY;
		final double slope = 2 * Math.sqrt(u * u / (semiX * semiX) + v * v / (semiY * semiY));
		return (1 - square + outline.at(x, y, outline.scale(SMOOTH))) / Math.max(slope, 1 / semiX);
	}

	@Override
	public void shine(final Strip strip, final int count) {
		final int scale = paint.scale(0);
		for (int k = 0; k < count; k++) {
			if (strip.weight[k] <= 0) continue;
			// NB: a little brighter in the middle, where it is thicker.
			final double x = strip.u[k] / a;
			final double y = strip.v[k] / b;
			final double thickness = 1 - 0.25 * Math.min(1, x * x + y * y);
			strip.light[k] += strip.weight[k] * thickness * paint.at(strip.u[k], strip.v[k], scale);
		}
	}
}
