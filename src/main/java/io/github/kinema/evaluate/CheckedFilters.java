package io.github.kinema.evaluate;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.kinema.filter.AdaptiveKernel;
import io.github.kinema.filter.Border;
import io.github.kinema.filter.JointUpsampling;
import io.github.kinema.filter.LabelRefinement;
import io.github.kinema.filter.Normalisation;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.filter.Window;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Volume;

/** What the self-test asks of a device that filters, on images far from 0 that have unknown pixels. */
final class CheckedFilters {

	private static final double GIGA = 1e9;
	private static final double MEGA = 1e6;

	/** What the sum over a window in float differs by from one device to another, and exponentials do. */
	private static final double TOLERANCE = 1e-4;

	/** Standard deviation of the intensity weight. */
	private static final float SIGMA = 200;

	private final RandomImages images;
	private final int scale;

	/** @param scale how many times as large along x and y as data on which a slow device takes a moment */
	CheckedFilters(final RandomImages images, final int scale) {
		this.images = images;
		this.scale = scale;
	}

	/** All. */
	List<CheckedOperation> all() {
		return List.of(plane(), patches(), volume(), transposed(), disc(), convolution(), adaptiveConvolution(), labels(),
			upsampling());
	}

	private CheckedOperation plane() {
		final PixelAdaptive bilateral = gaussian(Window.square(5), 3).build();
		return guidedByItself("adaptive filter, plane", bilateral, images.measured(240 * scale, 180 * scale, 1));
	}

	private CheckedOperation patches() {
		final PixelAdaptive means = PixelAdaptive.builder().setWindow(Window.square(3)).optNormalisation(
			Normalisation.KERNEL).optPatch(2).optSigmas(SIGMA).build();
		return guidedByItself("adaptive filter, patches", means, images.measured(160 * scale, 120 * scale, 1));
	}

	private CheckedOperation volume() {
		final PixelAdaptive bilateral = gaussian(new Window(2, 2, 2, false, 1), 1.5).build();
		return guidedByItself("adaptive filter, volume", bilateral, images.measured(48 * scale, 40 * scale, 12));
	}

	private CheckedOperation transposed() {
		final PixelAdaptive upsampling = gaussian(Window.square(8), 4).optTransposed(true).optStride(4).build();
		return operator("adaptive filter, transposed", upsampling, List.of(images.measured(40 * scale, 30 * scale, 1)), List
			.of(images.measured(160 * scale, 120 * scale, 1)));
	}

	/** What the others lack of the operator: a disc, dilated and mirrored, a stride, a kernel that is no Gaussian. */
	private CheckedOperation disc() {
		final PixelAdaptive strided = gaussian(new Window(3, 3, 0, true, 2), 2).optBorder(Border.MIRROR).optStride(2)
			.optKernel(new AdaptiveKernel.Inverse(0.5f, -1, true)).build();
		return guidedByItself("adaptive filter, disc", strided, images.measured(160 * scale, 120 * scale, 1));
	}

	private CheckedOperation convolution() {
		final PixelAdaptive convolution = full(Window.square(2)).optKernel(new AdaptiveKernel.Constant()).optBias(5, -5)
			.build();
		return operator("convolution", convolution, channels(3), List.of());
	}

	private CheckedOperation adaptiveConvolution() {
		return operator("adaptive convolution", full(Window.disc(2)).optNormalisation(Normalisation.KERNEL).build(), //
			channels(3), channels(2));
	}

	private List<Volume> channels(final int count) {
		return images.planes(80 * scale, 60 * scale, count).stream().map(Volume::of).toList();
	}

	/** From 3 to 2 channels, with weights of both signs, mirrored. */
	private static PixelAdaptive.Builder full(final Window window) {
		final Random random = new Random(2);
		final float[][][] weights = new float[2][3][window.size()];
		for (final float[][] row : weights) for (final float[] table : row) {
			for (int i = 0; i < table.length; i++) table[i] = random.nextFloat() - 0.5f;
		}
		return PixelAdaptive.builder().setWindow(window).optWeights(weights).optBorder(Border.MIRROR).optSigmas(SIGMA);
	}

