package io.github.kinema.camera;

import java.util.Arrays;

import io.github.kinema.filter.Resizing;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Tries whether a model helps to fill in a frame: squares of what the flow surely says are hidden like those of a
 * chessboard, and filled in with the model and without, in a small image; then the others. Thread-safe.
 */
final class PriorTrial {

	/** The shorter side of the small image, in pixels, and how many squares there are along it. */
	private static final int SHORT = 128;
	private static final int SQUARES = 8;

	/** Relative standard deviation of what is sure. */
	private static final double SURE = 0.1;

	private final DepthFilling filling;
	private final InverseDepth depth;
	private final Plane image;
	private final int width;
	private final int height;

	/** @param image what the frame shows */
	PriorTrial(final DepthFilling filling, final InverseDepth depth, final Plane image) {
		this.filling = filling;
		final double scale = Math.min(1, (double) SHORT / Math.min(image.width(), image.height()));
		width = (int) Math.max(1, Math.round(scale * image.width()));
		height = (int) Math.max(1, Math.round(scale * image.height()));
		this.image = Resizing.to(image, width, height, Progress.NONE);
		this.depth = reduced(depth);
	}

	/** NB: what several pixels say together is no surer than what each says, as their errors are one and the same. */
	private InverseDepth reduced(final InverseDepth large) {
		final Plane weight = new Plane(large.inverse().width(), large.inverse().height());
		final Plane weighted = new Plane(weight.width(), weight.height());
		for (int i = 0; i < weight.values().length; i++) {
			weight.values()[i] = 1 / large.variance().values()[i];
			weighted.values()[i] = weight.values()[i] * large.inverse().values()[i];
		}
		final Plane sum = Resizing.to(weight, width, height, Progress.NONE);
		final Plane inverse = new Plane(width, height, Resizing.to(weighted, width, height, Progress.NONE).values().clone());
		final Plane variance = new Plane(width, height);
		for (int i = 0; i < inverse.values().length; i++) {
			if (sum.values()[i] > 0) inverse.values()[i] /= sum.values()[i];
			variance.values()[i] = 1 / sum.values()[i];
		}
		return new InverseDepth(inverse, variance, new Plane(width, height));
	}

	/**
	 * Whether a model helps.
	 *
	 * @param said what the model says of the frame, of any size
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	boolean passes(final Plane said, final Progress progress) {
		final Plane small = Resizing.to(said, width, height, progress);
		double without = 0;
		double with = 0;
		for (int colour = 0; colour < 2; colour++) {
			progress.check();
			final InverseDepth shown = hidden(colour);
			final ModelPrior prior = new ModelFit(small).to(shown, progress);
			if (prior == null) return false;
			without += error(filling.fill(shown, null, image, progress), colour);
			with += error(filling.fill(shown, prior, image, progress), colour);
		}
		return with < without;
	}

	private boolean isHidden(final int i, final int colour) {
		final double side = Math.max(1, (double) Math.min(width, height) / SQUARES);
		return ((int) (i % width / side) + (int) (i / width / side)) % 2 == colour;
	}

	private InverseDepth hidden(final int colour) {
		final Plane variance = new Plane(width, height, depth.variance().values().clone());
		for (int i = 0; i < variance.values().length; i++) {
			if (isHidden(i, colour)) variance.values()[i] = Float.POSITIVE_INFINITY;
		}
		return new InverseDepth(depth.inverse(), variance, depth.misfit());
	}

	/** The mean relative error of what was hidden; all that is more than wrong is just wrong. */
	private double error(final Plane filled, final int colour) {
		final double[] errors = new double[width * height];
		int count = 0;
		for (int i = 0; i < errors.length; i++) {
			final double truth = depth.inverse().values()[i];
			if (!isHidden(i, colour) || !(truth > 0) || !(depth.variance().values()[i] < SURE * SURE * truth * truth)) continue;
			errors[count++] = Math.min(1, Math.abs(filled.values()[i] - truth) / truth);
		}
		return Arrays.stream(errors, 0, count).average().orElse(1);
	}
}
