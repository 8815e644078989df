package io.github.kinema.motion;

import java.util.ArrayList;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds where a plane shows what another one shows, from coarse to fine, in the least squares of what is left between
 * their {@link LocalContrast details}; what fits badly, as what moves by itself or goes out of focus, counts less. Steps
 * take the mean of both planes' slopes (Benhimane and Malis, "Real-time image-based tracking of planes using efficient
 * second-order minimization", IROS 2004).
 */
final class Registration {

	/** Planes are looked at no larger than this, in pixels. */
	private static final int LARGEST = 512;

	/** Smaller planes than this tell nothing, in pixels. */
	private static final int SMALLEST = 16;

	/** Steps at most: on the finest level, which takes most of the time and starts close by, and on each other. */
	private static final int FINEST_STEPS = 8;
	private static final int MOST_STEPS = 30;

	/** A step that moves nothing farther is the last, in pixels. */
	private static final double LAST = 0.02;

	/** Planes whose details do not look more alike than this have nothing in common. */
	private static final double ALIKE = 0.3;

	/** A place that does not take away this much of what they differ by is no better than the guess. */
	private static final double GAIN = 0.05;

	/**
	 * A place this significant is another one. NB: far more than chance would give, because blur, which differs from place
	 * to place, pulls as well.
	 */
	private static final double SIGNIFICANT = 50;

	/** Parts of a plane along an axis whose pulls are compared. */
	private static final int PARTS = 8;

	/** Magnification and turn, both in pixels at the border, and two shifts. */
	private static final int UNKNOWNS = 4;

	private Registration() {}

	/** A plane as it is looked at on the finest level. */
	static Plane finest(final Plane plane) {
		Plane level = plane;
		while (Math.max(level.width(), level.height()) > LARGEST) level = Pyramid.halve(level);
		return level;
	}

	/**
	 * Where a plane shows what another one shows.
	 *
	 * @param first the other one, as {@link #finest} gave it
	 * @param second that plane, as well
	 * @param guess where it may be
	 * @return the guess, if they have too little in common, or nothing is gained by another place
	 */
	static Placement of(final Plane first, final Plane second, final Placement guess, final Progress progress) {
		final List<Plane> ones = details(first, progress);
		final List<Plane> others = details(second, progress);
		Placement found = guess.times(1.0 / (1 << ones.size() - 1));
		for (int level = ones.size() - 1; level >= 0; level--) {
			found = refined(ones.get(level), others.get(level), found, level == 0 ? FINEST_STEPS : MOST_STEPS, progress);
			if (level > 0) found = found.times(2);
		}
		final double likeness = likeness(ones.get(0), found.of(others.get(0), progress));
		final double before = likeness(ones.get(0), guess.of(others.get(0), progress));
		return likeness > ALIKE && 1 - likeness < (1 - GAIN) * (1 - before) && //
			significance(ones.get(0), others.get(0), guess, found, progress) > SIGNIFICANT ? found : guess;
	}

	/**
	 * How much farther one place is from another than what is left between the planes explains: Hotelling's F. What is left is
	 * no noise of each pixel by itself, so that the pull of each part of the plane is one sample (White, "Maximum likelihood
	 * estimation of misspecified models", Econometrica 1982).
	 *
	 * @return NaN if it cannot be told
	 */
	private static double significance(final Plane first, final Plane second, final Placement guess,
		final Placement found, final Progress progress)
	{
		final Sums sums = new Sums(first, found.of(second, progress), Double.POSITIVE_INFINITY);
		sums.run(progress);
		final int samples = sums.samples();
		final Placement by = found.from(guess);
		final DMatrixRMaj change = new DMatrixRMaj(new double[] { (by.a() - 1) * sums.radius, by.b() * sums.radius, by.u(), //
			by.v() });
		final DMatrixRMaj pull = new DMatrixRMaj(UNKNOWNS, 1);
		CommonOps_DDRM.mult(new DMatrixRMaj(sums.squares), change, pull);
		final DMatrixRMaj solved = new DMatrixRMaj(UNKNOWNS, 1);
		if (samples <= UNKNOWNS || !CommonOps_DDRM.solve(new DMatrixRMaj(sums.scatter()), pull, solved)) return Double.NaN;
		return CommonOps_DDRM.dot(pull, solved) * (samples - UNKNOWNS) / (UNKNOWNS * (samples - 1));
	}

	/** The details of all levels, from fine to coarse. */
	private static List<Plane> details(final Plane plane, final Progress progress) {
		final List<Plane> details = new ArrayList<>();
		for (Plane level = plane; details.isEmpty() || Math.min(level.width(), level.height()) >= SMALLEST; level = Pyramid
			.halve(level)) details.add(LocalContrast.of(level, progress));
		return details;
	}

