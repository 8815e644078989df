package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.RecentCache;

/**
 * Finds hard scene cuts in a stack, one pair of frames at a time.
 * <p>
 * Two {@link SceneDistance}s are asked, of what the frames show and of its
 * outlines. There is a cut between frames i and i + 1 if
 * </p>
 * <ul>
 * <li>they are at least {@value #DISTANCE} and {@value #EDGES},</li>
 * <li>and {@value #OUTLIER} and {@value #EDGES_OUTLIER} times the median of the
 * other pairs within {@value #REACH} frames, and that of the outlines
 * {@value #BUSIER_SIDE} times the median on each side, so that a stack that
 * always changes much, as z stacks do, has no cuts,</li>
 * <li>and the frame before i is as far from i + 1, and i from the frame after: a
 * scene has two frames at least, a single odd frame is a defect, not a cut.</li>
 * </ul>
 * <p>
 * So there is no cut in a stack of three frames or fewer, where nothing could
 * tell it from a large step. Frames without structure (blank, or noise only) are
 * skipped: the cut then lies before the first frame of the new scene. A missed
 * cut is preferred to a false one.
 * </p>
 * <p>
 * Thread-safe. Only {@value #KEPT} thumbnails are kept, and every verdict; asked in
 * order, each frame is read once.
 * </p>
 */
public final class SceneCuts implements CutTest {

	private static final double DISTANCE = 0.4;
	private static final double EDGES = 0.6;
	private static final double OUTLIER = 2.5;
	private static final double EDGES_OUTLIER = 3;
	private static final double BUSIER_SIDE = 2;
	private static final int REACH = 4;
	private static final int KEPT = 32;

	private final long frames;
	private final LongFunction<List<Plane>> guide;
	private final RecentCache<Long, Thumbnail> thumbnails = new RecentCache<>(KEPT);
	private final RecentCache<Long, Double> distances = new RecentCache<>(KEPT);
	private final Map<List<Long>, Boolean> verdicts = new HashMap<>();

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
	public boolean isCut(final long i) {
		return between(i, i + 1);
	}

	/**
	 * Whether two frames belong to different scenes. What lies between them is not
	 * looked at: it may be broken.
	 *
	 * @throws IndexOutOfBoundsException if there are no such frames
	 */
	@Override
	public synchronized boolean between(final long before, final long after) {
		if (before < 0 || before >= after || after >= frames) throw new IndexOutOfBoundsException( //
			"There is no pair of frames " + before + " and " + after + " in a stack of " + frames);
		return verdicts.computeIfAbsent(List.of(before, after), pair -> decide(before, after));
	}

	private boolean decide(final long i, final long after) {
		if (!thumbnail(after).structured()) return false;
		final long before = structured(i, -1);
		if (before < 0) return false;
		final double distance = distance(before, after);
		if (distance < DISTANCE) return false;
		final long earlier = structured(before - 1, -1), later = structured(after + 1, 1);
		if (earlier < 0 || later < 0) return false;
		if (distance(earlier, after) < DISTANCE || distance(before, later) < DISTANCE) return false;
		final long first = Math.max(0, before - REACH), last = Math.min(frames - 1, after + REACH);
		if (distance < OUTLIER * median(this::distance, first, before, after, last)) return false;
		final double edges = edges(before, after);
		return edges >= Math.max(EDGES, EDGES_OUTLIER * median(this::edges, first, before, after, last)) && //
			edges >= BUSIER_SIDE * Math.max(median(this::edges, first, before), median(this::edges, after, last));
	}

	/** The nearest frame with structure from i on, or −1 if there is none in reach. */
	private long structured(final long i, final int step) {
		for (long k = i; k >= 0 && k < frames && Math.abs(k - i) <= REACH; k += step) {
			if (thumbnail(k).structured()) return k;
		}
		return -1;
	}

	private interface Distance {

		double between(long a, long b);
	}

	/** Median distance of the pairs of neighbours in one or more ranges (first and last frame of each); 0 without any. */
	private double median(final Distance distance, final long... ranges) {
		final List<Double> found = new ArrayList<>();
		for (int r = 0; r < ranges.length; r += 2) {
			for (long k = ranges[r]; k < ranges[r + 1]; k++)
				if (thumbnail(k).structured() && thumbnail(k + 1).structured()) found.add(distance.between(k, k + 1));
		}
		return found.isEmpty() ? 0 : Robust.median(found.stream().mapToDouble(Double::doubleValue).toArray());
	}

	private double distance(final long a, final long b) {
		if (b - a > 1) return SceneDistance.between(thumbnail(a), thumbnail(b));
		return distances.get(a, key -> SceneDistance.between(thumbnail(a), thumbnail(b)));
	}

	/** NB: not kept, because it is asked for only where there may be a cut. */
	private double edges(final long a, final long b) {
		return SceneDistance.ofEdges(thumbnail(a), thumbnail(b));
	}

	private Thumbnail thumbnail(final long i) {
		return thumbnails.get(i, key -> new Thumbnail(guide.apply(key)));
	}
}
