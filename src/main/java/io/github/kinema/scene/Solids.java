package io.github.kinema.scene;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.format.Rigid;

/** Places solids in a scene. Not thread-safe. */
final class Solids {

	/** How many solids, those placed last, may be in the way of one more. */
	private static final int NEAR = 32;

	private final Textures textures;
	private final Dice dice;
	private final Stage stage;
	private final Eyes eyes;
	private final double middle;
	private final List<Solid> solids = new ArrayList<>();
	/** Column, row and radius of the places on the ground that are taken. */
	private final List<double[]> taken = new ArrayList<>();

	/** @param middle the instant halfway through the scene */
	Solids(final Stage stage, final Eyes eyes, final double middle, final Textures textures,
		final Dice dice)
	{
		this.textures = textures;
		this.stage = stage;
		this.eyes = eyes;
		this.middle = middle;
		this.dice = dice;
	}

	List<Solid> list() {
		return solids;
	}

	/** A solid that stands on the ground somewhere in a rectangle, if there is a place for it. */
	void stand(final double left, final double right, final double near, final double far, final double largest) {
		final boolean round = dice.chance(0.4);
		final double[] size = size(largest);
		final double radius = StrictMath.hypot(size[0], size[2]);
		for (int attempt = 0; attempt < 20; attempt++) {
			final double x = dice.between(left, right);
			final double z = dice.between(near, far);
			// NB: those placed long before are far away.
			final List<double[]> last = taken.subList(Math.max(0, taken.size() - NEAR), taken.size());
			if (last.stream().anyMatch(t -> StrictMath.hypot(t[0] - x, t[1] - z) < t[2] + radius)) continue;
			taken.add(new double[] { x, z, radius });
			// NB: a little into the ground, so that none hovers over a slope.
			final Rigid place = Rigid.translation(x, stage.ground(x, z) - 0.92 * size[1], z).times(Rigid.rotation(1, dice
				.between(0, 2 * Math.PI)));
			add(round, size, time -> place, false);
			return;
		}
	}

	/** A solid that moves and turns around a place in the air. */
	void fly(final double x, final double y, final double z) {
		final Sway[] way = { Sway.around(x, 1.3, 0.07, dice), Sway.around(y, 0.4, 0.03, dice), Sway.around(z, 0.8, 0.05,
			dice) };
		final Sway turn = Sway.line(dice.between(0, 2 * Math.PI), dice.sign() * dice.between(0, 0.03));
		final Sway tilt = Sway.around(0, 0.4, 0.02, dice);
		add(dice.chance(0.5), size(0.8), time -> Rigid.translation(way[0].at(time), way[1].at(time), way[2].at(time)).times(
			Rigid.rotation(1, turn.at(time))).times(Rigid.rotation(2, tilt.at(time))), true);
	}

	/** A solid that moves as the camera does, but farther: all its flow is along the epipolar lines. */
	void follow(final Path camera, final double factor, final double x, final double y, final double z) {
		final Rigid start = camera.at(0);
		final Rigid turn = Rigid.rotation(1, dice.between(0, 2 * Math.PI));
		add(dice.chance(0.5), size(0.8), time -> {
			final Rigid now = camera.at(time);
			return Rigid.translation(x + factor * (now.get(0, 3) - start.get(0, 3)), y + factor * (now.get(1, 3) - start.get(1,
				3)), z + factor * (now.get(2, 3) - start.get(2, 3))).times(turn);
		}, true);
	}

	private double[] size(final double largest) {
		return new double[] { largest * dice.between(0.45, 1), largest * dice.between(0.45, 1), largest * dice.between(0.45,
			1) };
	}

	private void add(final boolean round, final double[] size, final Path path, final boolean moving) {
		final Rigid place = path.at(middle);
		final Paint paint = textures.paint(dice.between(1.8, 4), dice);
		solids.add(new Solid(round, size, path, moving, paint, paint.scale(eyes.log2Footprint(place.get(0, 3), place.get(1,
			3), place.get(2, 3)))));
	}
}
