package io.github.kinema.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.kinema.camera.Footage;
import io.github.kinema.camera.PairFlow;
import io.github.kinema.camera.PairFlows;
import io.github.kinema.format.Pinhole;
import io.github.kinema.interpolate.CutTest;
import io.github.kinema.model.GreyRange;
import io.github.kinema.model.MotionClip;
import io.github.kinema.model.Scaling;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Clips from a recording, for {@link io.github.kinema.model.MotionAdaptation}: each frame with the one before and the one
 * after it, brought to the size that networks learn from, in grey from 0 to 1 but for outliers, with the flow that is found
 * without learning.
 * <p>
 * Of long frames, a clip is a part. Where the camera stands still, or the frames show too little to tell, there is nothing
 * to learn; nor is there over a scene cut. Holds a few frames at a time, and the clips. To be used by one thread.
 * </p>
 */
public final class MotionClips {

	/** The shorter side of a frame is so many times that of what is learned from at once ... */
	private static final double SHORTER = 1.125;

	/** ... and a clip no longer than so many times. */
	private static final int LONGEST = 2;

	/** Pairs of frames that are asked for again. */
	private static final int KEPT = 2;

	/** A camera that moves less from frame to frame stands still, in pixels of a clip. */
	private static final double LEAST = 0.2;

	private final Footage footage;
	private final PairFlows flows;
	private final CutTest cuts;
	private final int longest;
	private final Random random;

	/**
	 * @param cuts where scenes change
	 * @param side width and height of what is learned from at once, in pixels
	 * @param seed of the choice of places
	 */
	public MotionClips(final Footage recording, final CutTest cuts, final int side, final long seed) {
		footage = recording.resized((int) Math.round(SHORTER * side));
		flows = new PairFlows(footage, KEPT);
		this.cuts = cuts;
		longest = LONGEST * side;
		random = new Random(seed);
	}

	/** The memory that a clip takes, in bytes. */
	public long bytes() {
		return 9L * Float.BYTES * Math.min(longest, footage.width()) * Math.min(longest, footage.height());
	}

	/**
	 * Makes clips of a part of the recording.
	 *
	 * @param from the first frame, from 0
	 * @param to the frame after the last
	 * @param count how many at most: if there are more, some that are evenly spread
	 * @return none if nothing can be learned there
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<MotionClip> between(final int from, final int to, final int count, final Progress progress) {
		final int all = to - from - 2;
		final int some = Math.min(all, count);
		final List<MotionClip> clips = new ArrayList<>();
		for (int i = 0; i < some; i++) {
			progress.check();
			final int middle = from + 1 + (int) ((long) i * all / some);
			if (!cuts.between(middle - 1, middle + 1)) add(middle, clips, progress.silent());
			progress.update((i + 1.0) / some);
		}
		return clips;
	}

	private void add(final int middle, final List<MotionClip> clips, final Progress progress) {
		final PairFlow back = flows.between(middle, middle - 1, progress);
		final PairFlow ahead = flows.between(middle, middle + 1, progress);
		// NB: it is NaN where nothing is to be seen.
		if (!(back.medianLength() >= LEAST || ahead.medianLength() >= LEAST)) return;
		final Pinhole camera = footage.camera();
		final MotionClip whole = new MotionClip(grey(middle), planes(back), planes(ahead), List.of((float) camera.fx(),
			(float) camera.fy(), (float) camera.cx(), (float) camera.cy()));
		final int width = Math.min(longest, whole.width());
		final int height = Math.min(longest, whole.height());
		clips.add(whole.window(random.nextInt(whole.width() - width + 1), random.nextInt(whole.height() - height + 1), width,
			height));
	}

	private static List<Plane> planes(final PairFlow flow) {
		final int width = flow.forward().width();
		final int height = flow.forward().height();
		return List.of(new Plane(width, height, flow.forward().u()), new Plane(width, height, flow.forward().v()), flow.trust());
	}

	/** The frames around a middle one: the mean of what they show, each feature scaled by its own range over all three. */
	private List<Plane> grey(final int middle) {
		final List<List<Plane>> frames = IntStream.rangeClosed(middle - 1, middle + 1).mapToObj(footage.frames()).toList();
		final List<Plane> grey = frames.stream().map(frame -> new Plane(footage.width(), footage.height())).toList();
		final int features = frames.get(0).size();
		for (int c = 0; c < features; c++) {
			final int feature = c;
			final List<Plane> planes = frames.stream().map(frame -> frame.get(feature)).toList();
			final GreyRange range = GreyRange.of(planes, Scaling.GUIDE);
			for (int f = 0; f < planes.size(); f++) {
				final float[] taken = range.taken(planes.get(f)).values();
				for (int i = 0; i < taken.length; i++) grey.get(f).values()[i] += taken[i] / features;
			}
		}
		return grey;
	}
}
