package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Progress;

/**
 * Moves views and points until the points are seen where they are seen (bundle adjustment): Levenberg and Marquardt's
 * steps on a robust cost (Cauchy's), in which the points are eliminated before the views are solved for (Triggs,
 * McLauchlan, Hartley and Fitzgibbon, "Bundle adjustment: a modern synthesis", 2000). Not thread-safe.
 */
final class Bundle {

	private static final int VIEW = 6;
	private static final int POINT = 3;
	private static final double FIRST_DAMPING = 1e-4;
	private static final double MOST_DAMPING = 1e6;

	/** A step that lowers the cost by less than this share is the last. */
	private static final double GAIN = 1e-5;

	private final Rigid[] views;
	private final int[] free;
	private final int unknowns;
	private final double squaredScale;
	private final List<double[]> points = new ArrayList<>();
	private final List<int[]> seenIn = new ArrayList<>();
	private final List<double[]> seenAt = new ArrayList<>();

	/**
	 * @param views from the world to the cameras
	 * @param fixed how many of them, at the beginning, do not move
	 * @param scale errors that are not usual, in units of the focal length
	 */
	Bundle(final List<Rigid> views, final int fixed, final double scale) {
		this.views = views.toArray(Rigid[]::new);
		free = new int[this.views.length];
		for (int v = 0; v < free.length; v++) free[v] = v < fixed ? -1 : v - fixed;
		unknowns = VIEW * Math.max(0, free.length - fixed);
		squaredScale = scale * scale;
	}

	/**
	 * Adds a point.
	 *
	 * @param place {@code [x, y, z]}, moved in place
	 * @param in the numbers of the views that show it
	 * @param at where, {@code [x, y]} for each view
	 */
	void add(final double[] place, final int[] in, final double[] at) {
		points.add(place);
		seenIn.add(in);
		seenAt.add(at);
	}

	/** A view. */
	Rigid view(final int number) {
		return views[number];
	}

	/**
	 * Moves all of them.
	 *
	 * @param steps at most
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	void adjust(final int steps, final Progress progress) {
		double damping = FIRST_DAMPING;
		double cost = cost(views, points);
		for (int step = 0; step < steps && damping < MOST_DAMPING; step++) {
			progress.check();
			final BundleStep next = new BundleStep(damping);
			if (!next.solve()) {
				damping *= 10;
				continue;
			}
			final double reached = cost(next.views, next.points);
			if (!(reached < cost)) {
				damping *= 10;
				continue;
			}
			System.arraycopy(next.views, 0, views, 0, views.length);
			for (int p = 0; p < points.size(); p++) System.arraycopy(next.points.get(p), 0, points.get(p), 0, POINT);
			final boolean last = cost - reached < GAIN * cost;
			cost = reached;
			damping /= 10;
			if (last) break;
		}
	}

	private double cost(final Rigid[] cameras, final List<double[]> places) {
		double sum = 0;
		final double[] at = new double[3];
		for (int p = 0; p < places.size(); p++) {
			final double[] place = places.get(p);
			for (int k = 0; k < seenIn.get(p).length; k++) {
				cameras[seenIn.get(p)[k]].apply(place[0], place[1], place[2], at);
				if (!(at[2] > 0)) return Double.POSITIVE_INFINITY;
				final double dx = at[0] / at[2] - seenAt.get(p)[2 * k];
				final double dy = at[1] / at[2] - seenAt.get(p)[2 * k + 1];
				sum += Math.log1p((dx * dx + dy * dy) / squaredScale);
			}
		}
		return sum;
	}

	/** A step of all unknowns. */
	private final class BundleStep {

		private final double damping;
		private final Rigid[] views = Bundle.this.views.clone();
		private final List<double[]> points = new ArrayList<>();
		private final double[][] squares = new double[unknowns][unknowns];
		private final double[] pull = new double[unknowns];
		private final List<Eliminated> eliminated = new ArrayList<>();

		BundleStep(final double damping) {
			this.damping = damping;
		}

		boolean solve() {
			for (int p = 0; p < Bundle.this.points.size(); p++) {
				final Eliminated point = new Eliminated(p);
				eliminated.add(point);
				point.addTo(squares, pull);
			}
			final DMatrixRMaj change = new DMatrixRMaj(Math.max(1, unknowns), 1);
			if (unknowns > 0 && !CommonOps_DDRM.solve(new DMatrixRMaj(squares), new DMatrixRMaj(pull), change)) return false;
			for (final double value : change.data) if (!Double.isFinite(value)) return false;
			for (int v = 0; v < views.length; v++) {
				if (free[v] < 0) continue;
				final int at = VIEW * free[v];
				views[v] = Rigid.turn(Arrays.copyOfRange(change.data, at, at + 3), Arrays.copyOfRange(change.data, at + 3, at + 6))
					.times(views[v]);
			}
			for (final Eliminated point : eliminated) points.add(point.moved(change.data));
			return true;
		}

