package io.github.kinema.camera;

import java.util.SplittableRandom;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Progress;

/**
 * Finds the motion between two cameras that most matches agree with: by samples of five points, scored by their Sampson
 * errors; whatever is the best so far is refined on the matches that agree (Chum, Matas and Kittler, "Locally optimized
 * RANSAC", DAGM 2003). The same matches give the same motion.
 * <p>
 * The noise is not known, but within limits: errors cost about what truncated squares (MSAC: Torr and Zisserman, CVIU 78(1),
 * 2000) cost on average over thresholds that are evenly spread in their logarithm, much as in MAGSAC (Barath, Matas and
 * Noskova, CVPR 2019). With one large threshold, a motion in between those of the world and of a large thing, which leaves
 * both some tenths of a pixel off, would have more matches than the world's own.
 * </p>
 */
final class EssentialFit {

	private static final long SEED = 20260101;
	private static final int MOST = 600;
	private static final int LEAST = 40;
	private static final double CONFIDENCE = 0.9999;

	/** Refinements of a motion; each solves for five numbers. */
	private static final int STEPS = 12;

	private final Matches matches;
	private final double squaredThreshold;
	private final double squaredNoise;
	private Rigid best;
	private double score = Double.POSITIVE_INFINITY;

	/**
	 * @param noise the least that matches may have, in units of the focal length
	 * @param threshold error of matches that agree, in units of the focal length
	 */
	EssentialFit(final Matches matches, final double noise, final double threshold) {
		this.matches = matches;
		squaredThreshold = threshold * threshold;
		squaredNoise = noise * noise;
	}

	/** From the first camera to the second, with a translation of length 1; null if there are too few matches. */
	Rigid find(final Progress progress) {
		if (matches.size() < FivePoints.COUNT) return null;
		final SplittableRandom random = new SplittableRandom(SEED);
		int needed = MOST;
		for (int n = 0; n < needed; n++) {
			if (n % 32 == 0) progress.check();
			for (final double[] matrix : FivePoints.solve(matches, sample(random))) {
				if (score(matrix) < score) improve(matrix);
			}
			if (best != null) needed = Math.min(needed, Math.max(LEAST, needed()));
		}
		return best;
	}

	private int[] sample(final SplittableRandom random) {
		final int[] chosen = new int[FivePoints.COUNT];
		for (int n = 0; n < chosen.length; n++) {
			boolean again = true;
			while (again) {
				chosen[n] = random.nextInt(matches.size());
				again = false;
				for (int k = 0; k < n; k++) again |= chosen[k] == chosen[n];
			}
		}
		return chosen;
	}

	private int needed() {
		final double share = (double) agreeing(best) / matches.size();
		final double all = Math.pow(share, FivePoints.COUNT);
		return all >= 1 ? 0 : (int) Math.min(MOST, Math.ceil(Math.log(1 - CONFIDENCE) / Math.log1p(-all)));
	}

	private int agreeing(final Rigid motion) {
		final double[] e = Epipolar.matrix(motion);
		int count = 0;
		for (int i = 0; i < matches.size(); i++) if (Epipolar.squaredError(e, matches, i) < squaredNoise) count++;
		return count;
	}

	private double score(final double[] e) {
		double sum = 0;
		for (int i = 0; i < matches.size() && sum < score; i++) {
			sum += Math.log1p(Math.min(squaredThreshold, Epipolar.squaredError(e, matches, i)) / squaredNoise);
		}
		return sum;
	}

	private void improve(final double[] matrix) {
		Rigid motion = inFront(matrix);
		if (motion == null) return;
		motion = forward(refined(motion));
		final double refined = score(Epipolar.matrix(motion));
		if (!(refined < score)) return;
		score = refined;
		best = motion;
	}

	/** Of the four motions that an essential matrix stands for, the one with most points in front of both cameras. */
	private Rigid inFront(final double[] matrix) {
		final SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(3, 3, true, true, false);
		if (!svd.decompose(new DMatrixRMaj(3, 3, true, matrix.clone()))) return null;
		final DMatrixRMaj u = svd.getU(null, false);
		final DMatrixRMaj v = svd.getV(null, true);
		final double[] values = svd.getSingularValues();
		SingularOps_DDRM.descendingOrder(u, false, values, 3, v, true);
		if (CommonOps_DDRM.det(u) < 0) CommonOps_DDRM.scale(-1, u);
		if (CommonOps_DDRM.det(v) < 0) CommonOps_DDRM.scale(-1, v);
		Rigid most = null;
		int count = -1;
		for (final int turn : new int[] { 1, -1 }) {
			final DMatrixRMaj w = new DMatrixRMaj(new double[][] { { 0, -turn, 0 }, { turn, 0, 0 }, { 0, 0, 1 } });
			final DMatrixRMaj uw = new DMatrixRMaj(3, 3);
			final DMatrixRMaj r = new DMatrixRMaj(3, 3);
			CommonOps_DDRM.mult(u, w, uw);
			CommonOps_DDRM.mult(uw, v, r);
			for (final int way : new int[] { 1, -1 }) {
				final double[][] rotation = new double[3][3];
				for (int e = 0; e < 9; e++) rotation[e / 3][e % 3] = r.get(e);
				final Rigid motion = Rigid.of(rotation, way * u.get(0, 2), way * u.get(1, 2), way * u.get(2, 2));
				final int front = inFront(motion, matrix);
				if (front > count) {
					count = front;
					most = motion;
				}
			}
		}
		return most;
	}

	/** NB: of few points with hardly any parallax, most may be on the wrong side. */
	private Rigid forward(final Rigid motion) {
		final double[] e = Epipolar.matrix(motion);
		final Rigid back = motion.withTranslation(-motion.get(0, 3), -motion.get(1, 3), -motion.get(2, 3));
		return inFront(back, e) > inFront(motion, e) ? back : motion;
	}

	private int inFront(final Rigid motion, final double[] e) {
		final double[] point = new double[3];
		final int step = Math.max(1, matches.size() / 200);
		int count = 0;
		for (int i = 0; i < matches.size(); i += step) {
			if (Epipolar.squaredError(e, matches, i) >= squaredThreshold) continue;
			if (Triangulation.middle(motion, matches.x1()[i], matches.y1()[i], matches.x2()[i], matches.y2()[i], point) > 0)
				count++;
		}
		return count;
	}

	/** Minimises the robust sum of squared Sampson errors by reweighted Gauss-Newton steps. */
	private Rigid refined(final Rigid start) {
		Rigid motion = start;
		for (int step = 0; step < STEPS; step++) {
			final Rigid next = EpipolarStep.from(matches, motion, squaredNoise);
			if (next == null) return motion;
			final boolean last = next.inverse().times(motion).angle() < 1e-10 && next.distance() > 0 && //
				Math.hypot(Math.hypot(next.get(0, 3) - motion.get(0, 3), next.get(1, 3) - motion.get(1, 3)), next.get(2, 3) - motion
					.get(2, 3)) < 1e-9;
			motion = next;
			if (last) break;
		}
		return motion;
	}

	/** Which matches agree with a motion. */
	static boolean[] agreeing(final Matches matches, final Rigid motion, final double threshold) {
		final double[] e = Epipolar.matrix(motion);
		final boolean[] agree = new boolean[matches.size()];
		for (int i = 0; i < agree.length; i++) agree[i] = Epipolar.squaredError(e, matches, i) < threshold * threshold;
		return agree;
	}

	/** Number of trues. */
	static int count(final boolean[] flags) {
		int count = 0;
		for (final boolean flag : flags) if (flag) count++;
		return count;
	}
}
