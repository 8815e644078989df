package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import io.github.kinema.camera.DepthFromMotion;
import io.github.kinema.camera.DepthMap;
import io.github.kinema.camera.DepthModel;
import io.github.kinema.camera.LearnedSegmentation;
import io.github.kinema.camera.RelativeDepth;
import io.github.kinema.device.Device;
import io.github.kinema.model.MotionModels;
import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The depth of an ImageJ stack, by the motion of the camera that has recorded it, by a model, or by both. */
public final class StackDepth {

	/** How the pixels of a confidence came about. */
	public static final String CONFIDENCE = "Every pixel says how sure the depth there is, 0 to 1: 1 / (1 + (s / 0.1)^2), where s is " +
		"the relative standard deviation of what the flow to other frames says there by itself; where it is low, the depth is " +
		"filled in from around.";

	/** How the pixels of a surface came about. */
	public static final String SURFACE = "A picture of a surface, drawn from the depth of one frame and its colours: what is near lies " +
		"high.";

	/** Share of the work that it takes to find where the camera was. */
	private static final double TRACKING = 0.25;

	/** Share of the work that it takes to have models learn. */
	private static final double LEARNING = 0.9;

	private final StackCamera recording;
	private final KnownDistance known;
	private final DepthAdaptation adaptation;
	private final Device device;
	private final LearnedSegmentation moving;
	private DepthModel model;
	private final List<Plane> depths = new ArrayList<>();
	private final List<Plane> confidences = new ArrayList<>();
	private int modelled;
	private int guessed;

	/**
	 * @param known null if there is none
	 * @param model null if there is none
	 * @param moving tells what moves by itself; null if nothing does
	 * @param adaptation what the model's depth is brought to
	 */
	public StackDepth(final StackCamera recording, final KnownDistance known, final DepthModel model,
		final LearnedSegmentation moving, final DepthAdaptation adaptation, final Device device)
	{
		this.recording = recording;
		this.known = known;
		this.model = model;
		this.moving = moving;
		this.adaptation = adaptation;
		this.device = device;
		Memory.require(8L * recording.footage().width() * recording.footage().height() * recording.footage().length(),
			StackFlow.ADVICE);
	}

	/**
	 * Finds it.
	 *
	 * @throws IllegalArgumentException if the camera cannot be followed, there is no parallax, or the model does not take such
	 *           frames or sees nothing
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void find(final Progress progress) {
		if (adaptation == DepthAdaptation.OFF) depths.addAll(new RelativeDepth(recording.footage(), model).find(progress));
		else byMotion(progress);
		if (known == null) return;
		final float scale = (float) known.scale(depths.get(recording.shown()), recording.footage().camera());
		for (final Plane plane : depths) for (int i = 0; i < plane.values().length; i++) plane.values()[i] *= scale;
	}

	/** The camera first: who has no parallax need not wait for what cannot be used. */
	private void byMotion(final Progress progress) {
		final StackAdaptation learning = adaptation == DepthAdaptation.LEARN ? new StackAdaptation(recording,
			StackAdaptation.Settings.once(MotionModels.setOf(model.model().id()))) : null;
		final Progress geometry = progress.part(learning == null ? 0 : LEARNING, 1);
		recording.track(learning == null ? progress.part(0, TRACKING) : progress.silent());
		recording.requireParallax(" Relative depth, as a model sees it in each frame, is what adapt=off gives.");
		if (learning != null) model = new DepthModel(learning.adapt(progress.part(0, LEARNING)).depth(), device);
		final DepthFromMotion depth = new DepthFromMotion(recording.footage(), recording.path(), model, moving, device);
		final int length = recording.footage().length();
		for (int frame = 0; frame < length; frame++) {
			progress.check();
			final DepthMap map = depth.of(frame, progress.silent());
			depths.add(map.depth());
			confidences.add(map.confidence());
			if (map.modelled()) modelled++;
			if (map.guessed()) guessed++;
			geometry.update(TRACKING + (1 - TRACKING) * (frame + 1) / length);
		}
		if (model != null) IJ.log("Kinema: the model \"" + model.model().id() + "\" fills in the depth of " + modelled + " of " +
			length + " frames of \"" + recording.title() + "\"" + (modelled == length ? "."
				: "; in the others it explains what is sure no better than what is around."));
		if (moving != null) IJ.log("Kinema: in " + guessed + " of " + length + " frames, the depth of what moves by itself, as the model \"" +
			moving.model().id() + "\" tells, is what the model \"" + model.model().id() + "\" guesses" + (guessed == length ? "."
				: "; in the others, that does not fit what is at rest."));
	}

