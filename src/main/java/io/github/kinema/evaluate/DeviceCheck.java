package io.github.kinema.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.tile.Progress;

/**
 * The self-test: lets a device do each operation on random data, compares with
 * what the CPU gives, and measures the time. Takes a second or two for a device.
 * To be used on one thread at a time.
 */
public final class DeviceCheck {

	/** The first run compiles and gets memory; the best of the others counts. */
	private static final int RUNS = 3;

	private final List<CheckedOperation> operations = new CheckedOperations().all();
	private final List<float[]> truth = new ArrayList<>();

	/**
	 * Tests a device.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public DeviceReport of(final Device device, final Progress progress) {
		final List<DeviceScore> scores = new ArrayList<>();
		scores.add(copy(device));
		for (int i = 0; i < operations.size(); i++) {
			progress.check();
			progress.update((i + 1.0) / (operations.size() + 1));
			scores.add(score(device, i, scores.get(0)));
		}
		return new DeviceReport(device, scores);
	}

	private static DeviceScore copy(final Device device) {
		try {
			return CopySpeed.of(device);
		}
		catch (final DeviceException exc) {
			return failed("copy", exc);
		}
	}

	private DeviceScore score(final Device device, final int index, final DeviceScore copy) {
		final CheckedOperation operation = operations.get(index);
		// NB: the truth is found when it is first needed, and for the CPU is what it has just given.
		if (truth.size() == index) truth.add(operation.result().apply(CpuDevice.INSTANCE));
		try {
			float[] values = operation.result().apply(device);
			double seconds = Double.MAX_VALUE;
			for (int run = 1; run < RUNS; run++) {
				final long start = System.nanoTime();
				values = operation.result().apply(device);
				seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
			}
			final double bytes = (double) operation.values() * Float.BYTES;
			return new DeviceScore(operation.name(), deviation(truth.get(index), values, operation.flips()), operation
				.tolerance(), seconds, operation.work() / seconds, operation.unit(), bytes / seconds / (1e9 * copy
					.throughput()), null);
		}
		catch (final DeviceException exc) {
			return failed(operation.name(), exc);
		}
	}

	private static DeviceScore failed(final String name, final DeviceException exc) {
		return new DeviceScore(name, Double.NaN, 0, Double.NaN, Double.NaN, "", Double.NaN, exc.getMessage());
	}

	/** The largest difference but for a few, in units of the range; infinite if one of both is no number. */
	static double deviation(final float[] truth, final float[] values, final double flips) {
		double low = Double.MAX_VALUE;
		double high = -Double.MAX_VALUE;
		final double[] differences = new double[truth.length];
		for (int i = 0; i < truth.length; i++) {
			low = Math.min(low, truth[i]);
			high = Math.max(high, truth[i]);
			final double difference = Math.abs((double) truth[i] - values[i]);
			differences[i] = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
		}
		Arrays.sort(differences);
		return differences[truth.length - 1 - (int) (flips * truth.length)] / (high - low);
	}
}
