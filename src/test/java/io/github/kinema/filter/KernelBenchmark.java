package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceKernel;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.Devices;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Times the bilateral filter on devices against what bounds it: the exponentials
 * that the device can make, and the memory that it can move, both measured.
 */
public final class KernelBenchmark {

	private static final int WIDTH = 1920;

	private static final int HEIGHT = 1080;

	private static final int RUNS = 9;

	/** Exponentials of a chain, and work items that make chains. */
	private static final int ROUNDS = 1 << 10;
	private static final int ITEMS = 1 << 20;
	private static final int CHAINS = 8;

	/** Floats that are copied: more than a cache holds. */
	private static final int COPIED = 1 << 26;

	private KernelBenchmark() {}

	/**
	 * One line of the result.
	 *
	 * @param device its name
	 * @param radius of the window, a disc
	 * @param features of the guide
	 * @param ms median time for data on the device
	 * @param boundMs the least time that exponentials and memory allow
	 * @param share of the bound that is reached: 1 is all
	 * @param transferShare part of the whole time that is not computing
	 */
	public record Timing(String device, int radius, int features, double ms, double boundMs, double share,
		double transferShare)
	{
	}

	/** Times all devices but those that are the computer's own processor; none where there is none. */
	public static List<Timing> run() {
		final List<Timing> timings = new ArrayList<>();
		for (final Device device : Devices.found()) {
			if (!(device instanceof KernelDevice kernels) || kernels.isHost()) continue;
			for (final int radius : new int[] { 5, 11 }) {
				for (final int features : new int[] { 1, 3 }) timings.add(time(kernels, radius, features, WIDTH, HEIGHT));
			}
		}
		return timings;
	}

	/** Times one case. */
	static Timing time(final KernelDevice device, final int radius, final int features, final int width,
		final int height)
	{
		final Window window = Window.disc(radius);
		final PixelAdaptive operation = PixelAdaptive.builder().setWindow(window).optSigmas(0.1f).optNormalisation(
			Normalisation.WEIGHTS).build();
		final Random random = new Random(1);
		final List<Volume> input = OperatorCase.volumes(random, 1, width, height, 1);
		final List<Volume> guide = OperatorCase.volumes(random, features, width, height, 1);
		final KernelSums sums = new KernelSums(KernelPass.of(operation, OperatorShape.of(operation, input, guide), 0, 1, 0,
			1, device.isHost()));
		long samples = 0;
		for (int y = -radius; y <= radius; y++) for (int x = -radius; x <= radius; x++) if (window.contains(x, y, 0)) samples++;
		final long pixels = (long) width * height;
		try (DeviceScope scope = device.open()) {
			final KernelSlab slab = new KernelSlab(scope, List.of(sums), input, guide, input, Progress.NONE);
			final SlabLayout layout = sums.layout(new Slab(0, 1, 0, height));
			final double ms = median(() -> {
				slab.compute(sums, layout);
				scope.finish();
			});
			final double exponentials = pixels * samples / exponentials(scope);
			final double memory = (2.0 + features) * pixels / floats(scope);
			final double bound = 1000 * Math.max(exponentials, memory);
			final PixelAdaptiveOperator operator = new KernelPixelAdaptive(device);
			final double whole = median(() -> operator.apply(operation, input, guide, Progress.NONE));
			return new Timing(device.name(), radius, features, ms, bound, bound / ms, Math.max(0, 1 - ms / whole));
		}
	}

	/** Exponentials that a device makes in a second. */
	private static double exponentials(final DeviceScope scope) {
		final DeviceKernel kernel = scope.kernel(new KernelSource("exponentials"), "exponentials");
		final int items = scope.device().isHost() ? 1 << 10 : ITEMS;
		final DeviceBuffer output = scope.allocate(items);
		final double ms = median(() -> {
			scope.run(kernel, items, 1, 1, output, items, ROUNDS);
			scope.finish();
		});
		output.release();
		return 1000.0 * items * ROUNDS * CHAINS / ms;
	}

	/** Floats that a device reads or writes in a second. */
	private static double floats(final DeviceScope scope) {
		final DeviceKernel kernel = scope.kernel(new KernelSource("copy"), "copy");
		final int count = scope.device().isHost() ? 1 << 22 : COPIED;
		final DeviceBuffer from = scope.allocate(count);
		final DeviceBuffer to = scope.allocate(count);
		final double ms = median(() -> {
			scope.run(kernel, count, 1, 1, from, to, count);
			scope.finish();
		});
		from.release();
		to.release();
		return 2000.0 * count / ms;
	}

	/** Milliseconds in the median of several runs, after one that does not count. */
	private static double median(final Runnable work) {
		work.run();
		final double[] times = new double[RUNS];
		for (int i = 0; i < RUNS; i++) {
			final long start = System.nanoTime();
			work.run();
			times[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(times);
		return times[RUNS / 2];
	}
}
