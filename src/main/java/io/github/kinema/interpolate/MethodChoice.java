package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The method that rebuilds a stack's own frames best.
 *
 * @param method the method chosen
 * @param reason a sentence for the log, with the numbers that decided
 */
public record MethodChoice(MotionMethod method, String reason) {

	/** Frames held out at most. */
	private static final int TRIALS = 5;

	/**
	 * The squared error forgiven to a method against blending. Frames held out lie
	 * twice as far from their neighbours as the frames to be made will, and what that
	 * costs a method that follows motion is more than what it costs blending. Between
	 * two that follow motion, nothing is forgiven.
	 */
	private static final double FORGIVEN = 1.4;

	/**
	 * Rebuilds a few frames, spread evenly, from their two neighbours with every
	 * candidate, and takes the last one whose typical squared error is smaller than that
	 * of those before it, or not clearly larger than that of blending; equal results go
	 * to the earlier one. So candidates should be sorted from simple to elaborate. With two frames there is
	 * nothing to hold out: then it is the last candidate.
	 *
	 * @param candidates at least one, from simple to elaborate
	 * @param synthesis renders what they find
	 * @param frames gives the guide of a frame, index 0 to {@code count - 1}; may be
	 *          asked several times, one frame at a time
	 * @param count number of frames, at least 2
	 * @throws IllegalArgumentException if there are no candidates
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static MethodChoice among(final List<MotionMethod> candidates,
		final Synthesis synthesis, final IntFunction<List<Plane>> frames, final int count, final Progress progress)
	{
		if (candidates.isEmpty()) throw new IllegalArgumentException(
			"No methods to choose from");
		final MotionMethod last = candidates.get(candidates.size() - 1);
		if (candidates.size() == 1) return new MethodChoice(last, "Method " + last.name() +
			": the only candidate.");
		if (count < 3) return new MethodChoice(last, "Method " + last.name() +
			": with two frames there is none to hold out and compare.");
		final int trials = Math.min(TRIALS, count - 2);
		final double[][] errors = new double[candidates.size()][trials];
		for (int trial = 0; trial < trials; trial++) {
			final int index = 1 + (int) ((trial + 0.5) * (count - 2) / trials);
			final List<Plane> first = frames.apply(index - 1);
			final List<Plane> truth = frames.apply(index);
			final List<Plane> second = frames.apply(index + 1);
			for (int m = 0; m < errors.length; m++) {
				final double done = trial * errors.length + m;
				errors[m][trial] = error(candidates.get(m), synthesis, first, truth, second, progress.part(
					done / (trials * errors.length), (done + 1) / (trials * errors.length)));
			}
		}
		return decide(candidates, errors);
	}

	/** Compares candidates in pairs over the trials: the median ratio decides. */
	private static MethodChoice decide(final List<MotionMethod> candidates,
		final double[][] errors)
	{
		int best = 0;
		for (int m = 1; m < errors.length; m++) {
			final double ratio = medianRatio(errors[m], errors[best]);
			if (ratio != 1 && ratio < (candidates.get(best) instanceof BlendMethod ? FORGIVEN : 1)) best = m;
		}
		final List<String> ratios = new ArrayList<>();
		boolean worse = false;
		for (int m = 0; m < errors.length; m++) {
			if (m == best) continue;
			final double ratio = medianRatio(errors[best], errors[m]);
			worse |= ratio > 1;
			ratios.add(String.format(Locale.ROOT, "%.2f times that of %s", ratio, candidates.get(m).name()));
		}
		final MotionMethod method = candidates.get(best);
		final int trials = errors[0].length;
		return new MethodChoice(method, "Method " + method.name() +
			": rebuilding frames that are known, its squared error is " + String.join(", ", ratios) +
			(trials == 1 ? " (one frame)." : " (median of " + trials + " frames).") + (worse
				? " It is taken up to " + FORGIVEN + " times, because frames that are held out lie twice as far " +
					"from their neighbours as those that will be made." : ""));
	}

	private static double medianRatio(final double[] one, final double[] other) {
		final double[] ratios = new double[one.length];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = one[i] == other[i] ? 1 : one[i] / other[i];
		}
		Arrays.sort(ratios);
		final int middle = ratios.length / 2;
		return ratios.length % 2 == 1 ? ratios[middle] : Math.sqrt(ratios[middle - 1] *
			ratios[middle]);
	}

	/** Mean squared error over all pixels known in truth, and all features. */
	private static double error(final MotionMethod method, final Synthesis synthesis,
		final List<Plane> first, final List<Plane> truth, final List<Plane> second, final Progress progress)
	{
		final MotionField field = method.between(first, second, progress).at(0.5, progress);
		double sum = 0;
		long known = 0;
		final List<Plane> rebuilt = synthesis.render(first, second, field, progress);
		for (int c = 0; c < truth.size(); c++) {
			final float[] values = rebuilt.get(c).values();
			final float[] expected = truth.get(c).values();
			for (int i = 0; i < values.length; i++) {
				final double difference = values[i] - (double) expected[i];
				if (!Double.isFinite(difference)) continue;
				sum += difference * difference;
				known++;
			}
		}
		return known == 0 ? 0 : sum / known;
	}
}
