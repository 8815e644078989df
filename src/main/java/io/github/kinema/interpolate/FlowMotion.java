package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.Misfit;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Turns a pair's flows into the motion field of any instant.
 * <p>
 * Each direction, projected to the instant, is one guess of the motion there; no
 * motion is a third. Each is weighed by how well the two frames agree under it in
 * a window around. Guesses that differ by little are averaged as motions; others
 * are rendered apart and mixed, because the mean of two motions is neither.
 * </p>
 */
final class FlowMotion implements PairMotion {

	/** A mean squared difference that tells nothing, in grey values of the guide. */
	static final float NEGLIGIBLE = 4;

	/** How much plain blending counts when it agrees as well as a moving guess. */
	static final float STILL = 0.5f;

	/** How much less a guess counts whose two directions disagree. */
	static final float BROKEN = 0.8f;

	/** Motions closer than this are averaged, in pixels squared. */
	static final float SAME = 1;

	/** Both directions may disagree by this share of their squared length ... */
	static final float RELATIVE_SLACK = 0.01f;

	/** ... and this much more, in pixels squared. */
	static final float SLACK = 1;

	/** Weight of a side that seems hidden, against 1 + this of one that is visible. */
	static final float HIDDEN = 0.5f;

	/** Weight of a side that would lie beyond the border, against 1. */
	static final float OUTSIDE = 0.2f;

	/** Up to this misfit, in pixels, a recording counts as clean ... */
	private static final float CLEAN = 0.4f;

	/** ... and from this one as limited by noise. */
	private static final float NOISY = 0.8f;

	private final Plane first;
	private final Plane second;
	private final Flow forward;
	private final Flow backward;
	private final int width;
	private final int height;
	private final float sharpness;
	private final boolean deferred;
	private float[] stillDifference;
	private float[] hiddenInSecond;
	private float[] hiddenInFirst;

	/** @param deferred whether fields are left to be worked out where they are rendered */
	FlowMotion(final FlowGuide guide, final Flow forward, final Flow backward, final boolean deferred,
		final Progress progress)
	{
		this.deferred = deferred;
		first = guide.first();
		second = guide.second();
		this.forward = forward;
		this.backward = backward;
		width = first.width();
		height = first.height();
		sharpness = Math.max(0, Math.min(1, (NOISY - Misfit.of(first, second, forward)) /
			(NOISY - CLEAN)));
		if (!deferred) prepare(progress);
	}

	/** Finds what all instants share. */
	private synchronized void prepare(final Progress progress) {
		if (hiddenInFirst != null) return;
		stillDifference = Agreement.differences(first, second, new Flow(width, height), 0.5f, progress);
		hiddenInSecond = hidden(forward, backward, progress);
		hiddenInFirst = hidden(backward, forward, progress);
	}