	private CheckedOperation labels() {
		final int width = 160 * scale;
		final int height = 120 * scale;
		final List<Plane> guide = images.planes(width, height, 2);
		final Plane first = new Plane(width, height, images.image(width, height, 1).plane(0));
		final Plane second = new Plane(width, height);
		for (int i = 0; i < width * height; i++) {
			first.values()[i] = Math.max(0, Math.min(1, first.values()[i]));
			second.values()[i] = 1 - first.values()[i];
		}
		first.values()[width] = second.values()[width] = Float.NaN;
		final LabelRefinement.Settings settings = new LabelRefinement.Settings(1, 4, SIGMA, 3);
		return new CheckedOperation("label refinement", width * height / MEGA, "Mpixel/s", 6L * width * height, 0, //
			TOLERANCE, (device, progress) -> joined(new LabelRefinement(device, settings).apply(List.of(first, second), guide,
				progress)));
	}

	private CheckedOperation upsampling() {
		final int width = 160 * scale;
		final int height = 120 * scale;
		final List<Plane> low = images.planes(width / 4, height / 4, 2);
		final List<Plane> guide = images.planes(width, height, 2);
		final JointUpsampling.Settings settings = new JointUpsampling.Settings(2, 1, SIGMA);
		return new CheckedOperation("joint upsampling", width * height / MEGA, "Mpixel/s", 4L * width * height, 0, //
			TOLERANCE, (device, progress) -> joined(new JointUpsampling(device, settings).apply(low, guide, progress)));
	}

	private static CheckedOperation guidedByItself(final String name, final PixelAdaptive operation, final Volume image) {
		return operator(name, operation, List.of(image), List.of(image));
	}

	private static CheckedOperation operator(final String name, final PixelAdaptive operation, final List<Volume> input,
		final List<Volume> guide)
	{
		final Volume shape = (guide.isEmpty() ? input : guide).get(0);
		final double pixels = (double) shape.width() * shape.height() * shape.depth();
		final int channels = operation.inputs() * operation.outputs();
		final double samples = operation.window().size() * channels / Math.pow(operation.stride(), 2);
		final Volume in = input.get(0);
		final long values = (long) in.width() * in.height() * in.depth() * input.size() + //
			(long) pixels * (guide.size() + operation.outputs());
		return new CheckedOperation(name, pixels * samples / GIGA, "Gpair/s", values, 0, TOLERANCE, (device,
			progress) -> joined(PixelAdaptiveOperator.on(device).apply(operation, input, guide, progress).stream().flatMap(
				CheckedFilters::planes).toList()));
	}

	/** Averages over a window, by a Gaussian of the distance. */
	private static PixelAdaptive.Builder gaussian(final Window window, final double sigma) {
		final float[] weights = new float[window.size()];
		for (int i = 0; i < weights.length; i++) {
			final int x = i % window.width() - window.radiusX();
			final int y = i / window.width() % window.height() - window.radiusY();
			final int z = i / window.width() / window.height() - window.radiusZ();
			weights[i] = (float) Math.exp(-(x * x + y * y + z * z) / (2 * sigma * sigma));
		}
		return PixelAdaptive.builder().setWindow(window).optNormalisation(Normalisation.WEIGHTS).optWeights(weights)
			.optSigmas(SIGMA);
	}

	private static Stream<Plane> planes(final Volume volume) {
		return IntStream.range(0, volume.depth()).mapToObj(z -> new Plane(volume.width(), volume.height(), volume.plane(
			z)));
	}

	/** The values of planes of one size, one plane after the other. */
	private static float[] joined(final List<Plane> planes) {
		final int size = planes.get(0).values().length;
		final float[] joined = new float[planes.size() * size];
		for (int i = 0; i < planes.size(); i++) System.arraycopy(planes.get(i).values(), 0, joined, i * size, size);
		return joined;
	}
}
