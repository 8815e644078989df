package io.github.kinema.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.kinema.filter.Normalisation;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.filter.Window;
import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.MotionField;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Volume;

/** What the self-test asks of a device, on random data that are the same every time. */
final class CheckedOperations {

	private static final double GIGA = 1e9;
	private static final double MEGA = 1e6;

	/** What the sum over a window in float differs by from one device to another, and exponentials do. */
	private static final double TOLERANCE = 1e-4;

	/** Decisions of the flow's search that a rounding error turns. */
	private static final double FLIPS = 0.002;

	private final Random random = new Random(1);
	private final int scale;

	/** @param scale how many times as large along x and y as data on which a slow device takes a moment */
	CheckedOperations(final int scale) {
		this.scale = scale;
	}

	/** All. */
	List<CheckedOperation> all() {
		return List.of(plane(), patches(), volume(), transposed(), flow(), synthesis(), frame());
	}

	private CheckedOperation plane() {
		final PixelAdaptive bilateral = PixelAdaptive.builder().setWindow(Window.square(5)).optNormalisation(
			Normalisation.WEIGHTS).optWeights(gaussian(Window.square(5), 3)).optSigmas(0.2f).build();
		final Volume image = image(480 * scale, 360 * scale, 1);
		return operator("adaptive filter, plane", bilateral, image, image);
	}

	private CheckedOperation patches() {
		final PixelAdaptive means = PixelAdaptive.builder().setWindow(Window.square(3)).optNormalisation(
			Normalisation.KERNEL).optPatch(2).optSigmas(0.2f).build();
		final Volume image = image(240 * scale, 180 * scale, 1);
		return operator("adaptive filter, patches", means, image, image);
	}

	private CheckedOperation volume() {
		final Window window = new Window(2, 2, 2, false, 1);
		final PixelAdaptive bilateral = PixelAdaptive.builder().setWindow(window).optNormalisation(Normalisation.WEIGHTS)
			.optWeights(gaussian(window, 1.5)).optSigmas(0.2f).build();
		final Volume image = image(64 * scale, 60 * scale, 16);
		return operator("adaptive filter, volume", bilateral, image, image);
	}

	private CheckedOperation transposed() {
		final Window window = Window.square(8);
		final PixelAdaptive upsampling = PixelAdaptive.builder().setWindow(window).optNormalisation(Normalisation.WEIGHTS)
			.optWeights(gaussian(window, 4)).optSigmas(0.2f).optTransposed(true).optStride(4).build();
		return operator("adaptive filter, transposed", upsampling, image(60 * scale, 45 * scale, 1), image(240 * scale,
			180 * scale, 1));
	}

	private static CheckedOperation operator(final String name, final PixelAdaptive operation, final Volume input,
		final Volume guide)
	{
		final long pixels = (long) guide.width() * guide.height() * guide.depth();
		final double samples = operation.window().size() / Math.pow(operation.isTransposed() ? operation.stride() : 1, 2);
		final long values = (long) input.width() * input.height() * input.depth() + 2 * pixels;
		return new CheckedOperation(name, pixels * samples / GIGA, "Gpair/s", values, 0, TOLERANCE,
			(device, progress) -> values(PixelAdaptiveOperator.on(device).apply(operation, List.of(input), List.of(guide),
				progress).get(0)));
	}

	private CheckedOperation flow() {
		final int width = 240 * scale;
		final int height = 180 * scale;
		final List<Plane> frames = moving(width, height);
		return new CheckedOperation("optical flow", width * height / MEGA, "Mpixel/s", 4L * width * height, FLIPS, 0.01,
			(device, progress) -> {
				final Flow flow = OpticalFlow.on(device, FlowSettings.DEFAULT).between(frames.get(0), frames.get(1),
					progress);
				final float[] values = Arrays.copyOf(flow.u(), 2 * width * height);
				System.arraycopy(flow.v(), 0, values, width * height, width * height);
				return values;
			});
	}

