package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds frames that are unlike the good frames before and after them although
 * those are alike: a flash, a misplaced or shifted frame, a burst of noise.
 * <p>
 * Two frames are as far from each other as their thumbnails, root mean square,
 * with gain and offset, in units of the usual contrast of a thumbnail. A run of
 * up to {@value #LONGEST} frames is out of line if each is at least
 * {@value #ALIKE} times as far from both neighbours of the run as those are from
 * each other, at least {@value #CLEAR} of the contrast, and far beyond what
 * neighbours within {@value #WINDOW} frames usually are (median and median absolute deviation, so
 * that fast or trembling motion is not out of line). The first and the last
 * frame have one neighbour and must stand out twice as much.
 * </p>
 * <p>
 * What averages out in a thumbnail, noise and blur, shows in the mean difference
 * of neighbouring pixels: {@value #NOISY} times that of both neighbours, or
 * {@value #BLURRED} times, under the same conditions.
 * </p>
 */
final class OutOfLine {

	/** Frames whose distances must be known: the longest run, with gaps in it. */
	static final int REACH = 8;

	private static final int LONGEST = 3;
	private static final int WINDOW = 8;
	private static final double ALIKE = 2;
	private static final double CLEAR = 0.3;
	private static final double USUAL = 3;
	private static final double DEVIATIONS = 6;
	private static final double NOISY = 1.5;
	private static final double BLURRED = 0.5;

	private final List<FrameLook> looks;
	private final int[] good;
	private final double[] contrast;
	private final double[] steps;
	private final double[] roughness;
	private final double[] roughnessSteps;

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
		roughness = Arrays.stream(good).mapToDouble(i -> looks.get(i).planes().stream() //
			.mapToDouble(PlaneLook::roughness).filter(r -> r > 0).map(Math::log).average().orElse(0)).toArray();
		steps = new double[Math.max(0, good.length - 1)];
		roughnessSteps = new double[steps.length];
		for (int k = 0; k < steps.length; k++) {
			steps[k] = distance(k, k + 1);
			roughnessSteps[k] = Math.abs(roughness[k + 1] - roughness[k]);
		}
	}

	List<FrameDefect> find() {
		final List<FrameDefect> found = new ArrayList<>();
		for (int k = 0; k < good.length;) {
			int length = 1;
			while (length <= LONGEST && !outOfLine(k, length, found)) length++;
			k += length <= LONGEST ? length : 1;
		}
		return found;
	}

	/** Whether good frames k … k + length − 1 are out of line; adds them if so. */
	private boolean outOfLine(final int k, final int length, final List<FrameDefect> found) {
		final int before = k - 1, after = k + length;
		if (after > good.length || before < 0 && (after + 1 >= good.length || length > 1) || //
			after == good.length && (before < 1 || length > 1)) return false;
		final boolean inside = before >= 0 && after < good.length;
		// NB: at an end, the pair next to the frame stands for the pair around it.
		final int p = inside ? before : before < 0 ? after : before - 1;
		final int n = inside ? after : before < 0 ? after + 1 : before;
		final double around = distance(p, n);
		double least = Double.MAX_VALUE, rougher = Double.MAX_VALUE, smoother = Double.MAX_VALUE;
		for (int j = k; j < after; j++) {
			if (before >= 0) least = Math.min(least, distance(before, j));
			if (after < good.length) least = Math.min(least, distance(j, after));
			rougher = Math.min(rougher, roughness[j] - Math.max(roughness[p], roughness[n]));
			smoother = Math.min(smoother, Math.min(roughness[p], roughness[n]) - roughness[j]);
		}
		final double strict = inside ? 1 : 2;
		final double roughAround = Math.abs(roughness[p] - roughness[n]);
		if (least >= strict * CLEAR && stands(least, around, steps, k, after, strict)) {
			add(found, k, after, "far from its neighbours, %.2g times the contrast of the stack, and those are %.2g from each other", least, around);
			return true;
		}
		if (rougher >= strict * Math.log(NOISY) && stands(rougher, roughAround, roughnessSteps, k, after, strict)) {
			add(found, k, after, "the difference of neighbouring pixels (noise) is %.2g times that of the frames around it", Math.exp(rougher));
			return true;
		}
		if (smoother >= -strict * Math.log(BLURRED) && stands(smoother, roughAround, roughnessSteps, k, after, strict)) {
			add(found, k, after, "the difference of neighbouring pixels (detail) is %.2g times that of the frames around it", Math.exp(-smoother));
			return true;
		}
		return false;
	}

	/** Whether a value is far beyond what it is around the run, and usually is nearby. */
	private static boolean stands(final double value, final double around, final double[] usual, final int k,
		final int after, final double strict)
	{
		final double[] nearby = IntStream.range(Math.max(0, k - WINDOW), Math.min(usual.length, after + WINDOW)) //
			.filter(i -> i < k - 1 || i >= after).mapToDouble(i -> usual[i]).filter(Double::isFinite).toArray();
		if (!(value >= strict * ALIKE * around)) return false;
		// NB: in a stack of three there is nothing else to compare with.
		if (nearby.length == 0) return value >= 2 * ALIKE * around;
		final double median = Robust.median(nearby);
		return value >= strict * Math.max(USUAL * median, median + DEVIATIONS * Robust.deviation(nearby));
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

	private void add(final List<FrameDefect> found, final int k, final int after, final String reason,
		final Object... numbers)
	{
		final String sentence = String.format(Locale.ROOT, reason, numbers);
		for (int j = k; j < after; j++)
			found.add(new FrameDefect(good[j], FrameDefect.Kind.OUT_OF_LINE, "frame " + (good[j] + 1) + " is out of line: " +
				sentence));
	}
}
