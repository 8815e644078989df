package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import ij.util.ThreadUtil;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.Border;
import io.github.kinema.filter.NoiseLevel;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Adds Poisson and Gaussian noise to the quieter microscope stacks, removes it, and
 * compares with what was there: PSNR in dB against 255, 8-bit values. Every filter
 * shows the best of its own settings for each image and noise; ranges are multiples of
 * the noise level that {@link NoiseLevel} finds in the noisy image.
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java -Dbenchmark=Denoising}.
 * </p>
 */
public final class DenoisingBenchmark {

	private static final Set<String> STACKS = Set.of("micro_membrane", "micro_brightfield", "micro_mitocheck",
		"zstack_celegans_em", "zstack_neubias_envelope", "zstack_neubias_nuclei");

	/** The window of non-local means and of our patches: the 21 x 21 pixels that OpenCV recommends. */
	private static final int RADIUS = 10;

	/** Pixels along x and y that are taken from the middle of each image. */
	private static final int SIZE = 144;

	/** Grey values a photon makes, and the standard deviation of the Gaussian noise. */
	private static final double[][] NOISES = { { 0.5, 3 }, { 2, 5 }, { 5, 8 } };

	/** Ranges of our patches by the noise level. */
	private static final double[] RANGES = { 0.3, 0.4, 0.55, 0.7, 0.85, 1, 1.2, 1.5, 2, 2.5, 3.5 };

	private final AccuracyRows rows = new AccuracyRows("denoising");

	private DenoisingBenchmark() {}

	/** @param args names of the stacks to run; none means all */
	public static void main(final String... args) throws IOException {
		final DenoisingBenchmark benchmark = new DenoisingBenchmark();
		final Set<String> wanted = args.length == 0 ? STACKS : Set.of(args);
		for (final Supplier<Clip> supplier : new Clips(Path.of("../shared/data")).all()) {
			final Clip clip = supplier.get();
			if (wanted.contains(clip.name())) benchmark.run(clip);
		}
		benchmark.rows.write();
		// NB: ImageJ's median leaves threads behind that would keep the program from ending
		ThreadUtil.threadPoolExecutor.shutdown();
	}

	private void run(final Clip clip) {
		final List<List<Plane>> frames = clip.sequences().get(0);
		final Plane clean = middle(frames.get(frames.size() / 2).get(0), clip.peak());
		for (final double[] noise : NOISES) {
			final String name = clip.name() + " " + noise[0] + "/" + noise[1];
			final Plane noisy = noisy(clean, noise[0], noise[1]);
			final double level = NoiseLevel.of(noisy);
			rows.add(name, "noisy", "", psnr(noisy, clean), "dB");
			best(name, "median", noisy, clean, medians());
			best(name, "bilateral", noisy, clean, bilaterals(level));
			best(name, "non-local means", noisy, clean, nonLocalMeans(level));
			best(name, "ours, intensity", noisy, clean, ours(level, false, new double[] { 1, 1.5, 2.5 }, 1.5, 2, 3, 4,
				6));
			best(name, "ours, equal window", noisy, clean, ours(level, true, new double[] { 1e6 }, RANGES));
			best(name, "ours, patch", noisy, clean, ours(level, true, new double[] { 1.5, 2.5, 5, 1e6 }, RANGES));
		}
	}

	private static Map<String, UnaryOperator<Plane>> medians() {
		final Map<String, UnaryOperator<Plane>> filters = new LinkedHashMap<>();
		for (final double radius : new double[] { 1, 1.5, 2, 2.5, 3 }) {
			filters.put("radius " + radius, plane -> FilterPeers.median(plane, radius));
		}
		return filters;
	}

	private static Map<String, UnaryOperator<Plane>> bilaterals(final double level) {
		final Map<String, UnaryOperator<Plane>> filters = new LinkedHashMap<>();
		for (final double space : new double[] { 1, 1.5, 2.5 }) {
			for (final double times : new double[] { 1.5, 2, 3, 4, 6 }) {
				filters.put("space " + space + ", range " + times + " sigma", plane -> FilterPeers.bilateral(plane, 5, space,
					times * level));
			}
		}
		return filters;
	}