	/** The model, as it has become by learning if it has; null if there is none. */
	public StoredModel model() {
		return model == null ? null : model.model();
	}

	/** Whether a model had a part in it. */
	public boolean isModelled() {
		return adaptation == DepthAdaptation.OFF || modelled > 0 || guessed > 0;
	}

	/** What the values of {@link #depth} mean. */
	public String sentences() {
		return (adaptation == DepthAdaptation.OFF ? relative() : measured()) + (known == null
			? "The unit is the median depth of what the first frame shows." : "The unit is " + known.unit() +
				": the ends of the line selected in frame " + (recording.shown() + 1) + " are " + FlowLegend.text(known.distance()) + " " +
				known.unit() + " apart.");
	}

	private String measured() {
		return "Every pixel is how far what it shows is from the camera, along the optical axis, found from the flow to other frames " +
			"and from where the camera was then (focal length " + FlowLegend.text(recording.footage().camera().fx()) + " px), and filled " +
			"in where that is not sure" + (modelled == 0 ? "" : ", in " + modelled + " of " + depths.size() + " frames after the model \"" +
				model.model().id() + "\"" + (adaptation == DepthAdaptation.LEARN ? ", which has learned from this recording" : "") +
				", fitted to what is sure") + ". " + (guessed == 0 ? "" : "What moves by itself, as the model \"" + moving.model().id() +
					"\" (sha256 " + moving.model().sha256() + ") tells, has the depth that the model \"" + model.model()
						.id() + "\" guesses, fitted to what is at rest, in " + guessed + " of " + depths.size() + " frames. ");
	}

	private String relative() {
		return "Every pixel is how far what it shows is from the camera, along the optical axis, as the model \"" + model.model().id() +
			"\" guesses it from each frame by itself; the frames are brought to one scale and zero of inverse depth along the flow " +
			"between them. Nothing was measured: ratios of depths are as good as that model. ";
	}

	/** The depth, 32 bit, one scale and display range for all frames. */
	public ImagePlus depth(final String title) {
		final ImagePlus result = recording.wrap(title, stack(depths, "depth"), known == null ? "" : known.unit());
		HeightColours.show(result, depths);
		return result;
	}

	/** The confidence, 32 bit, 0 to 1. */
	public ImagePlus confidence(final String title) {
		final ImagePlus result = recording.wrap(title, stack(confidences, "depth confidence"), "");
		result.setDisplayRange(0, 1);
		return result;
	}

	/** A picture of the depth of the frame on display, RGB, with a ruler for it. */
	public ImagePlus surface(final String title) {
		final Plane depth = depths.get(recording.shown());
		final Plane height = new Plane(depth.width(), depth.height());
		for (int i = 0; i < height.values().length; i++) height.values()[i] = -depth.values()[i];
		final SurfacePicture picture = new SurfacePicture(height, recording.colours(recording.shown()));
		final ColorProcessor drawn = new ColorProcessor(SurfacePicture.WIDTH, SurfacePicture.HEIGHT, picture.draw());
		picture.drawRuler(drawn, -1, known == null ? "" : known.unit());
		return new ImagePlus(title, drawn);
	}

	private static ImageStack stack(final List<Plane> planes, final String label) {
		final ImageStack stack = new ImageStack(planes.get(0).width(), planes.get(0).height());
		for (final Plane plane : planes) stack.addSlice(label, plane.values());
		return stack;
	}
}