	/** Where the other direction does not lead back: 0 (it does) to 1, for each pixel. */
	static float[] hidden(final Flow there, final Flow back, final Progress progress) {
		final int width = there.width();
		final int height = there.height();
		final float[] hidden = new float[width * height];
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0, i = y * width; x < width; x++, i++) {
					final float u = there.u()[i];
					final float v = there.v()[i];
					// what leaves the frame is out of sight, but no contradiction
					if (!Agreement.inside(width, height, x + u, y + v)) continue;
					final float backU = Sampling.linear(back.u(), width, height, x + u, y + v);
					final float backV = Sampling.linear(back.v(), width, height, x + u, y + v);
					final float error = square(u + backU) + square(v + backV);
					final float slack = SLACK + RELATIVE_SLACK * (u * u + v * v + backU * backU +
						backV * backV);
					hidden[i] = error * error / (error * error + slack * slack);
				}
			}
		});
		return hidden;
	}

	@Override
	public MotionField at(final double t, final Progress progress) {
		return deferred ? new FlowField(this, (float) t) : dense((float) t, progress);
	}

	/** The motion seen from an instant, pixel by pixel. */
	DenseField dense(final float t, final Progress progress) {
		prepare(progress);
		final Flow one = FlowProjection.along(forward, t, progress);
		final Flow other = negated(FlowProjection.along(backward, 1 - t, progress));
		final float[] differenceOne = Agreement.differences(first, second, one, t, progress);
		final float[] differenceOther = Agreement.differences(first, second, other, t, progress);
		final Agreement agreement = Agreement.usual(stillDifference, differenceOne);
		final Flow main = new Flow(width, height);
		final Flow doubt = new Flow(width, height);
		final float[] shareDoubt = new float[width * height];
		final float[] shareStill = new float[width * height];
		final float[] confidence = new float[width * height];
		Bands.run(height, progress, (from, to) -> {
			for (int i = from * width; i < to * width; i++) {
				final float brokenOne = broken(one, i, t);
				final float brokenOther = broken(other, i, t);
				final float weightOne = (1 - BROKEN * brokenOne) / (differenceOne[i] +
					NEGLIGIBLE);
				final float weightOther = (1 - BROKEN * brokenOther) / (differenceOther[i] +
					NEGLIGIBLE);
				final float weightStill = STILL / (stillDifference[i] + NEGLIGIBLE);
				final float share = weightOther / (weightOne + weightOther);
				final float du = other.u()[i] - one.u()[i];
				final float dv = other.v()[i] - one.v()[i];
				float moving = weightOne + weightOther;
				if (du * du + dv * dv <= SAME) {
					main.u()[i] = one.u()[i] + share * du;
					main.v()[i] = one.v()[i] + share * dv;
					moving = weightOne + share * (weightOther - weightOne);
				}
				else {
					final boolean swap = share > 0.5f;
					main.u()[i] = swap ? other.u()[i] : one.u()[i];
					main.v()[i] = swap ? other.v()[i] : one.v()[i];
					doubt.u()[i] = swap ? one.u()[i] : other.u()[i];
					doubt.v()[i] = swap ? one.v()[i] : other.v()[i];
					shareDoubt[i] = swap ? 1 - share : share;
				}
				shareStill[i] = weightStill / (weightStill + moving);
				// sure is what both frames show without any motion, and what one undoubted motion explains
				confidence[i] = Math.max(agreement.confidence(stillDifference[i]), (1 - shareDoubt[i]) *
					(1 - Math.min(brokenOne, brokenOther)) * agreement.confidence(Math.min(differenceOne[i],
						differenceOther[i])));
			}
		});
		final DenseField doubtful = field(doubt, shareDoubt, t, confidence, List.of(),
			progress);
		return field(main, null, t, confidence, List.of(new DenseField.Alternative(doubtful,
			shareDoubt), new DenseField.Alternative(BlendMethod.still(width, height, t, confidence),
				shareStill)), progress);
	}

	/** Whether either end of a motion finds no way back, 0 to 1. */
	private float broken(final Flow motion, final int i, final float t) {
		final int x = i % width;
		final int y = i / width;
		final float u = motion.u()[i];
		final float v = motion.v()[i];
		return Math.max(nearest(hiddenInSecond, x - t * u, y - t * v), nearest(hiddenInFirst,
			x + (1 - t) * u, y + (1 - t) * v));
	}

	/** 1 within the frame, {@value #OUTSIDE} beyond its border. */
	private float reached(final float x, final float y) {
		return Agreement.inside(width, height, x, y) ? 1 : OUTSIDE;
	}

	private float nearest(final float[] values, final float x, final float y) {
		final int column = Math.max(0, Math.min(width - 1, (int) (x + 0.5f)));
		return values[column + width * Math.max(0, Math.min(height - 1, (int) (y + 0.5f)))];
	}

	/** @param share pixels where it is 0 are left out; null leaves out none */
	private DenseField field(final Flow motion, final float[] share, final float t,
		final float[] confidence, final List<DenseField.Alternative> alternatives,
		final Progress progress)
	{
		final float[][] f = new float[5][width * height];
		Bands.run(height, progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0, i = y * width; x < width; x++, i++) {
					if (share != null && share[i] == 0) continue;
					f[0][i] = -t * motion.u()[i];
					f[1][i] = -t * motion.v()[i];
					f[2][i] = (1 - t) * motion.u()[i];
					f[3][i] = (1 - t) * motion.v()[i];
					// what one frame hides, or does not reach, only the other can show
					final float visibleFirst = (1 - t) * reached(x + f[0][i], y + f[1][i]) * (1 + HIDDEN -
						nearest(hiddenInFirst, x + f[2][i], y + f[3][i]));
					final float visibleSecond = t * reached(x + f[2][i], y + f[3][i]) * (1 + HIDDEN -
						nearest(hiddenInSecond, x + f[0][i], y + f[1][i]));
					f[4][i] = visibleSecond / (visibleFirst + visibleSecond);
				}
			}
		});
		return new DenseField(width, height, f[0], f[1], f[2], f[3], f[4], confidence,
			sharpness, alternatives);
	}

	private static Flow negated(final Flow flow) {
		for (int i = 0; i < flow.u().length; i++) {
			flow.u()[i] = -flow.u()[i];
			flow.v()[i] = -flow.v()[i];
		}
		return flow;
	}

	private static float square(final float value) {
		return value * value;
	}

	/** The guide of the first frame. */
	Plane first() {
		return first;
	}

	/** The guide of the second frame. */
	Plane second() {
		return second;
	}

	/** The flow from the first frame to the second. */
	Flow forward() {
		return forward;
	}

	/** The flow from the second frame to the first. */
	Flow backward() {
		return backward;
	}

	/** How much detail beyond linear sampling to restore at most. */
	float sharpness() {
		return sharpness;
	}
}
