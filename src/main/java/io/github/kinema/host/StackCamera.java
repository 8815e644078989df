package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.ResultsTable;
import io.github.kinema.camera.CameraPath;
import io.github.kinema.camera.Footage;
import io.github.kinema.camera.Parallax;
import io.github.kinema.device.Device;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.SceneCuts;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** An ImageJ stack as the recording of one moving camera. */
public final class StackCamera {

	/** How the pixels of a picture of the path came about. */
	public static final String PATH = "A picture of the way of the camera that recorded the source, drawn from poses found from the " +
		"flow between its frames: x points to the right, y down and z ahead in the first frame, the unit is the median depth of " +
		"what that shows; from blue to red in time.";

	/** What one homography explains of the flow to a frame, from the one before. */
	private static final String FLAT = "Homography";

	private final ImagePlus image;
	private final StackAxis axis;
	private final StackImage source;
	private final Footage footage;
	private CameraPath path;

	/**
	 * @param axis along which the frames follow each other; a single one does for what needs no motion
	 * @param guide channel, or colour of an RGB image, that shows the motion, from 1; 0 all
	 * @param field horizontal field of view in degrees
	 * @param focal focal length in pixels; 0: by the field of view
	 * @throws IllegalArgumentException if that does not fit the image
	 */
	public StackCamera(final ImagePlus image, final StackAxis axis, final int guide, final double field,
		final double focal, final Device device)
	{
		this.image = image;
		this.axis = axis;
		if (axis.other().length(image) > 1) throw new IllegalArgumentException("\"" + image.getTitle() + "\" has " + image
			.getNFrames() + " frames and " + image.getNSlices() + " slices, and a camera records one after the other. Choose one " +
			"of the " + (axis == StackAxis.TIME ? "slices" : "frames") + " with Image > Duplicate...");
		source = new StackImage(image);
		source.checkGuide(guide);
		source.checkMixable();
		final int width = source.width();
		final int height = source.height();
		final Pinhole camera = focal > 0 ? Pinhole.ofFocal(width, height, focal) : Pinhole.ofField(width, height, Math.toRadians(
			field));
		footage = new Footage(width, height, source.length(axis), camera, OpticalFlow.on(device, FlowSettings.ACCURATE), //
			frame -> planes(frame, guide));
	}

	private List<Plane> planes(final int frame, final int guide) {
		final List<Plane> planes = axis == StackAxis.TIME ? source.planes(0, frame) : source.planes(frame, 0);
		return guide == 0 ? planes : List.of(planes.get(guide - 1));
	}

	/** Says before a dialog opens that there is no motion in a single frame. */
	public static void check(final ImagePlus image) {
		StackAxis.of("automatic", image);
	}

	/**
	 * Finds where the camera was.
	 *
	 * @throws IllegalArgumentException if the camera cannot be followed
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void track(final Progress progress) {
		path = footage.track(progress);
	}

	/** @throws IllegalArgumentException if there is no parallax to tell depth by */
	public void requireParallax() {
		requireParallax("");
	}

	/**
	 * The same with some advice.
	 *
	 * @param advice a sentence with a space before it; or nothing
	 */
	void requireParallax(final String advice) {
		if (path.parallax() != Parallax.SOME) throw new IllegalArgumentException("\"" + image.getTitle() +
			"\" has no parallax: " + path.parallax().sentence() + ". Depth, and where a camera is, can be told only if it moves " +
			"past things at different distances." + advice);
	}

	/** The recording. */
	Footage footage() {
		return footage;
	}

	/** The title of the image. */
	String title() {
		return image.getTitle();
	}

	/** A title that no open image has, made of that of the image and a suffix. */
	String derived(final String suffix) {
		return Titles.derived(image, suffix);
	}

	/** Along which the frames follow each other. */
	StackAxis axis() {
		return axis;
	}

	/** Where scenes change, if they may. */
	CutTest cuts() {
		return axis.mayHaveCuts(image) ? new SceneCuts(footage.length(), frame -> footage.frames().apply((int) frame))
			: CutTest.NONE;
	}

	/** @throws IllegalArgumentException if there are too few frames to learn from */
	void requireLessons() {
		StackParts.check(image, axis);
	}

	/** Where the camera was. */
	CameraPath path() {
		return path;
	}

	/** The number of the frame on display, from 0. */
	int shown() {
		return (axis == StackAxis.TIME ? image.getT() : image.getZ()) - 1;
	}

	/**
	 * Wraps a stack of one plane for each frame, with the calibration of the source.
	 *
	 * @param unit of the values; empty if they have none
	 */
	ImagePlus wrap(final String title, final ImageStack stack, final String unit) {
		return ResultImage.like(image, source).wrapPlain(title, stack, 1, image.getNSlices(), unit);
	}

	/** What a frame looks like, as the image shows it: {@code 0xrrggbb} for each pixel. */
	int[] colours(final int frame) {
		return new ShownColours(image).at(axis == StackAxis.TIME ? 0 : frame, axis == StackAxis.TIME ? frame : 0);
	}

	/** What the poses mean, in the log. */
	public void say() {
		IJ.log("Kinema: camera of \"" + image.getTitle() + "\": focal length " + IJ.d2s(footage.camera().fx(), 1) +
			" px; x points to the right, y down, z ahead in the first frame; the unit is the median depth of what it shows. Points " +
			"are followed to within " + IJ.d2s(path.noise() * footage.camera().fx(), 2) + " px.");
	}

	private Trajectory trajectory() {
		final double interval = axis == StackAxis.TIME ? axis.interval(image) : 0;
		final List<Pose> poses = new ArrayList<>();
		for (int frame = 0; frame < footage.length(); frame++) {
			poses.add(path.poses().get(frame).pose(interval > 0 && Double.isFinite(interval) ? interval * frame : frame));
		}
		return new Trajectory(poses);
	}

	/** A row for each frame: its pose in TUM's order, and the share of the flow to it that one homography explains. */
	public ResultsTable table(final String title) {
		final ResultsTable table = PoseTable.of(title, trajectory());
		for (int frame = 0; frame < footage.length(); frame++) table.setValue(FLAT, frame, path.flat()[frame]);
		return table;
	}

	/** A picture of the path in space, RGB. */
	public ImagePlus plot(final String title) {
		return new ImagePlus(title, new PathPicture(path.poses()).draw());
	}
}
