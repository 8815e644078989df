package io.github.kinema.camera;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.interpolate.TwoWayFlow;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The flow between two frames, both ways, and how far it is to be trusted.
 *
 * @param forward from the first frame to the second
 * @param backward from the second to the first
 * @param trust of the forward flow at each pixel of the first frame, shape {@code [X, Y]}, 0 to 1
 * @param trustBack of the backward flow at each pixel of the second frame
 */
public record PairFlow(Flow forward, Flow backward, Plane trust, Plane trustBack) {

	/** Less than this is not trusted. */
	private static final float LEAST = 0.5f;

	/** How far forth and back may lead from where one started, in pixels ... */
	private static final double APART = 0.7;

	/** ... and this share of the way more. */
	private static final double RELATIVE = 0.01;

	/**
	 * Measures it. Frames that are equal, or show nothing, do not move; the flow of the latter is not trusted.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	static PairFlow of(final OpticalFlow estimator, final List<Plane> first, final List<Plane> second,
		final Progress progress)
	{
		final FlowGuide guide = FlowGuide.of(first, second);
		if (guide.isBlank()) {
			final int width = guide.first().width();
			final int height = guide.first().height();
			return new PairFlow(new Flow(width, height), new Flow(width, height), new Plane(width, height), new Plane(width,
				height));
		}
		final TwoWayFlow both = TwoWayFlow.of(estimator, guide, progress);
		return new PairFlow(both.forward(), both.backward(), both.trust(first, progress.silent()), both.reversed().trust(second,
			progress.silent()));
	}

	/** The same with the frames exchanged. */
	PairFlow reversed() {
		return new PairFlow(backward, forward, trustBack, trust);
	}

	/**
	 * Follows a point from the first frame to the second.
	 *
	 * @param x column in the first frame
	 * @param y row
	 * @param to becomes column and row in the second frame
	 * @return whether the flow is to be trusted there and leads back to where it came from
	 */
	boolean follow(final double x, final double y, final double[] to) {
		final int width = forward.width();
		final int height = forward.height();
		if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) return false;
		if (trust.get((int) Math.round(x), (int) Math.round(y)) < LEAST) return false;
		final float u = Sampling.linear(forward.u(), width, height, (float) x, (float) y);
		final float v = Sampling.linear(forward.v(), width, height, (float) x, (float) y);
		to[0] = x + u;
		to[1] = y + v;
		if (!(to[0] >= 0 && to[1] >= 0 && to[0] <= width - 1 && to[1] <= height - 1)) return false;
		final double du = u + Sampling.linear(backward.u(), width, height, (float) to[0], (float) to[1]);
		final double dv = v + Sampling.linear(backward.v(), width, height, (float) to[0], (float) to[1]);
		return Math.hypot(du, dv) <= APART + RELATIVE * Math.hypot(u, v);
	}

	/** The median length of the trusted flow in pixels; NaN if none is trusted. */
	public double medianLength() {
		final double[] lengths = IntStream.range(0, trust.values().length).filter(i -> trust.values()[i] >= LEAST).mapToDouble(
			i -> Math.hypot(forward.u()[i], forward.v()[i])).toArray();
		Arrays.sort(lengths);
		return lengths.length == 0 ? Double.NaN : lengths[lengths.length / 2];
	}
}
