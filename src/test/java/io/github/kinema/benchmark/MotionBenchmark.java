package io.github.kinema.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.logging.Logger;

import com.sun.management.OperatingSystemMXBean;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.FlowScore;
import io.github.kinema.interpolate.LearnedFlow;
import io.github.kinema.interpolate.TwoWayFlow;
import io.github.kinema.model.ModelStore;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Scores optical flow beside OpenCV's DIS (medium) where the truth is known, times
 * both on frames of 1280 x 720 and writes {@code target/benchmarks/motion.json}:
 * a list of what, method, mean end-point errors of all pixels and of those that
 * stay in sight in px, Fl (0 to 1), the mean absolute difference between a frame and
 * the next one warped back, in grey values of 255, on recordings without truth, of all pixels and of those that the peer's own
 * flows there and back call visible, ms and, as a measure that other programs on the
 * same machine disturb less, ms of all processor cores together (medians of
 * alternating runs; NaN where nothing was timed).
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java -Dbenchmark=Motion}; the
 * arguments, if any, are the names of the cases to run.
 * </p>
 */
public final class MotionBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private static final Path DATA = Path.of("../shared/data");

	/** Recordings whose frames are warped; one pair in so many frames. */
	private static final List<String> CLIPS = List.of("video_sam2/01_dog", "video_sam2/04_coffee", "video_bbb/frames",
		"video_sintel_demo");
	private static final int STRIDE = 4;

	/** Runs before the clock counts, so that all code is compiled. */
	private static final int WARM_UP = 8;

	/** Timed runs. */
	private static final int RUNS = 15;

	private final List<Result> results = new ArrayList<>();

	private MotionBenchmark() {}

	/** One line of the output. */
	private record Result(String what, String method, double epe, double visible, double fl, double photometric,
		double visiblePhotometric, double ms, double processorMs)
	{}

	/** A method under test. */
	private interface Method {

		Flow flow(List<Plane> first, List<Plane> second);
	}

	public static void main(final String... args) throws IOException {
		final MotionBenchmark benchmark = new MotionBenchmark();
		final List<String> wanted = Arrays.asList(args);
		for (final MotionCase known : new MotionCases(DATA).all())
			if (wanted.isEmpty() || wanted.contains(known.name())) benchmark.score(known);
		for (final String clip : CLIPS) if (wanted.isEmpty() || wanted.contains(clip)) benchmark.warp(clip);
		if (wanted.isEmpty() || wanted.contains("time")) benchmark.time();
		MotionRows.write(benchmark.results, MotionRows.FLOW);
	}

	private static Map<String, Method> methods() {
		final Map<String, Method> methods = new LinkedHashMap<>();
		methods.put("peer", (first, second) -> new DisPeer().flow(first, second, 0, 255));
		methods.put("default", with(FlowSettings.DEFAULT));
		methods.put("accurate", with(FlowSettings.ACCURATE));
		if (ModelStore.SHIPPED.has(ModelStore.FLOW)) methods.put("learned", learned());
		return methods;
	}

	private static Method learned() {
		final LearnedFlow learned = new LearnedFlow(ModelStore.SHIPPED.find(ModelStore.FLOW), CpuDevice.INSTANCE);
		final OpticalFlow flow = OpticalFlow.on(CpuDevice.INSTANCE, FlowSettings.ACCURATE);
		return (first, second) -> {
			final TwoWayFlow start = TwoWayFlow.of(flow, FlowGuide.of(first, second), Progress.NONE);
			return learned.correct(start, start.trust(first, Progress.NONE), Progress.NONE).flow();
		};
	}

	private static Method with(final FlowSettings settings) {
		final OpticalFlow flow = OpticalFlow.on(CpuDevice.INSTANCE, settings);
		return (first, second) -> {
			final FlowGuide guide = FlowGuide.of(first, second);
			return flow.between(guide.first(), guide.second(), Progress.NONE);
		};
	}

	private void score(final MotionCase known) {
		final Map<String, Method> methods = methods();
		final Map<String, FlowScore[]> scores = new LinkedHashMap<>();
		for (final Supplier<MotionCase.Pair> supplier : known.pairs()) {
			final MotionCase.Pair pair = supplier.get();
			methods.forEach((name, method) -> {
				final Flow flow = method.flow(pair.first(), pair.second());
				final FlowScore all = FlowScore.of(flow, pair.truth(), i -> true);
				final FlowScore visible = FlowScore.of(flow, pair.truth(), i -> pair.hidden()[i] == 0);
				scores.merge(name, new FlowScore[] { all, visible }, (a, b) -> new FlowScore[] { a[0].plus(b[0]), a[1].plus(
					b[1]) });
			});
		}
		scores.forEach((name, score) -> add(new Result(known.name(), name, score[0].meanEndPointError(), score[1]
			.meanEndPointError(), score[0].outlierShare(), Double.NaN, Double.NaN, Double.NaN, Double.NaN)));
	}

	/** How unlike a frame is what the flow makes of the one after it, where no truth is known. */
	private void warp(final String clip) throws IOException {
		final List<Path> files = frames(clip);
		final Map<String, Method> methods = methods();
		final Map<String, double[]> errors = new LinkedHashMap<>();
		final int pairs = (files.size() - 1) / STRIDE;
		for (int pair = 0; pair < pairs; pair++) {
			final List<Plane> first = MotionCases.frame(files.get(pair * STRIDE));
			final List<Plane> second = MotionCases.frame(files.get(pair * STRIDE + 1));
			final boolean[] visible = visible(first, second);
			methods.forEach((name, method) -> {
				final Flow flow = method.flow(first, second);
				final double[] sums = errors.computeIfAbsent(name, n -> new double[2]);
				sums[0] += difference(first, second, flow, i -> true) / pairs;
				sums[1] += difference(first, second, flow, i -> visible[i]) / pairs;
			});
		}
		errors.forEach((name, error) -> add(new Result(clip, name, Double.NaN, Double.NaN, Double.NaN, error[0], error[1],
			Double.NaN, Double.NaN)));
	}

	/** What the peer sees in both frames: where its flow there and its flow back agree. */
	private static boolean[] visible(final List<Plane> first, final List<Plane> second) {
		final Flow there = new DisPeer().flow(first, second, 0, 255);
		final Flow back = new DisPeer().flow(second, first, 0, 255);
		final Plane u = new Plane(back.width(), back.height(), back.u());
		final Plane v = new Plane(back.width(), back.height(), back.v());
		final boolean[] visible = new boolean[there.u().length];
		for (int i = 0; i < visible.length; i++) {
			final float x = i % there.width() + there.u()[i];
			final float y = i / there.width() + there.v()[i];
			if (!isIn(there, x, y)) continue;
			final double backU = Sampling.linear(u, x, y);
			final double backV = Sampling.linear(v, x, y);
			final double lengths = square(there.u()[i]) + square(there.v()[i]) + square(backU) + square(backV);
			visible[i] = square(there.u()[i] + backU) + square(there.v()[i] + backV) <= 0.01 * lengths + 0.5;
		}
		return visible;
	}

	private static double square(final double value) {
		return value * value;
	}

	private static boolean isIn(final Flow flow, final float x, final float y) {
		return x >= 0 && y >= 0 && x <= flow.width() - 1 && y <= flow.height() - 1;
	}

	/** The mean absolute difference of all channels, 0 to 255, of pixels that count and whose flow stays in the frame. */
	private static double difference(final List<Plane> first, final List<Plane> second, final Flow flow,
		final IntPredicate counts)
	{
		double sum = 0;
		long count = 0;
		for (int i = 0; i < flow.u().length; i++) {
			final float x = i % flow.width() + flow.u()[i];
			final float y = i / flow.width() + flow.v()[i];
			if (!counts.test(i) || !isIn(flow, x, y)) continue;
			for (int c = 0; c < first.size(); c++) sum += Math.abs(first.get(c).values()[i] - Sampling.linear(second.get(c), x, y));
			count += first.size();
		}
		return sum / count;
	}

	private static List<Path> frames(final String clip) throws IOException {
		try (var list = Files.list(DATA.resolve(clip))) {
			return list.filter(file -> file.toString().endsWith(".png")).sorted().toList();
		}
	}

	private void time() throws IOException {
		final List<Path> files = frames("video_bbb/frames");
		final List<Plane> first = MotionCases.frame(files.get(0));
		final List<Plane> second = MotionCases.frame(files.get(1));
		final Map<String, Method> methods = methods();
		final Map<String, double[]> ms = new LinkedHashMap<>();
		final Map<String, double[]> processor = new LinkedHashMap<>();
		for (int run = -WARM_UP; run < RUNS; run++) {
			for (final Map.Entry<String, Method> method : methods.entrySet()) {
				final long start = System.nanoTime();
				final long busy = processorTime();
				method.getValue().flow(first, second);
				if (run < 0) continue;
				ms.computeIfAbsent(method.getKey(), name -> new double[RUNS])[run] = (System.nanoTime() - start) / 1e6;
				processor.computeIfAbsent(method.getKey(), name -> new double[RUNS])[run] = (processorTime() - busy) / 1e6;
			}
		}
		ms.forEach((name, times) -> add(new Result("time_1280x720", name, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
			median(times), median(processor.get(name)))));
	}

	private static double median(final double[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

	/** Of all threads so far, in nanoseconds. */
	private static long processorTime() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private void add(final Result result) {
		results.add(result);
		LOG.info(() -> String.format("%-22s %-10s epe %7.3f visible %7.3f px, Fl %6.4f, warped %6.3f visible %6.3f, %8.1f ms, " +
			"%8.1f busy", result.what(), result.method(), result.epe(), result.visible(), result.fl(), result.photometric(), result
				.visiblePhotometric(), result.ms(),
			result.processorMs()));
	}
}
