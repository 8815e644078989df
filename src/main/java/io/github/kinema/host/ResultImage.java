package io.github.kinema.host;

import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.LUT;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.Timeline;

/** Gives a computed stack the looks and the metadata of the image that it was made from. */
final class ResultImage {

	private final ImagePlus source;
	private final StackAxis axis;
	private final StackLayout layout;

	ResultImage(final ImagePlus source, final StackAxis axis, final StackLayout layout) {
		this.source = source;
		this.axis = axis;
		this.layout = layout;
	}

	/** For a result that has the planes of its source. */
	static ResultImage like(final ImagePlus image, final StackImage source) {
		final int frames = source.length(StackAxis.TIME);
		final Timeline same = Timeline.at(frames, IntStream.range(0, frames).asDoubleStream().toArray());
		return new ResultImage(image, StackAxis.TIME, new StackLayout(source, StackAxis.TIME, same, CutTest.NONE));
	}

	/**
	 * Wraps a stack of other channels or slices than the source's: with its calibration, but not its colours.
	 *
	 * @param unit of the values; empty if they have none
	 */
	ImagePlus wrapPlain(final String title, final ImageStack stack, final int channels, final int slices,
		final String unit)
	{
		final ImagePlus result = plain(title, stack, channels, slices, axis.interval(source));
		setValueUnit(result, unit);
		result.setProperty("Info", source.getInfoProperty());
		show(result);
		return result;
	}

	/** Wraps a stack of the source's channels at the source's interval. */
	ImagePlus wrap(final String title, final ImageStack stack) {
		return wrap(title, stack, axis.interval(source));
	}

	/**
	 * Wraps a stack of the source's channels.
	 *
	 * @param interval calibrated distance of two planes along the axis; 0 unknown
	 */
	ImagePlus wrap(final String title, final ImageStack stack, final double interval) {
		final ImagePlus result = plain(title, stack, layout.channels(), layout.slices(), interval);
		result.setProperty("Info", source.getInfoProperty());
		final ImagePlus dressed = source.isComposite() ? composite(result) : single(result);
		dressed.setOverlay(overlay());
		if (source.getRoi() != null) dressed.setRoi((Roi) source.getRoi().clone());
		show(dressed);
		return dressed;
	}

	/** Wraps a stack of one channel of confidences. */
	ImagePlus wrapConfidence(final String title, final ImageStack stack, final double interval) {
		final ImagePlus result = plain(title, stack, 1, layout.slices(), interval);
		setValueUnit(result, "");
		result.setDisplayRange(0, 1);
		return result;
	}

	private ImagePlus plain(final String title, final ImageStack stack, final int channels, final int slices,
		final double interval)
	{
		final ImagePlus result = new ImagePlus(title, stack);
		result.setDimensions(channels, slices, layout.frames());
		result.setProperties(source.getPropertiesAsArray());
		// NB: ImageJ keeps, and saves, the label of a single plane as a property of the image.
		if (stack.size() == 1) result.setProp(PlaneReader.LABEL, stack.getSliceLabel(1));
		result.setOpenAsHyperStack(source.isHyperStack());
		result.setCalibration(source.getCalibration());
		final double before = axis.interval(result);
		axis.setInterval(result, interval);
		if (axis == StackAxis.SLICES) result.getCalibration().zOrigin = layout.positionAt(result.getCalibration().zOrigin);
		// NB: fps is how fast ImageJ plays the stack; keep the time that it takes.
		if (axis == StackAxis.TIME && before > 0 && interval > 0) result.getCalibration().fps *= before / interval;
		return result;
	}

	/**
	 * Says what the values of an image are, which are not those of its source.
	 *
	 * @param unit empty if they have none
	 */
	static void setValueUnit(final ImagePlus image, final String unit) {
		image.getCalibration().disableDensityCalibration();
		if (!unit.isEmpty()) image.getCalibration().setValueUnit(unit);
	}

	/** The unit of the pixels of an image as they are stored; empty if that is not known. */
	static String storedUnit(final ImagePlus image) {
		return image.getCalibration().calibrated() ? "" : image.getCalibration().getValueUnit();
	}

	private ImagePlus single(final ImagePlus result) {
		if (source.getBitDepth() == 24) return result;
		final LUT lut = source.getProcessor().getLut();
		result.getStack().setColorModel(lut);
		result.setLut(lut);
		result.setDisplayRange(source.getDisplayRangeMin(), source.getDisplayRangeMax());
		return result;
	}

	private ImagePlus composite(final ImagePlus result) {
		final CompositeImage from = (CompositeImage) source;
		final CompositeImage to = new CompositeImage(result, from.getMode());
		to.setOpenAsHyperStack(source.isHyperStack());
		to.copyLuts(from);
		// NB: ImageJ switches no more than its first few channels on and off.
		System.arraycopy(from.getActiveChannels(), 0, to.getActiveChannels(), 0, Math.min(layout.channels(), //
			from.getActiveChannels().length));
		return to;
	}

	/** The overlay, each element moved to where its frame went; without those whose frame went. */
	private Overlay overlay() {
		if (source.getOverlay() == null) return null;
		final Overlay overlay = source.getOverlay().duplicate();
		for (int i = overlay.size() - 1; i >= 0; i--)
			if (!move(overlay.get(i))) overlay.remove(i);
		return overlay;
	}

	private boolean move(final Roi roi) {
		if (roi.hasHyperStackPosition()) {
			final int at = axis == StackAxis.TIME ? roi.getTPosition() : roi.getZPosition();
			if (at == 0) return true;
			final int position = layout.positionOf(at - 1) + 1;
			if (position == 0) return false;
			if (axis == StackAxis.TIME) roi.setPosition(roi.getCPosition(), roi.getZPosition(), position);
			else roi.setPosition(roi.getCPosition(), position, roi.getTPosition());
			return true;
		}
		if (roi.getPosition() == 0) return true;
		final int[] czt = source.convertIndexToPosition(roi.getPosition());
		final int position = layout.positionOf((axis == StackAxis.TIME ? czt[2] : czt[1]) - 1);
		if (position < 0) return false;
		final int other = (axis == StackAxis.TIME ? czt[1] : czt[2]) - 1;
		roi.setPosition(layout.index(new StackLayout.Place(czt[0] - 1, other, position)));
		return true;
	}

	/** Shows the plane that the source shows. NB: where there are fewer channels, ImageJ takes the last of them. */
	private void show(final ImagePlus result) {
		// NB: an image that is shown as a plain stack moves its current slice, but not its frame.
		final int[] czt = source.convertIndexToPosition(source.getCurrentSlice());
		final int at = axis == StackAxis.TIME ? 2 : 1;
		czt[at] = Math.max(0, layout.positionOf(czt[at] - 1)) + 1;
		result.setPositionWithoutUpdate(czt[0], czt[1], czt[2]);
	}
}
