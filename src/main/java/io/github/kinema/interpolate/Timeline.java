package io.github.kinema.interpolate;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.stream.LongStream;

/**
 * Which frames an output has: measured ones, and synthetic ones between them.
 * Immutable.
 */
public final class Timeline {

	/** Nearer than this to an input frame, in frames, a position means that frame. */
	private static final double SNAP = 1e-6;

	private final Sample[] samples;

	private Timeline(final Sample... samples) {
		this.samples = samples;
	}

	/**
	 * {@code factor * (inputs - 1) + 1} frames, evenly spaced.
	 *
	 * @throws IllegalArgumentException if the factor is below 2 or there are fewer than two frames
	 */
	public static Timeline interpolated(final long inputs, final int factor) {
		if (inputs < 2) {
			throw new IllegalArgumentException("There is nothing between the frames of a stack of " +
				inputs + ": interpolation needs at least two.");
		}
		if (factor < 2) {
			throw new IllegalArgumentException("factor=" + factor + ": the factor is at least 2.");
		}
		final long size = Math.addExact(Math.multiplyExact(inputs - 1, (long) factor), 1);
		return new Timeline(LongStream.range(0, size).mapToObj(i -> i % factor == 0 //
			? Sample.measured(i / factor) //
			: Sample.between(i / factor, i / factor + 1, (double) (i % factor) / factor)).toArray(Sample[]::new));
	}

	/**
	 * Frames at any positions.
	 *
	 * @param positions in frames, from 0, in any order
	 * @throws IllegalArgumentException if there are none, or one lies outside the stack
	 */
	public static Timeline at(final long inputs, final double... positions) {
		if (positions.length == 0) {
			throw new IllegalArgumentException("There are no positions: name at least one, such as 1.5.");
		}
		return new Timeline(Arrays.stream(positions).mapToObj(p -> sample(inputs, p))
			.toArray(Sample[]::new));
	}

	private static Sample sample(final long inputs, final double position) {
		final long nearest = Math.round(position);
		if (Math.abs(position - nearest) < SNAP && nearest >= 0 && nearest < inputs)
			return Sample.measured(nearest);
		if (!(position > 0 && position < inputs - 1)) {
			throw new IllegalArgumentException("Position " + text(position + 1) +
				" lies outside the stack: name positions from 1 to " + inputs + ".");
		}
		final long before = (long) Math.floor(position);
		return Sample.between(before, before + 1, position - before);
	}

	/** A number as people write it. */
	private static String text(final double number) {
		return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
	}

	/**
	 * All input frames, but some of them replaced from their nearest good
	 * neighbours; at either end, where there is a neighbour on one side only, by
	 * that one.
	 *
	 * @param bad indices, from 0, of the frames to replace
	 * @throws IllegalArgumentException if one lies outside the stack, or no good frame is left
	 */
	public static Timeline repaired(final long inputs, final SortedSet<Long> bad) {
		if (!bad.isEmpty() && (bad.first() < 0 || bad.last() >= inputs)) {
			throw new IllegalArgumentException("Frame " + ((bad.first() < 0 ? bad.first() : bad.last()) + 1) +
				" lies outside the stack: its frames go from 1 to " + inputs + ".");
		}
		if (bad.size() == inputs) {
			throw new IllegalArgumentException("All " + inputs +
				" frames are to be replaced: at least one has to be good.");
		}
		return new Timeline(LongStream.range(0, inputs).mapToObj(i -> {
			if (!bad.contains(i)) return Sample.measured(i);
			long before = i - 1;
			while (before >= 0 && bad.contains(before)) before--;
			long after = i + 1;
			while (after < inputs && bad.contains(after)) after++;
			if (before < 0) return new Sample(after, after, i, Sample.Kind.NEAREST);
			if (after == inputs) return new Sample(before, before, i, Sample.Kind.NEAREST);
			return Sample.between(before, after, (double) (i - before) / (after - before));
		}).toArray(Sample[]::new));
	}

	/** Whether no frame is synthetic. */
	public boolean isMeasured() {
		return Arrays.stream(samples).allMatch(Sample::isMeasured);
	}

	/** The number of output frames. */
	public int size() {
		return samples.length;
	}

	/** Where output frame {@code i}, from 0, lies. */
	public Sample get(final int i) {
		return samples[i];
	}

	/** The distance of neighbouring output frames, in input frames, forwards or backwards; 0 if they are not evenly spaced. */
	public double step() {
		if (samples.length < 2) return 1;
		final double step = samples[1].position() - samples[0].position();
		for (int i = 2; i < samples.length; i++)
			if (Math.abs(samples[i].position() - samples[i - 1].position() - step) > SNAP) return 0;
		return Math.abs(step);
	}

	/** The output frame, from 0, that shows input frame {@code input} itself; −1 if none does. */
	public int outputOf(final long input) {
		for (int i = 0; i < samples.length; i++)
			if (samples[i].isMeasured() && samples[i].before() == input) return i;
		return -1;
	}
}
