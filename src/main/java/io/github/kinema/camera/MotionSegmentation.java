package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.filter.LabelRefinement;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.Sampling;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds what moves by itself in a recording whose camera is known: each frame's {@link Evidence} is carried along
 * the flow to those after it and before it, then pixels that look and move alike decide together. What moves along the
 * epipolar lines as the camera does is not told from a thing at rest at another depth: nothing in the flow tells them
 * apart. Memory is two planes a frame and some flows.
 */
public final class MotionSegmentation {

	/** What the evidence of one frame counts for the next. */
	private static final float CARRIED = 0.7f;

	/** Evidence of frames is not independent: so much of it counts. */
	private static final double TEMPER = 0.5;

	/** Pixels look alike within so many grey values of 255, and move alike within so many pixels. */
	private static final float LOOK = 40;
	private static final float MOVE = 0.7f;

	private static final LabelRefinement.Settings REFINEMENT = new LabelRefinement.Settings(5, 8, 1, 6);

	/** Pairs of frames that are asked for again. */
	private static final int KEPT = 60;

	private final Footage footage;
	private final PairFlows flows;
	private final Evidence evidence;
	private final LabelRefinement refinement;

	/**
	 * By the flow alone.
	 *
	 * @param path of the camera, with parallax or without
	 */
	public MotionSegmentation(final Footage footage, final CameraPath path, final Device device) {
		this(footage, path, null, device);
	}

	/**
	 * By a network.
	 *
	 * @param path of the camera, with parallax or without
	 * @param network null for none
	 */
	public MotionSegmentation(final Footage footage, final CameraPath path, final LearnedSegmentation network,
		final Device device)
	{
		this.footage = footage;
		flows = new PairFlows(footage, KEPT);
		evidence = network == null ? new MotionEvidence(footage, path, flows) : new LearnedEvidence(footage, path, flows, network,
			device);
		refinement = new LabelRefinement(device, REFINEMENT);
	}

	/**
	 * The moving things of all frames: 0 at rest; from 1 on a number for each connected thing, which it keeps from frame to
	 * frame where the flow leads from one to the other.
	 *
	 * @param smallest things of fewer pixels are none
	 * @return for each frame, shape {@code [X, Y]}
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Plane> labels(final int smallest, final Progress progress) {
		final int length = footage.length();
		final List<Plane> own = new ArrayList<>();
		final List<Plane> before = new ArrayList<>();
		for (int frame = 0; frame < length; frame++) {
			progress.check();
			own.add(evidence.of(frame, progress.silent()));
			before.add(frame == 0 ? null : carried(frame, frame - 1, own, before, progress));
			progress.update(0.8 * (frame + 1) / length);
		}
		final Plane[] labels = new Plane[length];
		final List<Plane> after = new ArrayList<>(before);
		final MovingThings things = new MovingThings(smallest);
		for (int frame = length - 1; frame >= 0; frame--) {
			progress.check();
			after.set(frame, frame == length - 1 ? null : carried(frame, frame + 1, own, after, progress));
			final Plane moving = decide(frame, sum(own.get(frame), before.get(frame), after.get(frame)), progress);
			labels[frame] = frame == length - 1 ? things.label(moving, null, null) : things.label(moving, labels[frame + 1], //
				flows.between(frame, frame + 1, progress.silent()));
			progress.update(1 - 0.2 * frame / length);
		}
		return List.of(labels);
	}

	/** What the frame that is next on one side says of this one, with all that others on that side have said of it. */
	private Plane carried(final int frame, final int other, final List<Plane> own, final List<Plane> heard,
		final Progress progress)
	{
		final PairFlow flow = flows.between(frame, other, progress.silent());
		final Plane there = sum(own.get(other), heard.get(other), null);
		final Plane carried = new Plane(footage.width(), footage.height());
		final double[] to = new double[2];
		for (int i = 0; i < carried.values().length; i++) {
			if (flow.follow(i % footage.width(), i / footage.width(), to)) carried.values()[i] = CARRIED * Sampling.linear(there, //
				(float) to[0], (float) to[1]);
		}
		return carried;
	}

	private static Plane sum(final Plane one, final Plane other, final Plane third) {
		final Plane sum = new Plane(one.width(), one.height(), one.values().clone());
		for (final Plane each : new Plane[] { other, third }) {
			if (each != null) for (int i = 0; i < sum.values().length; i++) sum.values()[i] += each.values()[i];
		}
		return sum;
	}

	/** The probability of motion, after pixels that look and move alike have been heard. */
	private Plane decide(final int frame, final Plane odds, final Progress progress) {
		final int width = odds.width();
		final int height = odds.height();
		final Plane moving = new Plane(width, height);
		final Plane resting = new Plane(width, height);
		for (int i = 0; i < odds.values().length; i++) {
			moving.values()[i] = (float) (1 / (1 + Math.exp(-TEMPER * odds.values()[i])));
			resting.values()[i] = 1 - moving.values()[i];
		}
		final List<Plane> planes = footage.frames().apply(frame);
		final Flow flow = flows.between(frame, frame + 1 < footage.length() ? frame + 1 : frame - 1, progress.silent()).forward();
		final List<Plane> guide = List.of(scaled(FlowGuide.of(planes, planes).first().values(), 1 / LOOK, width, height), scaled(flow
			.u(), 1 / MOVE, width, height), scaled(flow.v(), 1 / MOVE, width, height));
		return refinement.apply(List.of(resting, moving), guide, progress.silent()).get(1);
	}

	private static Plane scaled(final float[] values, final float by, final int width, final int height) {
		final Plane scaled = new Plane(width, height);
		for (int i = 0; i < values.length; i++) scaled.values()[i] = by * values[i];
		return scaled;
	}
}
