package io.github.kinema.scene;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;

/**
 * A stage with solids, seen by the camera at one instant. Rays go through the centres of the pixels; only where a pixel
 * and one beside it see different surfaces, it shows the mean of four rays; those that see the surface of its centre, if
 * that is not round, are as bright as that.
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
	private final Solid[] solids;
	private final SolidView[] views;
	/** Which solids may be in the image. */
	private final int[] active;
	private final Bins bins;

	CameraMoment(final int width, final int height, final Pinhole camera, final Rigid cameraToWorld, final Stage stage,
		final List<Solid> solids, final double time)
	{
		this.width = width;
		this.height = height;
		this.stage = stage;
		world = new View(camera, cameraToWorld, Rigid.translation(0, 0, 0), 1, 1, 1);
		this.solids = solids.toArray(Solid[]::new);
		views = solids.stream().map(solid -> solid.at(camera, cameraToWorld, time)).toArray(SolidView[]::new);
		active = IntStream.range(0, views.length).filter(i -> views[i].mayBeIn(-1, width, -1, height)).toArray();
		bins = new Bins(width, height);
		for (final int i : active) views[i].addTo(bins, i);
	}

	@Override
	public void walk(final int from, final int to, final boolean lit, final RowBody body) {
		final Hits rays = new Hits(Bins.SIDE);
		Hits above = new Hits(width);
		Hits here = new Hits(width);
		Hits below = new Hits(width);
		if (from > 0) meet(0, from - 1, width, above);
		meet(0, from, width, here);
		for (int y = from; y < to; y++) {
			if (y + 1 < height) meet(0, y + 1, width, below);
			markEdges(y > 0 ? above : here, here, y + 1 < height ? below : here);
			locate(0, y, width, here);
			if (lit) shade(y, here, rays);
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

	@Override
	public void cast(final double x, final double y, final int count, final boolean lit, final Hits hits) {
		meet(x, y, count, hits);
		locate(x, y, count, hits);
		Arrays.fill(hits.edge, 0, count, false);
		if (lit) shade(0, count, hits);
	}

	/** Finds which surfaces the places in a row see, and how near. */
	private void meet(final double x, final double y, final int count, final Hits hits) {
		stage.cast(world, x, y, count, 0, hits);
		meet(active, x, y, count, hits);
	}

	private void meet(final int[] candidates, final double x, final double y, final int count, final Hits hits) {
		for (final int i : candidates) views[i].cast(x, y, count, FACES * (i + 1), hits);
	}

	/** Finds the points that they see. */
	private void locate(final double x, final double y, final int count, final Hits hits) {
		for (int from = 0, to; from < count; from = to) {
			to = hits.endOfRun(from, count);
			view(hits.surface[from]).locate(x, y, from, to, hits);
		}
	}

	private View view(final int surface) {
		return surface < FACES ? world : views[surface / FACES - 1].view;
	}

	/** Finds how bright the points are that they see. */
	private void shade(final int first, final int end, final Hits hits) {
		for (int from = first, to; from < end; from = to) {
			to = hits.endOfRun(from, end);
			final int surface = hits.surface[from];
			if (surface < FACES) stage.shade(hits, from, to);
			else solids[surface / FACES - 1].shade(surface % FACES, hits, from, to);
		}
	}

	/** Finds how bright the pixels of a row are. */
	private void shade(final int y, final Hits hits, final Hits rays) {
		shade(0, width, hits);
		for (int from = 0, to; from < width; from = to) {
			to = from + 1;
			if (!hits.edge[from]) continue;
			// NB: as far as the same solids may be seen.
			final int end = Math.min(width, (from / Bins.SIDE + 1) * Bins.SIDE);
			while (to < end && hits.edge[to]) to++;
			smooth(from, to, y, hits, rays);
		}
	}

	/** Mixes the light of several surfaces in pixels {@code from} to {@code to - 1} of a row. */
	private void smooth(final int from, final int to, final int y, final Hits hits, final Hits rays) {
		final double[] centres = Arrays.copyOfRange(hits.light, from, to);
		final int[] candidates = bins.things(bins.at(from, y));
		final double guess = nearStage(Math.max(0, from - 1), Math.min(width, to + 1), hits);
		for (int i = 0; i < SUB_X.length; i++) {
			final double x = from + SUB_X[i];
			stage.cast(world, x, y + SUB_Y[i], to - from, guess, rays);
			meet(candidates, x, y + SUB_Y[i], to - from, rays);
			for (int k = 0, end; k < to - from; k = end) {
				end = rays.endOfRun(k, to - from);
				final boolean bent = isBent(rays.surface[k]);
				if (!bent && isSame(hits, from, rays, k, end)) continue;
				view(rays.surface[k]).locate(x, y + SUB_Y[i], k, end, rays);
				shade(k, end, rays);
				for (int n = k; n < end; n++) if (bent || rays.surface[n] != hits.surface[from + n]) //
					hits.light[from + n] += (rays.light[n] - centres[n]) / SUB_X.length;
			}
		}
	}

	/** How near the stage is where one of these places sees it; 0 if none does. */
	private static double nearStage(final int from, final int to, final Hits hits) {
		for (int k = from; k < to; k++) if (hits.surface[k] < FACES) return hits.nearness[k];
		return 0;
	}

	/** Whether it is a surface whose texture is crowded at its edge. */
	private boolean isBent(final int surface) {
		return surface >= FACES && solids[surface / FACES - 1].round();
	}

	/** Whether these rays see the same surface as the centres of the pixels. */
	private static boolean isSame(final Hits hits, final int offset, final Hits rays, final int from, final int to) {
		for (int k = from; k < to; k++) if (rays.surface[k] != hits.surface[offset + k]) return false;
		return true;
	}

	@Override
	public boolean rests(final int surface) {
		return surface < FACES || !solids[surface / FACES - 1].moving();
	}

	@Override
	public void find(final Hits hits, final int count) {
		for (int from = 0, to; from < count; from = to) {
			to = hits.endOfRun(from, count);
			view(hits.surface[from]).project(hits, from, to);
		}
		for (int k = 0; k < count; k++) hits.hidden[k] = !isInSight(hits.toX[k], hits.toY[k], hits.toNearness[k]);
	}

	private boolean isInSight(final double x, final double y, final double nearness) {
		if (!Moment.isInside(x, y, width, height)) return false;
		final double hiding = nearness * (1 + THICKNESS);
		for (final int i : bins.things(bins.at(x, y))) if (views[i].nearness(x, y) > hiding) return false;
		return true;
	}
}
