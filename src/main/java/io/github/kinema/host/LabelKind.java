package io.github.kinema.host;

import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import io.github.kinema.tile.Plane;

/** How a stack says which pixel belongs to what. */
enum LabelKind {

		/** Each plane is a label image: one whole number a pixel. */
		LABELS,
		/** Each channel is the probability of one label. */
		CHANNELS,
		/** Each slice is the probability of one label. */
		SLICES;

	/** How far from 1 the sum of a pixel's probabilities may be: exported with few digits, they are not exact. */
	private static final double TOLERANCE = 1e-3;

	/**
	 * Finds out: 8 and 16 bit are labels; 32 bit with several channels, or else
	 * slices, are probabilities, unless all values are whole numbers that do not add
	 * up to 1.
	 *
	 * @throws IllegalArgumentException if it is none of these
	 */
	static LabelKind of(final ImagePlus image, final StackImage source) {
		checkType(image);
		final LabelKind probabilities = source.channels() > 1 ? CHANNELS : SLICES;
		final boolean several = source.channels() > 1 || source.length(StackAxis.SLICES) > 1;
		if (source.bitDepth() != 32 || !several) return LABELS;
		final List<Plane> planes = probabilities.planes(source, 0, 0);
		for (final Plane plane : planes)
			for (final float value : plane.values())
				if (value != Math.rint(value) && Float.isFinite(value)) return probabilities;
		return problem(planes) < 0 ? probabilities : LABELS;
	}

	/** @throws IllegalArgumentException if the image is RGB, and so shows neither */
	static void checkType(final ImagePlus image) {
		if (image.getBitDepth() == 24) throw new IllegalArgumentException("\"" + image.getTitle() +
			"\" is an RGB image: labels are whole numbers, probabilities a 32-bit stack. Convert it, or open the original.");
	}

	/** The probability of each label at a slice (channels) and frame, from 0. */
	List<Plane> planes(final StackImage source, final int slice, final int frame) {
		if (this == CHANNELS) return source.planes(slice, frame);
		return IntStream.range(0, source.length(StackAxis.SLICES)) //
			.mapToObj(z -> source.plane(0, z, frame)).toList();
	}

	/** @throws IllegalArgumentException if these are no probabilities, with the first pixel that shows it */
	static void checkProbabilities(final List<Plane> planes, final String title) {
		final int at = problem(planes);
		if (at < 0) return;
		final String where = " at (" + at % planes.get(0).width() + ", " + at / planes.get(0).width() + ") of \"" + title + "\"";
		for (final Plane plane : planes) {
			final float value = plane.values()[at];
			if (value < -TOLERANCE || value > 1 + TOLERANCE) throw new IllegalArgumentException("The value" + where + " is " +
				value + ": a probability lies between 0 and 1, and a label is a whole number.");
		}
		throw new IllegalArgumentException("The probabilities" + where + " add up to " + (float) sum(planes, at) +
			", not to 1. Export them again, one channel (or slice) for every label.");
	}

	/** The first pixel whose values are no probabilities; −1 if there is none. Those that are unknown pass. */
	private static int problem(final List<Plane> planes) {
		for (int i = 0; i < planes.get(0).values().length; i++) {
			boolean outside = false;
			for (final Plane plane : planes) {
				final float value = plane.values()[i];
				outside |= value < -TOLERANCE || value > 1 + TOLERANCE;
			}
			if (outside || Math.abs(sum(planes, i) - 1) > TOLERANCE) return i;
		}
		return -1;
	}

	private static double sum(final List<Plane> planes, final int i) {
		double sum = 0;
		for (final Plane plane : planes) sum += plane.values()[i];
		return sum;
	}

	/** @throws IllegalArgumentException if these are no labels, with the first pixel that shows it */
	static int[] labels(final Plane plane, final String title) {
		final int[] labels = new int[plane.values().length];
		for (int i = 0; i < labels.length; i++) {
			final float value = plane.values()[i];
			labels[i] = (int) value;
			// NB: beyond that, floats skip whole numbers.
			if (labels[i] != value || Math.abs(value) > 1 << 24) throw new IllegalArgumentException("The label at (" +
				i % plane.width() + ", " + i / plane.width() + ") of \"" + title + "\" is " + value +
				": labels are whole numbers. Probabilities need a channel (or slice) for each label.");
		}
		return labels;
	}
}
