package io.github.kinema.camera;

import java.util.List;
import java.util.function.IntFunction;

import io.github.kinema.filter.Resizing;
import io.github.kinema.format.Pinhole;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;

/**
 * A recording that a camera made while it moved.
 *
 * @param width columns of a frame
 * @param height rows of a frame
 * @param length number of frames
 * @param camera its intrinsics
 * @param estimator measures the flow
 * @param frames the planes of a frame, from 0, that show the motion; asked for more than once
 */
public record Footage(int width, int height, int length, Pinhole camera, OpticalFlow estimator,
	IntFunction<List<Plane>> frames)
{

	/** Frames of another size that are asked for again. */
	private static final int KEPT = 4;

	/**
	 * Finds where the camera was. Memory is that of two frames and of a window of key frames' points.
	 *
	 * @throws IllegalArgumentException if the camera cannot be followed through all frames, with a sentence
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public CameraPath track(final Progress progress) {
		return track(new PairFlows(this, 1), progress);
	}

	/**
	 * The same with flows that others use, too, who need not measure them again.
	 *
	 * @param flows of this recording
	 * @throws IllegalArgumentException if the camera cannot be followed through all frames, with a sentence
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public CameraPath track(final PairFlows flows, final Progress progress) {
		List<Plane> before = frames.apply(0);
		final CameraTracker tracker = new CameraTracker(camera, width, height, corners(before, progress));
		for (int frame = 1; frame < length; frame++) {
			progress.check();
			final List<Plane> now = frames.apply(frame);
			final PairFlow flow = flows.next(frame - 1, before, now, progress.silent());
			tracker.next(flow, corners(now, progress), progress.silent());
			progress.update(frame / (double) length);
			before = now;
		}
		return tracker.finish(progress.silent());
	}

	/**
	 * The same with smaller frames, or larger ones.
	 *
	 * @param shorter the shorter side of its frames, in pixels
	 */
	public Footage resized(final int shorter) {
		final double scale = (double) shorter / Math.min(width, height);
		final int columns = (int) Math.max(1, Math.round(scale * width));
		final int rows = (int) Math.max(1, Math.round(scale * height));
		final RecentCache<Integer, List<Plane>> recent = new RecentCache<>(KEPT);
		return new Footage(columns, rows, length, camera.resized((double) columns / width, (double) rows / height), estimator,
			frame -> recent.get(frame, f -> frames.apply(f).stream().map(plane -> Resizing.to(plane, columns, rows, Progress.NONE))
				.toList()));
	}

	private static Corners corners(final List<Plane> planes, final Progress progress) {
		return Corners.of(FlowGuide.of(planes, planes).first(), progress);
	}
}
