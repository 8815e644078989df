package io.github.kinema.host;

import java.util.BitSet;

import ij.IJ;
import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.model.ModelStore;
import io.github.kinema.tile.Progress;

/** The frames and slices of an image that were measured, by the labels of its planes. */
public final class MeasuredFrames {

	private final ImagePlus image;
	private final BitSet frames = new BitSet();
	private final BitSet slices = new BitSet();

	/**
	 * Reads the labels.
	 *
	 * @throws IllegalArgumentException if no slice is synthetic, none is
	 *           measured, or the synthetic ones are no whole frames or slices
	 */
	public MeasuredFrames(final ImagePlus image) {
		this.image = image;
		int synthetic = 0;
		for (int n = 1; n <= image.getStackSize(); n++) {
			final int[] czt = image.convertIndexToPosition(n);
			if (isSynthetic(n)) synthetic++;
			else {
				slices.set(czt[1] - 1);
				frames.set(czt[2] - 1);
			}
		}
		if (synthetic == 0) throw new IllegalArgumentException("\"" + image.getTitle() +
			"\" has no slice that is labelled as synthetic: all of it is measured, or its labels were lost.");
		if (frames.isEmpty()) throw new IllegalArgumentException("All " + synthetic + " slices of \"" +
			image.getTitle() + "\" are synthetic: nothing measured would be left.");
		final int whole = frames.cardinality() * slices.cardinality() * image.getNChannels();
		if (whole + synthetic != image.getStackSize()) throw new IllegalArgumentException("In \"" +
			image.getTitle() + "\" the synthetic slices are not whole frames (" + synthetic + " of " +
			image.getStackSize() + "): set channels, slices and frames in Image > Properties... as they were when it was made.");
	}

	private boolean isSynthetic(final int n) {
		return Provenance.isSynthetic(PlaneReader.label(image, n));
	}

	/** The image without its synthetic planes; virtual if it is. */
	public ImagePlus keep(final Progress progress) {
		ImagePlus kept = image;
		if (frames.cardinality() < image.getNFrames()) kept = keep(kept, StackAxis.TIME, frames, progress);
		if (slices.cardinality() < image.getNSlices()) kept = keep(kept, StackAxis.SLICES, slices, progress);
		kept.setTitle(Titles.derived(image, "-measured"));
		Provenance.writeRemoval(kept);
		return kept;
	}

	private static ImagePlus keep(final ImagePlus image, final StackAxis axis, final BitSet measured,
		final Progress progress)
	{
		final Timeline timeline = Timeline.at(axis.length(image), measured.stream().asDoubleStream().toArray());
		final StackInterpolation.Settings settings = new StackInterpolation.Settings("Keep Measured Frames", axis,
			"blend", ModelStore.INTERPOLATION, 0, false, false, image.getStack().isVirtual(), CpuDevice.INSTANCE);
		return new StackInterpolation(image, timeline, settings, progress) //
			.frames(image.getTitle(), interval(image, axis, timeline), progress);
	}

	/** The interval before interpolation: exactly, where the image's Info tells. */
	private static double interval(final ImagePlus image, final StackAxis axis, final Timeline timeline) {
		final double interval = axis.interval(image) * timeline.step();
		for (final Provenance block : Provenance.read(image))
			if (axis.key().equals(block.axis()) && (block.frames() == timeline.size() ||
				Math.abs(block.interval() - interval) < 1e-9 * interval)) return block.interval();
		if (timeline.step() > 0) return interval;
		IJ.log("Kinema: the measured frames of \"" + image.getTitle() +
			"\" are not evenly spaced; the interval is left as it is.");
		return axis.interval(image);
	}
}
