package io.github.kinema.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import io.github.kinema.device.Device;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.motion.DepthFromFocus;
import io.github.kinema.motion.FocusMap;
import io.github.kinema.motion.FocusSettings;
import io.github.kinema.motion.FocusStack;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Depth from focus of an ImageJ stack: of the slices of each frame by themselves. Slices are read one at a time, so
 * that memory does not grow with their number.
 */
public final class StackFocus {

	/** How the pixels of a height came about. */
	private static final String HEIGHT =
		"Every pixel is the height at which the stack is sharpest there, found from the focus of its slices; NaN: not known.";

	/** How the pixels of an all-in-focus image came about. */
	public static final String SHARP =
		"Every pixel was mixed from the slices of a focus stack that are sharpest there; none is as measured.";

	/** How the pixels of a confidence came about. */
	public static final String CONFIDENCE =
		"Every pixel says, from 0 to 1, how clearly one height is the sharpest there.";

	/** How the pixels of a surface came about. */
	public static final String SURFACE =
		"A picture of a surface, drawn from the height found from focus and the all-in-focus image.";

	/** Planes of numbers that a frame takes besides those of its channels: sums, heights and what smoothing needs. */
	private static final int PLANES = 14;

	private static final String FROM_FIRST = " Heights count from the first slice: slice n lies at (n - 1) ";

	private static final String UNKNOWN = " shows no detail in any slice, so there is nothing to tell sharp from blurred by. ";

	private final ImagePlus image;
	private final StackImage source;
	private final int channel;
	private final DepthFromFocus depth;
	private final List<FocusMap> maps = new ArrayList<>();

	/**
	 * @param channel that tells sharp from blurred, from 1; a colour of an RGB image; 0 for all
	 * @throws IllegalArgumentException if there is none of that number, or there are too few slices
	 */
	public StackFocus(final ImagePlus image, final int channel, final FocusSettings settings, final Device device) {
		check(image, channel);
		this.image = image;
		this.channel = channel;
		source = new StackImage(image);
		depth = new DepthFromFocus(device, settings);
	}

	/**
	 * Makes sure that an image is a focus stack.
	 *
	 * @param channel from 1; 0 for all
	 * @throws IllegalArgumentException if it is not
	 */
	public static void check(final ImagePlus image, final int channel) {
		StackImage.checkMixable(image);
		final int slices = image.getNSlices();
		if (slices < FocusStack.LEAST) {
			final int frames = image.getNFrames();
			throw new IllegalArgumentException("\"" + image.getTitle() + "\" has " + slices + (slices == 1 ? " slice" : " slices") +
				(frames > 1 ? " and " + frames + " frames" : "") + ": depth from focus needs at least " + FocusStack.LEAST +
				" slices through the focus. " + (frames >= FocusStack.LEAST
					? "If the frames are these, make them slices with Image > Properties..." : "Open a stack of them."));
		}
		final int count = image.getBitDepth() == 24 ? 3 : image.getNChannels();
		if (channel > count) {
			throw new IllegalArgumentException("channel=" + channel + ": the image has " + count +
				(count == 1 ? " channel" : " channels") + ". Name one of them, or 0 for all.");
		}
	}

	/**
	 * Goes through the stack.
	 *
	 * @throws IllegalArgumentException if no frame shows any detail
	 * @throws IllegalStateException if memory or the source does not suffice
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void find(final Progress progress) {
		final int frames = source.length(StackAxis.TIME);
		final long plane = 4L * source.width() * source.height();
		Memory.require(plane * (PLANES + 2L * channels() + (frames - 1) * (2L + channels())), "Choose a part of the image with Image > Crop.");
		for (int t = 0; t < frames; t++) {
			final int frame = t;
			final long[] missing = new long[source.length(StackAxis.SLICES)];
			final FocusStack stack = new FocusStack(source.width(), source.height(), source.length(StackAxis.SLICES), channels(),
				channel == 0 ? 0 : channel - 1, channel == 0 ? channels() : channel, z -> planes(z, frame, missing));
			final FocusMap map = depth.of(stack, progress.part((double) t / frames, (t + 1.0) / frames));
			calibrate(map.height());
			maps.add(map);
			sayMissing(frame, missing);
		}
		sayUnknown();
	}

	/** NB: turning ImageJ's pixels into numbers takes as long as half of the rest, if it waits for one core. */
	private List<Plane> planes(final int slice, final int frame, final long[] missing) {
		final List<Plane> planes = IntStream.range(0, channels()).parallel().mapToObj(c -> source.plane(c, slice, frame)).toList();
		// NB: a slice may be read again.
		if (source.bitDepth() == 32) missing[slice] = planes.stream().mapToLong(StackFocus::missing).sum();
		return planes;
	}

	private static long missing(final Plane plane) {
		long count = 0;
		for (final float value : plane.values()) {
			if (!Float.isFinite(value)) count++;
		}
		return count;
	}

	private void sayMissing(final int frame, final long[] missing) {
		final long count = Arrays.stream(missing).sum();
		if (count > 0) IJ.log("Kinema: " + count + " values of " + (source.length(StackAxis.TIME) > 1 ? "frame " + (frame + 1) +
			" of " : "") + "\"" + image.getTitle() + "\" are no finite numbers (NaN or infinity). A pixel is passed over in the " +
			"slices that lack it; where all do, it has no height but that of its surroundings, and is NaN in the sharp image.");
	}

