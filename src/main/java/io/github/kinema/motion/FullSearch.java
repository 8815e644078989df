package io.github.kinema.motion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds for every pixel of a coarse plane where it lies in another by trying every
 * whole displacement within reach, from no guess at all. It so finds what moves far
 * and is too small to be seen on still coarser levels.
 * <p>
 * Windows are compared by the absolute differences of their {@link Detail}. Only what
 * finds its way back is kept (P. Fua, "A parallel stereo algorithm that produces
 * dense depth maps and preserves image features", Machine Vision and Applications 6,
 * 1993), and only where most of what is around moves alike: chance matches do not.
 * All is done in integers, so that every device finds the same.
 * </p>
 */
final class FullSearch {

	/** The level of the pyramid that is searched: an eighth of the size. */
	private static final int LEVEL = 3;

	/** The largest displacement, in pixels of this level. */
	private static final int REACH = 8;

	/** Displacements are alike that differ by no more than this along either axis. */
	static final int ALIKE = 1;

	/** Neighbours are looked at up to this far away ... */
	static final int AROUND = 2;

	/** ... and so many must move alike, the pixel itself among them. */
	static final int AGREEING = 18;

	/** The number of a shift takes so many bits. */
	private static final int BITS = 8;

	private static final int NUMBER = (1 << BITS) - 1;

	/** More than any match has. */
	private static final int BEYOND = 1 << 30;

	/** All shifts, the shorter ones first: of two that match as well, the shorter one is taken. */
	private static final List<Shift> SHIFTS = IntStream.rangeClosed(-REACH, REACH).boxed().flatMap(y -> IntStream
		.rangeClosed(-REACH, REACH).mapToObj(x -> new Shift(x, y))).filter(shift -> shift.square() <= REACH * REACH).sorted(
			Comparator.comparingInt(Shift::square)).toList();

	private final int width;
	private final int height;
	private final Detail first;
	private final Detail second;

	/** A displacement in whole pixels. */
	record Shift(int x, int y) {

		private int square() {
			return x * x + y * y;
		}

		private boolean like(final Shift other) {
			return Math.abs(x - other.x) <= ALIKE && Math.abs(y - other.y) <= ALIKE;
		}
	}

	private FullSearch(final Plane first, final Plane second) {
		width = first.width();
		height = first.height();
		this.first = new Detail(first, REACH + WindowSums.RADIUS);
		this.second = new Detail(second, REACH + WindowSums.RADIUS);
	}

	/** Whether the patches of a level are told what is found on the next coarser one, of so many levels. */
	static boolean precedes(final int level, final int levels) {
		return level + 1 == LEVEL && LEVEL < levels;
	}

	/** All shifts, in the order in which they count. */
	static List<Shift> shifts() {
		return SHIFTS;
	}

	/** Where each pixel of the first plane lies in the second; NaN where that is not certain. */
	static Flow between(final Plane first, final Plane second, final Progress progress) {
		return new FullSearch(first, second).search(progress);
	}

	private Flow search(final Progress progress) {
		final Matches all = new Matches();
		final int parts = 2 * Runtime.getRuntime().availableProcessors();
		Bands.each(parts, progress, part -> {
			final Matches some = new Matches();
			for (int k = part; k < SHIFTS.size(); k += parts) some.compare(k);
			all.merge(some);
		});
		return certain(all);
	}

	/**
	 * The best match of each pixel so far: how badly it matches and, in the lowest bits, the number of its shift.
	 * What a pixel of the first plane matches is known to the one of the second plane, too.
	 */
	private final class Matches {

		private final int pitch = first.pitch();
		private final int lead = REACH * pitch + REACH;
		private final int[] there = new int[(height - 1) * pitch + width];
		private final int[] back = new int[there.length + 2 * lead];
		private final int[] beyond = new int[there.length];
		private final WindowSums windows = new WindowSums(pitch, there.length);
		private final int corner = first.inside(-WindowSums.RADIUS, -WindowSums.RADIUS);
		private final int[] here = Arrays.copyOfRange(first.values(), corner, corner + windows.extent());
		private final int[] differences = new int[here.length];

		private Matches() {
			Arrays.fill(there, Integer.MAX_VALUE);
			Arrays.fill(back, Integer.MAX_VALUE);
			for (int i = 0; i < beyond.length; i++) beyond[i] = i % pitch < width ? 0 : BEYOND;
		}

		private synchronized void merge(final Matches other) {
			for (int i = 0; i < there.length; i++) there[i] = Math.min(there[i], other.there[i]);
			for (int i = 0; i < back.length; i++) back[i] = Math.min(back[i], other.back[i]);
		}

		/** Tries a shift for all pixels. */
		private void compare(final int k) {
			final Shift shift = SHIFTS.get(k);
			final int ahead = shift.x() + shift.y() * pitch;
			differ(second.values(), corner + ahead);
			final int[] sums = windows.of(differences);
			for (int i = 0; i < there.length; i++) there[i] = Math.min(there[i], sums[i] << BITS | k);
			final int target = lead + ahead;
			for (int i = 0; i < there.length; i++)
				back[target + i] = Math.min(back[target + i], sums[i] << BITS | k | beyond[i]);
		}

		private void differ(final int[] other, final int from) {
			for (int i = 0; i < differences.length; i++) differences[i] = Math.abs(here[i] - other[from + i]);
		}

		private Shift there(final int x, final int y) {
			return SHIFTS.get(there[x + y * pitch] & NUMBER);
		}

		/** Whether the pixel there matches this one best, too. */
		private boolean mutual(final int x, final int y) {
			final Shift shift = there(x, y);
			final int column = x + shift.x();
			final int row = y + shift.y();
			return column >= 0 && row >= 0 && column < width && row < height && //
				shift.like(SHIFTS.get(back[lead + column + row * pitch] & NUMBER));
		}
	}

	/** The matches that nothing speaks against. */
	private Flow certain(final Matches matches) {
		final Shift[] mutual = new Shift[width * height];
		for (int i = 0; i < mutual.length; i++) {
			final int x = i % width;
			final int y = i / width;
			if (matches.mutual(x, y)) mutual[i] = matches.there(x, y);
		}
		final Flow certain = new Flow(width, height);
		for (int i = 0; i < mutual.length; i++) {
			final boolean kept = mutual[i] != null && agreeing(mutual, i) >= AGREEING;
			certain.u()[i] = kept ? mutual[i].x() : Float.NaN;
			certain.v()[i] = kept ? mutual[i].y() : Float.NaN;
		}
		return certain;
	}

	private int agreeing(final Shift[] mutual, final int i) {
		final int x = i % width;
		final int y = i / width;
		int count = 0;
		for (int row = Math.max(0, y - AROUND); row <= Math.min(height - 1, y + AROUND); row++)
			for (int column = Math.max(0, x - AROUND); column <= Math.min(width - 1, x + AROUND); column++) {
				final Shift other = mutual[column + row * width];
				if (other != null && other.like(mutual[i])) count++;
			}
		return count;
	}
}
