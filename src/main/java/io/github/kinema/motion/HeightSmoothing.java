package io.github.kinema.motion;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.filter.NoiseLevel;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.filter.Window;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Smooths a height: each pixel becomes the mean of those around it, weighted by distance, by how alike they look in
 * the all-in-focus image, and by confidence. So heights that are not known are filled from those that are.
 */
final class HeightSmoothing {

	/** Standard deviations that the window reaches. */
	private static final double REACH = 2;

	/** How much pixels may differ and still count, in noise levels. */
	private static final double RANGE = 3;

	/** Width and height of the part that the noise is estimated from. */
	private static final int PART = 512;

	private final PixelAdaptiveOperator operator;
	private final double smooth;

	HeightSmoothing(final Device device, final double smooth) {
		operator = PixelAdaptiveOperator.on(device);
		this.smooth = smooth;
	}

	/** The smooth height; NaN where nothing around is known. */
	Plane of(final FocusMap map, final Progress progress) {
		final float[] height = map.height().values();
		final float[] confidence = map.confidence().values();
		final float[] weighted = new float[height.length];
		final float[] weight = new float[height.length];
		for (int i = 0; i < height.length; i++) {
			if (Float.isNaN(height[i])) continue;
			weight[i] = confidence[i] * confidence[i];
			weighted[i] = weight[i] * height[i];
		}
		final int width = map.height().width();
		final int rows = map.height().height();
		final List<Volume> guide = map.sharp().stream().map(Volume::of).toList();
		final List<Volume> sums = operator.apply(operation(map), List.of(new Volume(width, rows, List.of(weighted)), //
			new Volume(width, rows, List.of(weight))), guide, progress);
		final float[] numerator = sums.get(0).plane(0);
		final float[] denominator = sums.get(1).plane(0);
		final Plane smooth = new Plane(width, rows);
		for (int i = 0; i < height.length; i++) {
			smooth.values()[i] = denominator[i] > 0 ? numerator[i] / denominator[i] : height[i];
		}
		return smooth;
	}

	private PixelAdaptive operation(final FocusMap map) {
		final int radius = (int) Math.ceil(REACH * smooth);
		final Window window = Window.disc(radius);
		final float[] weights = new float[window.size()];
		for (int y = -radius, k = 0; y <= radius; y++) {
			for (int x = -radius; x <= radius; x++, k++) {
				if (window.contains(x, y, 0)) weights[k] = (float) Math.exp(-(x * x + y * y) / (2 * smooth * smooth));
			}
		}
		final double range = map.sharp().stream().mapToDouble(HeightSmoothing::range).average().orElseThrow();
		return PixelAdaptive.builder().setWindow(window).optWeights(weights).optSigmas((float) range).build();
	}

	private static double range(final Plane plane) {
		final Plane part = middle(plane);
		final double noise = NoiseLevel.of(part);
		// NB: without noise, a tenth of the spread; in a constant plane, anything.
		final double range = noise > 0 ? RANGE * noise : spread(part) / 10;
		return range > 0 ? Math.min(range, Float.MAX_VALUE) : 1;
	}

	private static Plane middle(final Plane plane) {
		final int width = Math.min(PART, plane.width());
		final int height = Math.min(PART, plane.height());
		final int left = (plane.width() - width) / 2;
		final int top = (plane.height() - height) / 2;
		final Plane middle = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			System.arraycopy(plane.values(), left + (top + y) * plane.width(), middle.values(), y * width, width);
		}
		return middle;
	}

	private static double spread(final Plane plane) {
		double sum = 0;
		double squares = 0;
		int count = 0;
		for (final float value : plane.values()) {
			if (!Float.isFinite(value)) continue;
			sum += value;
			squares += (double) value * value;
			count++;
		}
		return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
	}
}
