package io.github.kinema.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.device.Device;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.interpolate.FlowConfidence;
import io.github.kinema.interpolate.LearnedFlow;
import io.github.kinema.interpolate.Timeline;
import io.github.kinema.interpolate.TwoWayFlow;
import io.github.kinema.model.StoredModel;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The optical flow along an ImageJ stack: for each two neighbours along an axis, how
 * far what the first shows has moved in the second. Memory is two frames and the
 * result.
 */
public final class StackFlow {

	private static final int NAMED = 5;
	private static final double HALF = 0.5;
	static final String ADVICE = "Work on fewer frames or a part of them (Image > Duplicate...).";

	private final ImagePlus image;
	private final StackAxis axis;
	private final int guide;
	private final StackImage source;
	private final OpticalFlow estimator;
	private final LearnedFlow learned;
	private final StackLayout layout;
	private final boolean confident;
	private final Flow[] flow;
	private final Plane[] confidence;
	private final List<String> same = new ArrayList<>();
	private final List<String> empty = new ArrayList<>();
	private long missing;

	/**
	 * @param axis the axis that motion is looked for along
	 * @param guide channel, or colour of an RGB image, that shows the motion, from 1; 0 all
	 * @param learned corrects the flow; null: nothing does
	 * @param confident whether confidence is asked for, too
	 * @throws IllegalArgumentException if that does not fit the image
	 * @throws IllegalStateException if the result would not fit into memory
	 */
	public StackFlow(final ImagePlus image, final StackAxis axis, final int guide, final LearnedFlow learned,
		final boolean confident, final Device device)
	{
		this.image = image;
		this.axis = axis;
		this.guide = guide;
		this.learned = learned;
		this.confident = confident;
		source = new StackImage(image);
		source.checkGuide(guide);
		source.checkMixable();
		estimator = OpticalFlow.on(device, FlowSettings.ACCURATE);
		final int length = source.length(axis);
		// NB: a flow lies where its first frame lies, and the last frame has none.
		layout = new StackLayout(source, axis, Timeline.at(length, IntStream.range(0, length - 1).asDoubleStream()
			.toArray()), CutTest.NONE);
		final int fields = layout.positions() * layout.others();
		Memory.require(4L * fields * (confident ? 3 : 2) * source.width() * source.height(), ADVICE);
		flow = new Flow[fields];
		confidence = new Plane[fields];
	}

	/**
	 * Computes all of it.
	 *
	 * @throws IllegalStateException if the source cannot be read any more, or the model gives no numbers
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public void compute(final Progress progress) {
		final double all = (double) layout.others() * layout.positions();
		for (int other = 0; other < layout.others(); other++) {
			List<Plane> first = planes(other, 0);
			for (int position = 0; position < layout.positions(); position++) {
				progress.check();
				final List<Plane> second = planes(other, position + 1);
				final int done = other * layout.positions() + position;
				compute(other, position, first, second, progress.part(done / all, (done + 1) / all));
				progress.update((done + 1) / all);
				first = second;
			}
		}
		say(same, "both are the same");
		say(empty, "one of both shows nothing");
		if (missing > 0) IJ.log("Kinema: " + missing + " values of \"" + image.getTitle() + "\" are no finite numbers (NaN or " +
			"infinity). Motion there is that of their surroundings, with a confidence of 0.");
	}

	private List<Plane> planes(final int other, final int position) {
		final List<Plane> planes = axis == StackAxis.TIME ? source.planes(other, position) : source.planes(position, other);
		final List<Plane> guides = guide == 0 ? planes : List.of(planes.get(guide - 1));
		for (final Plane plane : guides)
			for (final float value : plane.values())
				if (!Float.isFinite(value)) missing++;
		return guides;
	}

	private void compute(final int other, final int position, final List<Plane> first, final List<Plane> second,
		final Progress progress)
	{
		final FlowGuide frames = FlowGuide.of(first, second);
		final boolean equal = Arrays.equals(frames.first().values(), frames.second().values());
		if (equal || frames.isBlank()) {
			store(other, position, new Flow(source.width(), source.height()), new Plane(source.width(), source.height()));
			(equal ? same : empty).add(pair(other, position));
		}
		else if (learned != null) {
			final TwoWayFlow both = TwoWayFlow.of(estimator, frames, progress.part(0, HALF));
			final LearnedFlow.Estimate found = learned.correct(both, both.trust(first, progress.silent()), progress.part(HALF, 1));
			store(other, position, found.flow(), FlowConfidence.ofPresent(first, found.confidence()));
		}
		else if (confident) {
			final TwoWayFlow both = TwoWayFlow.of(estimator, frames, progress);
			store(other, position, both.forward(), both.trust(first, progress.silent()));
		}
		else store(other, position, estimator.between(frames.first(), frames.second(), progress), null);
	}

	private String pair(final int other, final int position) {
		return (position + 1) + " to " + (position + 2) + (layout.others() == 1 ? "" : (axis == StackAxis.TIME ? " of slice "
			: " of frame ") + (other + 1));
	}

	/** Names at most a few of pairs whose flow is none. */
	private void say(final List<String> pairs, final String why) {
		if (pairs.isEmpty()) return;
		final String few = String.join(", ", pairs.subList(0, Math.min(NAMED, pairs.size())));
		IJ.log("Kinema: flow of \"" + image.getTitle() + "\" from " + (axis == StackAxis.TIME ? "frame " : "slice ") + few + (pairs
			.size() > NAMED ? " and of " + (pairs.size() - NAMED) + " other pairs" : "") + " is 0, with a confidence of 0: " + why +
			".");
	}

	private void store(final int other, final int position, final Flow found, final Plane trust) {
		final int at = fieldOf(other, position);
		flow[at] = found;
		confidence[at] = confident ? trust : null;
	}

	/** The model that had a part in it; null if there was none. */
	public StoredModel model() {
		return learned == null ? null : learned.model();
	}

	/** The number of a field, from 0, in ImageJ's order. */
	private int fieldOf(final int other, final int position) {
		return (layout.index(new StackLayout.Place(0, other, position)) - 1) / source.channels();
	}

	/** The number of flow fields: one less than planes along the axis, at each position of the other axis. */
	int fields() {
		return flow.length;
	}

	/** A flow field in ImageJ's order, from 0. */
	Flow field(final int field) {
		return flow[field];
	}

	/** Its confidence, shape {@code [X, Y]}; null if nobody asked. */
	Plane confidence(final int field) {
		return confidence[field];
	}

	/** The numbers, from 1, of the two planes along the axis that a field lies between: {@code 3 to 4}. */
	String pair(final int field) {
		final int position = axis == StackAxis.TIME ? field / layout.slices() : field % layout.slices();
		return (position + 1) + " to " + (position + 2);
	}

	/** Slices of the flow. */
	int slices() {
		return layout.slices();
	}

	/** Frames of the flow. */
	int frames() {
		return layout.frames();
	}

	/** The axis that motion was looked for along. */
	StackAxis axis() {
		return axis;
	}

	/**
	 * Wraps a stack of so many planes for each field, with the calibration of the source.
	 *
	 * @param unit of the values; empty if they have none
	 */
	ImagePlus wrap(final String title, final ImageStack stack, final String unit) {
		return new ResultImage(image, axis, layout).wrapPlain(title, stack, stack.size() / flow.length, layout.slices(),
			unit);
	}
}
