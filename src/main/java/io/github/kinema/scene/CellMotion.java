package io.github.kinema.scene;

/**
 * How a cell wanders, and how it divides: it flattens to a bright plate across its x axis, whose halves then part.
 * Immutable.
 */
final class CellMotion {

	/** Frames in which it flattens before it divides. */
	private static final double FLATTENING = 6;

	private final Sway x;
	private final Sway y;
	private final Sway angle;
	private final Sway width;
	private final Sway height;
	private final Ripples bends;
	private final double semiAxis;
	private final double division;

	CellMotion(final double x, final double y, final double semiAxis, final double division, final Dice dice) {
		this.x = Sway.around(x, 14, dice.between(0.3, 1.6), dice).shaken(3, 0.5, dice);
		this.y = Sway.around(y, 14, dice.between(0.3, 1.6), dice).shaken(3, 0.5, dice);
		angle = Sway.around(dice.between(0, 2 * Math.PI), 0.5, 0.03, dice);
		width = Sway.around(1, 0.08, 0.01, dice);
		height = Sway.around(1, 0.08, 0.01, dice);
		bends = new Ripples(1, 2.5 * semiAxis, 0.05, 0.3, dice);
		this.semiAxis = semiAxis;
		this.division = division;
	}

	/** @param side which half of a dividing cell: 1 or −1; 0 the whole cell */
	Warp at(final double time, final double side) {
		final double flat = side == 0 ? 0 : Skin.rise(time, division - FLATTENING, division) * (1 - Skin.rise(time,
			division + 1, division + Nucleus.ROUNDING));
		final double parted = side == 0 ? 0 : Skin.rise(time, division, division + Nucleus.ROUNDING);
		final double turn = angle.at(time);
		final double away = side * semiAxis * 0.5 * parted;
		final double[] waves = bends.at(time);
		return new Warp(x.at(time) + away * StrictMath.cos(turn), y.at(time) + away * StrictMath.sin(turn), turn, width.at(
			time) * (1 - 0.6 * flat + 0.25 * parted), height.at(time) * (1 - 0.05 * flat + 0.1 * parted), 0, waves, waves);
	}
}
