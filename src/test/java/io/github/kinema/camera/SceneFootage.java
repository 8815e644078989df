package io.github.kinema.camera;

import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Sensor;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Procedural scenes as the recordings of a camera. */
public record SceneFootage(Scene scene, Footage footage) {

	/** @param noise of the sensor, in grey levels of 255 */
	public static SceneFootage of(final SceneKind kind, final int width, final int height, final int frames,
		final long seed, final double noise)
	{
		final Scene scene = Scenes.create(kind, width, height, frames, seed);
		final Sensor sensor = new Sensor(noise, 0, 0, 0, 8, seed);
		return new SceneFootage(scene, new Footage(width, height, frames, scene.camera().orElseThrow(), OpticalFlow.on(
			CpuDevice.INSTANCE, FlowSettings.ACCURATE), frame -> List.of(sensor.read(scene.render(frame, Progress.NONE), frame, frame,
				Progress.NONE))));
	}

	/** Where the camera was. */
	public Trajectory truth() {
		return new Trajectory(IntStream.range(0, footage.length()).mapToObj(frame -> scene.pose(frame)
			.orElseThrow()).toList());
	}

	/** The depth of a frame. */
	public Plane depth(final int frame) {
		return scene.truth(frame, frame + 1, Progress.NONE).depth().orElseThrow();
	}

	/** The poses of a path, a frame apart. */
	public static Trajectory trajectory(final CameraPath path) {
		final Pose[] poses = new Pose[path.poses().size()];
		for (int frame = 0; frame < poses.length; frame++) poses[frame] = path.poses().get(frame).pose(frame);
		return new Trajectory(List.of(poses));
	}

	/** How far it is along a trajectory. */
	public static double length(final Trajectory trajectory) {
		double length = 0;
		for (int i = 1; i < trajectory.size(); i++) {
			final Pose a = trajectory.get(i - 1);
			final Pose b = trajectory.get(i);
			length += Math.hypot(Math.hypot(b.tx() - a.tx(), b.ty() - a.ty()), b.tz() - a.tz());
		}
		return length;
	}
}
