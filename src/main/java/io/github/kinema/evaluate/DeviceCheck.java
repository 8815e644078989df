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

	/** Times that an operation is run at most, after a first that compiles and gets memory; the best counts. */
	private static final int RUNS = 10;

	/** Seconds after which no further run is begun: until then, Java has compiled what it is slow without. */
	private static final double ENOUGH = 0.2;

	/** A device that does small data in so many seconds is timed on larger ones, too: they tell more of it. */
	private static final double SHORT = 0.01;

	/** How many times larger along x and y. */
	private static final int LARGER = 3;

	private final List<CheckedOperation> small = new CheckedOperations(1).all();
	private final List<float[]> truth = new ArrayList<>();
	private final double enough;
	private List<CheckedOperation> large;

	public DeviceCheck() {
		this(ENOUGH);
	}

	/** @param enough seconds after which an operation is not run again to measure its time */
	DeviceCheck(final double enough) {
		this.enough = enough;
	}

	/**
	 * Tests a device.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public DeviceReport of(final Device device, final Progress progress) {
		final List<DeviceScore> scores = new ArrayList<>();
		scores.add(copy(device));
		for (int i = 0; i < small.size(); i++) {
			progress.check();
			progress.update((i + 1.0) / (small.size() + 1));
			scores.add(score(device, i, 1e9 * scores.get(0).throughput()));
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

	/** @param copied bytes that the device copies in a second */
	private DeviceScore score(final Device device, final int index, final double copied) {
		CheckedOperation operation = small.get(index);
		if (truth.size() == index) truth.add(operation.result().apply(CpuDevice.INSTANCE));
		try {
			final double deviation = deviation(truth.get(index), operation.result().apply(device), operation.flips());
			double seconds = seconds(operation, device);
			if (seconds < SHORT) {
				operation = large(index);
				seconds = seconds(operation, device);
			}
			return new DeviceScore(operation.name(), deviation, operation.tolerance(), operation.work() / seconds, operation
				.unit(), (double) operation.values() * Float.BYTES / seconds / copied, null);
		}
		catch (final DeviceException exc) {
			return failed(operation.name(), exc);
		}
	}

	private CheckedOperation large(final int index) {
		if (large == null) large = new CheckedOperations(LARGER).all();
		return large.get(index);
	}

	private double seconds(final CheckedOperation operation, final Device device) {
		double best = Double.MAX_VALUE;
		double all = 0;
		int runs = 0;
		do {
			final long start = System.nanoTime();
			operation.result().apply(device);
			final double seconds = (System.nanoTime() - start) / 1e9;
			best = Math.min(best, seconds);
			all += seconds;
		}
		while (++runs < RUNS && all < enough);
		return best;
	}

	private static DeviceScore failed(final String name, final DeviceException exc) {
		return new DeviceScore(name, Double.NaN, 0, Double.NaN, "", Double.NaN, exc.getMessage());
	}

	/** The largest difference but for a few, in units of the range; infinite if one of both is no number. */
	private static double deviation(final float[] truth, final float[] values, final double flips) {
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
