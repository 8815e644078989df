package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;

import com.google.gson.GsonBuilder;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.interpolate.MethodChoice;
import io.github.kinema.interpolate.MotionField;
import io.github.kinema.interpolate.MotionMethod;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.model.ModelStore;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Drops every second frame of every clip, and the middle one of three of procedural
 * scenes that no model knows; rebuilds it from its neighbours with every method and with
 * the peer, and writes {@code target/benchmarks/interpolation.json}: a list of clip,
 * method, psnr (dB, mean over the rebuilt frames of the output rounded to integers), mae
 * (grey values), ms (median of a pair's time, guide to rendered frame, after a warm-up on
 * the same clip; the methods take turns), ratio (of that to the peer's) and peak (the most
 * memory that the process held while the method ran, in MB, Java's own with its garbage).
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java}; the arguments, if any
 * ({@code -Dexec.args="dog scenes"}), are the names of the clips to run.
 * </p>
 */
public final class InterpolationBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private static final MotionMethods METHODS = MotionMethods.of(CpuDevice.INSTANCE);

	/** Pairs rebuilt before the clock counts, so that all code is compiled. */
	private static final int WARM_UP = 10;

	/** Timed runs at least, so that short clips have a median, too. */
	private static final int RUNS = 15;

	/** OpenCV's, which all others are compared with. */
	private static final String PEER = "peer";

	/** Procedural scenes. */
	private static final String SCENES = "scenes";
	private static final int SCENE_COUNT = 64;
	private static final double[] BYTES = { 0, 255 };

	private final List<Result> results = new ArrayList<>();

	private InterpolationBenchmark() {}

	/** One line of the output. */
	private record Result(String clip, String method, double psnr, double mae, double ms, double ratio, Integer peak) {}

	/** Rebuilds the frame between. */
	private interface Rebuild {

		List<Plane> of(Triplet triplet);
	}

	public static void main(final String... args) throws IOException {
		final InterpolationBenchmark benchmark = new InterpolationBenchmark();
		final List<String> wanted = Arrays.asList(args);
		for (final Supplier<Clip> supplier : new Clips(Path.of("../shared/data")).all()) {
			final Clip clip = supplier.get();
			if (wanted.isEmpty() || wanted.contains(clip.name())) benchmark.run(clip);
		}
		if (wanted.isEmpty() || wanted.contains(SCENES)) {
			final List<Triplet> scenes = Triplet.ofScenes(SCENE_COUNT);
			benchmark.measure(SCENES, 255, scenes, methods(BYTES));
		}
		final Path file = Path.of("target/benchmarks/interpolation.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().create() //
			.toJson(benchmark.results));
	}

	private void run(final Clip clip) {
		final Map<String, Rebuild> methods = methods(range(clip));
		methods.put("automatic", with(automatic(clip)));
		measure(clip.name(), clip.peak(), Triplet.of(clip), methods);
	}

	/** @param range what becomes 0 and 255 for the peer */
	private static Map<String, Rebuild> methods(final double[] range) {
		final Map<String, Rebuild> methods = new LinkedHashMap<>();
		final DisPeer peer = new DisPeer();
		methods.put(PEER, triplet -> peer.between(triplet.first(), triplet.second(), triplet.t(), range[0], range[1]));
		methods.put("blend", with(METHODS.named("blend")));
		methods.put("flow", with(METHODS.named("flow")));
		if (ModelStore.SHIPPED.has(ModelStore.INTERPOLATION)) methods.put(MotionMethods.LEARNED, with(METHODS.named(
			MotionMethods.LEARNED)));
		return methods;
	}

	/** What {@code automatic} picks when it sees only the frames that are kept. */
	private static MotionMethod automatic(final Clip clip) {
		final List<List<Plane>> kept = new ArrayList<>();
		final List<List<Plane>> frames = clip.sequences().get(0);
		for (int i = 0; i < frames.size(); i += 2) {
			kept.add(frames.get(i));
		}
		final MethodChoice choice = MethodChoice.among(METHODS.candidates(), METHODS.synthesis(), kept::get, kept.size(),
			Progress.NONE);
		LOG.info(() -> clip.name() + ": " + choice.reason());
		return choice.method();
	}

	private static Rebuild with(final MotionMethod method) {
		return triplet -> {
			final MotionField field = method.between(triplet.first(), triplet.second(), Progress.NONE).at(triplet.t(),
				Progress.NONE);
			return METHODS.synthesis().render(triplet.first(), triplet.second(), field, Progress.NONE);
		};
	}

	private void measure(final String clip, final double peak, final List<Triplet> triplets,
		final Map<String, Rebuild> methods)
	{
		final List<String> names = List.copyOf(methods.keySet());
		final List<Integer> memory = new ArrayList<>();
		for (final Rebuild rebuild : methods.values()) {
			PeakMemory.reset();
			for (int i = 0; i < WARM_UP; i++) rebuild.of(triplets.get(i % triplets.size()));
			memory.add(PeakMemory.megabytes());
		}
		final double[][] ms = new double[names.size()][Math.max(triplets.size(), RUNS)];
		final double[][] errors = new double[names.size()][2];
		for (int i = 0; i < ms[0].length; i++) {
			final Triplet triplet = triplets.get(i % triplets.size());
			for (int m = 0; m < names.size(); m++) {
				final long start = System.nanoTime();
				final List<Plane> rebuilt = methods.get(names.get(m)).of(triplet);
				ms[m][i] = (System.nanoTime() - start) / 1e6;
				if (i >= triplets.size()) continue;
				final double[] error = error(rebuilt, triplet.truth());
				errors[m][0] += 10 * Math.log10(peak * peak / Math.max(error[0], 1e-12)) / triplets.size();
				errors[m][1] += error[1] / triplets.size();
			}
		}
		for (final double[] times : ms) Arrays.sort(times);
		for (int m = 0; m < names.size(); m++) {
			final double median = ms[m][ms[m].length / 2];
			final Result result = new Result(clip, names.get(m), errors[m][0], errors[m][1], median, median / ms[0][ms[0].length /
				2], memory.get(m));
			results.add(result);
			LOG.info(() -> String.format(Locale.ROOT, "%-28s %-10s %8.3f dB %8.4f %8.1f ms %6.2f x peer %5d MB", result.clip(),
				result.method(), result.psnr(), result.mae(), result.ms(), result.ratio(), result.peak()));
		}
	}

	/** Mean squared and mean absolute error of the rounded planes over all channels. */
	private static double[] error(final List<Plane> planes, final List<Plane> truth) {
		double squared = 0;
		double absolute = 0;
		long count = 0;
		for (int c = 0; c < planes.size(); c++) {
			final float[] a = planes.get(c).values();
			final float[] b = truth.get(c).values();
			for (int i = 0; i < a.length; i++) {
				final double difference = Math.round(a[i]) - b[i];
				squared += difference * difference;
				absolute += Math.abs(difference);
			}
			count += a.length;
		}
		return new double[] { squared / count, absolute / count };
	}

	/** 0 to 255 for 8 bit, the clip's own range for 16 bit. */
	private static double[] range(final Clip clip) {
		if (clip.peak() == 255) return BYTES;
		float min = Float.POSITIVE_INFINITY;
		for (final List<List<Plane>> frames : clip.sequences()) {
			for (final List<Plane> frame : frames) {
				for (final Plane plane : frame) {
					for (final float value : plane.values()) {
						min = Math.min(min, value);
					}
				}
			}
		}
		return new double[] { min, min + clip.peak() };
	}
}
