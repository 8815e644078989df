package io.github.kinema.host;

import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.AdaptiveWeights;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Finds the adaptive kernel at single pixels of a stack: it reads no more than the
 * result there depends on. Thread-safe.
 */
final class StackKernel {

	private final StackImage source;
	private final GuideStack guide;
	private final AdaptiveFilter filter;

	/** @throws IllegalArgumentException if the filter does not fit its image any more */
	StackKernel(final FilterInUse use) {
		final ImagePlus image = use.source();
		StackFilter.check(image, use.guide());
		StackFilter.checkRadius(image, use.settings().radius());
		source = new StackImage(image);
		guide = use.guide() == null ? null : new GuideStack(use.guide());
		filter = new AdaptiveFilter(CpuDevice.INSTANCE, use.settings());
	}

	/**
	 * The weights that make pixel (x, y) of a plane, from 1.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	AdaptiveWeights at(final int n, final int x, final int y, final Progress progress) {
		final int[] czt = source.position(n);
		final Rectangle part = new Rectangle(x, y, 1, 1);
		part.grow(filter.margin(), filter.margin());
		final Rectangle read = part.intersection(new Rectangle(source.width(), source.height()));
		final int from = Math.max(0, czt[1] - filter.halo());
		final int to = Math.min(source.length(StackAxis.SLICES), czt[1] + filter.halo() + 1);
		final List<Volume> features = StackFilter.volumes(read, from, to, z -> features(read, czt[0], z, czt[2]), progress);
		return filter.weights(features, x - read.x, y - read.y, czt[1] - from, progress);
	}

	private List<Plane> features(final Rectangle part, final int channel, final int slice, final int frame) {
		if (guide != null) return guide.features(part, slice, frame, source.length(StackAxis.SLICES));
		final int colours = source.colours();
		return IntStream.range(channel * colours, (channel + 1) * colours) //
			.mapToObj(c -> source.part(part, c, slice, frame)).toList();
	}
}
