package io.github.kinema.benchmark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;

import com.sun.management.OperatingSystemMXBean;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.process.ImageProcessor;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.host.StackFocus;
import io.github.kinema.motion.DepthFromFocus;
import io.github.kinema.motion.FocusMeasure;
import io.github.kinema.motion.FocusScene;
import io.github.kinema.motion.FocusSettings;
import io.github.kinema.motion.FocusStack;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Scores depth from focus on surfaces of known height, beside the sharpest slice alone; times it on stacks of
 * 2048 x 1536 x 10; and writes rows of {@code target/benchmarks/motion.json}: what (focus ...), method, median
 * and p95 (errors in slices), ms and cpu (medians; of all cores together); NaN where something was not measured. The
 * rows of others stay. Pictures of the {@code focus_pcb} stack, where it is there, go to {@code target/benchmarks}, to be
 * looked at beside its {@code expected.jpg}.
 * <p>
 * Run with {@code mvn -Pbenchmark -Dbenchmark=Focus test-compile exec:java}.
 * </p>
 */
public final class FocusBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");
	private static final File DATA = new File("../shared/data/focus_pcb");
	private static final int RUNS = 5;

	private final List<Result> results = new ArrayList<>();

	private FocusBenchmark() {}

	/** One line of the output. */
	private record Result(String what, String method, double median, double p95, double ms, double cpu) {}

	public static void main(final String... args) throws IOException {
		final FocusBenchmark benchmark = new FocusBenchmark();
		Files.createDirectories(Path.of("target/benchmarks"));
		for (final double speed : new double[] { 0.3, 0.6, 1.2 }) {
			for (final double noise : new double[] { 0, 2, 6 }) benchmark.score(speed, noise);
		}
		benchmark.time("grey", 8);
		benchmark.time("rgb", 24);
		if (DATA.exists()) look();
		MotionRows.write(benchmark.results, MotionRows.FOCUS);
	}

	private void score(final double speed, final double noise) {
		final FocusScene scene = new FocusScene(200, 150, 12, speed, noise, 5);
		final List<Plane> slices = new ArrayList<>();
		for (int z = 0; z < 12; z++) slices.add(scene.slice(z));
		final FocusStack stack = new FocusStack(200, 150, 12, 1, 0, 1, z -> slices.subList(z, z + 1));
		final String what = String.format(Locale.ROOT, "%sblur %.1f px a slice, noise %.0f", MotionRows.FOCUS, speed, noise);
		for (final FocusMeasure measure : FocusMeasure.values()) {
			for (final int smooth : new int[] { 0, 3 }) {
				final Plane height = new DepthFromFocus(CpuDevice.INSTANCE, new FocusSettings(measure, 6, smooth, true)).of(stack,
					Progress.NONE).height();
				add(what, measure.name().toLowerCase(Locale.ROOT) + " smooth " + smooth, height, scene.truth());
			}
		}
		final Plane sharpest = new Plane(200, 150);
		for (int i = 0; i < sharpest.values().length; i++) sharpest.values()[i] = Math.round(scene.truth().values()[i]);
		add(what, "nearest slice, at best", sharpest, scene.truth());
	}

	private void add(final String what, final String method, final Plane height, final Plane truth) {
		final double[] errors = new double[truth.values().length];
		for (int i = 0; i < errors.length; i++) errors[i] = Math.abs(height.values()[i] - truth.values()[i]);
		Arrays.sort(errors);
		add(new Result(what, method, errors[errors.length / 2], errors[errors.length * 95 / 100], Double.NaN, Double.NaN));
	}

	private void add(final Result result) {
		results.add(result);
		LOG.info(() -> String.format(Locale.ROOT, "%-40s %-24s %7.3f %7.3f %8.0f ms %8.0f ms", result.what(), result.method(),
			result.median(), result.p95(), result.ms(), result.cpu()));
	}

	private void time(final String kind, final int bitDepth) {
		final ImagePlus image = IJ.createHyperStack("time", 2048, 1536, 1, 10, 1, bitDepth);
		for (int z = 1; z <= 10; z++) image.getStack().getProcessor(z).noise(4 + Math.abs(z - 5));
		final FocusSettings settings = new FocusSettings(FocusMeasure.TENENGRAD, 6, 3, true);
		final double[] ms = new double[RUNS];
		final double[] cpu = new double[RUNS];
		for (int run = -1; run < RUNS; run++) {
			final long start = System.nanoTime();
			final long used = cpuTime();
			new StackFocus(image, 0, settings, CpuDevice.INSTANCE).find(Progress.NONE);
			if (run < 0) continue;
			ms[run] = (System.nanoTime() - start) / 1e6;
			cpu[run] = (cpuTime() - used) / 1e6;
		}
		Arrays.sort(ms);
		Arrays.sort(cpu);
		add(new Result(MotionRows.FOCUS + "time 2048 x 1536 x 10", kind, Double.NaN, Double.NaN, ms[RUNS / 2], cpu[RUNS / 2]));
	}

	private static long cpuTime() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static void look() {
		final File[] files = DATA.listFiles((folder, name) -> name.startsWith("pcb"));
		Arrays.sort(files);
		ImageStack stack = null;
		for (final File file : files) {
			final ImageProcessor slice = new Opener().openImage(file.getPath()).getProcessor();
			if (stack == null) stack = new ImageStack(slice.getWidth(), slice.getHeight());
			stack.addSlice(slice);
		}
		final ImagePlus image = new ImagePlus("pcb", stack);
		image.setDimensions(1, files.length, 1);
		final StackFocus focus = new StackFocus(image, 0, new FocusSettings(FocusMeasure.TENENGRAD, 6, 3, true), CpuDevice.INSTANCE);
		focus.find(Progress.NONE);
		final ImagePlus sharp = focus.sharp("sharp");
		save(focus.height("height"), "height");
		save(sharp, "sharp");
		save(focus.confidence("confidence"), "confidence");
		save(focus.surface("surface", sharp, Progress.NONE), "surface");
	}

	private static void save(final ImagePlus image, final String name) {
		new FileSaver(new ImagePlus(name, image.getProcessor().convertToRGB())).saveAsPng("target/benchmarks/focus-" + name +
			".png");
	}
}
