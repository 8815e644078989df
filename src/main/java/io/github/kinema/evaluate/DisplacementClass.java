package io.github.kinema.evaluate;

import java.util.Arrays;
import java.util.Locale;

import io.github.kinema.interpolate.MotionField;

/** How far things move between two frames: by the 95th percentile of the displacement. */
public enum DisplacementClass {

		/** Less than half a pixel. */
		STILL(0.5),
		/** Less than two pixels. */
		SMALL(2),
		/** Less than eight pixels. */
		MEDIUM(8),
		/** Eight pixels and more. */
		LARGE(Double.POSITIVE_INFINITY);

	private final double below;

	DisplacementClass(final double below) {
		this.below = below;
	}

	/** The class of a motion. */
	public static DisplacementClass of(final MotionField field) {
		final double[] squares = new double[field.weight().length];
		for (int i = 0; i < squares.length; i++) {
			final double dx = (double) field.toSecondX()[i] - field.toFirstX()[i];
			final double dy = (double) field.toSecondY()[i] - field.toFirstY()[i];
			squares[i] = dx * dx + dy * dy;
		}
		Arrays.sort(squares);
		final double displacement = Math.sqrt(squares[(int) (0.95 * (squares.length - 1))]);
		for (final DisplacementClass c : values())
			if (displacement < c.below) return c;
		return LARGE;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
