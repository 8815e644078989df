package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;

import io.github.kinema.filter.KernelBenchmark;

/**
 * Times the bilateral filter, 1920 x 1080, on every device that is not the computer's
 * own processor, and writes {@code target/benchmarks/filter-devices.json}: a list of
 * device, radius, features, ms (data on the device), bound_ms (what the exponentials and
 * the memory that the device was seen to manage would take), share of the bound, and
 * transfer_share of the whole time. The list is empty where there is no such device.
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java -Dbenchmark=Device}.
 * </p>
 */
public final class DeviceBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private DeviceBenchmark() {}

	public static void main(final String... args) throws IOException {
		final List<KernelBenchmark.Timing> timings = KernelBenchmark.run();
		if (timings.isEmpty()) LOG.info("There is no device but the computer's own processor.");
		for (final KernelBenchmark.Timing timing : timings) LOG.info(timing.toString());
		final Path file = Path.of("target/benchmarks/filter-devices.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().setFieldNamingPolicy(
			FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES).create().toJson(timings));
	}
}