	private static Placement refined(final Plane first, final Plane second, final Placement start,
		final int steps, final Progress progress)
	{
		Placement found = start;
		double spread = Double.POSITIVE_INFINITY;
		for (int step = 0; step < steps; step++) {
			final Sums sums = new Sums(first, found.of(second, progress), spread);
			sums.run(progress);
			final DMatrixRMaj change = new DMatrixRMaj(UNKNOWNS, 1);
			if (!CommonOps_DDRM.solve(new DMatrixRMaj(sums.squares), new DMatrixRMaj(sums.pull), change)) return start;
			final Placement by = new Placement(1 + change.get(0) / sums.radius, change.get(1) / sums.radius, change.get(2), change
				.get(3));
			// NB: written so that no number ends here as well.
			if (!(by.reach(first.width(), first.height()) < sums.radius)) return start;
			found = by.then(found);
			spread = 2 * sums.rest / sums.count;
			if (by.reach(first.width(), first.height()) < LAST) break;
		}
		return found;
	}

	/** The normal equations of a step. */
	private static final class Sums {

		private final Plane first;
		private final Plane placed;
		private final double spread;
		/** Pixels from the centre at which magnification and turn are counted. */
		private final double radius;
		private final double[][] squares = new double[UNKNOWNS][UNKNOWNS];
		private final double[] pull = new double[UNKNOWNS];
		private final double[][] parts = new double[PARTS * PARTS][UNKNOWNS];
		private double rest;
		private long count;

		Sums(final Plane first, final Plane placed, final double spread) {
			this.first = first;
			this.placed = placed;
			this.spread = spread;
			radius = Math.max(first.width(), first.height()) / 2.0;
		}

		void run(final Progress progress) {
			Bands.run(first.height(), progress, (from, to) -> {
				final Sums own = new Sums(first, placed, spread);
				for (int y = Math.max(1, from); y < Math.min(first.height() - 1, to); y++) own.add(y);
				add(own);
			});
		}

		/** Parts of the plane that pull at all. */
		int samples() {
			int samples = 0;
			for (final double[] part : parts) if (part[0] != 0 || part[UNKNOWNS - 1] != 0) samples++;
			return samples;
		}

		/** The scatter of the parts' pulls. */
		double[][] scatter() {
			final double[][] scatter = new double[UNKNOWNS][UNKNOWNS];
			for (final double[] part : parts) {
				for (int j = 0; j < UNKNOWNS; j++) {
					for (int k = 0; k < UNKNOWNS; k++) scatter[j][k] += part[j] * part[k];
				}
			}
			return scatter;
		}

		private synchronized void add(final Sums part) {
			for (int j = 0; j < UNKNOWNS; j++) {
				for (int k = 0; k < UNKNOWNS; k++) squares[j][k] += part.squares[j][k];
				pull[j] += part.pull[j];
				for (int k = 0; k < parts.length; k++) parts[k][j] += part.parts[k][j];
			}
			rest += part.rest;
			count += part.count;
		}

		private void add(final int y) {
			final int width = first.width();
			final float[] p = first.values();
			final float[] q = placed.values();
			final double[] slopes = new double[UNKNOWNS];
			final double down = (y - (first.height() - 1) / 2.0) / radius;
			for (int x = 1, i = 1 + y * width; x < width - 1; x++, i++) {
				final double left = p[i] - q[i];
				slopes[2] = (p[i + 1] - p[i - 1] + (q[i + 1] - q[i - 1])) / 4;
				slopes[3] = (p[i + width] - p[i - width] + (q[i + width] - q[i - width])) / 4;
				if (!Double.isFinite(left + slopes[2] + slopes[3])) continue;
				final double right = (x - (width - 1) / 2.0) / radius;
				slopes[0] = slopes[2] * right + slopes[3] * down;
				slopes[1] = slopes[3] * right - slopes[2] * down;
				final double weight = 1 / (1 + left * left / (spread * spread));
				for (int j = 0; j < UNKNOWNS; j++) {
					final double weighted = weight * slopes[j];
					for (int k = 0; k < UNKNOWNS; k++) squares[j][k] += weighted * slopes[k];
					pull[j] += weighted * left;
					parts[x * PARTS / width + PARTS * (y * PARTS / first.height())][j] += weighted * left;
				}
				rest += Math.abs(left);
				count++;
			}
		}
	}

	/** The coefficient of correlation of two planes where both are known; −1 where there is none. */
	private static double likeness(final Plane first, final Plane second) {
		double n = 0, p = 0, q = 0, pp = 0, pq = 0, qq = 0;
		for (int i = 0; i < first.values().length; i++) {
			final double a = first.values()[i];
			final double b = second.values()[i];
			if (!Double.isFinite(a + b)) continue;
			n++;
			p += a;
			q += b;
			pp += a * a;
			pq += a * b;
			qq += b * b;
		}
		final double spread = Math.sqrt((n * pp - p * p) * (n * qq - q * q));
		return spread > 0 ? (n * pq - p * q) / spread : -1;
	}
}
