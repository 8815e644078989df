package io.github.kinema.model;

import java.util.List;

/**
 * Opens networks to be trained.
 * <p>
 * NB: names DJL nowhere, so that this class can still speak where DJL is missing.
 * </p>
 */
final class Learners {

	private Learners() {}

	/**
	 * Loads a network, which must be closed.
	 *
	 * @param name of the model, for complaints
	 * @param twin in TorchScript
	 * @param start the numbers that it begins with
	 * @param rate how far it goes in a step, at the beginning
	 * @param parts what learns by itself
	 * @throws IllegalStateException if PyTorch is missing, or does not know this computer
	 * @throws IllegalArgumentException if the file is broken, or another network than the one whose numbers they are
	 */
	static Learner open(final String name, final byte[] twin, final Initializers start, final double rate,
		final List<LearnerPart> parts)
	{
		try {
			return TorchLearner.load(name, twin, start, rate, parts);
		}
		catch (final LinkageError exc) {
			throw new IllegalStateException(missing(exc), exc);
		}
	}

	/** What is missing, and how to get it. */
	static String missing(final Throwable thrown) {
		Throwable cause = thrown;
		while (cause.getCause() != null) cause = cause.getCause();
		return "Fine-tuning cannot run here (" + cause + "). It needs DJL's PyTorch (pytorch-engine, pytorch-jni, " +
			"pytorch-native-cpu) in the folder \"jars\", which this line fetches, run in Kinema's sources: mvn -q -DskipTests " +
			"-Pfine-tune -Dscijava.app.directory=/path/to/Fiji.app. Everything else works without.";
	}
}
