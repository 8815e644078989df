package io.github.kinema.camera;

import java.util.Arrays;

import io.github.kinema.filter.Resizing;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Tries what helps to fill in a frame: squares of what the flow surely says are hidden like those of a
 * chessboard, and filled in with each and with nothing, in a small image; then the others. The squares are so large that what is
 * hidden is about as far from what is shown as what is not sure is from what is: near what is sure, nothing is better
 * than that. Thread-safe.
 */
final class PriorTrial {

	/** The shorter side of the small image, in pixels, and how many squares there are along it at most, and at least. */
	private static final int SHORT = 128;
	private static final double MOST = 8;
	private static final double FEWEST = 2;

	/** Side of a square by the mean distance of its pixels from its border. */
	private static final double SIDE = 6;

	/** Relative standard deviation of what is sure. */
	private static final double SURE = 0.1;

	/**
	 * Errors with a model are less than this share of those without anything, and of those with slow variation; and these less
	 * than that of those without: some are less by chance.
	 */
	private static final double BETTER = 0.9;
	private static final double SLIGHTLY = 0.95;
	private static final double MUCH = 0.8;

	private final DepthFilling filling;
	private final InverseDepth depth;
	private final Plane image;
	private final int width;
	private final int height;
	private final double side;

	/** @param image what the frame shows */
	PriorTrial(final DepthFilling filling, final InverseDepth depth, final Plane image) {
		this.filling = filling;
		final double scale = Math.min(1, (double) SHORT / Math.min(image.width(), image.height()));
		width = (int) Math.max(1, Math.round(scale * image.width()));
		height = (int) Math.max(1, Math.round(scale * image.height()));
		this.image = Resizing.to(image, width, height, Progress.NONE);
		this.depth = reduced(depth);
		final int shorter = Math.min(width, height);
		side = Math.max(1, Math.max(shorter / MOST, Math.min(SIDE * distance(), shorter / FEWEST)));
	}

	private boolean isSure(final int i) {
		final double inverse = depth.inverse().values()[i];
		return inverse > 0 && depth.variance().values()[i] < SURE * SURE * inverse * inverse;
	}

	/** How far what is not sure is from what is, in the mean, in steps to the sides and down or up; 0 if all is. */
	private double distance() {
		final int[] steps = new int[width * height];
		for (int i = 0; i < steps.length; i++) {
			steps[i] = isSure(i) ? 0 : width + height;
			if (i % width > 0) steps[i] = Math.min(steps[i], steps[i - 1] + 1);
			if (i >= width) steps[i] = Math.min(steps[i], steps[i - width] + 1);
		}
		for (int i = steps.length - 1; i >= 0; i--) {
			if (i % width < width - 1) steps[i] = Math.min(steps[i], steps[i + 1] + 1);
			if (i + width < steps.length) steps[i] = Math.min(steps[i], steps[i + width] + 1);
		}
		return Arrays.stream(steps).filter(step -> step > 0).average().orElse(0);
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
	 * What helps most: a model; factors that vary slowly over the frame, without one; or neither.
	 *
	 * @param said what the model says of the frame, of any size; null if there is none
	 * @return what the model says, or 1 everywhere, of that size; or null
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	Plane best(final Plane said, final Progress progress) {
		final double without = error(null, progress);
		final Plane constant = new Plane(width, height);
		Arrays.fill(constant.values(), 1);
		final double smooth = error(constant, progress);
		final double with = said == null ? Double.POSITIVE_INFINITY : error(Resizing.to(said, width, height, progress), progress);
		if (with < Math.min(BETTER * without, SLIGHTLY * smooth)) return said;
		return smooth < MUCH * without ? constant : null;
	}

	/** The mean error of what is hidden, either time; infinite if there is no fitting it. */
	private double error(final Plane said, final Progress progress) {
		double sum = 0;
		for (int colour = 0; colour < 2; colour++) {
			progress.check();
			final InverseDepth shown = hidden(colour);
			final ModelPrior prior = said == null ? null : new ModelFit(said).to(shown, progress);
			sum += said != null && prior == null ? Double.POSITIVE_INFINITY : error(filling.fill(shown, prior, image, progress), colour);
		}
		return sum;
	}

	private boolean isHidden(final int i, final int colour) {
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
			if (isHidden(i, colour) && isSure(i)) errors[count++] = Math.min(1, Math.abs(filled.values()[i] - truth) / truth);
		}
		return Arrays.stream(errors, 0, count).average().orElse(1);
	}
}
