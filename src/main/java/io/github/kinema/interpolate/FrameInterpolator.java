package io.github.kinema.interpolate;

import java.util.List;
import java.util.stream.LongStream;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Planes;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Computes the synthetic planes of a stack: motion once for two frames, asked
 * at each instant, rendered for each channel.
 * <p>
 * Holds a few planes at a time, whatever the length of the stack. Thread-safe.
 * Calls in the order of {@link Sample}s, then channels, find what they share
 * still at hand.
 * </p>
 */
public final class FrameInterpolator<T extends RealType<T>> {

	/** Several viewers may look at different places at once. */
	private static final int KEPT = 3;

	private final RandomAccessibleInterval<T> stack;
	private final MotionMethod method;
	private final Synthesis synthesis;
	private final int guide;
	private final RecentCache<Pair, PairMotion> motions = new RecentCache<>(KEPT);
	private final RecentCache<Instant, MotionField> fields = new RecentCache<>(KEPT);

	private record Pair(long other, long before, long after) {}

	private record Instant(Pair pair, double t) {}

	/**
	 * @param stack shape {@code [X, Y, C, N, A]}: A is interpolated, for each N on its own
	 * @param method finds the motion
	 * @param synthesis renders the planes
	 * @param guide the channel that drives the motion, from 0; −1: all of them
	 */
	public FrameInterpolator(final RandomAccessibleInterval<T> stack,
		final MotionMethod method, final Synthesis synthesis, final int guide)
	{
		this.stack = stack;
		this.method = method;
		this.synthesis = synthesis;
		this.guide = guide;
	}

	/** The method that finds the motion. */
	public MotionMethod method() {
		return method;
	}

	/** Renders one synthetic plane, as {@link #planes} does. */
	public Plane plane(final long channel, final long other, final Sample sample, final Progress progress) {
		return planes(channel, 1, other, sample, progress).get(0);
	}

	/**
	 * Renders synthetic planes of neighbouring channels.
	 *
	 * @param channel the first of them, from 0
	 * @param count how many
	 * @param other position along N, from 0
	 * @param sample the instant; its kind is {@link Sample.Kind#BETWEEN}
	 * @return a plane for each channel, shape {@code [X, Y]}, not rounded
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Plane> planes(final long channel, final int count, final long other, final Sample sample,
		final Progress progress)
	{
		final MotionField field = motion(other, sample, progress);
		return synthesis.render(channels(channel, count, other, sample.before()), //
			channels(channel, count, other, sample.after()), field, progress);
	}

	/** How far a synthetic plane is to be trusted: shape {@code [X, Y]}, 0 to 1. */
	public Plane confidence(final long other, final Sample sample, final Progress progress) {
		final DenseField field = motion(other, sample, progress).dense(progress);
		return new Plane(field.width(), field.height(), field.confidence().clone());
	}

	/** The planes of one frame that drive the motion, one for each guiding channel. */
	public List<Plane> guide(final long other, final long frame) {
		return guide >= 0 ? channels(guide, 1, other, frame) : channels(0, (int) stack.dimension(2), other, frame);
	}

	private List<Plane> channels(final long channel, final int count, final long other, final long frame) {
		return LongStream.range(channel, channel + count).mapToObj(c -> Planes.copy(stack, c, other, frame)).toList();
	}

	/** The motion seen from the instant of a synthetic frame. */
	public MotionField motion(final long other, final Sample sample, final Progress progress) {
		final Pair pair = new Pair(other, sample.before(), sample.after());
		return fields.get(new Instant(pair, sample.t()), i -> motions.get(pair, p -> method.between( //
			guide(other, p.before()), guide(other, p.after()), progress)).at(i.t(), progress));
	}
}
