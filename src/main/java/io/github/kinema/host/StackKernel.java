package io.github.kinema.host;

import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.AdaptiveWeights;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Volume;

/** Finds the adaptive kernel at single pixels of a stack: it reads no more than the window around them. */
final class StackKernel {

	/** Beyond the window, patches reach further. */
	private static final int PATCH = 2;

	private final StackImage source;
	private final GuideStack guide;
	private final AdaptiveFilter.Settings settings;
	private final AdaptiveFilter filter;

	/** @throws IllegalArgumentException if the filter does not fit its image any more */
	StackKernel(final FilterInUse use) {
		final ImagePlus image = use.source();
		settings = use.settings();
		StackFilter.check(image, use.guide(), settings.radius());
		source = new StackImage(image);
		guide = use.guide() == null ? null : new GuideStack(use.guide());
		filter = new AdaptiveFilter(CpuDevice.INSTANCE, settings);
	}

	/** The weights that make pixel (x, y) of a plane, from 1. */
	AdaptiveWeights at(final int n, final int x, final int y) {
		final int[] czt = source.position(n);
		final int marginX = settings.radius() + PATCH;
		final int marginY = (int) Math.ceil(settings.radius() / settings.aspectY()) + PATCH;
		final Rectangle part = new Rectangle(x - marginX, y - marginY, 2 * marginX + 1, 2 * marginY + 1) //
			.intersection(new Rectangle(source.width(), source.height()));
		final int from = Math.max(0, czt[1] - filter.halo());
		final int to = Math.min(source.length(StackAxis.SLICES), czt[1] + filter.halo() + 1);
		final List<List<Plane>> slices = IntStream.range(from, to).mapToObj(z -> features(part, czt[0], z, czt[2])).toList();
		final List<Volume> features = IntStream.range(0, slices.get(0).size()).mapToObj(feature -> new Volume(part.width,
			part.height, slices.stream().map(planes -> planes.get(feature).values()).toList())).toList();
		return filter.weights(features, x - part.x, y - part.y, czt[1] - from);
	}

	private List<Plane> features(final Rectangle part, final int channel, final int slice, final int frame) {
		if (guide != null) return guide.features(part, slice, frame, source.length(StackAxis.SLICES));
		final int colours = source.colours();
		return IntStream.range(channel * colours, (channel + 1) * colours) //
			.mapToObj(c -> source.part(part, c, slice, frame)).toList();
	}
}