		/** What a point says of the views once it is eliminated. */
		private final class Eliminated {

			private final double[] place;
			private final int[] in;
			private final double[] inverse;
			private final double[] pointPull = new double[POINT];
			/** For each view, a 6 x 3 block. */
			private final double[][] mixed;

			Eliminated(final int p) {
				place = Bundle.this.points.get(p);
				in = seenIn.get(p);
				mixed = new double[in.length][];
				final double[] own = new double[POINT * POINT];
				for (int k = 0; k < in.length; k++) {
					final Sight sight = new Sight(Bundle.this.views[in[k]], place, seenAt.get(p)[2 * k], seenAt.get(p)[2 * k + 1]);
					sight.weigh(squaredScale);
					for (int r = 0; r < POINT; r++) {
						for (int c = 0; c < POINT; c++) own[POINT * r + c] += sight.pointSquare(r, c);
						pointPull[r] += sight.pointPull(r);
					}
					if (free[in[k]] < 0) continue;
					mixed[k] = new double[VIEW * POINT];
					final int at = VIEW * free[in[k]];
					for (int r = 0; r < VIEW; r++) {
						for (int c = 0; c < POINT; c++) mixed[k][POINT * r + c] = sight.mixed(r, c);
						for (int c = 0; c < VIEW; c++) squares[at + r][at + c] += sight.viewSquare(r, c) * (r == c ? 1 + damping : 1);
						pull[at + r] += sight.viewPull(r);
					}
				}
				for (int d = 0; d < POINT; d++) own[(POINT + 1) * d] *= 1 + damping;
				inverse = inverse(own);
			}

			void addTo(final double[][] allSquares, final double[] allPull) {
				final double[] left = new double[VIEW * POINT];
				for (int k = 0; k < in.length; k++) {
					if (mixed[k] == null) continue;
					times(mixed[k], inverse, left);
					final int at = VIEW * free[in[k]];
					for (int r = 0; r < VIEW; r++) {
						for (int d = 0; d < POINT; d++) allPull[at + r] -= left[POINT * r + d] * pointPull[d];
					}
					for (int other = 0; other < in.length; other++) {
						if (mixed[other] == null) continue;
						final int to = VIEW * free[in[other]];
						for (int r = 0; r < VIEW; r++) {
							for (int c = 0; c < VIEW; c++) {
								double sum = 0;
								for (int d = 0; d < POINT; d++) sum += left[POINT * r + d] * mixed[other][POINT * c + d];
								allSquares[at + r][to + c] -= sum;
							}
						}
					}
				}
			}

			double[] moved(final double[] change) {
				final double[] right = pointPull.clone();
				for (int k = 0; k < in.length; k++) {
					if (mixed[k] == null) continue;
					final int at = VIEW * free[in[k]];
					for (int r = 0; r < VIEW; r++) for (int d = 0; d < POINT; d++) right[d] -= mixed[k][POINT * r + d] * change[at + r];
				}
				final double[] moved = place.clone();
				for (int r = 0; r < POINT; r++) for (int c = 0; c < POINT; c++) moved[r] += inverse[POINT * r + c] * right[c];
				return moved;
			}
		}
	}

	/** A 6 x 3 block times a 3 x 3 matrix. */
	private static void times(final double[] block, final double[] matrix, final double[] to) {
		for (int r = 0; r < VIEW; r++) {
			for (int c = 0; c < POINT; c++) {
				double sum = 0;
				for (int d = 0; d < POINT; d++) sum += block[POINT * r + d] * matrix[POINT * d + c];
				to[POINT * r + c] = sum;
			}
		}
	}

	/** The inverse of a symmetric 3 x 3 matrix; zeros if it has none, so that the point stays and says nothing. */
	private static double[] inverse(final double[] m) {
		final double a = m[4] * m[8] - m[5] * m[7];
		final double b = m[5] * m[6] - m[3] * m[8];
		final double c = m[3] * m[7] - m[4] * m[6];
		final double determinant = m[0] * a + m[1] * b + m[2] * c;
		final double[] inverse = { a, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4], b, m[0] * m[8] - m[2] * m[6], m[2] *
			m[3] - m[0] * m[5], c, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3] };
		for (int i = 0; i < inverse.length; i++) inverse[i] = determinant > 0 ? inverse[i] / determinant : 0;
		return inverse;
	}
}
