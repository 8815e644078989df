package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Drops every second frame of every clip, rebuilds it from its neighbours with
 * every method and with the peer, and writes
 * {@code target/benchmarks/interpolation.json}: a list of clip, method, psnr (dB,
 * mean over the rebuilt frames of the output rounded to integers), mae (grey
 * values) and ms (median of a pair's time, guide to rendered frame, after a
 * warm-up on the same clip).
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java}; the arguments, if any
 * ({@code -Dexec.args="dog bbb"}), are the names of the clips to run.
 * </p>
 */
public final class InterpolationBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private static final double T = 0.5;

	private static final MotionMethods METHODS = MotionMethods.of(CpuDevice.INSTANCE);

	/** Pairs rebuilt before the clock counts, so that all code is compiled. */
	private static final int WARM_UP = 10;

	/** Timed runs at least, so that short clips have a median, too. */
	private static final int RUNS = 15;

	private final List<Result> results = new ArrayList<>();

	private InterpolationBenchmark() {}

	/** One line of the output. */
	private record Result(String clip, String method, double psnr, double mae, double ms) {}

	/** A frame that was dropped, and its neighbours. */
	private record Triplet(List<Plane> first, List<Plane> truth, List<Plane> second) {}

	/** Rebuilds the middle frame of a triplet. */
	private interface Rebuild {

		List<Plane> middle(List<Plane> first, List<Plane> second);
	}

	public static void main(final String... args) throws IOException {
		final InterpolationBenchmark benchmark = new InterpolationBenchmark();
		final List<String> wanted = Arrays.asList(args);
		for (final Supplier<Clip> supplier : new Clips(Path.of("../shared/data")).all()) {
			final Clip clip = supplier.get();
			if (wanted.isEmpty() || wanted.contains(clip.name())) benchmark.run(clip);
		}
		final Path file = Path.of("target/benchmarks/interpolation.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().create() //
			.toJson(benchmark.results));
	}

	private void run(final Clip clip) {
		final double[] range = range(clip);
		final DisPeer peer = new DisPeer();
		measure(clip, "peer", (a, b) -> peer.between(a, b, T, range[0], range[1]));
		measure(clip, "blend", with(METHODS.named("blend")));
		measure(clip, "flow", with(METHODS.named("flow")));
		if (ModelStore.SHIPPED.has(ModelStore.INTERPOLATION)) measure(clip, MotionMethods.LEARNED, with(METHODS.named(
			MotionMethods.LEARNED)));
		measure(clip, "automatic", with(automatic(clip)));
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
		return (first, second) -> {
			final MotionField field = method.between(first, second, Progress.NONE).at(T,
				Progress.NONE);
			return METHODS.synthesis().render(first, second, field, Progress.NONE);
		};
	}

	private void measure(final Clip clip, final String method, final Rebuild rebuild) {
		final List<Triplet> triplets = triplets(clip);
		for (int i = 0; i < WARM_UP; i++) {
			final Triplet triplet = triplets.get(i % triplets.size());
			rebuild.middle(triplet.first(), triplet.second());
		}
		final double[] ms = new double[Math.max(triplets.size(), RUNS)];
		double psnr = 0;
		double mae = 0;
		for (int i = 0; i < ms.length; i++) {
			final Triplet triplet = triplets.get(i % triplets.size());
			final long start = System.nanoTime();
			final List<Plane> middle = rebuild.middle(triplet.first(), triplet.second());
			ms[i] = (System.nanoTime() - start) / 1e6;
			if (i >= triplets.size()) continue;
			final double[] error = error(middle, triplet.truth());
			psnr += 10 * Math.log10(clip.peak() * clip.peak() / Math.max(error[0], 1e-12));
			mae += error[1];
		}
		Arrays.sort(ms);
		final Result result = new Result(clip.name(), method, psnr / triplets.size(), mae /
			triplets.size(), ms[ms.length / 2]);
		results.add(result);
		LOG.info(() -> String.format("%-28s %-10s %8.3f dB %8.4f %8.1f ms", result.clip(),
			result.method(), result.psnr(), result.mae(), result.ms()));
	}

	private static List<Triplet> triplets(final Clip clip) {
		final List<Triplet> triplets = new ArrayList<>();
		for (final List<List<Plane>> frames : clip.sequences()) {
			for (int i = 0; i + 2 < frames.size(); i += 2) {
				triplets.add(new Triplet(frames.get(i), frames.get(i + 1), frames.get(i + 2)));
			}
		}
		return triplets;
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
		if (clip.peak() == 255) return new double[] { 0, 255 };
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
