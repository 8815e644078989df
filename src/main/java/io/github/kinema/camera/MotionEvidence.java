package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * How much the flow of each pixel of a frame speaks for moving by itself: how badly any depth, or without parallax one
 * homography for each pair of frames, explains it, measured by its own noise. Thread-safe.
 */
final class MotionEvidence implements Evidence {

	/** Frames that are looked at, on either side. */
	private static final int[] GAPS = { 1, 2, 4, 8 };

	/** A misfit that says nothing where nothing but the camera's turning is in the flow, and where depth is. */
	private static final double NEUTRAL = 1.3;
	private static final double UNSURE = 2;

	/** Of the median misfit: what is at rest has no more, where a homography leaves some parallax unexplained. */
	private static final double USUAL = 4;

	/** The most that a frame may say for rest and for motion, in natural logarithms of odds. */
	private static final double REST = -0.4;
	private static final double MOTION = 3;

	/** What is said by a depth behind the camera that is at least so far from none, in standard deviations. */
	private static final double BEHIND = 1.5;
	private static final double SURELY = 2;

	private final Footage footage;
	private final CameraPath path;
	private final PairFlows flows;

	/** @param flows of the same recording */
	MotionEvidence(final Footage footage, final CameraPath path, final PairFlows flows) {
		this.footage = footage;
		this.path = path;
		this.flows = flows;
	}

	@Override
	public Plane of(final int frame, final Progress progress) {
		final List<PairFlow> pairs = new ArrayList<>();
		final List<Rigid> motions = new ArrayList<>();
		for (final int gap : GAPS) {
			for (final int other : new int[] { frame - gap, frame + gap }) {
				if (other < 0 || other >= footage.length()) continue;
				progress.check();
				pairs.add(flows.between(frame, other, progress.silent()));
				motions.add(path.motion(frame, other));
			}
		}
		final List<Plane> planes = footage.frames().apply(frame);
		final Corners corners = Corners.of(FlowGuide.of(planes, planes).first(), progress);
		if (path.parallax() != Parallax.SOME) {
			final Plane misfit = flat(pairs, corners, progress);
			return odds(misfit, Math.max(NEUTRAL, USUAL * median(misfit)));
		}
		final InverseDepth depth = new InverseDepthFit(footage.camera(), motions, pairs, corners).find(progress);
		final Plane odds = odds(depth.misfit(), UNSURE);
		for (int i = 0; i < odds.values().length; i++) {
			final double inverse = depth.inverse().values()[i];
			if (inverse < 0 && inverse * inverse > SURELY * SURELY * depth.variance().values()[i])
				odds.values()[i] = (float) Math.max(BEHIND, odds.values()[i]);
		}
		return odds;
	}

	/** Of what is known; NaN if nothing is. */
	private static double median(final Plane plane) {
		return TwoViews.median(IntStream.range(0, plane.values().length).mapToDouble(i -> plane.values()[i]).filter(
			value -> !Double.isNaN(value)).toArray());
	}

	private static Plane odds(final Plane misfit, final double neutral) {
		final Plane odds = new Plane(misfit.width(), misfit.height());
		for (int i = 0; i < odds.values().length; i++) {
			final float value = misfit.values()[i];
			if (!Float.isNaN(value)) odds.values()[i] = (float) Math.max(REST, Math.min(MOTION, value - neutral));
		}
		return odds;
	}

	/** The misfit of one homography for each pair. */
	private Plane flat(final List<PairFlow> pairs, final Corners corners, final Progress progress) {
		final Plane errors = new Plane(footage.width(), footage.height());
		final float[] weights = new float[errors.values().length];
		for (final PairFlow pair : pairs) {
			final Homography homography = new HomographyFit(CornerMatches.of(pair, corners, footage.camera()), 1 / footage.camera().fx()).find(progress);
			for (int i = 0; i < weights.length; i++) add(pair, homography, corners, i, errors.values(), weights);
		}
		for (int i = 0; i < weights.length; i++) errors.values()[i] = weights[i] > 0 ? (float) Math.sqrt(errors.values()[i] /
			weights[i]) : Float.NaN;
		return errors;
	}

	private void add(final PairFlow pair, final Homography homography, final Corners corners, final int i,
		final float[] errors, final float[] weights)
	{
		final Pinhole camera = footage.camera();
		final double weight = InverseDepthFit.weight(pair, corners, i);
		if (weight == 0) return;
		final int x = i % footage.width();
		final int y = i / footage.width();
		final Matches match = new Matches(new double[] { (x - camera.cx()) / camera.fx() }, new double[] { (y - camera.cy()) /
			camera.fy() }, new double[] { (x + pair.forward().u()[i] - camera.cx()) / camera.fx() }, new double[] { (y + pair.forward()
				.v()[i] - camera.cy()) / camera.fy() });
		errors[i] += camera.fx() * camera.fx() * homography.squaredError(match, 0) * weight * weight;
		weights[i] += weight;
	}
}