	private void sayUnknown() {
		final List<Integer> unknown = new ArrayList<>();
		for (int t = 0; t < maps.size(); t++) if (!maps.get(t).isKnown()) unknown.add(t + 1);
		if (unknown.size() == maps.size()) throw new IllegalArgumentException("\"" + image.getTitle() + "\"" + UNKNOWN +
			"Choose a stack that shows something.");
		for (final int frame : unknown) IJ.log("Kinema: frame " + frame + " of \"" + image.getTitle() + "\"" + UNKNOWN +
			"Its height is NaN.");
	}

	private int channels() {
		return source.channels() * source.colours();
	}

	private boolean isCalibrated() {
		final Calibration calibration = image.getCalibration();
		return calibration.scaled() && calibration.pixelDepth != 0 && Double.isFinite(calibration.pixelDepth);
	}

	/** Slices from 0 become what ImageJ calls z: counted from the origin, in units of depth. */
	private void calibrate(final Plane height) {
		final Calibration calibration = image.getCalibration();
		final double step = isCalibrated() ? calibration.pixelDepth : 1;
		final double origin = Double.isFinite(calibration.zOrigin) ? calibration.zOrigin : 0;
		final float[] values = height.values();
		for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - origin) * step);
	}

	/** What the values of {@link #height} mean. */
	public String heightSentences() {
		final Calibration calibration = image.getCalibration();
		return HEIGHT + FROM_FIRST + (isCalibrated() ? "x " + calibration.pixelDepth + " " + calibration.getZUnit() : //
			"(slice 1 is 0: the stack has no depth of a voxel)") + (calibration.zOrigin == 0 ? "." : ", less the origin.");
	}

	/** The height, 32 bit, in units of depth; in slices from 0 if there are none. */
	public ImagePlus height(final String title) {
		final List<Plane> heights = maps.stream().map(FocusMap::height).toList();
		final ImagePlus result = result().wrapPlain(title, stack(heights, "height"), 1, 1, unit());
		HeightColours.show(result, heights);
		return result;
	}

	/** The confidence, 32 bit, 0 to 1. */
	public ImagePlus confidence(final String title) {
		final ImagePlus result = result().wrapPlain(title, stack(maps.stream().map(FocusMap::confidence).toList(),
			"confidence"), 1, 1, "");
		result.setDisplayRange(0, 1);
		return result;
	}

	/** The all-in-focus image: of the source's type, with its channels and looks. */
	public ImagePlus sharp(final String title) {
		final ImageStack stack = new ImageStack(source.width(), source.height());
		final int colours = source.colours();
		for (final FocusMap map : maps) {
			for (int c = 0; c < source.channels(); c++) {
				stack.addSlice("all in focus", PixelArrays.of(source.bitDepth(), //
					map.sharp().subList(c * colours, (c + 1) * colours).toArray(Plane[]::new)));
			}
		}
		return result().wrap(title, stack);
	}

	/**
	 * A picture of the surface, RGB, with a ruler for its height.
	 *
	 * @param sharp the all-in-focus image, whose colours it has
	 */
	public ImagePlus surface(final String title, final ImagePlus sharp, final Progress progress) {
		final ShownColours colours = new ShownColours(together(sharp));
		final ImageStack stack = new ImageStack(SurfacePicture.WIDTH, SurfacePicture.HEIGHT);
		for (int t = 0; t < maps.size(); t++) {
			progress.check();
			final SurfacePicture picture = new SurfacePicture(maps.get(t).height(), colours.at(0, t));
			final ColorProcessor drawn = new ColorProcessor(SurfacePicture.WIDTH, SurfacePicture.HEIGHT, picture.draw());
			picture.drawRuler(drawn, 1, unit());
			stack.addSlice("surface", drawn);
		}
		final ImagePlus result = new ImagePlus(title, stack);
		result.setDimensions(1, 1, maps.size());
		result.getCalibration().frameInterval = image.getCalibration().frameInterval;
		result.setPositionWithoutUpdate(1, 1, image.getT());
		result.setProperty("Info", image.getInfoProperty());
		return result;
	}

	/** NB: an image that shows one channel at a time would lose the colours of all others. */
	private static ImagePlus together(final ImagePlus sharp) {
		if (!(sharp instanceof CompositeImage shown) || shown.getMode() != CompositeImage.COLOR) return sharp;
		final CompositeImage all = new CompositeImage(sharp, CompositeImage.COMPOSITE);
		for (int c = 1; c <= sharp.getNChannels(); c++) all.setChannelLut(shown.getChannelLut(c), c);
		return all;
	}

	private String unit() {
		return isCalibrated() ? image.getCalibration().getZUnit() : "slices";
	}

	private static ImageStack stack(final List<Plane> planes, final String label) {
		final ImageStack stack = new ImageStack(planes.get(0).width(), planes.get(0).height());
		for (final Plane plane : planes) stack.addSlice(label, plane.values());
		return stack;
	}

	/** NB: all slices become the first. */
	private ResultImage result() {
		final Timeline first = Timeline.at(source.length(StackAxis.SLICES), 0);
		return new ResultImage(image, StackAxis.SLICES, new StackLayout(source, StackAxis.SLICES, first, CutTest.NONE));
	}
}
