package io.github.kinema.host;

import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.interpolate.Timeline;

/** Which plane of an interpolated stack shows what. Immutable. */
final class StackLayout {

	private final StackImage source;
	private final StackAxis axis;
	private final Timeline timeline;
	private final CutTest cuts;

	/**
	 * Where a plane lies; all from 0.
	 *
	 * @param channel the channel
	 * @param other position along the axis that is not interpolated
	 * @param position position along the interpolated axis of the result
	 */
	record Place(int channel, int other, int position) {}

	StackLayout(final StackImage source, final StackAxis axis, final Timeline timeline, final CutTest cuts) {
		this.source = source;
		this.axis = axis;
		this.timeline = timeline;
		this.cuts = cuts;
	}

	int channels() {
		return source.channels();
	}

	/** Length of the axis that is not interpolated. */
	int others() {
		return source.length(axis.other());
	}

	/** Length of the interpolated axis of the result. */
	int positions() {
		return timeline.size();
	}

	int slices() {
		return axis == StackAxis.SLICES ? positions() : others();
	}

	int frames() {
		return axis == StackAxis.TIME ? positions() : others();
	}

	/** @throws IllegalArgumentException if ImageJ cannot number so many planes */
	int size() {
		final long size = (long) channels() * others() * positions();
		if (size > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("The result would have " + size +
				" planes; an ImageJ stack holds at most " + Integer.MAX_VALUE +
				". Use a smaller factor, or interpolate a part of the stack.");
		}
		return (int) size;
	}

	/** The place of plane {@code n}, from 1, of the result. */
	Place place(final int n) {
		final int channel = (n - 1) % channels();
		final int rest = (n - 1) / channels();
		return axis == StackAxis.TIME //
			? new Place(channel, rest % others(), rest / others()) //
			: new Place(channel, rest / positions(), rest % positions());
	}

	/** The number, from 1, of the plane of the result at a place. */
	int index(final Place place) {
		return 1 + place.channel() + channels() * (axis == StackAxis.TIME //
			? place.other() + others() * place.position() //
			: place.position() + positions() * place.other());
	}

	/** The number, from 1, of the plane of the source that belongs to a place at input frame {@code input}. */
	int sourceIndex(final Place place, final long input) {
		return axis == StackAxis.TIME //
			? source.index(place.channel(), place.other(), (int) input) //
			: source.index(place.channel(), (int) input, place.other());
	}

	/** What the result shows at a place: across a scene cut, the nearer frame. */
	Sample sample(final Place place) {
		return sample(place.position());
	}

	/** What the result shows at a position along the interpolated axis. */
	Sample sample(final int position) {
		final Sample sample = timeline.get(position);
		final boolean cut = sample.kind() == Sample.Kind.BETWEEN && cuts.between(sample.before(), sample.after());
		return cut ? sample.nearest() : sample;
	}

	/** The position in the result, from 0, that shows an input frame itself; −1 if none does. */
	int positionOf(final int input) {
		return timeline.outputOf(input);
	}

	/** Where in the result, from 0, a position along the input lies; as it was if the result is not evenly spaced. */
	double positionAt(final double input) {
		if (timeline.size() < 2 || timeline.step() == 0) return input;
		final double first = timeline.get(0).position();
		return (input - first) / (timeline.get(1).position() - first);
	}
}
