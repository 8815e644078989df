package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * What one frame looks like from afar, whatever its gain and offset: each plane
 * averaged over square cells until no side is longer than {@value #SIDE},
 * blurred, and scaled to mean 0 and variance 1. Immutable and thread-safe; some
 * kilobytes, however large the frame is.
 */
final class Thumbnail {

	/** Longest side, in thumbnail pixels. */
	static final int SIDE = 64;
	/** Correlation of neighbouring cells below which a frame shows noise, not structure. */
	private static final double MIN_CORRELATION = 0.4;
	private static final double SIGMA = 1.5;

	private final List<Plane> planes = new ArrayList<>();
	private final List<Plane> edges = new ArrayList<>();
	private final boolean structured;

	/** @param frame the planes of the frame, {@code [X, Y]} each, all of one size */
	Thumbnail(final List<Plane> frame) {
		boolean any = false;
		for (final Plane plane : frame) {
			final Plane cells = cells(plane);
			// NB: asked before the blur, which correlates even noise.
			any |= normalise(cells) && correlation(cells) >= MIN_CORRELATION;
			final Plane blurred = transposedBlur(transposedBlur(cells));
			normalise(blurred);
			planes.add(blurred);
			final Plane slopes = transposedBlur(transposedBlur(slopes(blurred)));
			normalise(slopes);
			edges.add(slopes);
		}
		structured = any;
	}

	/** The planes, {@code [X, Y]} each. Not to be written. */
	List<Plane> planes() {
		return planes;
	}

	/** Where the planes change and how much, {@code [X, Y]} each, scaled alike: an outline, whatever fills it. */
	List<Plane> edges() {
		return edges;
	}

	/** Whether there is more to see than a constant or noise. */
	boolean structured() {
		return structured;
	}

	/** Means of square cells; pixels that are not finite take no part, a cell without others is NaN. */
	static Plane cells(final Plane plane) {
		final int cell = (Math.max(plane.width(), plane.height()) + SIDE - 1) / SIDE;
		final Plane small = new Plane(Math.max(1, plane.width() / cell), //
			Math.max(1, plane.height() / cell));
		for (int y = 0; y < small.height(); y++) {
			for (int x = 0; x < small.width(); x++) {
				double sum = 0;
				int n = 0;
				for (int v = y * cell; v < Math.min(plane.height(), (y + 1) * cell); v++) {
					for (int u = x * cell; u < Math.min(plane.width(), (x + 1) * cell); u++) {
						final float value = plane.get(u, v);
						if (!Float.isFinite(value)) continue;
						sum += value;
						n++;
					}
				}
				small.values()[x + y * small.width()] = (float) (sum / n);
			}
		}
		return small;
	}

	/** Scales to mean 0 and variance 1 and cells without a value to 0; false if constant. */
	private static boolean normalise(final Plane plane) {
		final float[] values = plane.values();
		double sum = 0, squares = 0;
		int n = 0;
		for (final float value : values) {
			if (Float.isNaN(value)) continue;
			sum += value;
			n++;
		}
		final double mean = sum / n;
		for (final float value : values) {
			if (!Float.isNaN(value)) squares += (value - mean) * (value - mean);
		}
		final double deviation = Math.sqrt(squares / n);
		final boolean varies = deviation > 1e-6 * Math.abs(mean);
		for (int i = 0; i < values.length; i++) {
			values[i] = !varies || Float.isNaN(values[i]) ? 0 : (float) ((values[i] - mean) / deviation);
		}
		return varies;
	}

	/** Mean product of horizontal and vertical neighbours. */
	private static double correlation(final Plane plane) {
		double sum = 0;
		int n = 0;
		for (int y = 0; y < plane.height(); y++) {
			for (int x = 0; x < plane.width(); x++) {
				if (x + 1 < plane.width()) {
					sum += plane.get(x, y) * plane.get(x + 1, y);
					n++;
				}
				if (y + 1 < plane.height()) {
					sum += plane.get(x, y) * plane.get(x, y + 1);
					n++;
				}
			}
		}
		return n == 0 ? 0 : sum / n;
	}

	/** Length of the gradient, by central differences; edges repeated. */
	private static Plane slopes(final Plane plane) {
		final Plane out = new Plane(plane.width(), plane.height());
		for (int y = 0; y < plane.height(); y++) {
			for (int x = 0; x < plane.width(); x++) {
				final float dx = plane.get(Math.min(plane.width() - 1, x + 1), y) - plane.get(Math.max(0, x - 1), y);
				final float dy = plane.get(x, Math.min(plane.height() - 1, y + 1)) - plane.get(x, Math.max(0, y - 1));
				out.values()[x + y * plane.width()] = (float) Math.sqrt(dx * dx + dy * dy);
			}
		}
		return out;
	}

	/** Gaussian blur along x, edges repeated; the result is transposed. */
	private static Plane transposedBlur(final Plane plane) {
		final int radius = (int) Math.ceil(3 * SIGMA);
		final double[] kernel = new double[2 * radius + 1];
		double weights = 0;
		for (int k = -radius; k <= radius; k++)
			weights += kernel[k + radius] = Math.exp(-k * k / (2 * SIGMA * SIGMA));
		final Plane out = new Plane(plane.height(), plane.width());
		for (int y = 0; y < plane.height(); y++) {
			for (int x = 0; x < plane.width(); x++) {
				double sum = 0;
				for (int k = -radius; k <= radius; k++)
					sum += kernel[k + radius] * plane.get(Math.min(plane.width() - 1, Math.max(0, x + k)), y);
				out.values()[y + x * out.width()] = (float) (sum / weights);
			}
		}
		return out;
	}
}
