package io.github.kinema.camera;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Fits what a model says of a frame to what the flow says where that is sure: {@code s(x, y) (d - z)}, with scales s on a
 * coarse grid, linear between its nodes and alike from node to node, and one zero z. Least squares, reweighted: errors are
 * Cauchy's. NB: a model mistakes the distance of whole areas more often than the shape of what is in them, and a few
 * dozen scales are as many as the flow can tell. Thread-safe.
 */
final class ModelFit {

	private static final int COLUMNS = 8;
	private static final int ROWS = 6;

	/** How much scales of neighbours differ, and how far the zero is from the model's own, in units of the mean. */
	private static final double VARIED = 0.15;
	private static final double MOVED = 0.6;

	/** The errors of the flow are one and the same in squares, of which there are so many along the shorter side. */
	private static final double TOGETHER = 8;

	/** Pixels looked at, at most, and how many must be sure. */
	private static final int PIXELS = 60_000;
	private static final int LEAST = 100;

	/** Flow is no surer than this, relatively, and if it is less sure than that it hardly counts. */
	private static final double SUREST = 0.02;
	private static final double UNSURE = 0.15;

	/** Truths that are less than this share of the mean err as if they were that. */
	private static final double LEAST_TRUTH = 0.2;

	private static final int STEPS = 3;
	private static final int TURNS = 4;
	private static final double USUAL = 2;

	/** Of a normal distribution: its standard deviation by the median, and by the mean, of absolute deviations. */
	private static final double NORMAL = 1.4826;
	private static final double NORMAL_MEAN = 1.2533;

	/** Nothing is farther than this many times the mean. */
	private static final double FARTHEST = 100;

	/** No model is more exact, relatively. */
	private static final double EXACT = 0.02;

	private final int width;
	private final int height;
	private final Plane said;
	/** Sure pixels, their inverse depths in units of the mean, and what they count. */
	private int[] places;
	private double[] truths;
	private double[] weights;
	private double mean;
	/** What the model says times the one plus the other is near 1, ... */
	private double scale;
	private double home;
	private double shift;
	/** ... and what that must be multiplied by, at the nodes. */
	private double[] factors;

	/** @param said what the model says, larger where it is nearer; finite */
	ModelFit(final Plane said) {
		this.said = said;
		width = said.width();
		height = said.height();
	}

	/**
	 * Fits it.
	 *
	 * @return null if too little is sure, or what the model says is the opposite of that
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	ModelPrior to(final InverseDepth depth, final Progress progress) {
		collect(depth);
		if (places.length < LEAST || !start()) return null;
		for (int step = 0; step < STEPS; step++) {
			progress.check();
			// NB: by turns, as both at once may run away to where the factors are all and the model is nothing.
			for (int turn = 0; turn < TURNS; turn++) if (!level(robust())) return null;
			if (!vary(robust())) return null;
		}
		final double[] errors = errors();
		final Plane fitted = new Plane(width, height);
		final Node node = new Node();
		for (int i = 0; i < fitted.values().length; i++) {
			fitted.values()[i] = (float) (mean * Math.max(1 / FARTHEST, node.at(i).factor() * level(i)));
		}
		return new ModelPrior(fitted, Math.max(EXACT, NORMAL_MEAN * Arrays.stream(errors).map(error -> Math.min(1, error))
			.average().orElse(1)));
	}

	private void collect(final InverseDepth depth) {
		final int step = Math.max(1, width * height / PIXELS | 1);
		final double together = Math.max(1, Math.min(width, height) / TOGETHER);
		places = new int[(width * height + step - 1) / step];
		truths = new double[places.length];
		weights = new double[places.length];
		int count = 0;
		for (int i = 0; i < width * height; i += step) {
			final double inverse = depth.inverse().values()[i];
			final double variance = depth.variance().values()[i] / (inverse * inverse);
			if (!(inverse > 0) || !(variance < UNSURE * UNSURE)) continue;
			places[count] = i;
			truths[count] = inverse;
			weights[count++] = step / (variance + SUREST * SUREST) / (together * together);
		}
		places = Arrays.copyOf(places, count);
		truths = Arrays.copyOf(truths, count);
		mean = TwoViews.median(truths);
		for (int n = 0; n < count; n++) truths[n] /= mean;
	}

	/**
	 * The same median, and the model's own zero; but where that leaves it no place before infinity, the same spread. The steps
	 * find out whether the one follows the other.
	 */
	private boolean start() {
		final double[] all = Arrays.stream(places).mapToDouble(i -> said.values()[i]).toArray();
		final double spread = FrameScales.spread(all);
		final double middle = TwoViews.median(all);
		if (!(middle > 0) && !(spread > 0)) return false;
		scale = middle > spread ? 1 / middle : Math.max(EXACT, FrameScales.spread(truths)) / spread;
		home = 1 - scale * middle;
		shift = home;
		factors = new double[COLUMNS * ROWS];
		Arrays.fill(factors, 1);
		return true;
	}

