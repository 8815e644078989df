package io.github.kinema.interpolate;

import java.util.List;
import java.util.Optional;

import io.github.kinema.tile.Progress;

/**
 * A motion field pixel by pixel. All arrays have shape {@code [X, Y]}, row by row.
 * <p>
 * Pixel p of the plane shows what the first frame shows at
 * {@code p + (toFirstX, toFirstY)} and the second at
 * {@code p + (toSecondX, toSecondY)}, in pixels.
 * </p>
 *
 * @param width number of columns
 * @param height number of rows
 * @param toFirstX displacement to the first frame along x, in pixels
 * @param toFirstY displacement to the first frame along y, in pixels
 * @param toSecondX displacement to the second frame along x, in pixels
 * @param toSecondY displacement to the second frame along y, in pixels
 * @param weight share of the second frame, 0 to 1
 * @param confidence how far the plane is to be trusted: 1 where both sides agree as
 *          closely as the recording's noise allows and no other motion explains them,
 *          towards 0 where it is a guess
 * @param sharpness how much detail beyond linear sampling to restore at most: 1
 *          for clean recordings, 0 where linear sampling's averaging is welcome
 *          against noise
 * @param alternatives other motions to mix in, in this order, where this one is in
 *          doubt
 * @param detail how much of the finest detail of what is rendered to keep, 0 to 1, where it is
 *          rather noise; shape {@code [X, Y]}; none: all of it
 */
public record DenseField(int width, int height, float[] toFirstX, float[] toFirstY,
	float[] toSecondX, float[] toSecondY, float[] weight, float[] confidence,
	float sharpness, List<Alternative> alternatives, Optional<float[]> detail) implements MotionField
{

	/** A field that keeps all detail. */
	public DenseField(final int width, final int height, final float[] toFirstX, final float[] toFirstY,
		final float[] toSecondX, final float[] toSecondY, final float[] weight, final float[] confidence,
		final float sharpness, final List<Alternative> alternatives)
	{
		this(width, height, toFirstX, toFirstY, toSecondX, toSecondY, weight, confidence, sharpness, alternatives, Optional
			.empty());
	}

	/**
	 * Another motion of the same plane. Of an alternative's field only displacements
	 * and weight count.
	 *
	 * @param field the motion
	 * @param share how much of it to mix in, 0 to 1, shape {@code [X, Y]}
	 */
	public record Alternative(DenseField field, float[] share) {}

	@Override
	public DenseField dense(final Progress progress) {
		return this;
	}
}
