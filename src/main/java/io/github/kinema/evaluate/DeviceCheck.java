package io.github.kinema.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.tile.Progress;

/**
 * The self-test: lets a device do each operation on random data, compares with
 * what the CPU gives, and measures the time. Takes a second or two for a device.
 * Whatever goes wrong on a device, also what nobody has foreseen, is a failure of
 * that device, and said in its report.
 * To be used on one thread at a time.
 */
public final class DeviceCheck {

	/** Times that an operation is run at most, after a first that compiles and gets memory; the best counts. */
	private static final int RUNS = 10;

	/** Seconds after which no further run is begun: until then, Java has compiled most of what it is slow without. */
	private static final double ENOUGH = 0.15;

	/** A device that does small data in so many seconds is timed on larger ones, too: they tell more of it. */
	private static final double SHORT = 0.01;

	/** How many times larger along x and y. */
	private static final int LARGER = 4;

	private final List<CheckedOperation> small = new CheckedOperations(1).all();
	private final List<float[]> truth = new ArrayList<>();
	private final double enough;
	private List<CheckedOperation> large;

	public DeviceCheck() {
		this(ENOUGH);
	}

	/** @param enough seconds after which an operation is not run again to measure its time; 0 for once, on small data */
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
		scores.add(attempt("copy", () -> CopySpeed.of(device)));
		for (int i = 0; i < small.size(); i++) {
			final int index = i;
			final double copied = 1e9 * scores.get(0).throughput();
			progress.update((i + 1.0) / (small.size() + 1));
			findTruth(index, progress);
			scores.add(attempt(small.get(i).name(), () -> score(device, index, copied, progress)));
		}
		return new DeviceReport(device, scores);
	}

	private static DeviceScore attempt(final String name, final Supplier<DeviceScore> test) {
		try {
			return test.get();
		}
		catch (final CancellationException exc) {
			throw exc;
		}
		catch (final DeviceException exc) {
			return failed(name, exc.getMessage());
		}
		catch (final RuntimeException | LinkageError exc) {
			// NB: a driver that nobody has foreseen must not keep the others from working.
			return failed(name, "it failed with " + exc + ".");
		}
	}

	private static DeviceScore failed(final String name, final String reason) {
		return new DeviceScore(name, Double.NaN, 0, Double.NaN, "", Double.NaN, reason);
	}

	private void findTruth(final int index, final Progress progress) {
		if (truth.size() > index) return;
		progress.check();
		truth.add(small.get(index).result().on(CpuDevice.INSTANCE, progress.silent()));
	}

	/** @param copied bytes that the device copies in a second */
	private DeviceScore score(final Device device, final int index, final double copied, final Progress progress) {
		CheckedOperation operation = small.get(index);
		final float[] values = operation.result().on(device, progress.silent());
		final double deviation = deviation(truth.get(index), values, operation.flips());
		double seconds = seconds(operation, device, progress);
		if (seconds < Math.min(SHORT, enough)) {
			operation = large(index);
			seconds = seconds(operation, device, progress);
		}
		return new DeviceScore(operation.name(), deviation, operation.tolerance(), operation.work() / seconds, operation
			.unit(), (double) operation.values() * Float.BYTES / seconds / copied, null);
	}

	private CheckedOperation large(final int index) {
		if (large == null) large = new CheckedOperations(LARGER).all();
		return large.get(index);
	}

	private double seconds(final CheckedOperation operation, final Device device, final Progress progress) {
		double best = Double.MAX_VALUE;
		double all = 0;
		int runs = 0;
		do {
			progress.check();
			final long start = System.nanoTime();
			operation.result().on(device, progress.silent());
			final double seconds = (System.nanoTime() - start) / 1e9;
			best = Math.min(best, seconds);
			all += seconds;
		}
		while (++runs < RUNS && all < enough);
		return best;
	}

	/**
	 * The largest difference but for a few, in units of the range of known values; infinite if one of both is no
	 * number, and nothing if neither is.
	 */
	private static double deviation(final float[] truth, final float[] values, final double flips) {
		double low = Double.MAX_VALUE;
		double high = -Double.MAX_VALUE;
		final double[] differences = new double[truth.length];
		for (int i = 0; i < truth.length; i++) {
			if (Float.isNaN(truth[i])) {
				differences[i] = Float.isNaN(values[i]) ? 0 : Double.POSITIVE_INFINITY;
				continue;
			}
			low = Math.min(low, truth[i]);
			high = Math.max(high, truth[i]);
			final double difference = Math.abs((double) truth[i] - values[i]);
			differences[i] = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
		}
		Arrays.sort(differences);
		return differences[truth.length - 1 - (int) (flips * truth.length)] / (high - low);
	}
}
