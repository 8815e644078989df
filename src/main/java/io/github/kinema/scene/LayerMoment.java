package io.github.kinema.scene;

import java.util.Arrays;
import java.util.List;

/**
 * Layers at one instant; the last covers everything. A pixel belongs to the uppermost layer that hides at least half of
 * what lies below it.
 */
final class LayerMoment implements Moment {

	private static final int BIN = 16;
	/** Share of another layer in a pixel that is too little to matter. */
	private static final double TRACE = 0.002;

	private final int width;
	private final int height;
	private final double time;
	private final double light;
	private final Layer[] layers;
	private final Warp[] warps;
	/** Which layers, from above, may be seen in each square of the image. */
	private final int[][] bins;
	private final int columns;

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
		columns = (width + BIN - 1) / BIN;
		bins = new int[columns * ((height + BIN - 1) / BIN)][0];
		fillBins();
	}

	private void fillBins() {
		final int[] counts = new int[bins.length];
		for (int i = 0; i < layers.length; i++) {
			final double[] box = i < layers.length - 1 ? warps[i].covered(layers[i].halfWidth(), layers[i].halfHeight()) //
				: new double[] { 0, width, 0, height };
			final int right = bin(box[1], width);
			final int bottom = bin(box[3], height);
			for (int row = bin(box[2], height); row <= bottom; row++)
				for (int column = bin(box[0], width); column <= right; column++) fillBin(i, column, row, counts);
		}
		for (int bin = 0; bin < bins.length; bin++) bins[bin] = Arrays.copyOf(bins[bin], counts[bin]);
	}

	/** The bin of a coordinate, or the nearest one. */
	private static int bin(final double at, final int length) {
		return (int) Math.max(0, Math.min(length - 1, at + 0.5)) / BIN;
	}

	private void fillBin(final int layer, final int column, final int row, final int[] counts) {
		final double half = BIN / 2.0;
		if (!warps[layer].mayShow(column * BIN + half, row * BIN + half, layers[layer].halfWidth(), layers[layer]
			.halfHeight(), half + 1)) return;
		final int bin = column + columns * row;
		if (counts[bin] == bins[bin].length) bins[bin] = Arrays.copyOf(bins[bin], 2 * counts[bin] + 4);
		bins[bin][counts[bin]++] = layer;
	}

	private int[] candidates(final double x, final double y) {
		return bins[(int) (x + 0.5) / BIN + columns * ((int) (y + 0.5) / BIN)];
	}

	/** Finds the point of a layer's material at (x, y), and how much of what lies below it hides. */
	private double cover(final int i, final double x, final double y, final double[] point) {
		final Layer layer = layers[i];
		if (!warps[i].toMaterial(x, y, layer.halfWidth(), layer.halfHeight(), point)) return 0;
		return layer.skin().cover(point[0], point[1], time);
	}

	@Override
	public void walk(final int from, final int to, final RowBody body) {
		final Hits hits = new Hits(width);
		for (int y = from; y < to; y++) {
			for (int x = 0; x < width; x++) cast(x, y, hits, x);
			body.run(y, hits);
		}
	}

	@Override
	public void cast(final double x, final double y, final Hits hits, final int slot) {
		final double[] point = hits.point;
		hits.edge[slot] = false;
		for (final int i : candidates(x, y)) {
			final double cover = cover(i, x, y, point);
			hits.edge[slot] |= cover > TRACE && cover < 1 - TRACE;
			if (cover < 0.5) continue;
			hits.set(slot, i, 0, point[0], point[1], 0);
			return;
		}
	}

	@Override
	public double brightness(final double x, final double y, final Hits hits, final int slot) {
		if (!hits.edge[slot]) return light * layers[hits.surface[slot]].skin().brightness(hits.x[slot], hits.y[slot], time);
		final double[] point = hits.point;
		double sum = 0;
		double through = 1;
		for (final int i : candidates(x, y)) {
			final double cover = cover(i, x, y, point);
			if (cover <= 0) continue;
			sum += through * cover * layers[i].skin().brightness(point[0], point[1], time);
			through *= 1 - cover;
			if (through < TRACE) break;
		}
		return light * sum;
	}

	@Override
	public boolean rests(final int surface) {
		return layers[surface].rests();
	}

	@Override
	public boolean find(final Hits hits, final int x, final double[] target) {
		final int surface = hits.surface[x];
		warps[surface].toImage(hits.x[x], hits.y[x], target);
		target[2] = 0;
		if (!Moment.isInside(target, width, height)) return false;
		final double px = target[0];
		final double py = target[1];
		final Skin skin = layers[surface].skin();
		if (skin.changes() && skin.cover(hits.x[x], hits.y[x], time) < 0.5) return false;
		for (final int i : candidates(px, py)) {
			if (i >= surface) return true;
			final boolean hidden = cover(i, px, py, target) >= 0.5;
			target[0] = px;
			target[1] = py;
			if (hidden) return false;
		}
		return true;
	}
}
