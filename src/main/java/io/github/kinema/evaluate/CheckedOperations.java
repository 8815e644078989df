package io.github.kinema.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.MotionField;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.interpolate.Synthesis;
import io.github.kinema.motion.DepthFromFocus;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.FocusMap;
import io.github.kinema.motion.FocusMeasure;
import io.github.kinema.motion.FocusSettings;
import io.github.kinema.motion.FocusStack;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;

/** What the self-test asks of a device, on random data that are the same every time. */
final class CheckedOperations {

	private static final double MEGA = 1e6;

	/** What the sum over a window in float differs by from one device to another, and exponentials do. */
	private static final double TOLERANCE = 1e-4;

	/** Decisions of the flow's search that a rounding error turns. */
	private static final double FLIPS = 0.002;

	private final RandomImages images;
	private final int scale;

	/** @param scale how many times as large along x and y as data on which a slow device takes a moment */
	CheckedOperations(final int scale) {
		this.scale = scale;
		images = new RandomImages(scale);
	}

	/** All. */
	List<CheckedOperation> all() {
		final List<CheckedOperation> all = new ArrayList<>(new CheckedFilters(images, scale).all());
		all.addAll(List.of(flow(), synthesis("synthesis", 1), synthesis("synthesis, noisy frames", 0), frame(), focus()));
		return all;
	}

	private CheckedOperation flow() {
		final int width = 160 * scale;
		final int height = 120 * scale;
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

	private CheckedOperation synthesis(final String name, final float sharpness) {
		final int width = 240 * scale;
		final int height = 180 * scale;
		final Plane first = new Plane(width, height, images.image(width, height, 1).plane(0));
		final Plane second = new Plane(width, height, images.image(width, height, 1).plane(0));
		final float[][] moves = new float[4][];
		Arrays.setAll(moves, i -> images.image(width, height, 1).plane(0));
		for (final float[] move : moves) for (int i = 0; i < move.length; i++) move[i] *= 8;
		final float[] half = new float[width * height];
		Arrays.fill(half, 0.5f);
		final MotionField field = new DenseField(width, height, moves[0], moves[1], moves[2], moves[3], half, half,
			sharpness, List.of(), Optional.of(images.image(width, height, 1).plane(0)));
		return new CheckedOperation(name, width * height / MEGA, "Mpixel/s", 8L * width * height, 0, TOLERANCE,
			(device, progress) -> Synthesis.on(device).render(List.of(first), List.of(second), field, progress).get(0)
				.values());
	}

	/** Flow in both directions, the motion in the middle, and the frame there. */
	private CheckedOperation frame() {
		final int width = 160 * scale;
		final int height = 120 * scale;
		final List<Plane> frames = moving(width, height);
		final List<Plane> first = frames.subList(0, 1);
		final List<Plane> second = frames.subList(1, 2);
		return new CheckedOperation("frame between", width * height / MEGA, "Mpixel/s", 3L * width * height, FLIPS, 0.01,
			(device, progress) -> {
				final MotionMethods methods = MotionMethods.of(device);
				final MotionField field = methods.named("flow").between(first, second, progress).at(0.5, progress);
				return methods.synthesis().render(first, second, field, progress).get(0).values();
			});
	}

	/** A slope, sharp at another slice in each column, with unknown pixels. */
	private CheckedOperation focus() {
		final int width = 160 * scale;
		final int height = 120 * scale;
		final int slices = 5;
		final float[] image = images.image(width, height, 1).plane(0);
		final List<Plane> stack = new ArrayList<>();
		for (int z = 0; z < slices; z++) {
			final Plane slice = new Plane(width, height);
			for (int i = 0; i < image.length; i++) {
				final double away = z - (slices - 1.0) * (i % width) / width;
				slice.values()[i] = i % 1009 == z ? Float.NaN : (float) (100 + 255 * image[i] * Math.exp(-away * away / 2));
			}
			stack.add(slice);
		}
		final FocusStack focus = new FocusStack(width, height, slices, 1, 0, 1, z -> List.of(stack.get(z)));
		final FocusSettings settings = new FocusSettings(FocusMeasure.TENENGRAD, 3, 0, false);
		return new CheckedOperation("depth from focus", slices * width * height / MEGA, "Mpixel/s", //
			(slices + 3L) * width * height, FLIPS, 0.01, (device, progress) -> {
				final FocusMap map = new DepthFromFocus(device, settings).of(focus, progress);
				final float[] values = new float[3 * width * height];
				for (int i = 0; i < width * height; i++) {
					// NB: in numbers of one size.
					values[i] = 100 * map.height().values()[i];
					values[width * height + i] = 400 * map.confidence().values()[i];
					values[2 * width * height + i] = map.sharp().get(0).values()[i];
				}
				return values;
			});
	}

	/** Two frames of an image that moves by 3 and 2 pixels. */
	private List<Plane> moving(final int width, final int height) {
		final float[] large = images.image(width + 3, height + 2, 1).plane(0);
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
}
