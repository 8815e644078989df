package io.github.kinema.evaluate;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.MotionMethod;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Planes;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;

/**
 * Drops frames of a stack, rebuilds them from those that are left, and compares
 * with what was measured.
 * <p>
 * Rebuilt values are compared as they would be stored: rounded, if the pixels
 * are integers. All channels, and all planes along the axis that is not
 * interpolated, count as one frame. Holds a few planes at a time.
 * </p>
 */
public final class LeaveOut<T extends RealType<T>> {

	private final RandomAccessibleInterval<T> stack;
	private final int step;
	private final int guide;
	private final Synthesis synthesis;
	/** What a pixel can hold; 0 if pixels are not integers. */
	private final double greatest;
	private final FrameInterpolator<T> motion;
	private final RecentCache<Long, DisplacementClass> displacements = new RecentCache<>(1);

	/**
	 * @param stack shape {@code [X, Y, C, N, A]}: frames along A are dropped
	 * @param step every step-th frame is kept, from the first one
	 * @param guide the channel that drives the motion, from 0; −1: all
	 * @param methods those that {@link #interpolator} will be asked for
	 * @throws IllegalArgumentException if no frame would be rebuilt
	 */
	public LeaveOut(final RandomAccessibleInterval<T> stack, final int step, final int guide,
		final MotionMethods methods)
	{
		final long frames = stack.dimension(4);
		if (frames < 3) throw new IllegalArgumentException("There are " + frames +
			" frames: to leave one out between two that are kept takes at least 3.");
		if (step < 2 || step >= frames) throw new IllegalArgumentException("step=" + step + ": of " + frames +
			" frames none would be left out between two that are kept. Use a step from 2 to " + (frames - 1) + ".");
		this.stack = stack;
		this.step = step;
		this.guide = guide;
		synthesis = methods.synthesis();
		greatest = stack.getType() instanceof IntegerType ? stack.getType().getMaxValue() : 0;
		motion = interpolator(methods.named("flow"));
	}

	/** The frames that are dropped and rebuilt, from 0, in order. */
	public long[] dropped() {
		final long last = (stack.dimension(4) - 1) / step * step;
		return LongStream.range(0, last).filter(frame -> frame % step != 0).toArray();
	}

	/** What rebuilds frames by a method. */
	public FrameInterpolator<T> interpolator(final MotionMethod method) {
		// NB: that of the displacements has the flow of a pair at hand.
		if (motion != null && motion.method() == method) return motion;
		return new FrameInterpolator<>(stack, method, synthesis, guide);
	}

	/** The number of frames that are kept. */
	public int kept() {
		return (int) ((stack.dimension(4) - 1) / step + 1);
	}

	/** The guide of kept frame {@code i}, from 0: for a method that is chosen without a look at the dropped ones. */
	public List<Plane> keptGuide(final int i) {
		return motion.guide(stack.dimension(3) / 2, (long) i * step);
	}

	/** The range of the values of the dropped frames: the peak for PSNR where the type has none of its own. */
	public double range(final Progress progress) {
		final ValueRange range = new ValueRange();
		for (final long frame : dropped()) {
			for (long other = 0; other < stack.dimension(3); other++) {
				for (long channel = 0; channel < stack.dimension(2); channel++) {
					progress.check();
					range.add(Planes.copy(stack, channel, other, frame));
				}
			}
		}
		return range.length();
	}

	/**
	 * Rebuilds one frame and compares.
	 *
	 * @param interpolator one of {@link #interpolator}
	 * @param name of the method, for the score
	 * @param peak for PSNR and SSIM
	 * @param reliability hears of each pixel what error was to be expected, and what it is
	 * @param errors hears, for each position along N, the absolute error averaged over channels
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Score score(final FrameInterpolator<T> interpolator, final String name, final long frame,
		final double peak, final Reliability reliability, final BiConsumer<Long, Plane> errors, final Progress progress)
	{
		final long before = frame / step * step;
		final Sample sample = Sample.between(before, before + step, (double) (frame - before) / step);
		final long channels = stack.dimension(2);
		Difference difference = Difference.NONE;
		double ssim = 0;
		for (long other = 0; other < stack.dimension(3); other++) {
			final Plane error = new Plane((int) stack.dimension(0), (int) stack.dimension(1));
			final GuideError guided = new GuideError(motion.guide(other, before), motion.guide(other, before + step));
			for (long channel = 0; channel < channels; channel++) {
				final Plane measured = Planes.copy(stack, channel, other, frame);
				final Plane computed = interpolator.plane(channel, other, sample, progress);
				final Plane rebuilt = greatest > 0 ? FrameScore.stored(computed, greatest) : computed;
				difference = difference.plus(Difference.of(measured, rebuilt));
				if (guide < 0 || guide == channel) guided.add(measured, rebuilt);
				ssim += StructuralSimilarity.of(measured, rebuilt, peak, progress);
				for (int i = 0; i < error.values().length; i++)
					error.values()[i] += Math.abs(rebuilt.values()[i] - measured.values()[i]) / channels;
			}
			reliability.add(interpolator.confidence(other, sample, progress), guided.absolute());
			errors.accept(other, error);
		}
		return new Score(frame, name, difference.psnr(peak), peak, ssim / (channels * stack.dimension(3)),
			difference.meanAbsoluteError(), difference.bias(), displacements.get(frame, f -> displacement( //
				motion.motion(stack.dimension(3) / 2, sample, progress).dense(progress))));
	}

	/** From the first frame to the second. */
	private static DisplacementClass displacement(final DenseField field) {
		final float[] x = field.toSecondX().clone();
		final float[] y = field.toSecondY().clone();
		for (int i = 0; i < x.length; i++) {
			x[i] -= field.toFirstX()[i];
			y[i] -= field.toFirstY()[i];
		}
		return DisplacementClass.of(x, y);
	}
}
