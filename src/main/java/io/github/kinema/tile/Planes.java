package io.github.kinema.tile;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Copies planes out of ImgLib2 images. */
public final class Planes {

	private Planes() {}

	/**
	 * Copies one plane of a stack as float values.
	 *
	 * @param stack shape {@code [X, Y, ...]}, any number of further dimensions
	 * @param position position along the dimensions after X and Y
	 * @return shape {@code [X, Y]}; 8- and 16-bit values are exact
	 */
	public static <T extends RealType<T>> Plane copy(final RandomAccessibleInterval<T> stack,
		final long... position)
	{
		RandomAccessibleInterval<T> plane = stack;
		for (int d = stack.numDimensions() - 1; d >= 2; d--)
			plane = Views.hyperSlice(plane, d, position[d - 2]);
		final Plane copy = new Plane((int) plane.dimension(0), (int) plane.dimension(1));
		PrimitiveBlocks.of(Converters.convert(plane, new RealFloatConverter<>(), new FloatType()),
			OnFallback.ACCEPT).copy(plane, copy.values());
		return copy;
	}
}
