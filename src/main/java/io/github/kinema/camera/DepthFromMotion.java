package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.kinema.device.Device;
import io.github.kinema.filter.Resizing;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.MissingPixels;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The depth of the frames of a recording whose camera is known, from the flow between each frame and a few others of
 * suitable distance. Memory is that of these flows. Thread-safe.
 * <p>
 * A model's relative depth, fitted to what the flow says, fills in what that leaves open, in the frames that it explains
 * better than what is around; or else what varies slowly over the frame, if that does. Where a network says that something
 * moves by itself, its flow tells no depth: it has the one that the model guesses, fitted to what is at rest. NB: the poses
 * stay those of the path: they come from points of many frames, each where the flow is at its best, which a network's depth
 * of single frames, smooth and off by percents, could but blur.
 * </p>
 */
public final class DepthFromMotion {

	/** Flows that frames have in common with those after them, also where it is asked what moves. */
	private static final int KEPT = 3 * Neighbours.REACH;

	/** Relative standard deviation of a depth that is half sure. */
	private static final double HALF_SURE = 0.1;
	private static final float HALF = 0.5f;

	/** Nothing is farther than this many times what is surely as far as but a few pixels, nor nearer by this. */
	private static final double BEYOND = 1.5;

	/** Share of the sure pixels that are farther, and nearer. */
	private static final double FEW = 0.01;

	private final Footage footage;
	private final CameraPath path;
	private final PairFlows flows;
	private final DepthFilling filling;
	private final DepthGuess model;
	private final Evidence moving;

	/** @param path of the camera, with parallax */
	public DepthFromMotion(final Footage footage, final CameraPath path, final Device device) {
		this(footage, path, new PairFlows(footage, KEPT), device);
	}

	/**
	 * The same with flows that others use, too, who need not measure them again.
	 *
	 * @param path of the camera, with parallax
	 * @param flows of the same recording
	 */
	public DepthFromMotion(final Footage footage, final CameraPath path, final PairFlows flows, final Device device) {
		this(footage, path, flows, null, (Evidence) null, device);
	}

	/**
	 * The same with a model, which fills in.
	 *
	 * @param path of the camera, with parallax
	 * @param moving tells what moves by itself, whose depth the model then guesses; null: all of it counts as being at rest
	 */
	public DepthFromMotion(final Footage footage, final CameraPath path, final DepthGuess model,
		final LearnedSegmentation moving, final Device device)
	{
		this(footage, path, new PairFlows(footage, KEPT), model, moving, device);
	}

	private DepthFromMotion(final Footage footage, final CameraPath path, final PairFlows flows, final DepthGuess model,
		final LearnedSegmentation moving, final Device device)
	{
		this(footage, path, flows, model, moving == null ? null : new LearnedEvidence(footage, path, flows, moving, device), device);
	}

	/** All of it; no model and no evidence are null. */
	DepthFromMotion(final Footage footage, final CameraPath path, final PairFlows flows, final DepthGuess model,
		final Evidence moving, final Device device)
	{
		this.footage = footage;
		this.path = path;
		this.flows = flows;
		this.model = model;
		this.moving = moving;
		filling = new DepthFilling(device);
	}

	/**
	 * The depth of a frame, from 0. Frames in order take the least time.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public DepthMap of(final int frame, final Progress progress) {
		final List<Plane> planes = footage.frames().apply(frame);
		final Plane image = FlowGuide.of(planes, planes).first();
		final Plane odds = moving == null ? null : moving.of(frame, progress);
		final InverseDepth measured = measure(frame, image, progress);
		final InverseDepth found = odds == null ? measured : atRest(measured, odds);
		final Plane confidence = confidence(found);
		final Plane said = model == null ? null : said(planes, progress);
		final Plane best = new PriorTrial(filling, found, image).best(said, progress);
		final ModelPrior prior = prior(best, found, image, progress);
		final Plane filled = filling.fill(found, prior, image, progress);
		final ModelPrior guess = odds == null || best == said ? prior : prior(said, found, image, progress);
		if (odds != null && guess != null) mix(filled, filling.fill(found, guess, image, progress), odds);
		final double[] range = range(found, confidence);
		for (int i = 0; i < filled.values().length; i++) {
			filled.values()[i] = (float) (1 / Math.max(range[0], Math.min(filled.values()[i], range[1])));
		}
		return new DepthMap(filled, confidence, prior != null && best == said, odds != null && guess != null);
	}

	/** What a model says, fitted to what was found; null if it says nothing, or that does not fit. */
	private static ModelPrior prior(final Plane said, final InverseDepth found, final Plane image, final Progress progress) {
		return said == null ? null : new ModelFit(Resizing.to(said, image.width(), image.height(), progress)).to(found, progress);
	}

	private static float probability(final Plane odds, final int i) {
		return (float) (1 / (1 + Math.exp(-odds.values()[i])));
	}

	/** The same, the less sure the more probably it moves. */
	private static InverseDepth atRest(final InverseDepth measured, final Plane odds) {
		final Plane variance = new Plane(odds.width(), odds.height());
		for (int i = 0; i < variance.values().length; i++)
			variance.values()[i] = measured.variance().values()[i] / (1 - probability(odds, i));
		return new InverseDepth(measured.inverse(), variance, measured.misfit());
	}

	/** NB: by probability, so that there are no edges where it is in doubt. */
	private static void mix(final Plane filled, final Plane guessed, final Plane odds) {
		for (int i = 0; i < odds.values().length; i++)
			filled.values()[i] += probability(odds, i) * (guessed.values()[i] - filled.values()[i]);
	}

	/** What the model says of a frame; null if it says nothing. */
	private Plane said(final List<Plane> planes, final Progress progress) {
		final Plane said = model.inverse(model.reduced(planes, progress), progress.silent());
		for (final float value : said.values()) if (Float.isFinite(value)) return MissingPixels.filled(said);
		return null;
	}

	private static Plane confidence(final InverseDepth found) {
		final Plane confidence = new Plane(found.inverse().width(), found.inverse().height());
		for (int i = 0; i < confidence.values().length; i++) {
			final double inverse = found.inverse().values()[i];
			final double relative = found.variance().values()[i] / (inverse * inverse) / (HALF_SURE * HALF_SURE);
			if (inverse > 0 && Double.isFinite(relative)) confidence.values()[i] = (float) (1 / (1 + relative));
		}
		return confidence;
	}

	/** The least and the greatest inverse depth that can be believed. */
	private static double[] range(final InverseDepth found, final Plane confidence) {
		final double[] sure = IntStream.range(0, confidence.values().length).filter(i -> confidence.values()[i] > HALF)
			.mapToDouble(i -> found.inverse().values()[i]).sorted().toArray();
		if (sure.length == 0) return new double[] { 1 / BEYOND, BEYOND };
		return new double[] { sure[(int) (FEW * (sure.length - 1))] / BEYOND, sure[(int) ((1 - FEW) * (sure.length - 1))] *
			BEYOND };
	}

	/** What the flow itself says of the depth of a frame. */
	InverseDepth measure(final int frame, final Plane image, final Progress progress) {
		final Set<Integer> others = Neighbours.of(path, frame);
		final List<Rigid> motions = new ArrayList<>();
		final List<PairFlow> pairs = new ArrayList<>();
		for (final int other : others) {
			progress.check();
			motions.add(path.motion(frame, other));
			pairs.add(flows.between(frame, other, progress.silent()));
		}
		return new InverseDepthFit(footage.camera(), motions, pairs, Corners.of(image, progress)).find(progress);
	}
}
