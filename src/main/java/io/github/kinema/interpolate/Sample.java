package io.github.kinema.interpolate;

/**
 * Where one output frame lies among the input frames.
 *
 * @param before index of the input frame at or before it, from 0
 * @param after index of the input frame at or after it
 * @param position where it lies along the input, from 0, in frames
 * @param kind what fills it
 */
public record Sample(long before, long after, double position, Kind kind) {

	/** What fills an output frame. */
	public enum Kind {
			/** The input frame {@code before}, bit by bit. */
			MEASURED,
			/** A frame made of both neighbours. */
			BETWEEN,
			/** A copy of the nearer neighbour, because nothing may be made of both. */
			NEAREST
	}

	/** An input frame itself. */
	public static Sample measured(final long frame) {
		return new Sample(frame, frame, frame, Kind.MEASURED);
	}

	/** A frame between two input frames, {@code t} of the way, 0 to 1, from the one to the other. */
	public static Sample between(final long before, final long after, final double t) {
		return new Sample(before, after, before + t * (after - before), Kind.BETWEEN);
	}

	/** The same place, filled by the nearer neighbour. */
	public Sample nearest() {
		return new Sample(before, after, position, Kind.NEAREST);
	}

	/** Whether this is an input frame itself. */
	public boolean isMeasured() {
		return kind == Kind.MEASURED;
	}

	/** How far it is on the way from {@code before} (0) to {@code after} (1); 0 if they are the same. */
	public double t() {
		return before == after ? 0 : (position - before) / (after - before);
	}

	/** The index of the nearer input frame. */
	public long nearer() {
		return t() < 0.5 ? before : after;
	}
}
