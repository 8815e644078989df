package io.github.kinema.scene;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A stage with solids, seen by the camera at one instant. Rays go through the centres of the pixels; only where a pixel
 * and one beside it see different surfaces, it shows the mean of four rays.
 */
final class CameraMoment implements Moment {

	/** Numbers of surfaces that a stage, and each solid, have. */
	private static final int FACES = 8;
	/** Where four rays go through a pixel, no two in one row or column. */
	private static final double[] SUB_X = { -0.125, 0.375, -0.375, 0.125 };
	private static final double[] SUB_Y = { -0.375, -0.125, 0.125, 0.375 };
	/** Relative depth by which something must be nearer to hide a point: more than rounding, less than any thickness. */
	private static final double THICKNESS = 1e-7;

	private final int width;
	private final int height;
	private final Stage stage;
	private final View world;
	private final SolidView[] solids;
	/** Which solids may be in the image. */
	private final int[] active;

	CameraMoment(final int width, final int height, final Pinhole camera, final Rigid cameraToWorld, final Stage stage,
		final List<Solid> solids, final double time)
	{
		this.width = width;
		this.height = height;
		this.stage = stage;
		world = new View(camera, cameraToWorld, Rigid.translation(0, 0, 0), 1, 1, 1);
		this.solids = solids.stream().map(solid -> new SolidView(solid, camera, cameraToWorld, time)).toArray(
			SolidView[]::new);
		active = IntStream.range(0, solids.size()).filter(i -> this.solids[i].mayBeIn(width, height)).toArray();
	}

	@Override
	public void walk(final int from, final int to, final RowBody body) {
		Hits above = new Hits(width);
		Hits here = new Hits(width);
		Hits below = new Hits(width);
		if (from > 0) cast(from - 1, above);
		cast(from, here);
		for (int y = from; y < to; y++) {
			if (y + 1 < height) cast(y + 1, below);
			markEdges(y > 0 ? above : here, here, y + 1 < height ? below : here);
			body.run(y, here);
			final Hits free = above;
			above = here;
			here = below;
			below = free;
		}
	}

	private void markEdges(final Hits above, final Hits here, final Hits below) {
		for (int x = 0; x < width; x++) {
			final int surface = here.surface[x];
			here.edge[x] = surface != above.surface[x] || surface != below.surface[x] || surface != here.surface[Math.max(0,
				x - 1)] || surface != here.surface[Math.min(width - 1, x + 1)];
		}
	}

	private void cast(final int y, final Hits hits) {
		for (int x = 0; x < width; x++) stage.cast(world, x, y, hits, x);
		for (final int i : active) {
			final SolidView solid = solids[i];
			if (!solid.mayBeIn(y)) continue;
			for (int x = solid.from(); x < solid.to(width); x++) castSolid(i, x, y, hits, x);
		}
	}

	@Override
	public void cast(final double x, final double y, final Hits hits, final int slot) {
		stage.cast(world, x, y, hits, slot);
		for (final int i : active) if (solids[i].mayBeAt(x, y)) castSolid(i, x, y, hits, slot);
		hits.edge[slot] = false;
	}

	private void castSolid(final int i, final double x, final double y, final Hits hits, final int slot) {
		final SolidView solid = solids[i];
		final double depth = solid.solid.depth(solid.view, x, y);
		if (depth < hits.depth[slot]) solid.solid.keep(solid.view, x, y, depth, FACES * (i + 1), hits, slot);
	}

	@Override
	public double brightness(final double x, final double y, final Hits hits, final int slot) {
		if (!hits.edge[slot]) return brightness(hits, slot);
		double sum = 0;
		for (int i = 0; i < SUB_X.length; i++) {
			cast(x + SUB_X[i], y + SUB_Y[i], hits, width);
			sum += brightness(hits, width);
		}
		return sum / SUB_X.length;
	}

	private double brightness(final Hits hits, final int slot) {
		final int surface = hits.surface[slot];
		if (surface < FACES) return stage.brightness(hits, slot);
		return solids[surface / FACES - 1].solid.brightness(hits, slot, surface % FACES);
	}

	@Override
	public boolean rests(final int surface) {
		return surface < FACES || !solids[surface / FACES - 1].solid.moving();
	}

	@Override
	public boolean find(final Hits hits, final int x, final double[] target) {
		final int surface = hits.surface[x];
		final View view = surface < FACES ? world : solids[surface / FACES - 1].view;
		view.project(hits.x[x], hits.y[x], hits.z[x], target);
		if (!Moment.isInside(target, width, height)) return false;
		final double hidden = target[2] * (1 - THICKNESS);
		for (final int i : active) {
			final SolidView solid = solids[i];
			if (solid.mayBeAt(target[0], target[1]) && solid.solid.depth(solid.view, target[0], target[1]) < hidden)
				return false;
		}
		return true;
	}
}
