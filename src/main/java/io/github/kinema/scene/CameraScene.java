package io.github.kinema.scene;

import java.util.List;
import java.util.Optional;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;

/** A stage with solids, seen by a pinhole camera. */
final class CameraScene extends TracedScene {

	private final Pinhole camera;
	private final Path path;
	private final Stage stage;
	private final List<Solid> solids;

	CameraScene(final SceneKind kind, final int width, final int height, final Pinhole camera, final Path path,
		final Stage stage, final List<Solid> solids)
	{
		super(kind, width, height);
		this.camera = camera;
		this.path = path;
		this.stage = stage;
		this.solids = List.copyOf(solids);
	}

	@Override
	Moment at(final double time) {
		return new CameraMoment(width(), height(), camera, path.at(time), stage, solids, time);
	}

	@Override
	public Optional<Pose> pose(final double time) {
		return Optional.of(path.at(time).pose(time));
	}

	@Override
	public Optional<Pinhole> camera() {
		return Optional.of(camera);
	}
}
