package io.github.kinema.motion;

import java.util.List;
import java.util.stream.Stream;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Depth from focus: the height of each pixel is where along a stack of slices it is sharpest.
 * <p>
 * The slices go by once. Of each, a {@link FocusMeasure} is averaged over a Gaussian window, to which
 * {@link DistantDetail} adds a little of what is around, for pixels that have no detail of their own; of each pixel, its peak
 * and the measures around it are kept, so that memory does not grow with the number of slices. A {@link PeakFit}
 * to these gives the height between slices (after Nayar and Nakagawa, "Shape from focus", PAMI 1994). The confidence is how
 * far the peak stands out of the mean, times how much of the variance around it the fit explains. The
 * all-in-focus image is the mean of the slices, each weighted by the eighth power of its measure, which is
 * the sharpest slice, and the two between which the peak lies alike. Channels that do not measure go the same way.
 * </p>
 * <p>
 * A pixel that is unknown (NaN or infinite) in any channel of a slice is passed over there, and gives no detail to its
 * neighbours. A peak in the first or last slice stays there, with little confidence. Where no slice shows any
 * detail, the height is NaN, unless it is smoothed from around. Slices that show the
 * scene shifted, turned or magnified otherwise are put where the first slice shows it, or the last, whichever shows less
 * of the scene; those that fit already stay as they are.
 * Thread-safe.
 * </p>
 */
public final class DepthFromFocus {

	private static final double PASS = 0.8;
	private static final double FIT = 0.85;

	private final Device device;
	private final FocusSettings settings;

	/** Depth from focus on a device. */
	public DepthFromFocus(final Device device, final FocusSettings settings) {
		this.device = device;
		this.settings = settings;
	}

	/**
	 * Finds the height of every pixel.
	 *
	 * @throws IllegalArgumentException if slices differ in size
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails, or has too little memory
	 */
	public FocusMap of(final FocusStack stack, final Progress progress) {
		final boolean backward = settings.align() && SliceAlignment.isNarrowerBehind(stack, progress);
		final FocusStack slices = backward ? stack.reversed() : stack;
		final FocusMap map = fit(slices, settings.measure(), pass(slices, progress), progress);
		if (backward) reverse(map.height().values(), stack.slices());
		progress.update(FIT);
		if (settings.smooth() == 0) return map;
		return new FocusMap(new HeightSmoothing(device, settings.smooth()).of(map, progress.part(FIT, 1)), //
			map.confidence(), map.sharp());
	}

	private static void reverse(final float[] heights, final int slices) {
		for (int i = 0; i < heights.length; i++) heights[i] = slices - 1 - heights[i];
	}

	private FocusSums pass(final FocusStack stack, final Progress progress) {
		final SliceAlignment alignment = new SliceAlignment(stack);
		try (FocusPass pass = FocusPass.on(device, settings, stack)) {
			for (int z = 0; z < stack.slices(); z++) {
				progress.check();
				final List<Plane> slice = stack.read(z);
				pass.add(settings.align() ? alignment.next(slice, progress.silent()) : slice, progress.silent());
				progress.update(PASS * (z + 1) / stack.slices());
			}
			return pass.sums();
		}
	}

	private static FocusMap fit(final FocusStack stack, final FocusMeasure measure, final FocusSums sums,
		final Progress progress)
	 {
		final int width = stack.width();
		final Plane height = new Plane(width, stack.height());
		final Plane confidence = new Plane(width, stack.height());
		Bands.run(stack.height(), progress, (from, to) -> {
			final PeakFit fit = new PeakFit(sums, measure, stack.slices());
			for (int i = from * width; i < to * width; i++) {
				fit.at(i);
				height.values()[i] = fit.height();
				confidence.values()[i] = fit.confidence();
			}
		});
		final List<Plane> sharp = Stream.of(sums.sharp()).map(values -> new Plane(width, stack.height(), values)).toList();
		return new FocusMap(height, confidence, sharp);
	}
}
