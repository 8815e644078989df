package io.github.kinema.host;

import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.TreeSet;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kinema.camera.LearnedSegmentation;
import io.github.kinema.camera.MotionSegmentation;
import io.github.kinema.camera.Parallax;
import io.github.kinema.device.Device;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** What moves by itself in an ImageJ stack, the camera's own motion aside. */
public final class StackSegmentation {

	/** How the pixels of a mask came about. */
	public static final String MASK = "255: moves by itself; 0: at rest, or not told from rest. ";

	/** How the pixels of numbered things came about. */
	public static final String LABELS = "Each connected thing that moves by itself has a number, from 1; 0: at rest, or not told from " +
		"rest. ";

	private static final double TRACKING = 0.2;
	private static final int MOST = 65535;
	private static final int SHOWN = 255;

	private final StackCamera recording;
	private final LearnedSegmentation learned;
	private final int smallest;
	private final Device device;
	private List<Plane> things;

	/**
	 * @param learned tells what moves; null: the flow itself does
	 * @param smallest things of fewer pixels are none
	 */
	public StackSegmentation(final StackCamera recording, final LearnedSegmentation learned, final int smallest,
		final Device device)
	{
		this.recording = recording;
		this.learned = learned;
		this.smallest = smallest;
		this.device = device;
		Memory.require(12L * recording.footage().width() * recording.footage().height() * recording.footage().length(),
			StackFlow.ADVICE);
	}

	/**
	 * Finds it.
	 *
	 * @throws IllegalArgumentException if the camera cannot be followed, or the frames show too little
	 * @throws IllegalStateException if the model gives no numbers
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void find(final Progress progress) {
		recording.track(progress.part(0, TRACKING));
		if (recording.path().parallax() == Parallax.NOTHING) recording.requireParallax();
		things = new MotionSegmentation(recording.footage(), recording.path(), learned, device).labels(smallest, progress.part(
			TRACKING, 1));
	}

	/** How rest and motion were told apart. */
	public String sentence() {
		if (learned != null) return "Found by a model, from the flow to other frames and what it would be if all were at rest, by " + (
			recording.path().parallax() == Parallax.SOME ? "the depth and where the camera was."
				: "one homography for all of a frame: " + recording.path().parallax().sentence() + ".");
		return "Found from the flow to other frames, where " + (recording.path().parallax() == Parallax.SOME
			? "no depth explains it, given where the camera was; what moves straight along with or against the camera looks like a " +
				"thing at rest at another depth, and is not told from it."
			: "one homography for all of a frame does not explain it: " + recording.path().parallax().sentence() + ".");
	}

	/** The mask, 8 bit, 255 where something moves. */
	public ImagePlus mask(final String title) {
		final ImageStack stack = new ImageStack(recording.footage().width(), recording.footage().height());
		for (final Plane plane : things) {
			final byte[] mask = new byte[plane.values().length];
			for (int i = 0; i < mask.length; i++) mask[i] = (byte) (plane.values()[i] > 0 ? SHOWN : 0);
			stack.addSlice("moving", new ByteProcessor(plane.width(), plane.height(), mask));
		}
		return recording.wrap(title, stack, "");
	}

	/** The numbers, 16 bit. */
	public ImagePlus labels(final String title) {
		final ImageStack stack = new ImageStack(recording.footage().width(), recording.footage().height());
		for (final Plane plane : things) {
			final short[] numbers = new short[plane.values().length];
			for (int i = 0; i < numbers.length; i++) numbers[i] = (short) Math.min(MOST, plane.values()[i]);
			stack.addSlice("moving things", new ShortProcessor(plane.width(), plane.height(), numbers, null));
		}
		final ImagePlus result = recording.wrap(title, stack, "");
		result.setLut(LabelColours.lut());
		result.getStack().setColorModel(LabelColours.lut());
		result.setDisplayRange(0, SHOWN);
		return result;
	}

	/** Puts the outline of each thing in each frame into the ROI Manager; says in the log that it cannot without windows. */
	public void addToManager() {
		if (GraphicsEnvironment.isHeadless()) {
			IJ.log("Kinema: rois=true: without windows there is no ROI Manager. Use labels=true instead.");
			return;
		}
		final RoiManager manager = RoiManager.getRoiManager();
		for (int frame = 0; frame < things.size(); frame++) {
			final Plane plane = things.get(frame);
			final TreeSet<Integer> numbers = new TreeSet<>();
			for (final float value : plane.values()) if (value > 0) numbers.add((int) value);
			for (final int number : numbers) manager.addRoi(outline(plane, number, frame));
		}
	}

	private static Roi outline(final Plane plane, final int number, final int frame) {
		final ImageProcessor pixels = new FloatProcessor(plane.width(), plane.height(), plane.values());
		pixels.setThreshold(number, number, ImageProcessor.NO_LUT_UPDATE);
		final Roi roi = new ThresholdToSelection().convert(pixels);
		roi.setName("thing " + number + ", frame " + (frame + 1));
		roi.setPosition(frame + 1);
		return roi;
	}
}
