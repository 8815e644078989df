package io.github.kinema.interpolate;

import io.github.kinema.motion.Flow;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Progress;

/** Carries a flow from the instant of its frame to another one. */
final class FlowProjection {

	/** Rounds of the fixed-point iteration; more change hardly anything. */
	static final int ROUNDS = 4;

	/** A change that ends the iteration, in pixels. */
	static final float DONE = 0.02f;

	private FlowProjection() {}

	/**
	 * The motion seen at the pixels of the plane that lies {@code part} of the flow's
	 * way along: {@code v(p) = flow(p - part v(p))}, found by fixed-point iteration.
	 */
	static Flow along(final Flow flow, final float part, final Progress progress) {
		final int width = flow.width();
		final int height = flow.height();
		final Flow result = new Flow(width, height);
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0, i = y * width; x < width; x++, i++) {
					float u = flow.u()[i];
					float v = flow.v()[i];
					for (int round = 0; round < ROUNDS; round++) {
						final float sourceX = x - part * u;
						final float sourceY = y - part * v;
						final float nextU = Sampling.linear(flow.u(), width, height, sourceX,
							sourceY);
						final float nextV = Sampling.linear(flow.v(), width, height, sourceX,
							sourceY);
						final float change = Math.abs(nextU - u) + Math.abs(nextV - v);
						u = nextU;
						v = nextV;
						if (change < DONE) break;
					}
					result.u()[i] = u;
					result.v()[i] = v;
				}
			}
		});
		return result;
	}
}
