package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.device.Device;
import io.github.kinema.evaluate.LeaveOut;
import io.github.kinema.evaluate.Reliability;
import io.github.kinema.evaluate.Score;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import net.imglib2.type.numeric.RealType;

/** Scores interpolation methods on one ImageJ stack. */
public final class StackEvaluation {

	private final ImagePlus image;
	private final StackAxis axis;
	private final int step;
	private final List<String> methods;
	private final MotionMethods motion;
	private final LeaveOut<?> protocol;
	private final long[] dropped;
	private final int others;
	private final Plane[] errors;
	private final List<Reliability> reliabilities = new ArrayList<>();

	/**
	 * @param model name of the model that the method learned runs
	 * @param guide channel that drives the motion, from 1; 0 all
	 * @param device where it is computed
	 * @param keepErrors whether {@link #errors} will be asked
	 * @throws IllegalArgumentException if the settings do not fit the image
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	public StackEvaluation(final ImagePlus image, final StackAxis axis, final int step, final List<String> methods,
		final String model, final int guide, final Device device, final boolean keepErrors)
	{
		this.image = image;
		this.axis = axis;
		this.step = step;
		this.methods = methods;
		motion = new MotionMethods(device, Models.store(), model);
		final StackImage source = new StackImage(image);
		source.checkGuide(guide);
		source.checkMixable();
		protocol = new LeaveOut(source.along(axis), step, guide - 1, motion);
		dropped = protocol.dropped();
		others = source.length(axis.other());
		final long planes = (long) methods.size() * others * dropped.length;
		if (keepErrors) Memory.require(4 * planes * source.width() * source.height(), "Leave out the error maps.");
		errors = keepErrors ? new Plane[Math.toIntExact(planes)] : null;
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

	private <T extends RealType<T>> List<Score> run(final LeaveOut<T> leaveOut, final Progress progress) {
		final double peak = image.getBitDepth() == 8 || image.getBitDepth() == 24 ? 255 //
			: leaveOut.range(progress.silent());
		final List<FrameInterpolator<T>> interpolators = new ArrayList<>();
		for (final String method : methods) {
			reliabilities.add(new Reliability());
			interpolators.add(leaveOut.interpolator(Methods.of(method, motion, image, leaveOut::keptGuide, leaveOut.kept(),
				progress.silent())));
		}
		final Score[] scores = new Score[methods.size() * dropped.length];
		// NB: frame by frame, so that what two methods share of a pair is found once.
		for (int f = 0; f < dropped.length; f++) {
			for (int m = 0; m < methods.size(); m++) {
				final int frame = f;
				final int method = m;
				scores[m * dropped.length + f] = leaveOut.score(interpolators.get(m), methods.get(m), dropped[f], peak, //
					reliabilities.get(m), (other, error) -> keep(method, other.intValue(), frame, error), progress.silent());
				progress.update((f * methods.size() + m + 1.0) / scores.length);
			}
		}
		return List.of(scores);
	}

	/** How well each method knows its errors, in the order of the methods, once all is {@link #run}. */
	public List<Reliability> reliabilities() {
		return reliabilities;
	}

	private void keep(final int method, final int other, final int frame, final Plane error) {
		if (errors != null) errors[index(method, other, frame)] = error;
	}

	/** The absolute errors, averaged over channels: 32 bit, a channel for each method. */
	public ImagePlus errors(final String title) {
		final ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
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
		ResultImage.setValueUnit(result, ResultImage.storedUnit(image));
		// NB: with a larger step, the frames that were left out are not evenly spaced.
		if (step == 2) axis.setInterval(result, 2 * axis.interval(image));
		result.resetDisplayRange();
		return result;
	}

	/** Place in ImageJ's order, from 0: methods are channels. */
	private int index(final int method, final int other, final int frame) {
		return method + methods.size() * (axis == StackAxis.TIME ? other + others * frame //
			: frame + dropped.length * other);
	}
}
