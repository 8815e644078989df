package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.kinema.tile.Plane;

/** Numbers the connected things of frames, which keep their number from frame to frame. Not thread-safe. */
final class MovingThings {

	private static final float HALF = 0.5f;

	/** A thing of which less than this share leads to another one is a new one. */
	private static final double SAME = 0.3;

	private final int smallest;
	private int last;

	/** @param smallest things of fewer pixels are none */
	MovingThings(final int smallest) {
		this.smallest = smallest;
	}

	/**
	 * Numbers the things of a frame.
	 *
	 * @param moving more than a half where things are
	 * @param known numbers of another frame, or null
	 * @param flow from this frame to that; null without one
	 * @return 0 elsewhere, numbers from 1 on
	 */
	Plane label(final Plane moving, final Plane known, final PairFlow flow) {
		final Plane labels = new Plane(moving.width(), moving.height());
		final List<int[]> things = things(moving);
		things.sort(Comparator.comparingInt((int[] thing) -> thing.length).reversed());
		final Set<Integer> taken = new HashSet<>();
		for (final int[] thing : things) {
			if (thing.length < smallest) break;
			final int same = known == null ? 0 : same(thing, known, flow);
			final int number = same > 0 && taken.add(same) ? same : ++last;
			for (final int pixel : thing) labels.values()[pixel] = number;
		}
		return labels;
	}

	/** The number that most of a thing has in the other frame; 0 if that is few. */
	private static int same(final int[] thing, final Plane known, final PairFlow flow) {
		final Map<Integer, Integer> counts = new HashMap<>();
		for (final int pixel : thing) {
			final int x = Math.round(pixel % known.width() + flow.forward().u()[pixel]);
			final int y = Math.round(pixel / known.width() + flow.forward().v()[pixel]);
			if (x < 0 || y < 0 || x >= known.width() || y >= known.height()) continue;
			final int number = (int) known.get(x, y);
			if (number > 0) counts.merge(number, 1, Integer::sum);
		}
		return counts.entrySet().stream().filter(entry -> entry.getValue() >= SAME * thing.length).max(Map.Entry
			.comparingByValue()).map(Map.Entry::getKey).orElse(0);
	}

	/** The pixels of each connected thing; diagonal neighbours are connected. */
	private static List<int[]> things(final Plane moving) {
		final int width = moving.width();
		final int[] stack = new int[moving.values().length];
		final boolean[] seen = new boolean[stack.length];
		final List<int[]> things = new ArrayList<>();
		for (int start = 0; start < stack.length; start++) {
			if (seen[start] || !(moving.values()[start] > HALF)) continue;
			int end = 0;
			stack[end++] = start;
			seen[start] = true;
			for (int next = 0; next < end; next++) {
				final int x = stack[next] % width;
				final int y = stack[next] / width;
				for (int row = Math.max(0, y - 1); row <= Math.min(moving.height() - 1, y + 1); row++) {
					for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
						final int pixel = column + row * width;
						if (seen[pixel] || !(moving.values()[pixel] > HALF)) continue;
						seen[pixel] = true;
						stack[end++] = pixel;
					}
				}
			}
			things.add(Arrays.copyOf(stack, end));
		}
		return things;
	}
}
