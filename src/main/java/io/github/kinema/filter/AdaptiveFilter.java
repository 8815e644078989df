package io.github.kinema.filter;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Edge-preserving smoothing: bilateral, joint bilateral, and non-local means in a
 * window, repeated as rolling guidance.
 * <p>
 * A sample weighs by its distance and by how much its guide differs, both as
 * Gaussians; the result is the weighted mean. With more than one iteration, the
 * guide is changed first, as in the rolling guidance filter of Zhang, Shen, Xu and
 * Jia (ECCV 2014): the first pass smooths it by distance alone, so that what is smaller
 * than {@code space} vanishes; each further pass filters the <em>original</em> guide
 * under what the pass before has made of it, so that the edges of what is larger
 * come back; the last pass filters the channels. Where the channels are their own
 * guide that is the published filter; another guide goes the same way and keeps
 * guiding. Thread-safe.
 * </p>
 */
public final class AdaptiveFilter implements GuidedFilter {

	/** A range that tells no values apart, in values of the guide. */
	private static final float ANY = 1e30f;

	/** Radius of the patches that are compared: larger ones find fewer that are alike, smaller ones see more noise. */
	private static final int PATCH = 1;

	/**
	 * What a pixel itself weighs among patches. Of two patches that show the same, noise
	 * makes that of the other: exp(−σ² / range²) at the best range of 1.2 σ.
	 */
	private static final float SELF = 0.5f;

	/**
	 * How to filter.
	 *
	 * @param radius of the window in pixels along x, at least 1; along y and z it covers the same length, at least
	 *          one sample
	 * @param space standard deviation of the spatial weight, in pixels along x
	 * @param range standard deviation of the intensity weight, in values of the guide
	 * @param patches whether patches of 3 x 3 pixels are compared rather than single pixels; their difference is the
	 *          root of the mean square, and the pixel itself weighs half, because it differs from itself by no noise
	 * @param iterations passes, at least 1; more than 1 for rolling guidance
	 * @param volume whether the window extends over slices
	 * @param aspectY height of a voxel by its width
	 * @param aspectZ depth of a voxel by its width
	 * @param disc whether the window is a disc (ball) rather than a square (box)
	 * @param border what lies beyond the border
	 */
	public record Settings(int radius, double space, double range, boolean patches, int iterations, boolean volume,
		double aspectY, double aspectZ, boolean disc, Border border)
	{

		/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
		public Settings {
			if (radius < 1) throw new IllegalArgumentException("A radius of " + radius + " has no neighbours: use 1 or more.");
			if (iterations < 1) {
				throw new IllegalArgumentException(iterations + " iterations do nothing: use 1 or more.");
			}
			FilterChecks.positive("space", "pixels", space);
			FilterChecks.range(range);
			FilterChecks.positive("height of a voxel by its width", "widths", aspectY);
			FilterChecks.positive("depth of a voxel by its width", "widths", aspectZ);
		}

		int radiusY() {
			return samples(aspectY);
		}

		int radiusZ() {
			return volume ? samples(aspectZ) : 0;
		}

		/** Samples of that size that cover the radius; one at least, whose distance its weight knows. */
		private int samples(final double size) {
			return (int) Math.max(1, Math.min(1e6, Math.round(radius / size)));
		}
	}

	private final Device device;
	private final Settings settings;
	private final PixelAdaptive operation;
	private final PixelAdaptive smoothing;

	/** A filter of these settings on a device. */
	public AdaptiveFilter(final Device device, final Settings settings) {
		this.device = device;
		this.settings = settings;
		operation = operation(settings, (float) settings.range());
		smoothing = operation(settings, ANY);
	}

	private static PixelAdaptive operation(final Settings settings, final float range) {
		final Window window = new Window(settings.radius(), settings.radiusY(), settings.radiusZ(), settings.disc(), 1);
		final float[] weights = gaussian(window, settings);
		if (settings.patches()) weights[weights.length / 2] = SELF;
		return PixelAdaptive.builder().setWindow(window).optWeights(weights) //
			.optNormalisation(Normalisation.WEIGHTS).optBorder(settings.border()).optSigmas(range) //
			.optPatch(settings.patches() ? PATCH : 0).build();
	}

	private static float[] gaussian(final Window window, final Settings settings) {
		final float[] weights = new float[window.size()];
		for (int z = -window.radiusZ(), k = 0; z <= window.radiusZ(); z++) {
			for (int y = -window.radiusY(); y <= window.radiusY(); y++) {
				for (int x = -window.radiusX(); x <= window.radiusX(); x++, k++) {
					final double dy = y * settings.aspectY();
					final double dz = z * settings.aspectZ();
					final double squared = (x * x + dy * dy + dz * dz) / (settings.space() * settings.space());
					if (window.contains(x, y, z)) weights[k] = (float) Math.exp(-squared / 2);
				}
			}
		}
		return weights;
	}

	/** Planes to either side that a plane of the result depends on: 0 without {@code volume}. */
	@Override
	public int halo() {
		return Math.multiplyExact(settings.iterations(), settings.radiusZ());
	}

	/** Pixels along x and y that a pixel of the result depends on. */
	@Override
	public int margin() {
		final int reach = Math.max(settings.radius(), settings.radiusY()) + (settings.patches() ? PATCH : 0);
		return (int) Math.min(Integer.MAX_VALUE / 4, (long) settings.iterations() * reach);
	}

	/**
	 * Filters channels under one guide.
	 * <p>
	 * An unknown value (NaN or infinite) weighs nothing; a pixel whose guide is
	 * unknown keeps its value.
	 * </p>
	 *
	 * @param channels each of shape {@code [X, Y, Z]}
	 * @param guide the features, of the same shape; all of them together weigh
	 * @return of the same shape as the channels
	 * @throws IllegalArgumentException if shapes differ or the radius reaches beyond the image
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	@Override
	public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
		final OperatorShape shape = OperatorShape.of(operation, channels, guide);
		final int most = Math.max(1, Math.max(shape.width(), shape.height()) - 1);
		if (settings.radius() > most) {
			throw new IllegalArgumentException("A radius of " + settings.radius() + " reaches beyond the image of " +
				shape.width() + " x " + shape.height() + " pixels: use at most " + most + ".");
		}
		final PixelAdaptiveOperator operator = PixelAdaptiveOperator.on(device);
		final int passes = settings.iterations();
		final List<Volume> rolled = rolled(operator, guide, progress);
		return LargeValues.apply(operator, operation, channels, rolled, progress.part((passes - 1.0) / passes, 1));
	}

	/** What all passes but the last make of the guide. */
	private List<Volume> rolled(final PixelAdaptiveOperator operator, final List<Volume> guide, final Progress progress) {
		final int passes = settings.iterations();
		List<Volume> rolling = guide;
		for (int pass = 0; pass < passes - 1; pass++) {
			rolling = LargeValues.apply(operator, pass == 0 ? smoothing : operation, guide, rolling, progress.part(pass /
				(double) passes, (pass + 1.0) / passes));
		}
		return rolling;
	}

	/**
	 * The weights with which the last pass makes pixel (x, y, z) of its window; see
	 * {@link AdaptiveWeights}. With more than one pass, they are those under the guide
	 * that the passes before have rolled.
	 *
	 * @param guide the part of it within {@link #margin} and {@link #halo} of the pixel, or more
	 * @throws IllegalArgumentException if the guide has no such pixel
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public AdaptiveWeights weights(final List<Volume> guide, final int x, final int y, final int z, final Progress progress) {
		return new WeightProbe(operation, rolled(PixelAdaptiveOperator.on(device), guide, progress)).at(x, y, z);
	}
}
