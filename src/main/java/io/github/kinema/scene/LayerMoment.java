package io.github.kinema.scene;

import java.util.Arrays;
import java.util.List;

/**
 * Layers at one instant; the last covers everything. A pixel belongs to the uppermost layer that hides at least half of
 * what lies below it.
 */
final class LayerMoment implements Moment {

	/** Share of another layer in a pixel that is too little to matter. */
	private static final double TRACE = 0.002;

	private final int width;
	private final int height;
	private final double time;
	private final double light;
	private final Layer[] layers;
	private final Warp[] warps;
	/** Which layers, from above, may be seen in each square of the image. */
	private final Bins bins;

	/**
	 * @param layers from the uppermost; the last is endless
	 * @param light factor on the brightness of everything
	 */
	LayerMoment(final int width, final int height, final List<Layer> layers, final double time, final double light) {
		this.width = width;
		this.height = height;
		this.time = time;
		this.light = light;
		this.layers = layers.toArray(Layer[]::new);
		warps = layers.stream().map(layer -> layer.motion().at(time)).toArray(Warp[]::new);
		bins = new Bins(width, height);
		for (int i = 0; i < warps.length; i++) addToBins(layers.get(i), i);
	}

	private void addToBins(final Layer layer, final int i) {
		final double[] box = i < layers.length - 1 ? warps[i].covered(layer.halfWidth(), layer.halfHeight()) //
			: new double[] { 0, width, 0, height };
		bins.add(i, box[0], box[1], box[2], box[3], (x, y, reach) -> warps[i].mayShow(x, y, layer.halfWidth(), layer
			.halfHeight(), reach));
	}

	@Override
	public void walk(final int from, final int to, final boolean lit, final RowBody body) {
		final Hits hits = new Hits(width);
		for (int y = from; y < to; y++) {
			cast(0, y, width, lit, hits);
			body.run(y, hits);
		}
	}

	@Override
	public void cast(final double x, final double y, final int count, final boolean lit, final Hits hits) {
		for (int from = 0; from < count; from += Strip.LENGTH) {
			final int length = Math.min(Strip.LENGTH, count - from);
			for (int k = 0; k < length; k++) {
				hits.strip.x[k] = x + from + k;
				hits.strip.y[k] = y;
			}
			look(bins.things(bins.at(x + from, y)), from, length, lit, hits);
		}
	}

	/** Looks at the places of the strip, which are those of the hits from {@code from} on, layer by layer. */
	private void look(final int[] candidates, final int from, final int count, final boolean lit, final Hits hits) {
		final Strip strip = hits.strip;
		Arrays.fill(hits.surface, from, from + count, -1);
		Arrays.fill(hits.edge, from, from + count, false);
		Arrays.fill(strip.through, 0, count, 1);
		Arrays.fill(strip.light, 0, count, 0);
		for (final int i : candidates) {
			warps[i].toMaterial(strip, count);
			layers[i].skin().cover(strip, count, time);
			final boolean open = cover(i, from, count, hits);
			if (lit) layers[i].skin().shine(strip, count);
			if (!open) break;
		}
		if (lit) for (int k = 0; k < count; k++) hits.light[from + k] = light * strip.light[k];
	}

	/** Puts a layer below those so far. */
	private boolean cover(final int layer, final int from, final int count, final Hits hits) {
		final Strip strip = hits.strip;
		boolean open = false;
		for (int k = 0; k < count; k++) {
			final double cover = strip.cover[k] < TRACE ? 0 : strip.cover[k] > 1 - TRACE ? 1 : strip.cover[k];
			final double through = strip.through[k] < TRACE ? 0 : strip.through[k];
			strip.weight[k] = through * cover;
			strip.through[k] = through * (1 - cover);
			if (hits.surface[from + k] < 0) {
				hits.edge[from + k] |= cover > 0 && cover < 1;
				if (cover >= 0.5) {
					hits.surface[from + k] = layer;
					hits.x[from + k] = strip.u[k];
					hits.y[from + k] = strip.v[k];
				}
			}
			open |= strip.through[k] > 0;
		}
		return open;
	}

	@Override
	public boolean rests(final int surface) {
		return layers[surface].rests();
	}

	@Override
	public void find(final Hits hits, final int count) {
		for (int from = 0, to; from < count; from = to) {
			to = hits.endOfRun(from, count);
			warps[hits.surface[from]].toImage(hits, from, to);
			for (int k = from; k < to; k++) hits.hidden[k] = !Moment.isInside(hits.toX[k], hits.toY[k], width, height);
			for (int first = from, end; first < to; first = end) {
				end = first + 1;
				if (hits.hidden[first]) continue;
				final int bin = bins.at(hits.toX[first], hits.toY[first]);
				final int last = Math.min(to, first + Strip.LENGTH);
				while (end < last && !hits.hidden[end] && bins.at(hits.toX[end], hits.toY[end]) == bin) end++;
				hide(bins.things(bin), first, end, hits);
			}
		}
	}

	/** Hides what is no longer there, or lies below any of these layers that is above its own. */
	private void hide(final int[] candidates, final int from, final int to, final Hits hits) {
		final Strip strip = hits.strip;
		final int surface = hits.surface[from];
		if (layers[surface].skin().changes()) {
			System.arraycopy(hits.x, from, strip.u, 0, to - from);
			System.arraycopy(hits.y, from, strip.v, 0, to - from);
			layers[surface].skin().cover(strip, to - from, time);
			for (int k = from; k < to; k++) hits.hidden[k] = strip.cover[k - from] < 0.5;
		}
		System.arraycopy(hits.toX, from, strip.x, 0, to - from);
		System.arraycopy(hits.toY, from, strip.y, 0, to - from);
		for (final int i : candidates) {
			if (i >= surface) return;
			warps[i].toMaterial(strip, to - from);
			layers[i].skin().cover(strip, to - from, time);
			boolean open = false;
			for (int k = from; k < to; k++) {
				hits.hidden[k] |= strip.cover[k - from] >= 0.5;
				open |= !hits.hidden[k];
			}
			if (!open) return;
		}
	}
}