	private double level(final int i) {
		return scale * said.values()[i] + shift;
	}

	/** How far off each is, relatively. */
	private double[] errors() {
		final double[] errors = new double[places.length];
		final Node node = new Node();
		for (int n = 0; n < errors.length; n++) {
			errors[n] = Math.abs(node.at(places[n]).factor() * level(places[n]) - truths[n]) / Math.max(LEAST_TRUTH, truths[n]);
		}
		return errors;
	}

	/** What each pixel counts, as errors are Cauchy's. */
	private double[] robust() {
		final double[] errors = errors();
		final double usual = USUAL * Math.max(EXACT, NORMAL * TwoViews.median(errors));
		for (int n = 0; n < errors.length; n++) {
			final double truth = Math.max(LEAST_TRUTH, truths[n]);
			errors[n] = weights[n] / (truth * truth) / (1 + errors[n] * errors[n] / (usual * usual));
		}
		return errors;
	}

	/** The best scale and zero for these factors. */
	private boolean level(final double[] counts) {
		final Node node = new Node();
		double ss = 0;
		double s1 = 0;
		double s11 = 1 / (MOVED * MOVED);
		double sv = 0;
		double sv1 = home / (MOVED * MOVED);
		for (int n = 0; n < counts.length; n++) {
			final double factor = node.at(places[n]).factor();
			final double value = factor * said.values()[places[n]];
			ss += counts[n] * value * value;
			s1 += counts[n] * value * factor;
			s11 += counts[n] * factor * factor;
			sv += counts[n] * value * truths[n];
			sv1 += counts[n] * factor * truths[n];
		}
		final double determinant = ss * s11 - s1 * s1;
		scale = (sv * s11 - sv1 * s1) / determinant;
		shift = (sv1 * ss - sv * s1) / determinant;
		return scale > 0 && Double.isFinite(scale) && Double.isFinite(shift);
	}

	/** The best factors for this scale and zero. */
	private boolean vary(final double[] counts) {
		final int unknowns = factors.length;
		final DMatrixRMaj normal = new DMatrixRMaj(unknowns, unknowns);
		final DMatrixRMaj right = new DMatrixRMaj(unknowns, 1);
		final Node node = new Node();
		for (int n = 0; n < counts.length; n++) {
			final double level = level(places[n]);
			node.at(places[n]);
			for (int a = 0; a < Node.CORNERS; a++) {
				final double slope = counts[n] * node.share[a] * level;
				for (int b = 0; b < Node.CORNERS; b++) normal.add(node.corner[a], node.corner[b], slope * node.share[b] * level);
				right.add(node.corner[a], 0, slope * truths[n]);
			}
		}
		smooth(normal);
		final DMatrixRMaj solution = new DMatrixRMaj(unknowns, 1);
		if (!CommonOps_DDRM.solve(normal, right, solution)) return false;
		System.arraycopy(solution.data, 0, factors, 0, unknowns);
		return true;
	}

	private static void smooth(final DMatrixRMaj normal) {
		for (int j = 0; j < ROWS; j++) {
			for (int i = 0; i < COLUMNS; i++) {
				if (i + 1 < COLUMNS) alike(normal, i + j * COLUMNS, i + 1 + j * COLUMNS);
				if (j + 1 < ROWS) alike(normal, i + j * COLUMNS, i + (j + 1) * COLUMNS);
			}
		}
	}

	private static void alike(final DMatrixRMaj normal, final int one, final int other) {
		final double weight = 1 / (VARIED * VARIED);
		normal.add(one, one, weight);
		normal.add(other, other, weight);
		normal.add(one, other, -weight);
		normal.add(other, one, -weight);
	}

	/** The four nodes about a pixel. */
	private final class Node {

		private static final int CORNERS = 4;

		private final int[] corner = new int[CORNERS];
		private final double[] share = new double[CORNERS];

		Node at(final int i) {
			final double x = (i % width + 0.5) / width * (COLUMNS - 1);
			final double y = (i / width + 0.5) / height * (ROWS - 1);
			for (int k = 0; k < CORNERS; k++) {
				corner[k] = (int) x + k % 2 + ((int) y + k / 2) * COLUMNS;
				share[k] = (k % 2 == 0 ? 1 - x + (int) x : x - (int) x) * (k / 2 == 0 ? 1 - y + (int) y : y - (int) y);
			}
			return this;
		}

		double factor() {
			double factor = 0;
			for (int k = 0; k < CORNERS; k++) factor += share[k] * factors[corner[k]];
			return factor;
		}
	}
}
