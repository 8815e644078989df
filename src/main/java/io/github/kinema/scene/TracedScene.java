package io.github.kinema.scene;

import java.util.Optional;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A scene in which the point that a pixel sees can be found, and found again at another instant. */
abstract class TracedScene implements Scene {

	private final SceneKind kind;
	private final int width;
	private final int height;

	TracedScene(final SceneKind kind, final int width, final int height) {
		this.kind = kind;
		this.width = width;
		this.height = height;
	}

	/** The scene at an instant. */
	abstract Moment at(double time);

	@Override
	public final SceneKind kind() {
		return kind;
	}

	@Override
	public final int width() {
		return width;
	}

	@Override
	public final int height() {
		return height;
	}

	@Override
	public Plane render(final double time, final Progress progress) {
		final Plane frame = new Plane(width, height);
		final Moment moment = at(time);
		Bands.run(height, progress, (from, to) -> moment.walk(from, to, (y, hits) -> {
			progress.check();
			for (int x = 0; x < width; x++)
				frame.values()[x + y * width] = (float) moment.brightness(x, y, hits, x);
		}));
		return frame;
	}

	@Override
	public Truth truth(final double time, final double other, final Progress progress) {
		final Truth truth = new Truth(kind.hasCamera() ? Optional.of(new Plane(width, height)) : Optional.empty(), new Plane(
			width, height), new Plane(width, height), new Plane(width, height), new Plane(width, height), new Plane(width,
				height));
		final Moment here = at(time);
		final Moment there = at(other);
		Bands.run(height, progress, (from, to) -> {
			final double[] target = new double[3];
			here.walk(from, to, (y, hits) -> {
				progress.check();
				for (int x = 0; x < width; x++) fill(truth, x, y, here, hits, there.find(hits, x, target), target);
			});
		});
		return truth;
	}

	private void fill(final Truth truth, final int x, final int y, final Moment here, final Hits hits,
		final boolean inSight, final double[] target)
	{
		final int at = x + y * width;
		if (truth.depth().isPresent()) truth.depth().get().values()[at] = (float) hits.depth[x];
		truth.flowX().values()[at] = (float) (target[0] - x);
		truth.flowY().values()[at] = (float) (target[1] - y);
		truth.mask().values()[at] = here.rests(hits.surface[x]) ? 1 : 0;
		truth.occlusion().values()[at] = inSight ? 0 : 1;
		truth.edge().values()[at] = hits.edge[x] ? 1 : 0;
	}
}