	private CheckedOperation synthesis() {
		final int width = 480 * scale;
		final int height = 360 * scale;
		final Plane first = new Plane(width, height, image(width, height, 1).plane(0));
		final Plane second = new Plane(width, height, image(width, height, 1).plane(0));
		final float[][] moves = new float[4][];
		Arrays.setAll(moves, i -> image(width, height, 1).plane(0));
		for (final float[] move : moves) for (int i = 0; i < move.length; i++) move[i] *= 8;
		final float[] half = new float[width * height];
		Arrays.fill(half, 0.5f);
		final MotionField field = new DenseField(width, height, moves[0], moves[1], moves[2], moves[3], half, half, 1,
			List.of());
		return new CheckedOperation("synthesis", width * height / MEGA, "Mpixel/s", 8L * width * height, 0, TOLERANCE,
			(device, progress) -> Synthesis.on(device).render(List.of(first), List.of(second), field, progress).get(0).values());
	}

	/** Flow in both directions, the motion in the middle, and the frame there. */
	private CheckedOperation frame() {
		final int width = 240 * scale;
		final int height = 180 * scale;
		final List<Plane> frames = moving(width, height);
		final List<Plane> first = frames.subList(0, 1);
		final List<Plane> second = frames.subList(1, 2);
		return new CheckedOperation("frame between", width * height / MEGA, "Mpixel/s", 3L * width * height, FLIPS, 0.01,
			(device, progress) -> {
				final MotionMethods methods = new MotionMethods(device);
				final MotionField field = methods.named("flow").between(first, second, progress).at(0.5, progress);
				return methods.synthesis().render(first, second, field, progress).get(0).values();
			});
	}

	/** Two frames of an image that moves by 3 and 2 pixels. */
	private List<Plane> moving(final int width, final int height) {
		final float[] large = image(width + 3, height + 2, 1).plane(0);
		return List.of(part(large, width + 3, 0, 0, width, height), part(large, width + 3, 3, 2, width, height));
	}

	private static Plane part(final float[] from, final int pitch, final int left, final int top, final int width,
		final int height)
	{
		final Plane part = new Plane(width, height);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) part.values()[x + y * width] = 255 * from[left + x + (top + y) * pitch];
		}
		return part;
	}

	/** Waves in random directions and a little noise, about 0 to 1. Larger data repeat a tile. */
	private Volume image(final int width, final int height, final int depth) {
		final int columns = (width + scale - 1) / scale;
		final int rows = (height + scale - 1) / scale;
		final double[][] waves = new double[8][];
		Arrays.setAll(waves, i -> random.doubles(4, -0.4, 0.4).toArray());
		final Volume image = new Volume(width, height, depth);
		final float[] tile = new float[columns * rows];
		for (int z = 0; z < depth; z++) {
			for (int i = 0; i < tile.length; i++) {
				double sum = 0.5 + 0.04 * random.nextGaussian();
				for (final double[] wave : waves) {
					sum += 0.08 * Math.cos(wave[0] * (i % columns) + wave[1] * (i / columns) + wave[2] * z + 10 * wave[3]);
				}
				tile[i] = (float) sum;
			}
			final float[] plane = image.plane(z);
			for (int i = 0; i < plane.length; i++) plane[i] = tile[i % width % columns + columns * (i / width % rows)];
		}
		return image;
	}

	private static float[] gaussian(final Window window, final double sigma) {
		final float[] weights = new float[window.size()];
		for (int i = 0; i < weights.length; i++) {
			final int x = i % window.width() - window.radiusX();
			final int y = i / window.width() % window.height() - window.radiusY();
			final int z = i / window.width() / window.height() - window.radiusZ();
			weights[i] = (float) Math.exp(-(x * x + y * y + z * z) / (2 * sigma * sigma));
		}
		return weights;
	}

	private static float[] values(final Volume volume) {
		final int pixels = volume.width() * volume.height();
		final float[] values = new float[pixels * volume.depth()];
		IntStream.range(0, volume.depth()).forEach(z -> System.arraycopy(volume.plane(z), 0, values, z * pixels, pixels));
		return values;
	}
}
