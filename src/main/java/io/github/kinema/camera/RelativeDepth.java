package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.filter.Resizing;
import io.github.kinema.tile.MissingPixels;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The depth of the frames of a recording as a model sees it in each of them, brought to one scale and one zero of inverse
 * depth for all, along the flow from frame to frame. Needs no parallax and no camera that moves; a thing that the camera
 * nears keeps its depth where nothing else tells. Memory is one small plane a frame. Not thread-safe.
 */
public final class RelativeDepth {

	/** Nothing is farther than this many times the median of all. */
	private static final double FARTHEST = 20;

	/** Share of the pixels that may lie beyond infinity before the zero is moved. */
	private static final double FEW = 0.01;

	/** Of what a model says, so many are looked at in each frame. */
	private static final int SAMPLES = 1024;

	/** Share of the work that the model and the flow are; the rest is making it large. */
	private static final double LOOKING = 0.9;

	private final Footage footage;
	private final DepthGuess model;
	private final List<Plane> inverse = new ArrayList<>();
	private final List<double[]> samples = new ArrayList<>();
	private double[][] scales;
	private double least;

	/** @param footage one frame is enough; its camera is not asked for */
	public RelativeDepth(final Footage footage, final DepthGuess model) {
		this.footage = footage;
		this.model = model;
	}

	/**
	 * The depth of all frames.
	 *
	 * @return for each frame, shape {@code [X, Y]}; the median of the first that shows anything is 1; NaN where pixels are
	 *         missing, or a frame has but one grey value
	 * @throws IllegalArgumentException if no frame shows anything, or the model does not take such frames
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public List<Plane> find(final Progress progress) {
		final FollowedDepth followed = look(progress.part(0, LOOKING));
		samples.addAll(inverse.stream().map(RelativeDepth::sample).toList());
		final int first = IntStream.range(0, samples.size()).filter(k -> samples.get(k).length > 0).findFirst().orElseThrow(
			() -> new IllegalArgumentException("There is no depth to be seen: " + (inverse.size() == 1
				? "the frame shows" : "all frames show") + " one grey value, or none. Choose a recording that shows something."));
		scales = new FrameScales(followed, samples.stream().mapToDouble(each -> each.length == 0 ? 0 : TwoViews.median(each))
			.toArray(), samples.stream().mapToDouble(each -> each.length == 0 ? 0 : FrameScales.spread(each)).toArray()).find(
				progress.silent());
		anchor(first);
		final List<Plane> depths = new ArrayList<>();
		for (int frame = 0; frame < inverse.size(); frame++) {
			progress.check();
			depths.add(depth(frame, progress.silent()));
			progress.update(LOOKING + (1 - LOOKING) * (frame + 1) / inverse.size());
		}
		return depths;
	}

	private FollowedDepth look(final Progress progress) {
		List<Plane> before = null;
		FollowedDepth followed = null;
		for (int frame = 0; frame < footage.length(); frame++) {
			progress.check();
			final List<Plane> now = model.reduced(footage.frames().apply(frame), progress.silent());
			inverse.add(model.inverse(now, progress.silent()));
			if (frame == 0) followed = new FollowedDepth(inverse.get(0));
			else followed.next(PairFlow.of(footage.estimator(), before, now, progress.silent()), inverse.get(frame));
			before = now;
			progress.update((frame + 1.0) / footage.length());
		}
		return followed;
	}

	private static double[] sample(final Plane plane) {
		final float[] values = plane.values();
		final int step = Math.max(1, values.length / SAMPLES | 1);
		return IntStream.iterate(0, i -> i < values.length, i -> i + step).filter(i -> Float.isFinite(values[i])).mapToDouble(
			i -> values[i]).toArray();
	}

	/**
	 * Chooses the unit and the zero of all, which nothing in the frames tells. NB: models that know where infinity is put their
	 * own zero there; with others, it is nearer than that.
	 */
	private void anchor(final int first) {
		final double own = -TwoViews.median(IntStream.range(first, scales.length).filter(k -> samples.get(k).length > 0)
			.mapToDouble(k -> scales[k][1]).toArray());
		final double[] all = IntStream.range(0, scales.length).boxed().flatMapToDouble(k -> Arrays.stream(samples.get(k)).map(
			value -> scales[k][0] * value + scales[k][1])).sorted().toArray();
		final double far = all[(int) (FEW * (all.length - 1))];
		final double middle = all[all.length / 2];
		// NB: for something that is the same everywhere, any zero will do that is another one.
		final double zero = far + own > 0 ? own : (middle > far ? (middle - FARTHEST * far) / (FARTHEST - 1) : 1 - middle);
		least = (middle + zero) / FARTHEST;
		final double unit = Math.max(least, TwoViews.median(samples.get(first)) * scales[first][0] + scales[first][1] + zero);
		least /= unit;
		for (final double[] scale : scales) {
			scale[0] /= unit;
			scale[1] = (scale[1] + zero) / unit;
		}
	}

	private Plane depth(final int frame, final Progress progress) {
		final List<Plane> planes = footage.frames().apply(frame);
		final Plane depth = new Plane(footage.width(), footage.height());
		final boolean nothing = samples.get(frame).length == 0;
		final Plane large = Resizing.to(MissingPixels.filled(inverse.get(frame)), depth.width(), depth.height(), progress);
		for (int i = 0; i < depth.values().length; i++) {
			final double value = Math.max(least, scales[frame][0] * large.values()[i] + scales[frame][1]);
			depth.values()[i] = nothing ? Float.NaN : (float) (1 / value);
		}
		for (final Plane plane : planes)
			for (int i = 0; i < depth.values().length; i++) if (!Float.isFinite(plane.values()[i])) depth.values()[i] = Float.NaN;
		return depth;
	}
}
