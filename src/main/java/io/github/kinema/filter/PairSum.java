package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Volume;

/**
 * The operator with one shared filter on neighbouring samples, for kernels with
 * K(i, j) = K(j, i): computes K once for both pixels of a pair. Makes segments of
 * the image, through all planes; one thread at a time.
 * <p>
 * Pairs are met row by row, at the one that the other one lies ahead of. Sums are
 * kept for the rows that the window reaches. NB: every pair is computed, and added,
 * in the same order whatever the segments, so that results do not depend on them.
 * </p>
 */
final class PairSum {

	private final OperatorShape shape;
	private final Window window;
	private final int height;
	private final Similarity similarity;
	private final LineReader reader;
	private final PairLines lines;
	private final PairAdder adder;
	private final SumFinish finish;
	private final PairSums nowhere;
	private final float[] k;
	private final List<List<Place>> ahead;

	/** Steps from a pixel to its partner. */
	private record Place(int dx, int dy, int dz) {}

	/**
	 * @param first which of the operator's outputs the first one is
	 * @param segments what to make of the image, all of one size
	 */
	PairSum(final PixelAdaptive op, final OperatorShape shape, final List<Volume> input, final List<Volume> guide,
		final List<Volume> output, final int first, final List<Segment> segments)
	{
		this.shape = shape;
		window = op.window();
		height = segments.get(0).height();
		similarity = new Similarity(op, guide.size());
		reader = new LineReader(op, shape, input, guide, similarity, window.radiusX(), segments, op
			.border() == Border.MIRROR);
		// NB: within a plane, a row that the window has passed is done with; not if later planes come back to it.
		final int rows = isVolume() ? height + 2 * window.radiusY() : window.height();
		lines = new PairLines(reader, rows, window.radiusZ() + 1, guide.size(), input.size());
		adder = new PairAdder(op, guide.size(), input.size(), reader.length());
		finish = new SumFinish(op, input, output, reader, segments, first);
		final LinePool pool = new LinePool(input.size() + 2, reader.length());
		nowhere = new PairSums(pool, input.size());
		k = pool.take();
		ahead = ahead();
	}

	/** How many steps it takes. */
	static int steps(final PixelAdaptive op, final OperatorShape shape, final List<Segment> segments) {
		return (shape.depth() + op.window().radiusZ()) * (segments.get(0).height() + 2 * op.window().radiusY());
	}

	/** Makes the segments. */
	void run(final Steps steps) {
		// NB: in a volume, what lies ahead is what comes later, so that few planes need be kept; in a plane, what lies to
		// the right, so that lines are shifted half as often.
		final int lag = isVolume() ? 0 : window.radiusY();
		for (int z = -window.radiusZ(); z < shape.depth(); z++) {
			for (int row = -window.radiusY(); row < height + window.radiusY(); row++) {
				steps.step();
				if (reader.has(row, z)) meet(row, z);
				if (isOurs(row - lag, z)) finish(row - lag, z);
			}
		}
	}

	private boolean isVolume() {
		return window.radiusZ() > 0;
	}

	private boolean isOurs(final int row, final int z) {
		return row >= 0 && row < height && z >= 0 && z < shape.depth();
	}

	/** The places ahead, those of one dx together. */
	private List<List<Place>> ahead() {
		final List<List<Place>> all = new ArrayList<>();
		for (int dx = -window.radiusX(); dx <= window.radiusX(); dx++) {
			final List<Place> places = new ArrayList<>();
			for (int dz = 0; dz <= window.radiusZ(); dz++) {
				for (int dy = -window.radiusY(); dy <= window.radiusY(); dy++) {
					if (isAhead(dx, dy, dz) && window.contains(dx, dy, dz)) places.add(new Place(dx, dy, dz));
				}
			}
			if (!places.isEmpty()) all.add(places);
		}
		return all;
	}

	private boolean isAhead(final int dx, final int dy, final int dz) {
		if (isVolume() && dz != 0) return dz > 0;
		if (isVolume() && dy != 0) return dy > 0;
		return dx > 0 || dx == 0 && dy > 0;
	}

	/** Adds the pairs of a row, within the segments or beyond them, with all that lies ahead. */
	private void meet(final int row, final int z) {
		final boolean ours = isOurs(row, z);
		final Line line = lines.line(row, z);
		for (final List<Place> places : ahead) {
			boolean met = false;
			for (final Place place : places) {
				final int partner = row + place.dy;
				final int plane = z + place.dz;
				if (!reader.has(partner, plane)) continue;
				final boolean theirs = isOurs(partner, plane);
				if (!ours && !theirs) continue;
				if (!met) adder.shift(line, place.dx);
				met = true;
				pair(lines.line(partner, plane), theirs ? lines.sums(partner, plane) : nowhere, place);
			}
			if (met && ours) adder.addBack(lines.sums(row, z), places.get(0).dx);
		}
	}

	private void pair(final Line partner, final PairSums sums, final Place place) {
		if (adder.isPlain(partner, place.dx, place.dy, place.dz)) {
			adder.addPlain(similarity, partner, sums, place.dx, place.dy, place.dz, k);
			return;
		}
		similarity.compute(reader.length(), adder.first().features, partner.features, k);
		adder.add(k, partner, sums, place.dx, place.dy, place.dz);
	}

	/** Adds what a row's pixels themselves count, and makes the row. */
	private void finish(final int row, final int z) {
		final Line line = lines.line(row, z);
		final PairSums sums = lines.sums(row, z);
		Arrays.fill(k, 0, reader.length(), similarity.ofEqual());
		adder.addCentre(k, line, sums);
		finish.row(row, z, line, sums);
		sums.clear(reader.length());
	}
}
