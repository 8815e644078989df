package io.github.kinema.host;

import java.util.AbstractList;
import java.util.List;

import ij.ImagePlus;
import io.github.kinema.interpolate.FrameDefect;
import io.github.kinema.interpolate.FrameDefects;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Planes;
import io.github.kinema.tile.Progress;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Finds the broken frames of an ImageJ stack. */
public final class StackDefects {

	private StackDefects() {}

	/**
	 * Reads every plane of the stack once. A frame is all that lies at one position
	 * along the axis: all channels, and all planes of the other axis.
	 *
	 * @throws IllegalArgumentException if all frames are blank
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" }) // NB: ImageJ tells the pixel type at run time only.
	public static List<FrameDefect> of(final ImagePlus image, final StackAxis axis, final Progress progress) {
		final StackImage source = new StackImage(image);
		final RandomAccessibleInterval img = source.along(axis);
		return FrameDefects.find(source.length(axis), frame -> planes(img, frame, progress), progress);
	}

	/** The planes of one frame, read one by one as they are asked for. */
	private static <T extends RealType<T>> List<Plane> planes(final RandomAccessibleInterval<T> img,
		final long frame, final Progress progress)
	{
		final int channels = (int) img.dimension(2);
		final int others = (int) img.dimension(3);
		return new AbstractList<>() {

			@Override
			public Plane get(final int i) {
				// NB: a frame may be a whole volume.
				progress.check();
				return Planes.copy(img, i % channels, i / channels, frame);
			}

			@Override
			public int size() {
				return channels * others;
			}
		};
	}
}
