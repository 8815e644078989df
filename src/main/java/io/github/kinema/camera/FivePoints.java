package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;

import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The essential matrices that five points allow, up to ten: the points leave a space of four matrices, in which what
 * makes a matrix essential are ten equations of third degree; they are solved as an eigenvalue problem (Stewénius,
 * Engels and Nistér, "Recent developments on direct relative orientation", ISPRS Journal 60(4), 2006).
 */
final class FivePoints {

	static final int COUNT = 5;

	/** Monomials of x, y and z up to the third degree; those of the third come first. */
	private static final int[][] CUBIC = { { 3, 0, 0 }, { 2, 1, 0 }, { 2, 0, 1 }, { 1, 2, 0 }, { 1, 1, 1 }, { 1, 0, 2 }, {
		0, 3, 0 }, { 0, 2, 1 }, { 0, 1, 2 }, { 0, 0, 3 }, { 2, 0, 0 }, { 1, 1, 0 }, { 1, 0, 1 }, { 0, 2, 0 }, { 0, 1, 1 }, { 0,
			0, 2 }, { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 0 } };

	/** By each two of them, their product; -1 beyond the third degree. */
	private static final int[][] PRODUCT = new int[20][20];

	static {
		for (int a = 0; a < 20; a++) for (int b = 0; b < 20; b++) PRODUCT[a][b] = indexOf(CUBIC[a], CUBIC[b]);
	}

	/** Those of the first degree: x, y, z and 1. */
	private static final int[] LINEAR = { 16, 17, 18, 19 };

	/** The rows of the solved equations that x times each of the last ten monomials is, or the monomial, counted from ten. */
	private static final int[] TIMES_X = { 0, 1, 2, 3, 4, 5, 10, 11, 12, 16 };

	/** A complex part up to this share is rounding. */
	private static final double REAL = 1e-6;

	private FivePoints() {}

	private static int indexOf(final int[] a, final int[] b) {
		for (int i = 0; i < CUBIC.length; i++) {
			if (CUBIC[i][0] == a[0] + b[0] && CUBIC[i][1] == a[1] + b[1] && CUBIC[i][2] == a[2] + b[2]) return i;
		}
		return -1;
	}

	/**
	 * Solves for five points.
	 *
	 * @param chosen which points of the matches
	 * @return matrices, row by row
	 */
	static List<double[]> solve(final Matches matches, final int[] chosen) {
		final double[][] basis = nullSpace(matches, chosen);
		if (basis == null) return List.of();
		final double[][] entries = new double[9][20];
		for (int e = 0; e < 9; e++) for (int k = 0; k < 4; k++) entries[e][LINEAR[k]] = basis[k][e];
		final DMatrixRMaj equations = equations(entries);
		final DMatrixRMaj high = CommonOps_DDRM.extract(equations, 0, 10, 0, 10);
		final DMatrixRMaj low = CommonOps_DDRM.extract(equations, 0, 10, 10, 20);
		final DMatrixRMaj solved = new DMatrixRMaj(10, 10);
		if (!CommonOps_DDRM.solve(high, low, solved)) return List.of();
		final DMatrixRMaj action = new DMatrixRMaj(10, 10);
		for (int r = 0; r < 10; r++) {
			if (TIMES_X[r] >= 10) action.set(r, TIMES_X[r] - 10, 1);
			else for (int c = 0; c < 10; c++) action.set(r, c, -solved.get(TIMES_X[r], c));
		}
		return solutions(action, basis);
	}

	private static List<double[]> solutions(final DMatrixRMaj action, final double[][] basis) {
		final List<double[]> found = new ArrayList<>();
		final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(10, true);
		if (!eigen.decompose(action)) return found;
		for (int i = 0; i < 10; i++) {
			final Complex_F64 value = eigen.getEigenvalue(i);
			final DMatrixRMaj vector = eigen.getEigenVector(i);
			if (vector == null || Math.abs(value.imaginary) > REAL * (1 + Math.abs(value.real))) continue;
			final double one = vector.get(9);
			final double[] matrix = new double[9];
			for (int e = 0; e < 9; e++) {
				matrix[e] = (vector.get(6) * basis[0][e] + vector.get(7) * basis[1][e] + vector.get(8) * basis[2][e]) / one +
					basis[3][e];
			}
			if (Double.isFinite(matrix[0] + matrix[4] + matrix[8])) found.add(matrix);
		}
		return found;
	}

	/** Four matrices that fulfil the epipolar constraint of the points. */
	private static double[][] nullSpace(final Matches matches, final int[] chosen) {
		final DMatrixRMaj rows = new DMatrixRMaj(9, 9);
		for (int n = 0; n < COUNT; n++) {
			final int i = chosen[n];
			final double[] first = { matches.x1()[i], matches.y1()[i], 1 };
			final double[] second = { matches.x2()[i], matches.y2()[i], 1 };
			for (int e = 0; e < 9; e++) rows.set(n, e, second[e / 3] * first[e % 3]);
		}
		final SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(9, 9, false, true, false);
		if (!svd.decompose(rows)) return null;
		final DMatrixRMaj v = svd.getV(null, true);
		final double[] values = svd.getSingularValues();
		SingularOps_DDRM.descendingOrder(null, false, values, 9, v, true);
		final double[][] basis = new double[4][9];
		for (int k = 0; k < 4; k++) for (int e = 0; e < 9; e++) basis[k][e] = v.get(5 + k, e);
		return basis;
	}

	/** The ten equations: 2 E Eᵀ E = tr(E Eᵀ) E, and det E = 0. */
	private static DMatrixRMaj equations(final double[][] e) {
		final double[][] square = new double[9][];
		for (int r = 0; r < 3; r++) {
			for (int c = 0; c < 3; c++) {
				square[3 * r + c] = new double[20];
				for (int k = 0; k < 3; k++) add(e[3 * r + k], e[3 * c + k], 1, square[3 * r + c]);
			}
		}
		final double[] trace = new double[20];
		for (int m = 0; m < 20; m++) trace[m] = square[0][m] + square[4][m] + square[8][m];
		final double[][] rows = new double[10][20];
		for (int r = 0; r < 3; r++) {
			for (int c = 0; c < 3; c++) {
				for (int k = 0; k < 3; k++) add(square[3 * r + k], e[3 * k + c], 2, rows[3 * r + c]);
				add(trace, e[3 * r + c], -1, rows[3 * r + c]);
			}
		}
		for (int c = 0; c < 3; c++) {
			final double[] minor = new double[20];
			add(e[3 + (c + 1) % 3], e[6 + (c + 2) % 3], 1, minor);
			add(e[3 + (c + 2) % 3], e[6 + (c + 1) % 3], -1, minor);
			add(minor, e[c], 1, rows[9]);
		}
		return new DMatrixRMaj(rows);
	}

	/** Adds a multiple of the product of two polynomials. */
	private static void add(final double[] a, final double[] b, final double times, final double[] sum) {
		for (int i = 0; i < 20; i++) {
			if (a[i] == 0) continue;
			for (int j = 10; j < 20; j++) if (b[j] != 0) sum[PRODUCT[i][j]] += times * a[i] * b[j];
		}
	}
}
