package io.github.kinema.motion;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Puts the slices of a stack, as they go by, where the first one shows what they show: a lens that is refocused
 * enlarges differently, and a microscope may look along a slanted axis. Each slice is compared with a small all-in-focus
 * image of those before it, so that errors do not add up. Slices that are where the first one is, up to half a pixel,
 * stay as they are. One thread at a time.
 */
final class SliceAlignment {

	/** Pixels that the farthest corner has to be off, or nothing is moved: resampling would blur more. */
	private static final double LEAST = 0.5;

	/** Reach of the window that detail is compared over, in pixels of the small image. */
	private static final int REACH = 4;

	private final FocusStack stack;
	private Plane seen;
	private float[] sharpest;
	private Placement now = Placement.SAME;

	SliceAlignment(final FocusStack stack) {
		this.stack = stack;
	}

	/**
	 * Whether the stack is better aligned from its end: slices behind the first one show less of the scene, so
	 * that they would leave its border open.
	 */
	static boolean isNarrowerBehind(final FocusStack stack, final Progress progress) {
		final SliceAlignment first = new SliceAlignment(stack);
		first.place(stack.read(0), progress.silent());
		first.place(stack.read(1), progress.silent());
		return Math.hypot(first.now.a(), first.now.b()) > 1;
	}

	/** Where the slice that came last shows what the first one shows. */
	Placement placement() {
		return now.times(scale());
	}

	/** The channels of the next slice, in their place; NaN where it does not reach. */
	List<Plane> next(final List<Plane> channels, final Progress progress) {
		place(channels, progress);
		final Placement placement = placement();
		return isMoved() ? channels.stream().map(plane -> placement.of(plane, progress)).toList() : channels;
	}

	private boolean isMoved() {
		return placement().reach(stack.width(), stack.height()) >= LEAST;
	}

	private void place(final List<Plane> channels, final Progress progress) {
		final Plane small = Registration.finest(mean(channels));
		if (seen == null) {
			seen = new Plane(small.width(), small.height());
			sharpest = new float[small.values().length];
			Arrays.fill(sharpest, -1);
		}
		else now = Registration.of(seen, small, now, progress);
		remember(isMoved() ? now.of(small, progress) : small, progress);
	}

	/** NB: not the ratio of widths, which odd ones change. */
	private double scale() {
		double scale = 1;
		for (int side = Math.max(stack.width(), stack.height()); side > Math.max(seen.width(), seen.height()); side = (side + 1) / 2)
			scale *= 2;
		return scale;
	}

	private Plane mean(final List<Plane> channels) {
		final Plane mean = new Plane(stack.width(), stack.height());
		for (final Plane plane : channels.subList(stack.from(), stack.to())) {
			for (int i = 0; i < mean.values().length; i++) mean.values()[i] += plane.values()[i];
		}
		return mean;
	}

	private void remember(final Plane plane, final Progress progress) {
		final float[] sharpness = new float[plane.values().length];
		final FocusMeasure.Rows rows = new FocusMeasure.Rows(plane.width());
		final float[] row = new float[plane.width()];
		for (int y = 0; y < plane.height(); y++) {
			Arrays.fill(row, 0);
			rows.add(FocusMeasure.TENENGRAD, plane.values(), plane.height(), y, row);
			for (int x = 0; x < plane.width(); x++) sharpness[x + y * plane.width()] = Float.isFinite(row[x]) ? row[x] : 0;
		}
		final float[] mean = LocalContrast.mean(new Plane(plane.width(), plane.height(), sharpness), REACH, progress).values();
		for (int i = 0; i < mean.length; i++) {
			if (!(mean[i] > sharpest[i]) || !Float.isFinite(plane.values()[i])) continue;
			sharpest[i] = mean[i];
			seen.values()[i] = plane.values()[i];
		}
	}
}
