package io.github.kinema.camera;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import io.github.kinema.format.Rigid;

/**
 * A Gauss-Newton step towards the motion with the least squared Sampson errors, whose denominators stay; matches that
 * disagree count less, as Cauchy's distribution has it. The unknowns are three of the rotation and two of the direction.
 */
final class EpipolarStep {

	private static final int UNKNOWNS = 5;

	private EpipolarStep() {}

	/** A better motion, with a translation of length 1; null if the matches do not determine it. */
	static Rigid from(final Matches matches, final Rigid motion, final double squaredScale) {
		final double[] t = { motion.get(0, 3), motion.get(1, 3), motion.get(2, 3) };
		final double[][] tangents = tangents(t);
		final double[] e = Epipolar.matrix(motion);
		final double[][] squares = new double[UNKNOWNS][UNKNOWNS];
		final double[] pull = new double[UNKNOWNS];
		final double[] slope = new double[UNKNOWNS];
		final double[] y = new double[3];
		final double[] cross = new double[3];
		final double[] outer = new double[3];
		final Rigid rotation = motion.withTranslation(0, 0, 0);
		for (int i = 0; i < matches.size(); i++) {
			final double x1 = matches.x1()[i];
			final double y1 = matches.y1()[i];
			final double[] second = { matches.x2()[i], matches.y2()[i], 1 };
			rotation.apply(x1, y1, 1, y);
			final double a = e[0] * x1 + e[1] * y1 + e[2];
			final double b = e[3] * x1 + e[4] * y1 + e[5];
			final double c = e[0] * second[0] + e[3] * second[1] + e[6];
			final double d = e[1] * second[0] + e[4] * second[1] + e[7];
			final double length = a * a + b * b + c * c + d * d;
			cross(y, second, cross);
			final double product = t[0] * cross[0] + t[1] * cross[1] + t[2] * cross[2];
			final double weight = squaredScale / (squaredScale + product * product / length) / length;
			if (!Double.isFinite(weight)) continue;
			cross(second, t, outer);
			cross(y, outer.clone(), outer);
			System.arraycopy(outer, 0, slope, 0, 3);
			for (int k = 0; k < 2; k++) {
				slope[3 + k] = cross[0] * tangents[k][0] + cross[1] * tangents[k][1] + cross[2] * tangents[k][2];
			}
			for (int r = 0; r < UNKNOWNS; r++) {
				for (int k = 0; k < UNKNOWNS; k++) squares[r][k] += weight * slope[r] * slope[k];
				pull[r] -= weight * slope[r] * product;
			}
		}
		final DMatrixRMaj change = new DMatrixRMaj(UNKNOWNS, 1);
		if (!CommonOps_DDRM.solve(new DMatrixRMaj(squares), new DMatrixRMaj(pull), change)) return null;
		return moved(motion, t, tangents, change.data);
	}

	private static Rigid moved(final Rigid motion, final double[] t, final double[][] tangents, final double[] change) {
		final double[] moved = new double[3];
		double squared = 0;
		for (int d = 0; d < 3; d++) {
			moved[d] = t[d] + change[3] * tangents[0][d] + change[4] * tangents[1][d];
			squared += moved[d] * moved[d];
		}
		final double length = Math.sqrt(squared);
		if (!Double.isFinite(length + change[0] + change[1] + change[2])) return null;
		return Rigid.turn(change, new double[3]).times(motion).withTranslation(moved[0] / length, moved[1] / length, //
			moved[2] / length);
	}

	/** Two directions at right angles to one and to each other. */
	private static double[][] tangents(final double[] t) {
		final double[] axis = Math.abs(t[0]) < 0.6 ? new double[] { 1, 0, 0 } : new double[] { 0, 1, 0 };
		final double[] one = new double[3];
		cross(t, axis, one);
		final double length = Math.sqrt(one[0] * one[0] + one[1] * one[1] + one[2] * one[2]);
		for (int d = 0; d < 3; d++) one[d] /= length;
		final double[] other = new double[3];
		cross(t, one, other);
		return new double[][] { one, other };
	}

	private static void cross(final double[] a, final double[] b, final double[] to) {
		to[0] = a[1] * b[2] - a[2] * b[1];
		to[1] = a[2] * b[0] - a[0] * b[2];
		to[2] = a[0] * b[1] - a[1] * b[0];
	}
}
