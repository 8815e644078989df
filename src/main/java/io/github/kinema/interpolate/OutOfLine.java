package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds frames that are unlike the good frames before and after them although
 * those are alike: a flash, a misplaced or shifted frame, a burst of noise.
 * <p>
 * Two frames are as far from each other as their thumbnails, root mean square,
 * gain and offset included, in units of the usual contrast of a thumbnail. A run
 * of up to {@value #LONGEST} frames is out of line if each is
 * </p>
 * <ul>
 * <li>at least {@value #CLEAR} from both neighbours of the run,</li>
 * <li>at least {@value #ALIKE} times as far from them as they are from each
 * other, and</li>
 * <li>{@value #USUAL} times as far as neighbours within {@value #WINDOW} frames
 * usually are, and {@value #DEVIATIONS} deviations further (by medians), so that
 * motion that is fast or trembles is not out of line.</li>
 * </ul>
 * <p>
 * The first and the last frame have one neighbour and must stand out twice as
 * much. What noise hides in thumbnails shows in two numbers of the whole frame,
 * under the same conditions: its mean, and the mean difference of neighbouring
 * pixels, which is noise and detail: {@value #NOISY} times that of both
 * neighbours, or {@value #BLURRED} times.
 * </p>
 */
final class OutOfLine {

	/** Frames whose distances must be known: the longest run, with gaps in it. */
	static final int REACH = 8;

	private static final int LONGEST = 3;
	private static final int WINDOW = 8;
	private static final double ALIKE = 2;
	private static final double CLEAR = 0.3;
	private static final double USUAL = 2;
	private static final double DEVIATIONS = 6;
	private static final double NOISY = 1.5;
	private static final double BLURRED = 0.5;

	private final List<FrameLook> looks;
	private final int[] good;
	private final double[] contrast;
	private final double[] steps;
	private final double[] level;
	private final double[] roughness;

	/** A number that tells frames apart, and how much it usually changes from frame to frame. */
	private record Stand(double value, double around, double[] steps) {}

	/** Good frames first … last, between or beside the good frames p and n that are taken to be as they should. */
	private record Run(int first, int last, int p, int n, boolean inside) {}

	/** @param bad frames known to be broken, which are nobody's neighbours */
	OutOfLine(final List<FrameLook> looks, final IntPredicate bad) {
		this.looks = looks;
		good = IntStream.range(0, looks.size()).filter(bad.negate()).toArray();
		contrast = new double[looks.get(0).planes().size()];
		for (int p = 0; p < contrast.length; p++) {
			final int plane = p;
			contrast[p] = Robust.median(Arrays.stream(good).mapToDouble(i -> looks.get(i).contrast(plane)) //
				.filter(c -> c > 0).toArray());
		}
		steps = IntStream.range(0, Math.max(0, good.length - 1)).mapToDouble(k -> distance(k, k + 1)).toArray();
		level = Arrays.stream(good).mapToDouble(i -> IntStream.range(0, contrast.length) //
			.filter(p -> contrast[p] > 0).mapToDouble(p -> looks.get(i).planes().get(p).mean() / contrast[p]) //
			.average().orElse(0)).toArray();
		roughness = numbers(look -> look.planes().stream().mapToDouble(PlaneLook::roughness) //
			.filter(r -> r > 0).map(Math::log).average().orElse(0));
	}

	private double[] numbers(final ToDoubleFunction<FrameLook> number) {
		return Arrays.stream(good).mapToDouble(i -> number.applyAsDouble(looks.get(i))).toArray();
	}

	/** The frames that are out of line, ascending. */
	List<FrameDefect> find() {
		final List<FrameDefect> found = new ArrayList<>();
		for (int k = 0; k < good.length; k++) {
			for (int length = 1; length <= LONGEST; length++) {
				final Run run = run(k, k + length - 1);
				final String reason = run == null ? null : reason(run);
				if (reason == null) continue;
				for (int j = run.first(); j <= run.last(); j++) {
					found.add(new FrameDefect(good[j], FrameDefect.Kind.OUT_OF_LINE, //
						"frame " + (good[j] + 1) + " is out of line: " + reason));
				}
				k = run.last();
				break;
			}
		}
		return found;
	}

	/** Null if the frames cannot be judged by others. */
	private Run run(final int first, final int last) {
		final int end = good.length - 1;
		if (first > 0 && last < end) return new Run(first, last, first - 1, last + 1, true);
		// NB: at an end, the pair next to the frame stands for the pair around it.
		if (first < last || end < 3) return null;
		if (first == 0) return new Run(0, 0, 1, 2, false);
		return first == end ? new Run(end, end, end - 2, end - 1, false) : null;
	}

	/** Why a run is out of line; null if it is not. */
	private String reason(final Run run) {
		final double strict = run.inside() ? 1 : 2;
		final double around = distance(run.p(), run.n());
		final double least = IntStream.rangeClosed(run.first(), run.last()).mapToDouble(j -> least(run, j)).min().getAsDouble();
		if (least >= strict * CLEAR && stands(new Stand(least, around, steps), run)) return String.format(Locale.ROOT,
			"it is %.2g times the contrast of the stack away from the frames beside it, which differ by %.2g", least, around);
		final double[] bright = beyond(level, run);
		final double brighter = Math.max(bright[0], bright[1]);
		if (brighter >= strict * CLEAR && stands(new Stand(brighter, bright[2], changes(level)), run))
			return String.format(Locale.ROOT, "it is %s than the frames beside it by %.2g times the contrast of the stack",
				bright[0] > 0 ? "brighter" : "darker", brighter);
		final double[] rough = beyond(roughness, run);
		final boolean noisy = rough[0] >= strict * Math.log(NOISY);
		final double by = noisy ? rough[0] : rough[1];
		if ((noisy || by >= -strict * Math.log(BLURRED)) && stands(new Stand(by, rough[2], changes(roughness)), run))
			return String.format(Locale.ROOT, "its neighbouring pixels differ %.2g times as much as in the frames beside it (%s)",
				Math.exp(noisy ? by : -by), noisy ? "noise" : "blur");
		return null;
	}

	/** How far a frame of a run is from the nearer of those beside the run. */
	private double least(final Run run, final int j) {
		return Math.min(j > run.p() ? distance(run.p(), j) : distance(j, run.p()), //
			j > run.n() ? distance(run.n(), j) : distance(j, run.n()));
	}

	/** How far each frame of a run lies above both beside it, how far below, and how far these are apart. */
	private static double[] beyond(final double[] values, final Run run) {
		final double upper = Math.max(values[run.p()], values[run.n()]);
		final double lower = Math.min(values[run.p()], values[run.n()]);
		final double[] inside = Arrays.copyOfRange(values, run.first(), run.last() + 1);
		return new double[] { Arrays.stream(inside).min().getAsDouble() - upper, //
			lower - Arrays.stream(inside).max().getAsDouble(), upper - lower };
	}

	private static double[] changes(final double[] values) {
		return IntStream.range(1, values.length).mapToDouble(k -> Math.abs(values[k] - values[k - 1])).toArray();
	}

	/** Whether a value is far beyond what it is around the run, and usually is nearby. */
	private static boolean stands(final Stand stand, final Run run) {
		final double strict = run.inside() ? 1 : 2;
		if (!(stand.value() >= strict * ALIKE * stand.around())) return false;
		final double[] nearby = IntStream.range(Math.max(0, run.first() - WINDOW), //
			Math.min(stand.steps().length, run.last() + 1 + WINDOW)) //
			.filter(k -> k < run.first() - 1 || k > run.last()).mapToDouble(k -> stand.steps()[k]) //
			.filter(Double::isFinite).toArray();
		// NB: in a short stack the top of a hill looks like a run of odd frames.
		final int length = run.last() - run.first() + 1;
		if (length > 1 && nearby.length < length) return false;
		if (nearby.length == 0) return stand.value() >= 2 * ALIKE * stand.around();
		final double median = Robust.median(nearby);
		return stand.value() >= strict * Math.max(USUAL * median, median + DEVIATIONS * Robust.deviation(nearby));
	}

	/** How far two good frames are apart; NaN if there are too many frames between them. */
	private double distance(final int a, final int b) {
		final double[] distance = looks.get(good[a]).distance(good[b] - good[a]);
		if (distance == null) return Double.NaN;
		double squares = 0;
		int n = 0;
		for (int p = 0; p < contrast.length; p++) {
			if (!(contrast[p] > 0)) continue;
			squares += Math.pow(distance[p] / contrast[p], 2);
			n++;
		}
		return n == 0 ? 0 : Math.sqrt(squares / n);
	}
}
