package io.github.kinema.scene;

import io.github.kinema.format.Rigid;

/**
 * How cameras move. Units are about those of a metre, angles are in radians; the ground is at y = 0 and y points down.
 */
final class CameraPaths {

	/** How far the camera that sees a terrain looks down. */
	static final double LOOK_DOWN = Math.toRadians(58);

	private static final double CIRCLE = 6;

	private CameraPaths() {}

	/** On a circle around the origin, at which it looks. */
	static Path orbit(final Dice dice) {
		final Sway turn = Sway.line(dice.between(0, 2 * Math.PI), dice.sign() * dice.between(0.008, 0.025)).shaken(0.02,
			0.004, dice);
		final Sway height = Sway.around(dice.between(2, 3), 0.25, 0.02, dice);
		return time -> {
			final double angle = turn.at(time);
			final double up = height.at(time);
			return Rigid.camera(CIRCLE * StrictMath.sin(angle), -up, CIRCLE * StrictMath.cos(angle), angle + Math.PI, //
				StrictMath.atan2(up - 0.6, CIRCLE), 0);
		};
	}

	/** Ahead along z, at {@code speed} units a frame. */
	static Path dolly(final double speed, final Dice dice) {
		return along(Sway.around(0, 0.15, 0.01, dice), Sway.around(-1.6, 0.1, 0.006, dice), Sway.line(0, speed), Sway
			.around(0, 0.04, 0.003, dice), Sway.around(0.1, 0.02, 0.002, dice), Sway.still(0));
	}

	/** Ahead along z above a terrain, in a shaky hand. */
	static Path handheld(final double speed, final Dice dice) {
		return along(shaky(0, 0.3, 0.02, dice), shaky(-7, 0.2, 0.015, dice), Sway.line(0, speed).shaken(0.03, 0.02, dice), //
			shaky(0, 0.05, 0.006, dice), shaky(LOOK_DOWN, 0.015, 0.004, dice), shaky(0, 0.03, 0.004, dice));
	}

	private static Sway shaky(final double middle, final double reach, final double fastest, final Dice dice) {
		return Sway.around(middle, reach, fastest, dice).shaken(reach / 6, fastest, dice).shaken(reach / 12, fastest, dice);
	}

	/** At one place, looking ahead. */
	static Path still(final Dice dice) {
		final Rigid pose = Rigid.camera(dice.between(-1, 1), -2.2, -6, dice.between(-0.1, 0.1), 0.22, 0);
		return time -> pose;
	}

	/** At one place, looking around. */
	static Path turning(final Dice dice) {
		return along(Sway.still(0), Sway.still(-2.2), Sway.still(-5), Sway.line(dice.between(0, 2 * Math.PI), dice.sign() *
			dice.between(0.004, 0.016)), Sway.around(0.25, 0.12, 0.01, dice), Sway.around(0, 0.1, 0.006, dice));
	}

	/** In front of a wall that is 6 units ahead, seen from no lower than about 30 degrees. */
	static Path beforeWall(final Dice dice) {
		return along(Sway.around(0, 1.5, 0.06, dice), Sway.around(0, 1, 0.05, dice), Sway.around(0, 0.8, 0.04, dice), Sway
			.around(0, 0.35, 0.008, dice), Sway.around(0, 0.25, 0.006, dice), Sway.around(0, 0.2, 0.006, dice));
	}

	/** Along a straight line to and fro, without any turning. */
	static Path straight(final Dice dice) {
		final Sway way = Sway.around(0, 1.2, 0.07, dice);
		final double up = dice.between(-0.3, 0.3);
		final double ahead = dice.between(-0.5, 0.5);
		return time -> {
			final double x = way.at(time);
			return Rigid.camera(x, -2.2 + up * x, -6 + ahead * x, 0, 0.22, 0);
		};
	}

	private static Path along(final Sway x, final Sway y, final Sway z, final Sway yaw, final Sway pitch,
		final Sway roll)
	{
		return time -> Rigid.camera(x.at(time), y.at(time), z.at(time), yaw.at(time), pitch.at(time), roll.at(time));
	}
}
