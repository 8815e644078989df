package io.github.kinema.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A random volume as microscopes see it in sections: a cloudy ground, membranes, and solid or hollow bodies that lie in
 * all directions. From section to section structures grow, shrink, appear and go, and what is finer than the sections
 * are apart is another in each; little of it moves.
 * <p>
 * Lengths are in pixels of a section, along all three axes. All values follow from the seed by operations that Java
 * defines to the last bit, so that they are the same on every machine and with any number of threads. Immutable and
 * thread-safe.
 * </p>
 */
public final class Volume {

	/** Wavelengths of the finest and of the coarsest noise of the ground. */
	private static final double FINEST = 2;
	private static final double COARSEST = 64;

	/** The most bodies. */
	private static final int MOST = 400;

	/** Volume of a ball of radius 1, about. */
	private static final double BALL = 4.2;

	private final int width;
	private final int height;
	private final double ground;
	private final double driftX;
	private final double driftY;
	private final List<Cloud> clouds = new ArrayList<>();
	private final List<Cloud> inside = new ArrayList<>();
	private final List<Membranes> membranes = new ArrayList<>();
	private final List<Body> bodies = new ArrayList<>();

	/** Surfaces where a cloud is 0. */
	private record Membranes(Cloud cloud, double thickness, double brightness) {}

	/**
	 * @param width columns of a section
	 * @param height rows of a section
	 * @param depth how far from section 0 there are bodies, to both sides
	 * @param seed the same seed makes the same volume, a different one another
	 */
	public Volume(final int width, final int height, final double depth, final long seed) {
		Scenes.check(width, height, 1);
		this.width = width;
		this.height = height;
		final Dice dice = new Dice(seed);
		final double stretch = dice.between(1, 4);
		ground = dice.between(0.05, 0.5);
		final boolean drifts = dice.chance(0.3);
		driftX = drifts ? dice.between(-0.3, 0.3) : 0;
		driftY = drifts ? dice.between(-0.3, 0.3) : 0;
		addClouds(clouds, dice.chance(0.25) ? 0 : dice.between(0.01, 0.15), stretch, dice);
		addClouds(inside, dice.chance(0.25) ? 0 : dice.between(0.1, 0.6), stretch, dice);
		if (dice.chance(0.4)) for (int k = 1 + dice.below(2); k > 0; k--) {
			final double wavelength = logarithmic(12, 80, dice);
			membranes.add(new Membranes(new Cloud(wavelength, stretch, 1, dice), dice.between(1.5, 5) / wavelength, dice.sign() *
				dice.between(0.1, 0.4)));
		}
		if (dice.chance(0.75)) addBodies(depth, dice);
	}

	private static double logarithmic(final double from, final double to, final Dice dice) {
		return from * StrictMath.pow(to / from, dice.between(0, 1));
	}

	/** Noise of all wavelengths, the coarse stronger, whose strongest has this amplitude. */
	private static void addClouds(final List<Cloud> clouds, final double amplitude, final double stretch, final Dice dice) {
		final double slope = dice.between(0, 1.2);
		final double coarsest = logarithmic(4, COARSEST, dice);
		if (amplitude == 0) return;
		for (double wavelength = coarsest; wavelength >= FINEST; wavelength /= 2)
			clouds.add(new Cloud(wavelength, stretch, amplitude * StrictMath.pow(wavelength / coarsest, slope), dice));
	}

	private void addBodies(final double depth, final Dice dice) {
		final double usual = logarithmic(3, 0.15 * Math.min(width, height) + 3, dice);
		final double spread = dice.between(1, 2);
		final double longest = dice.chance(0.3) ? dice.between(2, 8) : dice.between(1, 1.6);
		final double hollow = dice.chance(0.5) ? 0 : dice.between(0, 1);
		final double soft = logarithmic(0.7, 6, dice);
		final double sign = dice.sign();
		final double most = dice.between(0.2, 0.8);
		final double reach = depth + usual * spread * longest;
		// NB: as many as cover about a given share of a section.
		final double cover = dice.between(0.03, 0.5);
		final int count = (int) Math.min(MOST, 1 + cover * width * height * 2 * reach / (BALL * usual * usual * usual *
			longest));
		for (int k = 0; k < count; k++) {
			final double radius = usual * StrictMath.pow(spread, dice.between(-1, 1));
			bodies.add(new Body(dice.between(-0.1, 1.1) * width, dice.between(-0.1, 1.1) * height, dice.between(-reach, reach),
				radius, longest, dice.chance(hollow), soft, sign * most * dice.between(0.3, 1), dice));
		}
	}

	/**
	 * The section at a depth.
	 *
	 * @param depth in pixels, of either sign
	 * @return brightness, 0 black to about 1, never below 0, shape {@code [X, Y]}
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Plane section(final double depth, final Progress progress) {
		final double left = -driftX * depth;
		final double top = -driftY * depth;
		final Function<Cloud, Cloud.Section> cut = cloud -> cloud.at(depth, left, top, width, height);
		final List<Cloud.Section> around = clouds.stream().map(cut).toList();
		final List<Cloud.Section> within = inside.stream().map(cut).toList();
		final List<Cloud.Section> surfaces = membranes.stream().map(Membranes::cloud).map(cut).toList();
		final List<Body> there = bodies.stream().filter(body -> body.reaches(depth)).toList();
		final Plane plane = new Plane(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int row = from; row < to; row++) {
				final double y = row + top;
				final List<Body> near = there.stream().filter(body -> body.reachesRow(y)).toList();
				for (int column = 0; column < width; column++) {
					final double x = column + left;
					double value = ground + sum(around, x, y);
					for (int k = 0; k < surfaces.size(); k++) {
						final double off = surfaces.get(k).value(x, y) / membranes.get(k).thickness();
						if (off * off < 20) value += membranes.get(k).brightness() * StrictMath.exp(-off * off);
					}
					double light = 0;
					for (final Body body : near) light += body.light(x, y, depth);
					if (light != 0) value += light * Math.max(0, 1 + sum(within, x, y));
					plane.values()[column + row * width] = (float) Math.max(0, value);
				}
			}
		});
		return plane;
	}

	private static double sum(final List<Cloud.Section> clouds, final double x, final double y) {
		double sum = 0;
		for (final Cloud.Section cloud : clouds) sum += cloud.value(x, y);
		return sum;
	}
}
