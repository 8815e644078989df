package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.evaluate.LeaveOut;
import io.github.kinema.evaluate.Score;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.MethodChoice;
import io.github.kinema.interpolate.MotionMethod;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Scores interpolation methods on one ImageJ stack. */
public final class StackEvaluation {

	private final ImagePlus image;
	private final StackAxis axis;
	private final List<String> methods;
	private final LeaveOut<?> protocol;
	private final List<Score> scores = new ArrayList<>();
	private final Plane[] errors;

	/**
	 * @param guide channel that drives the motion, from 1; 0 all
	 * @param keepErrors whether {@link #errors} will be asked
	 * @throws IllegalArgumentException if the settings do not fit the image
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	public StackEvaluation(final ImagePlus image, final StackAxis axis, final int step, final List<String> methods,
		final int guide, final boolean keepErrors)
	{
		this.image = image;
		this.axis = axis;
		this.methods = methods;
		final StackImage source = new StackImage(image);
		source.checkGuide(guide);
		final RandomAccessibleInterval img = source.img();
		protocol = new LeaveOut(axis == StackAxis.TIME ? img : Views.permute(img, 3, 4), step, guide - 1);
		final int others = source.length(axis.other());
		errors = keepErrors ? new Plane[methods.size() * others * protocol.dropped().length] : null;
	}

	/**
	 * Rebuilds and compares all frames by all methods.
	 *
	 * @return the scores, method by method
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Score> run(final Progress progress) {
		return run(protocol, progress);
	}

	private <T extends RealType<T>> List<Score> run(final LeaveOut<T> leaveOut,
		final Progress progress)
	{
		final double peak = image.getBitDepth() == 8 || image.getBitDepth() == 24 ? 255 : leaveOut.range(progress.part(0, 0));
		final long[] dropped = leaveOut.dropped();
		for (int m = 0; m < methods.size(); m++) {
			final FrameInterpolator<T> interpolator = leaveOut.interpolator(method(methods.get(m), leaveOut, progress));
			for (int f = 0; f < dropped.length; f++) {
				final int channel = m;
				final int frame = f;
				final double done = (double) (m * dropped.length + f) / (methods.size() * dropped.length);
				scores.add(leaveOut.score(interpolator, methods.get(m), dropped[f], peak, (other, error) -> {
					if (errors != null) errors[index(channel, other.intValue(), frame)] = error;
				}, progress.part(done, done)));
				progress.update(done);
			}
		}
		return scores;
	}

	private MotionMethod method(final String name, final LeaveOut<?> leaveOut, final Progress progress) {
		if (!"automatic".equals(name)) return MotionMethods.named(name);
		final MethodChoice choice = MethodChoice.among(MotionMethods.all(), leaveOut::keptGuide, leaveOut.kept(),
			progress.part(0, 0));
		IJ.log("Kinema: \"" + image.getTitle() + "\": " + choice.reason());
		return choice.method();
	}

	/** The absolute errors, averaged over channels: 32 bit, a channel for each method. */
	public ImagePlus errors(final String title) {
		final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
		final long[] dropped = protocol.dropped();
		final int others = errors.length / methods.size() / dropped.length;
		for (int i = 0; i < errors.length; i++) {
			final int frame = axis == StackAxis.TIME ? i / methods.size() / others : i / methods.size() % dropped.length;
			stack.addSlice("absolute error t=" + (dropped[frame] + 1) + " " + methods.get(i % methods.size()),
				errors[i].values());
		}
		final ImagePlus result = new ImagePlus(title, stack);
		result.setDimensions(methods.size(), axis == StackAxis.TIME ? others : dropped.length, axis == StackAxis.TIME
			? dropped.length : others);
		result.setOpenAsHyperStack(methods.size() > 1);
		result.setCalibration(image.getCalibration());
		result.resetDisplayRange();
		return result;
	}

	/** Place in ImageJ's order, from 0: methods are channels. */
	private int index(final int method, final int other, final int frame) {
		final int dropped = protocol.dropped().length;
		final int others = errors.length / methods.size() / dropped;
		return method + methods.size() * (axis == StackAxis.TIME ? other + others * frame : frame + dropped * other);
	}
}
