package io.github.kinema.camera;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds for each pixel the inverse depth under which it is seen in other frames where the flow leads, by reweighted
 * Gauss-Newton steps: errors of the flow are Cauchy's. Thread-safe.
 */
final class InverseDepthFit {

	/** Standard deviation of the flow, in pixels, and as a share of its length. */
	private static final double NOISE = 0.2;
	private static final double RELATIVE = 0.005;

	/**
	 * Variance that flow has where the image hardly tells, in px² times what {@link Corners} say: a multiple of what noise of
	 * two grey values makes unavoidable, as smoothness leads the flow astray there.
	 */
	private static final double PLAIN = 4 * 600;

	/** Steps, and by how much the scale of usual errors is larger in each. */
	private static final double[] SCALES = { 16, 8, 4, 2, 2, 2 };

	/** Less trust than this is none. */
	private static final float LEAST = 0.1f;

	private final Pinhole camera;
	private final List<Rigid> motions;
	private final List<PairFlow> flows;
	private final Corners corners;

	/**
	 * @param motions from the frame's camera to those of others
	 * @param flows from the frame to each of them
	 * @param corners of the frame
	 */
	InverseDepthFit(final Pinhole camera, final List<Rigid> motions, final List<PairFlow> flows,
		final Corners corners)
	{
		this.camera = camera;
		this.motions = motions;
		this.flows = flows;
		this.corners = corners;
	}

	/** The inverse depth. */
	InverseDepth find(final Progress progress) {
		final int width = flows.get(0).forward().width();
		final int height = flows.get(0).forward().height();
		final InverseDepth found = new InverseDepth(new Plane(width, height), new Plane(width, height), new Plane(width,
			height));
		Bands.run(height, progress, (from, to) -> {
			final Pixel pixel = new Pixel();
			for (int y = from; y < to; y++) {
				for (int x = 0; x < width; x++) {
					final int i = x + y * width;
					pixel.fit(x, y, i);
					found.inverse().values()[i] = (float) pixel.inverse;
					found.variance().values()[i] = (float) pixel.variance;
					found.misfit().values()[i] = (float) pixel.misfit;
				}
			}
		});
		return found;
	}

	/** How much the flow of a pixel counts: 1 / px²; 0 if it is not to be trusted. */
	static double weight(final PairFlow flow, final Corners corners, final int i) {
		final float trust = flow.trust().values()[i];
		if (!(trust >= LEAST)) return 0;
		final double noise = NOISE + RELATIVE * Math.hypot(flow.forward().u()[i], flow.forward().v()[i]);
		return trust * trust / (noise * noise + PLAIN / Math.max(1, corners.strength(i)));
	}

	/** One pixel after the other. */
	private final class Pixel {

		private final double[] ray = new double[3];
		/** For each frame: the turned ray, where the flow leads, and the weight of that, 1 / px². */
		private final double[][] turned = new double[motions.size()][3];
		private final double[] column = new double[motions.size()];
		private final double[] row = new double[motions.size()];
		private final double[] weight = new double[motions.size()];
		private double inverse;
		private double variance;
		private double misfit;

		void fit(final int x, final int y, final int i) {
			ray[0] = (x - camera.cx()) / camera.fx();
			ray[1] = (y - camera.cy()) / camera.fy();
			ray[2] = 1;
			inverse = 0;
			variance = Double.POSITIVE_INFINITY;
			misfit = Double.NaN;
			boolean any = false;
			for (int n = 0; n < weight.length; n++) any |= read(n, x, y, i);
			if (!any) return;
			inverse = start();
			for (final double scale : SCALES) if (!step(scale)) return;
			finish();
		}

		private boolean read(final int n, final int x, final int y, final int i) {
			final PairFlow flow = flows.get(n);
			weight[n] = weight(flow, corners, i);
			if (weight[n] == 0) return false;
			final double u = flow.forward().u()[i];
			final double v = flow.forward().v()[i];
			column[n] = (x + u - camera.cx()) / camera.fx();
			row[n] = (y + v - camera.cy()) / camera.fy();
			final Rigid m = motions.get(n);
			for (int r = 0; r < 3; r++) turned[n][r] = m.get(r, 0) * ray[0] + m.get(r, 1) * ray[1] + m.get(r, 2);
			return true;
		}

		/** NB: the least squares of what is linear in it: the median of one solution each, as single ones may be wrong. */
		private double start() {
			final double[] each = new double[weight.length];
			int count = 0;
			for (int n = 0; n < weight.length; n++) {
				if (weight[n] == 0) continue;
				final Rigid m = motions.get(n);
				final double a = m.get(0, 3) - column[n] * m.get(2, 3);
				final double b = m.get(1, 3) - row[n] * m.get(2, 3);
				final double c = column[n] * turned[n][2] - turned[n][0];
				final double d = row[n] * turned[n][2] - turned[n][1];
				if (a * a + b * b > 0) each[count++] = (a * c + b * d) / (a * a + b * b);
			}
			Arrays.sort(each, 0, count);
			return count == 0 ? 0 : (each[(count - 1) / 2] + each[count / 2]) / 2;
		}

		private boolean step(final double scale) {
			double squares = 0;
			double pull = 0;
			for (int n = 0; n < weight.length; n++) {
				if (weight[n] == 0) continue;
				final Rigid m = motions.get(n);
				final double z = turned[n][2] + inverse * m.get(2, 3);
				// NB: nearer than that, it would be behind the other camera.
				if (!(z > 0)) continue;
				final double u = (turned[n][0] + inverse * m.get(0, 3)) / z;
				final double v = (turned[n][1] + inverse * m.get(1, 3)) / z;
				final double slopeU = camera.fx() * (m.get(0, 3) - u * m.get(2, 3)) / z;
				final double slopeV = camera.fy() * (m.get(1, 3) - v * m.get(2, 3)) / z;
				final double du = camera.fx() * (column[n] - u);
				final double dv = camera.fy() * (row[n] - v);
				final double error = (du * du + dv * dv) * weight[n];
				final double w = weight[n] / (1 + error / (scale * scale));
				squares += w * (slopeU * slopeU + slopeV * slopeV);
				pull += w * (slopeU * du + slopeV * dv);
			}
			if (!(squares > 0)) return false;
			inverse += pull / squares;
			variance = 1 / squares;
			return true;
		}

		private void finish() {
			double errors = 0;
			double weights = 0;
			for (int n = 0; n < weight.length; n++) {
				if (weight[n] == 0) continue;
				final Rigid m = motions.get(n);
				final double z = turned[n][2] + inverse * m.get(2, 3);
				final double du = camera.fx() * (column[n] - (turned[n][0] + inverse * m.get(0, 3)) / z);
				final double dv = camera.fy() * (row[n] - (turned[n][1] + inverse * m.get(1, 3)) / z);
				final double noise = 1 / weight[n];
				errors += z > 0 ? (du * du + dv * dv) / noise * weight[n] : weight[n] / noise;
				weights += weight[n];
			}
			misfit = Math.sqrt(errors / weights);
			variance *= Math.max(1, misfit * misfit);
		}
	}
}
