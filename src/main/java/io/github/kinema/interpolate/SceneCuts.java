package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds hard scene cuts in a stack, one pair of frames at a time.
 * <p>
 * There is a cut between frames i and i + 1 if their {@link SceneDistance} is at
 * least {@value #ALONE}; where there are other pairs within {@value #REACH}
 * frames, if it is at least {@value #DISTANCE} and {@value #OUTLIER} times the
 * median distance of those, so that a stack that always changes much has no
 * cuts. The frames before i and after i + 1 must agree: a single odd frame is a
 * defect, not a cut. Frames without structure (blank, or noise only) are skipped:
 * the cut then lies before the first frame of the new scene.
 * </p>
 * <p>
 * Thread-safe. Only {@value #KEPT} thumbnails are kept; asked in order, each
 * frame is read once.
 * </p>
 */
public final class SceneCuts implements CutTest {

	private static final double DISTANCE = 0.5;
	private static final double ALONE = 0.6;
	private static final double OUTLIER = 2.5;
	private static final int REACH = 4;
	private static final int KEPT = 32;

	private final long frames;
	private final LongFunction<List<Plane>> guide;
	private final Map<Long, Thumbnail> thumbnails = lru();
	private final Map<Long, Double> distances = lru();

	/**
	 * @param frames number of frames
	 * @param guide gives the planes of frame 0 … frames − 1, {@code [X, Y]} each;
	 *          called by one thread at a time
	 */
	public SceneCuts(final long frames, final LongFunction<List<Plane>> guide) {
		this.frames = frames;
		this.guide = guide;
	}

	/**
	 * Whether there is a cut between frames i and i + 1, counted from 0.
	 *
	 * @throws IndexOutOfBoundsException if there are no such frames
	 */
	public synchronized boolean isCut(final long i) {
		if (i < 0 || i + 1 >= frames) throw new IndexOutOfBoundsException( //
			"There is no pair of frames " + i + " and " + (i + 1) + " in a stack of " + frames);
		if (!thumbnail(i + 1).structured()) return false;
		final long before = structured(i, -1);
		if (before < 0) return false;
		final double distance = distance(before, i + 1);
		if (distance < DISTANCE) return false;
		final long earlier = structured(before - 1, -1), later = structured(i + 2, 1);
		final double[] others = neighbours(before, i + 1);
		if (others.length == 0) return distance >= ALONE;
		Arrays.sort(others);
		final double needed = Math.max(DISTANCE, OUTLIER * others[others.length / 2]);
		return distance >= needed && (earlier < 0 || distance(earlier, i + 1) >= DISTANCE) && //
			(later < 0 || distance(before, later) >= DISTANCE);
	}

	@Override
	public boolean between(final long before, final long after) {
		for (long i = before; i < after; i++)
			if (isCut(i)) return true;
		return false;
	}

	/**
	 * Goes through the stack once.
	 *
	 * @return every i with a cut between frames i and i + 1, ascending
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Long> all(final Progress progress) {
		final List<Long> cuts = new ArrayList<>();
		for (long i = 0; i + 1 < frames; i++) {
			progress.check();
			if (isCut(i)) cuts.add(i);
			progress.update((i + 1.0) / (frames - 1));
		}
		return cuts;
	}

	/** The nearest frame with structure from i on, or −1 if there is none in reach. */
	private long structured(final long i, final int step) {
		for (long k = i; k >= 0 && k < frames && Math.abs(k - i) <= REACH; k += step) {
			if (thumbnail(k).structured()) return k;
		}
		return -1;
	}

	/** Distances of the pairs near the one asked for, itself left out. */
	private double[] neighbours(final long before, final long after) {
		final List<Double> found = new ArrayList<>();
		for (long k = Math.max(0, before - REACH); k <= Math.min(frames - 2, after + REACH - 1); k++) {
			final boolean inside = k >= before && k < after;
			if (inside || !thumbnail(k).structured() || !thumbnail(k + 1).structured()) continue;
			found.add(distance(k, k + 1));
		}
		return found.stream().mapToDouble(Double::doubleValue).toArray();
	}

	private double distance(final long a, final long b) {
		if (b - a > 1) return SceneDistance.between(thumbnail(a), thumbnail(b));
		return distances.computeIfAbsent(a, key -> SceneDistance.between(thumbnail(a), thumbnail(b)));
	}

	private Thumbnail thumbnail(final long i) {
		return thumbnails.computeIfAbsent(i, key -> new Thumbnail(guide.apply(key)));
	}

	private static <T> Map<Long, T> lru() {
		return new LinkedHashMap<>(2 * KEPT, 0.75f, true) {

			@Override
			protected boolean removeEldestEntry(final Map.Entry<Long, T> eldest) {
				return size() > KEPT;
			}
		};
	}
}
