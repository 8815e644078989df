package io.github.kinema.model;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * Three frames of a recording of a moving camera, one after the other.
 *
 * @param frames the previous, the middle and the next one: grey, about 0 to 1, all of one size {@code [X, Y]}
 * @param back the flow from the middle one to the previous one: x and y in pixels, and how far it is to be trusted, 0 to 1
 * @param ahead the same to the next one
 * @param camera focal lengths and principal point in pixels: {@code fx, fy, cx, cy}
 */
public record MotionClip(List<Plane> frames, List<Plane> back, List<Plane> ahead, List<Float> camera) {

	private static final int MIDDLE = 1;

	/** Number of columns. */
	public int width() {
		return frames.get(0).width();
	}

	/** Number of rows. */
	public int height() {
		return frames.get(0).height();
	}

	/** A part of it, which must be inside. */
	public MotionClip window(final int left, final int top, final int width, final int height) {
		return new MotionClip(windows(frames, left, top, width, height), windows(back, left, top, width, height), //
			windows(ahead, left, top, width, height), List.of(camera.get(0), camera.get(1), camera.get(2) - left, camera.get(3) -
				top));
	}

	/** Backwards in time. */
	MotionClip reversed() {
		return new MotionClip(List.of(frames.get(2), frames.get(MIDDLE), frames.get(0)), ahead, back, camera);
	}

	/** As in a mirror: what was on the left is on the right. */
	MotionClip mirrored() {
		return new MotionClip(frames.stream().map(plane -> mirrored(plane, 1)).toList(), flipped(back), flipped(ahead), List.of(
			camera.get(0), camera.get(1), width() - 1 - camera.get(2), camera.get(3)));
	}

	private static List<Plane> flipped(final List<Plane> flow) {
		return List.of(mirrored(flow.get(0), -1), mirrored(flow.get(1), 1), mirrored(flow.get(2), 1));
	}

	private static Plane mirrored(final Plane plane, final float sign) {
		final int width = plane.width();
		final Plane mirrored = new Plane(width, plane.height());
		for (int y = 0; y < plane.height(); y++)
			for (int x = 0; x < width; x++) mirrored.values()[x + y * width] = sign * plane.get(width - 1 - x, y);
		return mirrored;
	}

	private static List<Plane> windows(final List<Plane> planes, final int left, final int top, final int width,
		final int height)
	{
		final List<Plane> windows = new ArrayList<>();
		for (final Plane plane : planes) {
			final Plane window = new Plane(width, height);
			for (int y = 0; y < height; y++)
				System.arraycopy(plane.values(), left + (top + y) * plane.width(), window.values(), y * width, width);
			windows.add(window);
		}
		return windows;
	}

	/** Clips of one size side by side, as a twin of all networks takes them; the first axis of each input counts the clips. */
	static List<Tensor> tensors(final List<MotionClip> clips) {
		final List<Tensor> tensors = new ArrayList<>();
		final String[] names = { "previous", "middle", "next" };
		for (int f = 0; f < names.length; f++) {
			final int frame = f;
			tensors.add(tensor(names[f], clips.stream().map(clip -> clip.frames.subList(frame, frame + 1)).toList()));
		}
		tensors.add(tensor("flow_previous", clips.stream().map(MotionClip::back).toList()));
		tensors.add(tensor("flow_next", clips.stream().map(MotionClip::ahead).toList()));
		final int numbers = clips.get(0).camera.size();
		final float[] cameras = new float[numbers * clips.size()];
		for (int i = 0; i < cameras.length; i++) cameras[i] = clips.get(i / numbers).camera.get(i % numbers);
		tensors.add(new Tensor("intrinsics", new long[] { clips.size(), numbers }, cameras));
		return tensors;
	}

	private static Tensor tensor(final String name, final List<List<Plane>> planes) {
		final Plane any = planes.get(0).get(0);
		final int size = any.width() * any.height();
		final int channels = planes.get(0).size();
		final float[] values = new float[planes.size() * channels * size];
		for (int i = 0; i < planes.size() * channels; i++)
			System.arraycopy(planes.get(i / channels).get(i % channels).values(), 0, values, i * size, size);
		return new Tensor(name, new long[] { planes.size(), channels, any.height(), any.width() }, values);
	}
}
