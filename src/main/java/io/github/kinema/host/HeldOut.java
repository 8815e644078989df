package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.evaluate.LeaveOut;
import io.github.kinema.evaluate.Reliability;
import io.github.kinema.evaluate.Score;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Progress;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Compares models on the last frames of a stack: every second one is dropped and rebuilt, as Kinema renders. */
final class HeldOut {

	/** So many frames are rebuilt at most, evenly spread. */
	private static final int MOST = 20;

	private final ImagePlus image;
	private final RandomAccessibleInterval<?> stack;
	private final long from;
	private final int guide;
	private final Device device;

	/**
	 * @param stack shape {@code [X, Y, C, N, A]}
	 * @param from the first of the frames along A, from 0
	 * @param guide channel that drives the motion, from 0; −1 all
	 */
	HeldOut(final ImagePlus image, final RandomAccessibleInterval<?> stack, final long from, final int guide,
		final Device device)
	{
		this.image = image;
		this.stack = stack;
		this.from = from;
		this.guide = guide;
		this.device = device;
	}

	/**
	 * Rebuilds and compares.
	 *
	 * @param models to compare
	 * @return what they are worth; methods are called as the models are
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	EvaluationReport compare(final List<StoredModel> models, final Progress progress) {
		return compared((RandomAccessibleInterval) stack, models, progress);
	}

	private <T extends RealType<T>> EvaluationReport compared(final RandomAccessibleInterval<T> whole,
		final List<StoredModel> models, final Progress progress)
	{
		final long[] min = new long[5];
		final long[] max = whole.maxAsLongArray();
		min[4] = from;
		final LeaveOut<T> leaveOut = new LeaveOut<>(Views.zeroMin(Views.interval(whole, min, max)), 2, guide, MotionMethods.of(
			device));
		final double peak = image.getBitDepth() == 8 || image.getBitDepth() == 24 ? 255 : leaveOut.range(progress.silent());
		final List<FrameInterpolator<T>> interpolators = new ArrayList<>();
		final List<Reliability> reliabilities = new ArrayList<>();
		for (final StoredModel model : models) {
			interpolators.add(leaveOut.interpolator(MotionMethods.running(model, device)));
			reliabilities.add(new Reliability());
		}
		final long[] dropped = chosen(leaveOut.dropped());
		final Score[] scores = new Score[models.size() * dropped.length];
		for (int f = 0; f < dropped.length; f++) {
			for (int m = 0; m < models.size(); m++) {
				scores[m * dropped.length + f] = inStack(leaveOut.score(interpolators.get(m), models.get(m).id(), dropped[f], peak,
					reliabilities.get(m), (other, error) -> {}, progress.silent()));
				progress.update((f * models.size() + m + 1.0) / scores.length);
			}
		}
		return new EvaluationReport(models.stream().map(StoredModel::id).toList(), List.of(scores), reliabilities);
	}

	private static long[] chosen(final long[] dropped) {
		final int count = Math.min(MOST, dropped.length);
		return LongStream.range(0, count).map(i -> dropped[(int) (i * dropped.length / count)]).toArray();
	}

	private Score inStack(final Score score) {
		return new Score(from + score.frame(), score.method(), score.psnr(), score.peak(), score.ssim(), score.mae(), score
			.bias(), score.displacement());
	}
}
