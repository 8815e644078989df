package io.github.kinema.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Logger;

import com.google.gson.GsonBuilder;

import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.tile.Progress;

/**
 * Times scenes of every kind on one core, and writes {@code target/benchmarks/scenes.json}: a list of kind, frame (ms
 * for a frame of 256 x 256) and truth (ms for a frame with its truth to the next one), medians of the thread's own time
 * over 30 scenes, each looked at for the first time.
 * <p>
 * Run with {@code mvn -Pbenchmark -Dmain-class=io.github.kinema.benchmark.SceneBenchmark test-compile exec:java}.
 * </p>
 */
public final class SceneBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");
	private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
	private static final int SIZE = 256;
	private static final int SCENES = 30;
	/** Rounds before the clock counts, so that all code is compiled. */
	private static final int WARM_UP = 3;

	private SceneBenchmark() {}

	/** One line of the output. */
	private record Result(String kind, double frame, double truth) {}

	public static void main(final String... args) throws Exception {
		final ForkJoinPool core = new ForkJoinPool(1);
		final List<Result> results = new ArrayList<>();
		for (int round = 0; round <= WARM_UP; round++) {
			results.clear();
			for (final SceneKind kind : SceneKind.values()) results.add(core.submit(() -> run(kind)).get());
		}
		core.shutdown();
		results.forEach(result -> LOG.info(result::toString));
		write(results);
	}

	private static Result run(final SceneKind kind) {
		final double[] frame = new double[SCENES];
		final double[] truth = new double[SCENES];
		for (int seed = 0; seed < SCENES; seed++) {
			final Scene scene = Scenes.create(kind, SIZE, SIZE, 9, seed);
			final long start = CLOCK.getCurrentThreadCpuTime();
			scene.render(3, Progress.NONE);
			final long middle = CLOCK.getCurrentThreadCpuTime();
			scene.shoot(4, new double[] { 5 }, Progress.NONE);
			frame[seed] = (middle - start) / 1e6;
			truth[seed] = (CLOCK.getCurrentThreadCpuTime() - middle) / 1e6;
		}
		Arrays.sort(frame);
		Arrays.sort(truth);
		return new Result(kind.key(), frame[SCENES / 2], truth[SCENES / 2]);
	}

	private static void write(final List<Result> results) throws IOException {
		final Path file = Path.of("target/benchmarks/scenes.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(results));
	}
}
