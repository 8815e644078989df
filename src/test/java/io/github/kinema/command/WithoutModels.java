package io.github.kinema.command;

import java.util.concurrent.Callable;

import ij.ImagePlus;
import io.github.kinema.host.TestImages;

/** Interpolates where the jars that run models are missing. To be loaded by a class loader that lacks them. */
public final class WithoutModels implements Callable<String> {

	/** @return what a user reads who asks for a model */
	@Override
	public String call() {
		final ImagePlus image = TestImages.moving(8, 24, 20, 1, 1, 3, 1, 0);
		final ImagePlus output = Commands.output(InterpolateFrames.class, image, "method", "automatic", "device", "cpu");
		if (output.getNFrames() != 5) throw new AssertionError(output);
		try {
			Commands.output(InterpolateFrames.class, image, "method", "learned", "model", "refine", "device", "cpu");
			return "There was no error.";
		}
		catch (final IllegalStateException exc) {
			return exc.getMessage();
		}
	}
}
