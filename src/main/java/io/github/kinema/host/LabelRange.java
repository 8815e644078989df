package io.github.kinema.host;

import java.util.List;

import ij.ImagePlus;
import io.github.kinema.filter.LabelBorders;
import io.github.kinema.tile.Plane;

/** A range that suits labels and their guide, by what the guide shows around the borders of the labels. */
public final class LabelRange {

	/**
	 * Share of the guide's standard deviation near borders. On procedural cells of every noise and sharpness, a fifth less or
	 * more makes hasty labels hardly worse, half of it makes clean ones ragged.
	 */
	private static final double SHARE = 0.5;

	/** What is near, in pixels. */
	private static final int NEAR = 8;

	private LabelRange() {}

	/**
	 * Half of the standard deviation of the guide near the borders of the labels, in the plane that is shown; of several features,
	 * such as colours, variances add up. Unlike the noise alone, it does not vanish in a smooth guide; unlike that of
	 * the whole plane, it does not depend on how much background there is.
	 *
	 * @return above 0; where there is but one label, by the whole plane; 1 in a constant one
	 * @throws IllegalArgumentException if these are no labels, or the guide does not fit
	 */
	public static double of(final ImagePlus image, final ImagePlus guide) {
		StackLabels.check(image, guide);
		final StackImage source = new StackImage(image);
		final LabelKind kind = LabelKind.of(image, source);
		final int slices = kind == LabelKind.SLICES ? 1 : image.getNSlices();
		GuideStack.checkPlanes(image, slices, guide);
		final int[] czt = source.position(image.getCurrentSlice());
		final int slice = kind == LabelKind.SLICES ? 0 : czt[1];
		final int[] labels = kind == LabelKind.LABELS ? LabelKind.labels(source.plane(czt[0], slice, czt[2]), image.getTitle())
			: mostProbable(kind.planes(source, slice, czt[2]));
		final boolean[] near = LabelBorders.near(labels, source.width(), source.height(), NEAR);
		double variance = 0;
		for (final Plane feature : new GuideStack(guide).features(slice, czt[2], slices)) variance += variance(feature, near);
		return RangeEstimate.rounded(SHARE * Math.sqrt(variance));
	}

	private static int[] mostProbable(final List<Plane> probabilities) {
		final int[] labels = new int[probabilities.get(0).values().length];
		for (int i = 0; i < labels.length; i++)
			for (int k = 1; k < probabilities.size(); k++)
				if (probabilities.get(k).values()[i] > probabilities.get(labels[i]).values()[i]) labels[i] = k;
		return labels;
	}

	private static double variance(final Plane feature, final boolean[] near) {
		double mean = 0;
		double squares = 0;
		int count = 0;
		for (int i = 0; i < near.length; i++) {
			final float value = feature.values()[i];
			if (!near[i] || !Float.isFinite(value)) continue;
			final double step = value - mean;
			mean += step / ++count;
			squares += step * (value - mean);
		}
		return squares / Math.max(1, count);
	}
}
