package io.github.kinema.interpolate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongFunction;

import io.github.kinema.interpolate.FrameDefect.Kind;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds the broken frames of a stack. A frame counts as
 * <ul>
 * <li><b>saturated</b>: more than half of its pixels have the largest value of the
 * stack, and in the nearest frames that are not so, at most half as many;</li>
 * <li><b>blank</b>: it has next to no finite pixels, or the standard deviation of
 * every channel is below {@value #BLANK} of the median of all frames, and that of
 * the nearest frames that are not so is above {@value #FULL} of it: a stack that
 * fades out, as z stacks do, has no blank frames. At either end of the stack, at
 * most {@value #MARGIN} frames in a row are blank: more are empty space;</li>
 * <li><b>duplicated</b>: identical to the frame before, bit by bit, if at most half
 * of the frames are so and at most {@value #MARGIN} in a row: otherwise the scene
 * stands still;</li>
 * <li><b>out of line</b>: see {@link OutOfLine}.</li>
 * </ul>
 * <p>
 * Each frame is read once, in order; some numbers for each plane and a few
 * thumbnails are kept. A frame has one defect, the first of these. One thread at
 * a time.
 * </p>
 */
public final class FrameDefects {

	private static final double BLANK = 0.1;
	private static final double FULL = 0.5;
	private static final int MARGIN = 3;

	private final List<FrameLook> looks = new ArrayList<>();
	private final TreeMap<Integer, FrameDefect> found = new TreeMap<>();

	private FrameDefects() {}

	/**
	 * Goes through a stack once.
	 *
	 * @param frames number of frames
	 * @param planes gives the planes of frame 0 … frames − 1, {@code [X, Y]} each, as
	 *          many for each frame; each element is asked for once, so that a list
	 *          may read them one at a time
	 * @return one defect a frame at most, ascending
	 * @throws IllegalArgumentException if every frame is constant, so that nothing can be repaired
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static List<FrameDefect> find(final long frames, final LongFunction<? extends List<Plane>> planes,
		final Progress progress)
	{
		final FrameDefects defects = new FrameDefects();
		defects.read(frames, planes, progress);
		if (defects.looks.stream().flatMap(look -> look.planes().stream()).allMatch(p -> p.deviation() == 0)) {
			throw new IllegalArgumentException(frames == 1 ? "The only frame is blank: there is nothing to repair it from." //
				: "All " + frames + " frames are blank: there is nothing to repair them from.");
		}
		defects.saturated();
		defects.blank();
		defects.duplicated();
		defects.add(new OutOfLine(defects.looks, defects.found::containsKey).find());
		return List.copyOf(defects.found.values());
	}

	private void read(final long frames, final LongFunction<? extends List<Plane>> planes, final Progress progress) {
		final Deque<FrameLook> recent = new ArrayDeque<>();
		for (long i = 0; i < frames; i++) {
			progress.check();
			final FrameLook look = new FrameLook(planes.apply(i));
			recent.forEach(earlier -> earlier.follow(look));
			looks.add(look);
			recent.add(look);
			if (recent.size() > OutOfLine.REACH) recent.remove().forget();
			progress.update((i + 1.0) / frames);
		}
		recent.forEach(FrameLook::forget);
	}

	private void saturated() {
		final double maximum = looks.stream().flatMap(look -> look.planes().stream()) //
			.mapToDouble(PlaneLook::maximum).max().orElse(0);
		final double[] part = looks.stream().mapToDouble(look -> look.planes().stream() //
			.mapToDouble(p -> p.maximum() == maximum ? p.atMaximum() : 0).average().orElse(0)).toArray();
		runs(i -> part[i] > 0.5, (first, last) -> {
			for (int i = first; i <= last; i++) {
				if (Math.max(first > 0 ? part[first - 1] : 0, last + 1 < part.length ? part[last + 1] : 0) > part[i] / 2) continue;
				if (last - first + 1 == part.length) continue;
				add(i, Kind.SATURATED, "%.0f%% of its pixels are at %s, the largest value of the stack", 100 * part[i],
					Float.toString((float) maximum).replaceAll("\\.0$", ""));
			}
		});
	}

	private void blank() {
		final double[] usual = perPlane(p -> looks.stream().mapToDouble(look -> look.planes().get(p).deviation()) //
			.filter(d -> d > 0).toArray());
		final double[] contrast = looks.stream().mapToDouble(look -> largest(p -> usual[p] > 0 //
			? look.planes().get(p).deviation() / usual[p] : 0)).toArray();
		final double[] finite = looks.stream().mapToDouble(look -> look.planes().stream() //
			.mapToDouble(PlaneLook::finite).average().orElse(0)).toArray();
		final double known = Robust.median(finite);
		runs(i -> !found.containsKey(i) && (contrast[i] < BLANK || finite[i] < BLANK * known), (first, last) -> {
			final boolean start = first == 0, end = last == contrast.length - 1;
			if (start && end || (start || end) && last - first + 1 > MARGIN) return;
			if (!full(contrast, first - 1, -1) || !full(contrast, last + 1, 1)) return;
			for (int i = first; i <= last; i++) {
				if (finite[i] < BLANK * known) add(i, Kind.BLANK, "%.0f%% of its pixels are finite numbers", 100 * finite[i]);
				else add(i, Kind.BLANK, "its contrast is %.2g times that of the other frames", contrast[i]);
			}
		});
	}

	/** Whether the nearest frame without a defect has contrast, or there is none. */
	private boolean full(final double[] contrast, final int from, final int step) {
		int i = from;
		while (found.containsKey(i)) i += step;
		return i < 0 || i == contrast.length || contrast[i] >= FULL;
	}

	private void duplicated() {
		final IntPredicate same = i -> i > 0 && !found.containsKey(i) && looks.get(i).sameAs(looks.get(i - 1)) && //
			looks.get(i).planes().stream().anyMatch(p -> p.deviation() > 0);
		int count = 0;
		for (int i = 1; i < looks.size(); i++)
			if (same.test(i)) count++;
		if (2 * count > looks.size() || count == looks.size() - 1) return;
		runs(same, (first, last) -> {
			if (last - first + 1 > MARGIN) return;
			for (int i = first; i <= last; i++)
				add(i, Kind.DUPLICATED, "it is identical to frame %d, bit by bit", i);
		});
	}

	private interface Run {

		void of(int first, int last);
	}

	/** Calls with each longest run of frames that pass. */
	private void runs(final IntPredicate passes, final Run run) {
		int first = -1;
		for (int i = 0; i <= looks.size(); i++) {
			final boolean in = i < looks.size() && passes.test(i);
			if (in && first < 0) first = i;
			if (in || first < 0) continue;
			run.of(first, i - 1);
			first = -1;
		}
	}

	private interface Values {

		double[] of(int plane);
	}

	private double[] perPlane(final Values values) {
		final double[] medians = new double[looks.get(0).planes().size()];
		for (int p = 0; p < medians.length; p++) medians[p] = Robust.median(values.of(p));
		return medians;
	}

	private double largest(final IntToDoubleFunction value) {
		double largest = 0;
		for (int p = 0; p < looks.get(0).planes().size(); p++) largest = Math.max(largest, value.applyAsDouble(p));
		return largest;
	}

	private void add(final Collection<FrameDefect> defects) {
		for (final FrameDefect defect : defects) found.put((int) defect.frame(), defect);
	}

	private void add(final int frame, final Kind kind, final String reason, final Object... numbers) {
		found.put(frame, new FrameDefect(frame, kind, String.format(Locale.ROOT, "frame %d is %s: " + reason, //
			prepended(frame + 1, kind.name().toLowerCase(Locale.ROOT), numbers))));
	}

	private static Object[] prepended(final int frame, final String kind, final Object... numbers) {
		final List<Object> all = new ArrayList<>(List.of(frame, kind));
		all.addAll(List.of(numbers));
		return all.toArray();
	}
}
