package io.github.kinema.benchmark;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_ximgproc.jointBilateralFilter;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Logger;
import java.util.stream.LongStream;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.GsonBuilder;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveKernel;
import io.github.kinema.filter.Border;
import io.github.kinema.filter.Normalisation;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.filter.Window;
import io.github.kinema.tile.Planes;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * Times the pixel-adaptive operator in Java beside OpenCV's filters on as many
 * threads, taking turns, and writes {@code target/benchmarks/filter.json}: a list of
 * case, ours_ms, peer, peer_ms (medians) and ratio, how many times as fast as the peer
 * we are. Where the peer is ourselves on less work, its time is multiplied by how much
 * less it is: the ratio is 1 where cost grows linearly. Memory stands in MB instead.
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java -Dbenchmark=Filter}.
 * </p>
 */
public final class FilterBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private static final int WIDTH = 1920;
	private static final int HEIGHT = 1080;

	/** Runs before the clock counts, so that all code is compiled. */
	private static final int WARM_UP = 5;

	private static final int RUNS = 11;

	private final PixelAdaptiveOperator operator = PixelAdaptiveOperator.on(CpuDevice.INSTANCE);
	private final List<Result> results = new ArrayList<>();

	private FilterBenchmark() {}

	/** One line of the output; what does not apply is null. */
	private record Result(String name, Double oursMs, Double oursMb, String peer, Double peerMs, Double peerMb,
		double ratio)
	{
	}

	public static void main(final String... args) throws IOException {
		setNumThreads(Runtime.getRuntime().availableProcessors());
		final FilterBenchmark benchmark = new FilterBenchmark();
		benchmark.againstOpenCv();
		benchmark.sixteenBit();
		benchmark.volume();
		benchmark.linear();
		benchmark.memory();
		final Path file = Path.of("target/benchmarks/filter.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, new GsonBuilder().setPrettyPrinting().setFieldNamingStrategy(field -> "name".equals(field
			.getName()) ? "case" : FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES.translateName(field)).create().toJson(
				benchmark.results));
	}

	private void againstOpenCv() {
		final List<Volume> image = volumes(1, WIDTH, HEIGHT, 1);
		final List<Volume> colours = volumes(3, WIDTH, HEIGHT, 1);
		try (Mat mat = mat(image); Mat joint = mat(colours); Mat result = new Mat()) {
			for (final int radius : new int[] { 5, 11 }) {
				final PixelAdaptive operation = bilateral(radius).build();
				compare("bilateral, float, 1920 x 1080, radius " + radius, () -> apply(operation, image, image),
					"OpenCV bilateralFilter", () -> bilateralFilter(mat, result, 2 * radius + 1, 0.1, 0.6 * radius,
						BORDER_REFLECT_101), 1);
			}
			final PixelAdaptive operation = bilateral(5).build();
			compare("joint bilateral, guide of 3 features, 1920 x 1080, radius 5", () -> apply(operation, image, colours),
				"OpenCV jointBilateralFilter", () -> jointBilateralFilter(joint, mat, result, 11, 0.1, 3, BORDER_REFLECT_101),
				1);
		}
	}

	private void sixteenBit() {
		final short[] values = new short[WIDTH * HEIGHT];
		final Random random = new Random(3);
		for (int i = 0; i < values.length; i++) values[i] = (short) random.nextInt(65536);
		final ArrayImg<UnsignedShortType, ShortArray> image = ArrayImgs.unsignedShorts(values, WIDTH, HEIGHT);
		final PixelAdaptive operation = bilateral(5).optSigmas(6553).build();
		final List<Volume> floats = List.of(Volume.of(Planes.copy(image)));
		final Runnable ours = () -> {
			final List<Volume> copy = List.of(Volume.of(Planes.copy(image)));
			apply(operation, copy, copy);
		};
		compare("bilateral, 16 bit, 1920 x 1080, radius 5", ours, "ours, float", () -> apply(operation, floats, floats), 1);
		try (Mat mat = new Mat(HEIGHT, WIDTH, CV_16UC1); Mat converted = new Mat(); Mat result = new Mat()) {
			new ShortPointer(mat.data()).put(values);
			compare("bilateral, 16 bit, 1920 x 1080, radius 5", ours, "OpenCV convertTo and bilateralFilter", () -> {
				mat.convertTo(converted, CV_32F);
				bilateralFilter(converted, result, 11, 6553, 3, BORDER_REFLECT_101);
			}, 1);
		}
	}

	/** The same voxels with a window of 343 samples in volume and of 49 in the planes. */
	private void volume() {
		final List<Volume> volume = volumes(1, 256, 256, 256);
		final PixelAdaptive box = average(new Window(3, 3, 3, false, 1));
		final PixelAdaptive square = average(Window.square(3));
		compare("volume, 256 x 256 x 256, radius 3", () -> apply(box, volume, volume), "ours, planes, as many pairs",
			() -> apply(square, volume, volume), 342.0 / 48);
	}

	private void linear() {
		final List<Volume> image = volumes(1, WIDTH, HEIGHT, 1);
		final List<Volume> twice = volumes(1, WIDTH, 2 * HEIGHT, 1);
		final List<Volume> channels = volumes(4, WIDTH, HEIGHT, 1);
		final PixelAdaptive operation = average(Window.square(5));
		final PixelAdaptive large = average(Window.square(10));
		compare("twice the pixels", () -> apply(operation, twice, twice), "ours, times 2", () -> apply(operation, image,
			image), 2);
		compare("window of 441 samples", () -> apply(large, image, image), "ours, 121 samples, times 440 / 120",
			() -> apply(operation, image, image), 440.0 / 120);
		compare("4 channels", () -> apply(operation, channels, image), "ours, 1 channel, times 4", () -> apply(operation,
			image, image), 4);
		final PixelAdaptive small = patches(1);
		compare("patches of 7 x 7", () -> apply(patches(3), image, image), "ours, 3 x 3", () -> apply(small, image, image),
			1);
	}

	/** All that is allocated, at whatever time, besides the output. */
	private void memory() {
		final List<Volume> image = volumes(1, WIDTH, HEIGHT, 1);
		final List<Volume> volume = volumes(1, 256, 256, 256);
		memory("memory, bilateral, 1920 x 1080, radius 5", bilateral(5).build(), image);
		memory("memory, bilateral, 1920 x 1080, radius 11", bilateral(11).build(), image);
		memory("memory, volume, 256 x 256 x 256, radius 3", average(new Window(3, 3, 3, false, 1)), volume);
	}

	private void memory(final String name, final PixelAdaptive operation, final List<Volume> image) {
		final double data = 2.0 * image.get(0).depth() * image.get(0).plane(0).length * Float.BYTES / 1e6;
		final long before = allocated();
		apply(operation, image, image);
		final double ours = (allocated() - before) / 1e6 - data / 2;
		add(new Result(name, null, ours, "input and output", null, data, data / ours));
	}

	private static long allocated() {
		final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
			.getThreadMXBean();
		return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
	}

	private void compare(final String name, final Runnable ours, final String peer, final Runnable theirs,
		final double factor)
	{
		final double[] oursMs = new double[RUNS];
		final double[] peerMs = new double[RUNS];
		for (int run = -WARM_UP; run < RUNS; run++) {
			final double mine = time(ours);
			final double other = time(theirs) * factor;
			if (run < 0) continue;
			oursMs[run] = mine;
			peerMs[run] = other;
		}
		add(new Result(name, median(oursMs), null, peer, median(peerMs), null, median(peerMs) / median(oursMs)));
	}

	private void add(final Result result) {
		results.add(result);
		LOG.info(() -> String.format("%-60s %8.1f   %-40s %8.1f   ratio %.2f", result.name(), result.oursMs() == null
			? result.oursMb() : result.oursMs(), result.peer(), result.peerMs() == null ? result.peerMb() : result.peerMs(),
			result.ratio()));
	}

	private static double time(final Runnable work) {
		final long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e6;
	}

	private static double median(final double[] values) {
		Arrays.sort(values);
		return values[values.length / 2];
	}

	private List<Volume> apply(final PixelAdaptive operation, final List<Volume> input, final List<Volume> guide) {
		return operator.apply(operation, input, guide, Progress.NONE);
	}

	private static PixelAdaptive.Builder bilateral(final int radius) {
		final Window window = Window.disc(radius);
		final float[] weights = new float[window.size()];
		for (int i = 0; i < weights.length; i++) {
			final int x = i % window.width() - radius;
			final int y = i / window.width() - radius;
			weights[i] = (float) Math.exp(-(x * x + y * y) / (2 * 0.36 * radius * radius));
		}
		return PixelAdaptive.builder().setWindow(window).optWeights(weights).optNormalisation(Normalisation.WEIGHTS)
			.optBorder(Border.MIRROR).optSigmas(0.1f);
	}

	private static PixelAdaptive average(final Window window) {
		return PixelAdaptive.builder().setWindow(window).optKernel(new AdaptiveKernel.Gaussian()).optNormalisation(
			Normalisation.KERNEL).optSigmas(0.1f).build();
	}

	private static PixelAdaptive patches(final int radius) {
		return PixelAdaptive.builder().setWindow(Window.square(3)).optNormalisation(Normalisation.KERNEL).optPatch(radius)
			.optSigmas(0.1f).build();
	}

	private static List<Volume> volumes(final int channels, final int width, final int height, final int depth) {
		final Random random = new Random(1);
		final List<Volume> volumes = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			final Volume volume = new Volume(width, height, depth);
			for (final float[] plane : volume.planes()) {
				for (int i = 0; i < plane.length; i++) plane[i] = random.nextFloat();
			}
			volumes.add(volume);
		}
		return volumes;
	}

	private static Mat mat(final List<Volume> channels) {
		final Volume first = channels.get(0);
		final float[] values = new float[first.plane(0).length * channels.size()];
		for (int i = 0; i < values.length; i++) values[i] = channels.get(i % channels.size()).plane(0)[i / channels.size()];
		final Mat mat = new Mat(first.height(), first.width(), CV_32FC(channels.size()));
		new FloatPointer(mat.data()).put(values);
		return mat;
	}
}
