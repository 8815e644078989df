package io.github.kinema.interpolate;

import io.github.kinema.tile.Progress;

/** Where every pixel of an in-between plane comes from, or how that is found. Thread-safe. */
public sealed interface MotionField permits DenseField, FlowField, PaintedField {

	/** Number of columns. */
	int width();

	/** Number of rows. */
	int height();

	/**
	 * The field pixel by pixel.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	DenseField dense(Progress progress);
}
