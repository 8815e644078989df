package io.github.kinema.host;

import java.util.ArrayList;
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
		if (!"automatic".equals(name)) return announced(methods.named(name));
		final MethodChoice choice = MethodChoice.among(runnable(methods.candidates()), methods.synthesis(), frames, count,
			progress);
		IJ.log("Kinema: \"" + image.getTitle() + "\": " + choice.reason());
		return announced(choice.method());
	}

	/** Says in the log what model a method runs, and on what. */
	private static MotionMethod announced(final MotionMethod method) {
		if (method.model() != null) Models.announce(method.model(), method.provider());
		return method;
	}

	/** Leaves out models that cannot run on this computer, which the user has not asked for. */
	private static List<MotionMethod> runnable(final List<MotionMethod> candidates) {
		final List<MotionMethod> runnable = new ArrayList<>();
		for (final MotionMethod method : candidates) {
			try {
				method.provider();
				runnable.add(method);
			}
			catch (final IllegalStateException exc) {
				IJ.log("Kinema: the method " + method.name() + " is not considered. " + exc.getMessage());
			}
		}
		return runnable;
	}
}
