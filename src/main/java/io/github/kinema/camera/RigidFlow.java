package io.github.kinema.camera;

import java.util.List;
import java.util.Optional;

import io.github.kinema.device.Device;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;

/**
 * The flow of a recording if nothing in it moved by itself: that which the camera's motion and the depth make, or where
 * there is no parallax, that of one homography for each two frames. Always finite: no longer than the image's diagonal, and
 * 0 for what would then be behind the camera. Thread-safe.
 */
public final class RigidFlow {

	/** Depths that are asked for again. */
	private static final int KEPT = 2;

	private final Footage footage;
	private final CameraPath path;
	private final PairFlows flows;
	private final DepthFromMotion depths;
	private final RecentCache<Integer, DepthMap> recent = new RecentCache<>(KEPT);

	/**
	 * @param path of the camera, with or without parallax
	 * @param flows of the same recording
	 */
	public RigidFlow(final Footage footage, final CameraPath path, final PairFlows flows, final Device device) {
		this.footage = footage;
		this.path = path;
		this.flows = flows;
		depths = path.parallax() == Parallax.SOME ? new DepthFromMotion(footage, path, flows, device) : null;
	}

	/**
	 * The depth of a frame, from 0; nothing without parallax.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Optional<DepthMap> depth(final int frame, final Progress progress) {
		return depths == null ? Optional.empty() : Optional.of(recent.get(frame, f -> depths.of(f, progress)));
	}

	/**
	 * The flow from one frame to another, at the pixels of the first.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Flow between(final int from, final int to, final Progress progress) {
		final Optional<DepthMap> depth = depth(from, progress);
		if (depth.isPresent()) return of(footage.camera(), path.motion(from, to), depth.get().depth());
		final List<Plane> planes = footage.frames().apply(from);
		final Corners corners = Corners.of(FlowGuide.of(planes, planes).first(), progress);
		final Matches matches = CornerMatches.of(flows.between(from, to, progress), corners, footage.camera());
		return of(footage.camera(), new HomographyFit(matches, 1 / footage.camera().fx()).find(progress), footage.width(), footage
			.height());
	}

	/**
	 * The flow that a motion makes.
	 *
	 * @param motion from the camera that has seen the depth to the other one
	 * @param depth along the optical axis, in units of the motion, shape {@code [X, Y]}
	 */
	public static Flow of(final Pinhole camera, final Rigid motion, final Plane depth) {
		final Flow flow = new Flow(depth.width(), depth.height());
		final double[] at = new double[3];
		for (int i = 0; i < depth.values().length; i++) {
			final double z = depth.values()[i];
			motion.apply(z * (i % flow.width() - camera.cx()) / camera.fx(), z * (i / flow.width() - camera.cy()) / camera.fy(), z, at);
			put(camera, at, flow, i);
		}
		return flow;
	}

	private static Flow of(final Pinhole camera, final Homography homography, final int width, final int height) {
		final Flow flow = new Flow(width, height);
		final double[] at = new double[3];
		for (int i = 0; i < flow.u().length; i++) {
			homography.apply((i % width - camera.cx()) / camera.fx(), (i / width - camera.cy()) / camera.fy(), at);
			put(camera, at, flow, i);
		}
		return flow;
	}

	/** @param at where a point is in the other camera, in any unit */
	private static void put(final Pinhole camera, final double[] at, final Flow flow, final int i) {
		if (!(at[2] > 0)) return;
		final double u = camera.fx() * at[0] / at[2] + camera.cx() - i % flow.width();
		final double v = camera.fy() * at[1] / at[2] + camera.cy() - i / flow.width();
		final double cut = Math.min(1, Math.hypot(flow.width(), flow.height()) / Math.hypot(u, v));
		if (!Double.isFinite(u * cut) || !Double.isFinite(v * cut)) return;
		flow.u()[i] = (float) (u * cut);
		flow.v()[i] = (float) (v * cut);
	}
}
