package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.motion.FlowSettings;

/** The methods there are on a device, by the names that macros use, and what renders their fields. */
public final class MotionMethods {

	private final List<MotionMethod> all;
	private final Synthesis synthesis;

	/** @param device where motion is found and frames are rendered */
	public MotionMethods(final Device device) {
		// NB: in the order in which a tie is decided: the simpler first.
		all = List.of(new BlendMethod(), new FlowMethod(device, FlowSettings.DEFAULT));
		synthesis = Synthesis.on(device);
	}

	/** All methods. */
	public List<MotionMethod> all() {
		return all;
	}

	/**
	 * Finds a method.
	 *
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public MotionMethod named(final String name) {
		return all.stream().filter(method -> method.name().equals(name)).findFirst().orElseThrow(
			() -> new IllegalArgumentException("There is no method \"" + name + "\": use automatic, or one of " + //
				String.join(", ", all.stream().map(MotionMethod::name).toList()) + "."));
	}

	/** What renders the motion fields. */
	public Synthesis synthesis() {
		return synthesis;
	}
}
