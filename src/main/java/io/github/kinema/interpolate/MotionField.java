package io.github.kinema.interpolate;

/**
 * Where every pixel of an in-between plane comes from. All arrays have shape
 * {@code [X, Y]}, row by row.
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
 * @param still share of plain blending
 * @param t instant
 * @param confidence how far the motion is to be trusted, 0 to 1
 */
public record MotionField(int width, int height, float[] toFirstX, float[] toFirstY,
	float[] toSecondX, float[] toSecondY, float[] weight, float[] confidence, float[] still, float t, MotionField other, float[] share)
{
}
