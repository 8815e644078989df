package io.github.kinema.interpolate;

import io.github.kinema.tile.Progress;

/**
 * The motion field of an instant that follows from flows, not yet worked out: a
 * device does so where it renders, because the flows are less to copy than the
 * field.
 */
final class FlowField implements MotionField {

	private final FlowMotion motion;
	private final float t;
	private DenseField dense;

	FlowField(final FlowMotion motion, final float t) {
		this.motion = motion;
		this.t = t;
	}

	@Override
	public int width() {
		return motion.first().width();
	}

	@Override
	public int height() {
		return motion.first().height();
	}

	@Override
	public synchronized DenseField dense(final Progress progress) {
		if (dense == null) dense = motion.dense(t, progress);
		return dense;
	}

	FlowMotion motion() {
		return motion;
	}

	/** The instant, 0 to 1. */
	float t() {
		return t;
	}
}
