package io.github.kinema.motion;

import java.util.Arrays;

import io.github.kinema.tile.Plane;

/**
 * The detail of a plane at a common contrast, for comparing places in it: how far
 * each pixel stands out from the window around, as a share of how far the pixels there
 * usually do. In integers, with the border's values repeated around. Immutable by
 * convention.
 */
final class Detail {

	/** Steps of brightness in a grey level. */
	static final int STEPS = 2;

	/** Brightness farther than this from black is cut off. */
	static final int BRIGHTEST = 1024;

	/** The detail of a pixel that stands out as much as those around usually do. */
	static final int USUAL = 106;

	/** Detail that stands out more than this is cut off. */
	static final int MOST = 400;

	/** The mean deviation, in steps, that noise may well have. */
	static final int NOISE = 7;

	/** Pixels of a window. */
	static final int AREA = (2 * WindowSums.RADIUS + 1) * (2 * WindowSums.RADIUS + 1);

	private final int width;
	private final int height;
	private final int margin;
	private final int pitch;
	private final int[] values;

	/** @param margin pixels around the plane, at least the radius of a window */
	Detail(final Plane plane, final int margin) {
		width = plane.width();
		height = plane.height();
		this.margin = margin;
		pitch = width + 2 * margin;
		values = new int[pitch * (height + 2 * margin)];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				values[inside(x, y)] = (int) Math.floor(Math.max(-BRIGHTEST, Math.min(BRIGHTEST, STEPS * plane.values()[x + y *
					width])) + 0.5f);
		repeatBorder();
		final WindowSums windows = new WindowSums(pitch, (height - 1) * pitch + width);
		final int first = inside(-WindowSums.RADIUS, -WindowSums.RADIUS);
		final int[] sums = windows.of(Arrays.copyOfRange(values, first, first + windows.extent()));
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int i = inside(x, y);
				values[i] = AREA * values[i] - sums[x + y * pitch];
			}
		repeatBorder();
		final int[] sizes = Arrays.copyOfRange(values, first, first + windows.extent());
		for (int i = 0; i < sizes.length; i++) sizes[i] = Math.abs(sizes[i]);
		final int[] deviations = windows.of(sizes);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int i = inside(x, y);
				final int usual = deviations[x + y * pitch] / AREA + NOISE * AREA;
				values[i] = Math.max(-MOST, Math.min(MOST, USUAL * values[i] / usual));
			}
		repeatBorder();
	}

	private void repeatBorder() {
		for (int y = 0; y < height; y++) {
			final int row = inside(0, y);
			Arrays.fill(values, row - margin, row, values[row]);
			Arrays.fill(values, row + width, row + width + margin, values[row + width - 1]);
		}
		final int last = (margin + height - 1) * pitch;
		for (int y = 0; y < margin; y++) {
			System.arraycopy(values, margin * pitch, values, y * pitch, pitch);
			System.arraycopy(values, last, values, last + (y + 1) * pitch, pitch);
		}
	}

	/** Row after row of the plane and what is around it. */
	int[] values() {
		return values;
	}

	/** From row to row. */
	int pitch() {
		return pitch;
	}

	/** Where a pixel of the plane is. */
	int inside(final int x, final int y) {
		return x + margin + (y + margin) * pitch;
	}
}
