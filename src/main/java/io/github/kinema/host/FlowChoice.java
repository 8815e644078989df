package io.github.kinema.host;

import ij.IJ;
import io.github.kinema.device.Device;
import io.github.kinema.interpolate.LearnedFlow;
import io.github.kinema.model.ModelStore;

/** The ways of measuring flow, as the key {@code method} names them. */
public final class FlowChoice {

	private FlowChoice() {}

	/**
	 * Finds what corrects classical flow, and says in the log what runs it. With {@code automatic}, that is a model whose
	 * descriptor says that it deserves it, if it can run on this computer.
	 *
	 * @param model its name; need not be there, as long as nobody asks for it
	 * @return null if nothing corrects it
	 * @throws IllegalArgumentException if the model is missing, broken, or for something else
	 * @throws IllegalStateException if somebody asks for it and it cannot run here
	 */
	public static LearnedFlow of(final String method, final String model, final Device device) {
		if ("classical".equals(method)) return null;
		final ModelStore store = Models.store();
		final boolean automatic = "automatic".equals(method);
		if (automatic && (!store.has(model) || !store.find(model).descriptor().automatic())) return null;
		final LearnedFlow learned = new LearnedFlow(store.find(model), device);
		try {
			Models.announce(learned.model(), learned.provider());
			return learned;
		}
		catch (final IllegalStateException exc) {
			if (!automatic) throw exc;
			IJ.log("Kinema: the method learned is not considered. " + exc.getMessage());
			return null;
		}
	}
}
