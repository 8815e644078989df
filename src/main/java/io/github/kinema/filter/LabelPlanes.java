package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A label image as the few planes of probabilities that {@link LabelRefinement}
 * takes, however many labels there are.
 * <p>
 * Labels that lie too far apart to ever meet share a plane, so that a thousand
 * nuclei need as many planes as one nucleus has neighbours. What a pixel may become
 * are the labels within reach of it: its own has the given certainty, the others
 * share the rest; a pixel that only sees its own label is certain.
 * </p>
 */
public final class LabelPlanes {

	/** Shares of a plane lie at least so many times the reach apart. */
	private static final int APART = 3;

	/** Distances are found in blocks of at least this size. */
	private static final int LEAST_BLOCK = 8;

	private static final int NOBODY = -1;

	private final int width;
	private final int height;
	private final int reach;
	private final int[] values;
	private final int[] own;
	private final int[] planeOf;
	private final int count;

	/**
	 * @param labels one whole number a pixel, row by row
	 * @param reach how far, in pixels, a label may spread
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public LabelPlanes(final int width, final int height, final int[] labels, final int reach, final Progress progress) {
		this.width = width;
		this.height = height;
		this.reach = Math.max(1, Math.min(reach, Math.max(width, height)));
		values = Arrays.stream(labels).distinct().sorted().toArray();
		progress.check();
		own = Arrays.stream(labels).parallel().map(label -> Arrays.binarySearch(values, label)).toArray();
		planeOf = colour(neighbours(progress));
		count = Arrays.stream(planeOf).max().orElse(0) + 1;
	}

	/** Number of planes. */
	public int count() {
		return count;
	}

	/**
	 * The probabilities before refinement: one plane for each group of labels, sum 1.
	 *
	 * @param certainty of a pixel's own label where others are in reach, 0 to 1
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Plane> evidence(final double certainty, final Progress progress) {
		final List<Plane> planes = new ArrayList<>();
		final int[] candidates = new int[own.length];
		for (int p = 0; p < count; p++) {
			final int[] inReach = inReach(p, progress);
			final Plane plane = new Plane(width, height);
			for (int i = 0; i < own.length; i++) {
				if (inReach[i] == NOBODY) continue;
				candidates[i]++;
				plane.values()[i] = 1;
			}
			planes.add(plane);
		}
		Bands.each(count, progress, p -> {
			final float[] plane = planes.get(p).values();
			for (int i = 0; i < own.length; i++) {
				final int others = candidates[i] - 1;
				if (others > 0) plane[i] *= planeOf[own[i]] == p ? certainty : (1 - certainty) / others;
			}
		});
		return planes;
	}

	/**
	 * The most probable label of each pixel.
	 *
	 * @param refined the planes after refinement
	 * @param probability gets how probable it is
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public int[] labels(final List<Plane> refined, final float[] probability, final Progress progress) {
		final int[] labels = IntStream.of(own).map(i -> values[i]).toArray();
		for (int i = 0; i < own.length; i++) probability[i] = refined.get(planeOf[own[i]]).values()[i];
		for (int p = 0; p < count; p++) {
			final int[] inReach = inReach(p, progress);
			final float[] plane = refined.get(p).values();
			for (int i = 0; i < own.length; i++) {
				// NB: of two that are alike, its own label stays.
				if (inReach[i] == NOBODY || !(plane[i] > probability[i])) continue;
				probability[i] = plane[i];
				labels[i] = values[inReach[i]];
			}
		}
		return labels;
	}

	/** For each pixel, the label of a plane that lies within reach. */
	private int[] inReach(final int plane, final Progress progress) {
		final int[] found = new int[own.length];
		Bands.run(height, progress, (from, to) -> {
			for (int i = from * width; i < to * width; i++) found[i] = planeOf[own[i]] == plane ? own[i] : NOBODY;
			for (int y = from; y < to; y++) spread(found, y * width, 1, width);
		});
		Bands.run(width, progress, (from, to) -> {
			for (int x = from; x < to; x++) spread(found, x, width, height);
		});
		return found;
	}

	/** Spreads labels along a line into both directions. */
	private void spread(final int[] found, final int start, final int step, final int length) {
		final int[] line = new int[length];
		Arrays.fill(line, NOBODY);
		int last = NOBODY;
		int at = 0;
		for (int i = 0; i < length; i++) {
			if (found[start + i * step] != NOBODY) {
				last = found[start + i * step];
				at = i;
			}
			if (last != NOBODY && i - at <= reach) line[i] = last;
		}
		last = NOBODY;
		for (int i = length - 1; i >= 0; i--) {
			if (found[start + i * step] != NOBODY) {
				last = found[start + i * step];
				at = i;
			}
			if (line[i] == NOBODY && last != NOBODY && at - i <= reach) line[i] = last;
		}
		for (int i = 0; i < length; i++) found[start + i * step] = line[i];
	}

	/** The labels that may meet each label. */
	private List<Set<Integer>> neighbours(final Progress progress) {
		final int block = Math.max(LEAST_BLOCK, reach);
		final int columns = (width + block - 1) / block;
		final int rows = (height + block - 1) / block;
		final List<Set<Integer>> present = new ArrayList<>();
		for (int b = 0; b < columns * rows; b++) present.add(new HashSet<>());
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				final int label = own[x + y * width];
				if (x % block == 0 || label != own[x - 1 + y * width]) present.get(x / block + y / block * columns).add(label);
			}
		}
		final List<Set<Integer>> neighbours = new ArrayList<>();
		for (int i = 0; i < values.length; i++) neighbours.add(new HashSet<>());
		final int far = (APART * reach + block - 1) / block;
		for (int b = 0; b < present.size(); b++) {
			progress.check();
			for (int v = b / columns; v <= Math.min(rows - 1, b / columns + far); v++) {
				for (int u = Math.max(0, b % columns - far); u <= Math.min(columns - 1, b % columns + far); u++) {
					for (final int a : present.get(b)) {
						for (final int other : present.get(u + v * columns)) {
							neighbours.get(a).add(other);
							neighbours.get(other).add(a);
						}
					}
				}
			}
		}
		return neighbours;
	}

	/** Gives each label a plane that none of its neighbours has; those with the most neighbours choose first. */
	private static int[] colour(final List<Set<Integer>> neighbours) {
		final int[] colours = new int[neighbours.size()];
		Arrays.fill(colours, NOBODY);
		IntStream.range(0, colours.length).boxed().sorted((a, b) -> neighbours.get(b).size() - neighbours.get(a).size())
			.forEach(label -> {
				final BitSet taken = new BitSet();
				for (final int other : neighbours.get(label))
					if (colours[other] != NOBODY) taken.set(colours[other]);
				colours[label] = taken.nextClearBit(0);
			});
		return colours;
	}
}
