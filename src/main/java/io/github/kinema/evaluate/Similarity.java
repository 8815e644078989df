package io.github.kinema.evaluate;

import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * A similarity transform, {@code to = scale · rotation · from + translation}, of
 * seven degrees of freedom. Immutable.
 *
 * @param scale positive, or 0
 * @param rotation a proper rotation, {@code [row][column]}
 * @param translation {@code [x, y, z]}
 */
record Similarity(double scale, double[][] rotation, double[] translation) {

	private static final int DIMENSIONS = 3;
	private static final double ROUNDING = 1e-24;

	/**
	 * The transform with the least sum of squared distances. Source: Umeyama,
	 * <em>Least-squares estimation of transformation parameters between two point
	 * patterns</em>, TPAMI 13(4), 1991. Points on a line leave a turn about it open;
	 * the distances do not depend on it.
	 *
	 * @param from points {@code [x, y, z]}
	 * @param to as many
	 * @throws IllegalArgumentException if all of one side are the same point: then there is no scale
	 */
	static Similarity fit(final List<double[]> from, final List<double[]> to) {
		final double[] meanFrom = mean(from);
		final double[] meanTo = mean(to);
		checkMoves(from, meanFrom, "estimated");
		// NB: scaled down to nothing, any estimate would fit a truth at rest.
		checkMoves(to, meanTo, "true");
		final DMatrixRMaj covariance = new DMatrixRMaj(DIMENSIONS, DIMENSIONS);
		double variance = 0;
		for (int i = 0; i < from.size(); i++) {
			for (int r = 0; r < DIMENSIONS; r++) {
				final double d = from.get(i)[r] - meanFrom[r];
				variance += d * d;
				for (int c = 0; c < DIMENSIONS; c++)
					covariance.add(r, c, (to.get(i)[r] - meanTo[r]) * (from.get(i)[c] - meanFrom[c]));
			}
		}
		final SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(DIMENSIONS, DIMENSIONS, true,
			true, false);
		if (!svd.decompose(covariance)) throw new IllegalArgumentException(
			"The positions of the camera cannot be aligned. Look for wrong numbers among them.");
		final DMatrixRMaj u = svd.getU(null, false);
		final DMatrixRMaj v = svd.getV(null, false);
		final double[] values = svd.getSingularValues();
		final double mirror = CommonOps_DDRM.det(u) * CommonOps_DDRM.det(v) < 0 ? -1 : 1;
		final int smallest = smallest(values);
		double trace = 0;
		final double[][] rotation = new double[DIMENSIONS][DIMENSIONS];
		for (int k = 0; k < DIMENSIONS; k++) {
			final double sign = k == smallest ? mirror : 1;
			trace += sign * values[k];
			for (int r = 0; r < DIMENSIONS; r++)
				for (int c = 0; c < DIMENSIONS; c++)
					rotation[r][c] += sign * u.get(r, k) * v.get(c, k);
		}
		final double scale = trace / variance;
		final double[] turned = times(rotation, meanFrom);
		final double[] translation = new double[DIMENSIONS];
		for (int r = 0; r < DIMENSIONS; r++)
			translation[r] = meanTo[r] - scale * turned[r];
		return new Similarity(scale, rotation, translation);
	}

	/** Where a point goes. */
	double[] apply(final double[] point) {
		final double[] moved = times(rotation, point);
		for (int r = 0; r < DIMENSIONS; r++)
			moved[r] = scale * moved[r] + translation[r];
		return moved;
	}

	private static void checkMoves(final List<double[]> points, final double[] mean, final String which) {
		double variance = 0;
		double size = 0;
		for (final double[] point : points) {
			for (int r = 0; r < DIMENSIONS; r++) {
				variance += (point[r] - mean[r]) * (point[r] - mean[r]);
				size += point[r] * point[r];
			}
		}
		// NB: of equal points, rounding leaves a little.
		if (!(variance > ROUNDING * size)) throw new IllegalArgumentException("The " + which +
			" camera does not move, so that nothing tells the scale between estimate and truth. Compare trajectories that move.");
	}

	/** A matrix times a vector. */
	static double[] times(final double[][] matrix, final double[] vector) {
		final double[] product = new double[DIMENSIONS];
		for (int r = 0; r < DIMENSIONS; r++)
			for (int c = 0; c < DIMENSIONS; c++)
				product[r] += matrix[r][c] * vector[c];
		return product;
	}

	private static double[] mean(final List<double[]> points) {
		final double[] mean = new double[DIMENSIONS];
		for (final double[] point : points)
			for (int r = 0; r < DIMENSIONS; r++)
				mean[r] += point[r] / points.size();
		return mean;
	}

	/** NB: EJML gives singular values in no order. */
	private static int smallest(final double[] values) {
		int smallest = 0;
		for (int k = 1; k < DIMENSIONS; k++)
			if (values[k] < values[smallest]) smallest = k;
		return smallest;
	}
}
