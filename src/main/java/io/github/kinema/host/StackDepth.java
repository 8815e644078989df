package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.camera.DepthFromMotion;
import io.github.kinema.camera.DepthMap;
import io.github.kinema.device.Device;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The depth of an ImageJ stack that a moving camera has recorded. */
public final class StackDepth {

	/** How the pixels of a confidence came about. */
	public static final String CONFIDENCE = "Every pixel says how sure the depth there is, 0 to 1: 1 / (1 + (s / 0.1)^2), where s is " +
		"the relative standard deviation of what the flow to other frames says there by itself; where it is low, the depth is " +
		"filled in from around.";

	/** Share of the work that it takes to find where the camera was. */
	private static final double TRACKING = 0.25;

	private final StackCamera recording;
	private final KnownDistance known;
	private final Device device;
	private final List<Plane> depths = new ArrayList<>();
	private final List<Plane> confidences = new ArrayList<>();

	/** @param known null if there is none */
	public StackDepth(final StackCamera recording, final KnownDistance known, final Device device) {
		this.recording = recording;
		this.known = known;
		this.device = device;
		Memory.require(8L * recording.footage().width() * recording.footage().height() * recording.footage().length(),
			StackFlow.ADVICE);
	}

	/**
	 * Finds it.
	 *
	 * @throws IllegalArgumentException if the camera cannot be followed, or there is no parallax
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void find(final Progress progress) {
		recording.track(progress.part(0, TRACKING));
		recording.requireParallax();
		final DepthFromMotion depth = new DepthFromMotion(recording.footage(), recording.path(), device);
		final int length = recording.footage().length();
		for (int frame = 0; frame < length; frame++) {
			progress.check();
			final DepthMap map = depth.of(frame, progress.silent());
			depths.add(map.depth());
			confidences.add(map.confidence());
			progress.update(TRACKING + (1 - TRACKING) * (frame + 1) / length);
		}
		if (known == null) return;
		final float scale = (float) known.scale(depths.get(recording.shown()), recording.footage().camera());
		for (final Plane plane : depths) for (int i = 0; i < plane.values().length; i++) plane.values()[i] *= scale;
	}

	/** What the values of {@link #depth} mean. */
	public String sentences() {
		return "Every pixel is how far what it shows is from the camera, along the optical axis, found from the flow to other frames " +
			"and from where the camera was then (focal length " + FlowLegend.text(recording.footage().camera().fx()) + " px), and filled " +
			"in where that is not sure. " + (known == null ? "The unit is the median depth of what the first frame shows."
				: "The unit is " + known.unit() + ": the ends of the line selected in frame " + (recording.shown() + 1) + " are " + //
					FlowLegend.text(known.distance()) + " " + known.unit() + " apart.");
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

	private static ImageStack stack(final List<Plane> planes, final String label) {
		final ImageStack stack = new ImageStack(planes.get(0).width(), planes.get(0).height());
		for (final Plane plane : planes) stack.addSlice(label, plane.values());
		return stack;
	}
}
