package io.github.kinema.camera;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The projective map of a plane from one view to another. Immutable. */
final class Homography {

	private static final int UNKNOWNS = 8;
	private static final int STEPS = 10;

	/** Nothing moves. */
	static final Homography IDENTITY = new Homography(1, 0, 0, 0, 1, 0, 0, 0, 1);

	private final double[] h;

	private Homography(final double... h) {
		this.h = h;
	}

	/** The squared distance between where a match lies in the second view and where the first point is mapped to. */
	double squaredError(final Matches matches, final int i) {
		final double x = matches.x1()[i];
		final double y = matches.y1()[i];
		final double w = h[6] * x + h[7] * y + h[8];
		final double dx = (h[0] * x + h[1] * y + h[2]) / w - matches.x2()[i];
		final double dy = (h[3] * x + h[4] * y + h[5]) / w - matches.y2()[i];
		// NB: what comes from behind is no match.
		return w > 0 ? dx * dx + dy * dy : Double.POSITIVE_INFINITY;
	}

	/** Where a point is mapped to: (x, y) of unit z, in any unit and with a z that is not positive behind the camera. */
	void apply(final double x, final double y, final double[] to) {
		for (int r = 0; r < 3; r++) to[r] = h[3 * r] * x + h[3 * r + 1] * y + h[3 * r + 2];
	}

	/** The map of four points; null if they do not determine it. */
	static Homography of(final Matches matches, final int[] chosen) {
		final double[][] rows = new double[UNKNOWNS][UNKNOWNS];
		final double[] right = new double[UNKNOWNS];
		for (int n = 0; n < 4; n++) {
			final int i = chosen[n];
			final double x = matches.x1()[i];
			final double y = matches.y1()[i];
			final double u = matches.x2()[i];
			final double v = matches.y2()[i];
			rows[2 * n] = new double[] { x, y, 1, 0, 0, 0, -u * x, -u * y };
			rows[2 * n + 1] = new double[] { 0, 0, 0, x, y, 1, -v * x, -v * y };
			right[2 * n] = u;
			right[2 * n + 1] = v;
		}
		final DMatrixRMaj found = new DMatrixRMaj(UNKNOWNS, 1);
		if (!CommonOps_DDRM.solve(new DMatrixRMaj(rows), new DMatrixRMaj(right), found)) return null;
		final double[] h = Arrays.copyOf(found.data, UNKNOWNS + 1);
		h[8] = 1;
		for (final double value : h) if (!Double.isFinite(value)) return null;
		return new Homography(h);
	}

	/** A map with less squared distance, in which matches that disagree count less (Geman and McClure 1985). */
	Homography refined(final Matches matches, final double squaredThreshold) {
		Homography now = this;
		for (int step = 0; step < STEPS; step++) {
			final Homography next = now.step(matches, squaredThreshold);
			if (next == null) return now;
			now = next;
		}
		return now;
	}

	private Homography step(final Matches matches, final double squaredThreshold) {
		final double[][] squares = new double[UNKNOWNS][UNKNOWNS];
		final double[] pull = new double[UNKNOWNS];
		for (int i = 0; i < matches.size(); i++) {
			final double x = matches.x1()[i];
			final double y = matches.y1()[i];
			final double w = h[6] * x + h[7] * y + h[8];
			final double u = (h[0] * x + h[1] * y + h[2]) / w;
			final double v = (h[3] * x + h[4] * y + h[5]) / w;
			final double du = matches.x2()[i] - u;
			final double dv = matches.y2()[i] - v;
			final double ratio = squaredThreshold / (squaredThreshold + du * du + dv * dv);
			if (!(w > 0)) continue;
			final double weight = ratio * ratio;
			final double[] a = { x / w, y / w, 1 / w, 0, 0, 0, -u * x / w, -u * y / w };
			final double[] b = { 0, 0, 0, x / w, y / w, 1 / w, -v * x / w, -v * y / w };
			for (int r = 0; r < UNKNOWNS; r++) {
				for (int c = 0; c < UNKNOWNS; c++) squares[r][c] += weight * (a[r] * a[c] + b[r] * b[c]);
				pull[r] += weight * (a[r] * du + b[r] * dv);
			}
		}
		final DMatrixRMaj change = new DMatrixRMaj(UNKNOWNS, 1);
		if (!CommonOps_DDRM.solve(new DMatrixRMaj(squares), new DMatrixRMaj(pull), change)) return null;
		final double[] next = h.clone();
		for (int k = 0; k < UNKNOWNS; k++) {
			next[k] += change.get(k) * h[8];
			if (!Double.isFinite(next[k])) return null;
		}
		return new Homography(next);
	}
}