	private static Map<String, UnaryOperator<Plane>> nonLocalMeans(final double level) {
		final Map<String, UnaryOperator<Plane>> filters = new LinkedHashMap<>();
		for (final int patch : new int[] { 1, 2, 3 }) {
			for (final double times : new double[] { 0.6, 0.8, 1, 1.25, 1.6, 2, 2.5 }) {
				filters.put("patch " + patch + ", h " + times + " sigma", plane -> FilterPeers.nonLocalMeans(plane, RADIUS,
					patch, times * level));
			}
		}
		return filters;
	}

	private static Map<String, UnaryOperator<Plane>> ours(final double level, final boolean patches,
		final double[] spaces, final double... ranges)
	{
		final Map<String, UnaryOperator<Plane>> filters = new LinkedHashMap<>();
		for (final double space : spaces) {
			for (final double times : ranges) {
				final AdaptiveFilter filter = new AdaptiveFilter(CpuDevice.INSTANCE, new AdaptiveFilter.Settings(patches ? RADIUS
					: 5, space, times * level, patches, 1, false, 1, 1, false, Border.MIRROR));
				filters.put("space " + space + ", range " + times + " sigma", plane -> {
					final List<Volume> image = List.of(Volume.of(plane));
					return new Plane(plane.width(), plane.height(), filter.apply(image, image, Progress.NONE).get(0).plane(0));
				});
			}
		}
		return filters;
	}

	private void best(final String name, final String method, final Plane noisy, final Plane clean,
		final Map<String, UnaryOperator<Plane>> filters)
	{
		String best = "";
		double most = Double.NEGATIVE_INFINITY;
		for (final Map.Entry<String, UnaryOperator<Plane>> filter : filters.entrySet()) {
			final double psnr = psnr(filter.getValue().apply(noisy), clean);
			if (psnr <= most) continue;
			most = psnr;
			best = filter.getKey();
		}
		rows.add(name, method, best, most, "dB");
	}

	/** The middle of a plane, 16-bit values brought to the range of 8 bits. */
	private static Plane middle(final Plane plane, final double peak) {
		final int width = Math.min(SIZE, plane.width());
		final int height = Math.min(SIZE, plane.height());
		final Plane middle = new Plane(width, height);
		float least = Float.POSITIVE_INFINITY;
		for (final float value : plane.values()) least = Math.min(least, value);
		for (int i = 0; i < middle.values().length; i++) {
			final float value = plane.get((plane.width() - width) / 2 + i % width, (plane.height() - height) / 2 + i / width);
			middle.values()[i] = peak == 255 ? value : (float) ((value - least) * 255 / peak);
		}
		return middle;
	}

	/** Photons of that gain, noise of the electronics, and rounding to 8 bits. */
	private static Plane noisy(final Plane plane, final double gain, final double sigma) {
		final Random random = new Random(7);
		final Plane noisy = new Plane(plane.width(), plane.height());
		for (int i = 0; i < noisy.values().length; i++) {
			final double value = gain * photons(random, plane.values()[i] / gain) + sigma * random.nextGaussian();
			noisy.values()[i] = (float) Math.rint(Math.max(0, Math.min(255, value)));
		}
		return noisy;
	}

	/** A Poisson variable: the arrivals before the mean is reached (Knuth). */
	private static int photons(final Random random, final double mean) {
		int count = -1;
		for (double at = 0; at <= mean; count++) at -= Math.log(1 - random.nextDouble());
		return count;
	}

	private static double psnr(final Plane plane, final Plane truth) {
		double squares = 0;
		for (int i = 0; i < truth.values().length; i++) squares += Math.pow(plane.values()[i] - truth.values()[i], 2);
		return 10 * Math.log10(255 * 255 * truth.values().length / squares);
	}
}
