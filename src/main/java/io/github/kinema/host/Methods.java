package io.github.kinema.host;

import java.util.List;
import java.util.function.IntFunction;

import ij.IJ;
import ij.ImagePlus;
import io.github.kinema.interpolate.MethodChoice;
import io.github.kinema.interpolate.MotionMethod;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The methods as the key {@code method} names them: with {@code automatic}. */
final class Methods {

	private Methods() {}

	/**
	 * Finds a method; for {@code automatic}, tries all on the stack itself and says
	 * in the log which it took, and why.
	 *
	 * @param methods those there are
	 * @param frames gives the guide of a frame, from 0
	 * @param count number of frames
	 * @throws IllegalArgumentException if there is none of that name
	 */
	static MotionMethod of(final String name, final MotionMethods methods, final ImagePlus image,
		final IntFunction<List<Plane>> frames, final int count, final Progress progress)
	{
		if (!"automatic".equals(name)) return methods.named(name);
		final MethodChoice choice = MethodChoice.among(methods.all(), methods.synthesis(), frames, count, progress);
		IJ.log("Kinema: \"" + image.getTitle() + "\": " + choice.reason());
		return choice.method();
	}
}
