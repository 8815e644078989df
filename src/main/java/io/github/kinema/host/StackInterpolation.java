package io.github.kinema.host;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.device.Device;
import io.github.kinema.interpolate.BlendMethod;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.FrameInterpolator;
import io.github.kinema.interpolate.MotionMethod;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.interpolate.SceneCuts;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.tile.Progress;
import net.imglib2.RandomAccessibleInterval;

/**
 * Interpolates one ImageJ stack: all that the interpolating commands share.
 * Memory is a few frames and, unless lazy, the result.
 */
public final class StackInterpolation {

	/**
	 * What a command was asked for.
	 *
	 * @param command its name in macros
	 * @param axis the axis that gets new planes
	 * @param method name of a method, or automatic
	 * @param model name of the model that the method learned runs
	 * @param guide channel that drives the motion, from 1; 0 all
	 * @param confidence whether confidence is asked for, too
	 * @param cuts whether scene cuts are respected
	 * @param lazy whether frames are computed when they are looked at
	 * @param device where it is computed
	 */
	public record Settings(String command, StackAxis axis, String method, String model, int guide, boolean confidence,
		boolean cuts, boolean lazy, Device device)
	{
	}

	private final ImagePlus image;
	private final Settings settings;
	private final StackImage source;
	private final Timeline timeline;
	private final StackLayout layout;
	private final FrameInterpolator<?> interpolator;
	private final ResultImage result;
	private ImageStack confidence;

	/**
	 * Reads what it needs of the stack: with {@code method=automatic}, a few frames.
	 *
	 * @throws IllegalArgumentException if the settings do not fit the image
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public StackInterpolation(final ImagePlus image, final Timeline timeline, final Settings settings,
		final Progress progress)
	{
		this.image = image;
		this.settings = settings;
		this.timeline = timeline;
		source = new StackImage(image);
		source.checkGuide(settings.guide());
		if (!timeline.isMeasured()) source.checkMixable();
		final StackAxis axis = settings.axis();
		final int length = source.length(axis);
		final int middle = source.length(axis.other()) / 2;
		final MotionMethods methods = new MotionMethods(settings.device(), Models.store(), settings.model());
		final FrameInterpolator<?> reader = interpolator(new BlendMethod(), methods.synthesis());
		interpolator = interpolator(Methods.of(settings.method(), methods, image, frame -> reader.guide(middle, frame),
			length, progress), methods.synthesis());
		final boolean cuts = settings.cuts() && axis.mayHaveCuts(image);
		layout = new StackLayout(source, axis, timeline, cuts //
			? new SceneCuts(length, frame -> reader.guide(middle, frame)) : CutTest.NONE);
		result = new ResultImage(image, axis, layout);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	private FrameInterpolator<?> interpolator(final MotionMethod method, final Synthesis synthesis) {
		return new FrameInterpolator<>((RandomAccessibleInterval) source.along(settings.axis()), method,
			synthesis, settings.guide() - 1);
	}

	/**
	 * Computes the interpolated stack, with labels, Info and calibration; its
	 * confidence at the same time, if the settings ask for it.
	 *
	 * @param interval calibrated distance of its planes along the axis; 0 unknown
	 * @throws IllegalStateException if memory or the source does not suffice
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ImagePlus frames(final String title, final double interval, final Progress progress) {
		final ComputedStack lazy = new InterpolatedStack(source, layout, interpolator);
		final ComputedStack lazyConfidence = settings.confidence() //
			? new ConfidenceStack(source, layout, interpolator) : null;
		ImageStack stack = lazy;
		confidence = lazyConfidence;
		if (!settings.lazy()) {
			final StackBuilder builder = new StackBuilder(layout, lazy, lazyConfidence);
			builder.build(progress);
			stack = builder.frames();
			if (settings.confidence()) confidence = builder.confidence();
			reportCuts(progress);
			reportMissing(stack);
		}
		final ImagePlus frames = result.wrap(title, stack, interval);
		if (!timeline.isMeasured()) provenance().write(frames);
		return frames;
	}

	/** The confidence of each plane of {@link #frames}, 32 bit, 0 to 1; null if the settings do not ask for it. */
	public ImagePlus confidence(final String title, final double interval) {
		if (confidence == null) return null;
		final ImagePlus image = result.wrapConfidence(title, confidence, interval);
		provenance().write(image);
		return image;
	}

	private Provenance provenance() {
		return Provenance.of(settings.command(), settings.axis(), image, interpolator.method(), settings.device().id());
	}

	/** Says where nothing was interpolated because the scene changes. */
	private void reportCuts(final Progress progress) {
		for (int i = 0; i < layout.positions(); i++) {
			progress.check();
			final Sample sample = layout.sample(i);
			if (sample.kind() != Sample.Kind.NEAREST || sample.before() == sample.after()) continue;
			if (i > 0 && layout.sample(i - 1).after() == sample.after()) continue;
			IJ.log("Kinema: scene cut in \"" + image.getTitle() + "\" between " +
				(settings.axis() == StackAxis.TIME ? "frames " : "slices ") + (sample.before() + 1) + " and " +
				(sample.after() + 1) + ": the nearer measured frame fills the gap.");
		}
	}

	/** Says how many measured pixels hold no number, and what becomes of them. */
	private void reportMissing(final ImageStack frames) {
		if (source.bitDepth() != 32) return;
		long missing = 0;
		int planes = 0;
		for (int n = 1; n <= frames.size(); n++) {
			if (!layout.sample(layout.place(n)).isMeasured()) continue;
			long here = 0;
			for (final float value : (float[]) frames.getPixels(n))
				if (!Float.isFinite(value)) here++;
			missing += here;
			if (here > 0) planes++;
		}
		if (missing > 0) IJ.log("Kinema: " + missing + " pixels in " + planes + " planes of \"" + image.getTitle() +
			"\" hold no finite number (NaN or infinity). They stay as they are; in new frames the other side fills in, " +
			"and where neither side knows there is NaN.");
	}
}
