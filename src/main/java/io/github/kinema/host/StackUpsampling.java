package io.github.kinema.host;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.plugin.RoiScaler;
import io.github.kinema.filter.LearnedUpsampling;
import io.github.kinema.filter.Upsampling;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Brings an ImageJ stack to the size of a guide. Memory is the planes of four channels of
 * one slice and frame and, unless lazy, the result.
 */
public final class StackUpsampling {

	private static final String PIXELS =
		"Every pixel was computed from measured ones of a smaller image, by the edges of a guide; none is as measured.";

	/** Channels that are upsampled at a time. */
	private static final int TOGETHER = 4;

	private final ImagePlus image;
	private final StackImage source;
	private final ImagePlus guideImage;
	private final GuideStack guide;
	private final Upsampling upsampling;

	/** @throws IllegalArgumentException if image and guide do not fit together */
	public StackUpsampling(final ImagePlus image, final ImagePlus guide, final Upsampling upsampling) {
		check(image, guide);
		this.image = image;
		source = new StackImage(image);
		guideImage = guide;
		this.guide = new GuideStack(guide);
		this.upsampling = upsampling;
	}

	/**
	 * Makes sure that the guide shows the same field of view in more pixels.
	 *
	 * @param guide null: nothing to be checked yet
	 * @throws IllegalArgumentException if it does not
	 */
	public static void check(final ImagePlus image, final ImagePlus guide) {
		StackImage.checkMixable(image);
		if (guide == null) return;
		GuideStack.checkOther(image, guide);
		final String sizes = "guide=" + guide.getTitle() + ": the guide is " + GuideStack.size(guide) + ", \"" +
			image.getTitle() + "\" is " + GuideStack.size(image) + ". ";
		if (guide.getWidth() < image.getWidth() || guide.getHeight() < image.getHeight()) {
			throw new IllegalArgumentException(sizes + "The guide must be the larger one.");
		}
		// NB: whoever made the smaller image may have rounded its width and height down, to the nearest, or up.
		if (DoubleStream.of(0, 0.5, 1).noneMatch(up -> isOneRatio(image, guide, up))) {
			throw new IllegalArgumentException(sizes + "Both must show the same field of view: crop one of them, so that " +
				"width and height have the same ratio.");
		}
		GuideStack.checkPlanes(image, image.getNSlices(), guide);
	}

	/** Whether some ratio makes the size of the image from that of the guide: less than {@code up} is added by rounding. */
	private static boolean isOneRatio(final ImagePlus image, final ImagePlus guide, final double up) {
		final double least = Math.max(guide.getWidth() / (image.getWidth() + 1 - up), guide.getHeight() / (image.getHeight() +
			1 - up));
		final double most = Math.min(guide.getWidth() / (image.getWidth() - up), guide.getHeight() / (image.getHeight() - up));
		return least < most;
	}

	/**
	 * Upsamples the stack.
	 *
	 * @param lazy whether planes are computed when they are looked at
	 * @return a new image that looks like the source, without provenance
	 * @throws IllegalStateException if memory or the source does not suffice
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ImagePlus upsampled(final String title, final boolean lazy, final Progress progress) {
		final BlockStack stack = new BlockStack(guideImage.getWidth(), guideImage.getHeight(), source.size(), //
			source.bitDepth(), new Groups(), source::label);
		final ImageStack planes = lazy ? stack
			: stack.inMemory("Use lazy, which computes planes when they are looked at or saved.", progress);
		final ImagePlus result = ResultImage.like(image, source).wrap(title, planes);
		rescale(result);
		return result;
	}

	/** How the pixels of an upsampled image came about: whole sentences. */
	public String pixels() {
		return upsampling instanceof LearnedUpsampling learned ? PIXELS + " That was done by the model " + learned.model().id() +
			" (sha256 " + learned.model().sha256() + ")." : PIXELS;
	}

	private void rescale(final ImagePlus result) {
		final double ratioX = (double) result.getWidth() / image.getWidth();
		final double ratioY = (double) result.getHeight() / image.getHeight();
		final Calibration calibration = result.getCalibration();
		if (calibration.scaled()) {
			calibration.pixelWidth /= ratioX;
			calibration.pixelHeight /= ratioY;
		}
		// NB: ImageJ measures from the corner of a pixel; its centre lies half a pixel further in both images.
		calibration.xOrigin *= ratioX;
		calibration.yOrigin *= ratioY;
		final Roi roi = image.getRoi();
		if (roi != null) result.setRoi(scaled(roi, ratioX, ratioY));
		if (result.getOverlay() == null) return;
		final Overlay overlay = result.getOverlay().scale(ratioX, ratioY);
		for (int i = 0; i < overlay.size(); i++)
			if (isBox(result.getOverlay().get(i))) overlay.set(scaled(result.getOverlay().get(i), ratioX, ratioY), i);
		result.setOverlay(overlay);
	}

	/** NB: ImageJ makes a freehand selection of an oval, a little too large. */
	private static Roi scaled(final Roi roi, final double ratioX, final double ratioY) {
		if (!isBox(roi)) return RoiScaler.scale(roi, ratioX, ratioY, false);
		final Roi scaled = (Roi) roi.clone();
		final Rectangle2D.Double bounds = roi.getFloatBounds();
		scaled.setBounds(new Rectangle2D.Double(bounds.x * ratioX, bounds.y * ratioY, bounds.width * ratioX, bounds.height *
			ratioY));
		return scaled;
	}

	/** Whether its bounds, and what kind it is, say where a selection lies. */
	private static boolean isBox(final Roi roi) {
		return roi.getClass() == OvalRoi.class || roi.getClass() == Roi.class && roi.getType() == Roi.RECTANGLE && roi
			.getCornerDiameter() == 0;
	}

	/** Some channels of each slice of each frame, which share their weights; what they become does not depend on how many. */
	private final class Groups implements Blocks {

		private final int each = (source.channels() + TOGETHER - 1) / TOGETHER;

		@Override
		public int count() {
			return each * source.length(StackAxis.SLICES) * source.length(StackAxis.TIME);
		}

		@Override
		public int[] planes(final int block) {
			return channels(block).map(c -> c + 1 + source.channels() * (block / each)).toArray();
		}

		@Override
		public int of(final int plane) {
			return (plane - 1) / source.channels() * each + (plane - 1) % source.channels() / TOGETHER;
		}

		private IntStream channels(final int block) {
			final int first = block % each * TOGETHER;
			return IntStream.range(first, Math.min(source.channels(), first + TOGETHER));
		}

		@Override
		public Object[] compute(final int block, final Progress progress) {
			final int slices = source.length(StackAxis.SLICES);
			final int slice = block / each % slices;
			final int frame = block / each / slices;
			final int colours = source.colours();
			final List<Plane> low = channels(block).boxed().flatMap(c -> IntStream.range(c * colours, (c + 1) * colours) //
				.mapToObj(k -> source.plane(k, slice, frame))).toList();
			final List<Plane> planes = upsampling.apply(low, guide.features(slice, frame, slices), progress);
			return IntStream.range(0, planes.size() / colours).mapToObj(c -> PixelArrays.of(source.bitDepth(), //
				planes.subList(c * colours, (c + 1) * colours).toArray(Plane[]::new))).toArray();
		}
	}
}
