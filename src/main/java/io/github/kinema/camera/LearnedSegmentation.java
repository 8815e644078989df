package io.github.kinema.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.Device;
import io.github.kinema.interpolate.FieldInputs;
import io.github.kinema.model.LazyNetwork;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.Scaling;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A network tells what moves by itself from three frames, the flow from the middle one to the others, the flow that the
 * camera alone would make, and the depth.
 * <p>
 * It takes {@code previous}, {@code middle} and {@code next}, the frames in grey, 0 to 1 but for outliers; {@code flow} to
 * both with its confidence; {@code rigid}, the flow of a world at rest; and {@code depth}, the inverse depth in units of its
 * median with its confidence, 0 where there is no parallax. It gives {@code moving}, a probability. Thread-safe; the network
 * is loaded at the first use.
 * </p>
 */
public final class LearnedSegmentation {

	private static final List<String> GREY = List.of("grey");
	private static final Map<String, List<String>> TAKEN = taken();

	/** Nothing is surer than this: probabilities are rounded. */
	private static final double LEAST = 1e-4;

	private final LazyNetwork network;

	/**
	 * Another frame.
	 *
	 * @param grey of that frame, 0 to 255 but for outliers
	 * @param flow from the middle frame to it
	 * @param rigid the same in a world at rest
	 */
	record Other(Plane grey, PairFlow flow, Flow rigid) {}

	/**
	 * @param model tells what moves
	 * @param device where the network runs if it can
	 * @throws IllegalArgumentException if the model takes or gives something else
	 */
	public LearnedSegmentation(final StoredModel model, final Device device) {
		final ModelDescriptor descriptor = model.descriptor();
		if (descriptor.task() != ModelTask.SEGMENT) throw new IllegalArgumentException("The model \"" + model.id() + "\" " +
			descriptor.task().phrase() + ": it does not tell what moves by itself.");
		boolean fits = descriptor.inputs().size() == TAKEN.size() && descriptor.outputs().get(0).channels().size() == 1 &&
			descriptor.scaling().equals(Scaling.GUIDE);
		for (final Map.Entry<String, List<String>> input : TAKEN.entrySet())
			fits &= descriptor.input(input.getKey()).channels().equals(input.getValue());
		if (!fits) throw new IllegalArgumentException("The model \"" + model.id() + "\" tells what moves otherwise than Kinema does: " +
			"it must take " + TAKEN + ", frames scaled by the percentiles 0.5 and 99.5, and give one channel.");
		network = new LazyNetwork(model, device);
	}

	private static Map<String, List<String>> taken() {
		final Map<String, List<String>> taken = new LinkedHashMap<>();
		for (final String frame : List.of("previous", "middle", "next")) taken.put(frame, GREY);
		taken.put("flow", List.of("previous_x", "previous_y", "next_x", "next_y", "previous_confidence", "next_confidence"));
		taken.put("rigid", List.of("previous_x", "previous_y", "next_x", "next_y"));
		taken.put("depth", List.of("inverse_depth", "confidence"));
		return taken;
	}

	/** The model, for whoever tells where an image comes from. */
	public StoredModel model() {
		return network.model();
	}

	/**
	 * What runs the model, for the log.
	 *
	 * @throws IllegalStateException if it cannot run here
	 */
	public String provider() {
		return network.get().provider();
	}

	/**
	 * Runs it.
	 *
	 * @param grey the middle frame, on the scale of the others
	 * @param depth inverse depth and its confidence
	 * @return the logarithm of the odds for motion
	 */
	Plane odds(final Plane grey, final Other previous, final Other next, final List<Plane> depth, final Progress progress) {
		return odds(network.get(), grey, previous, next, depth, progress);
	}

	static Plane odds(final TiledNetwork network, final Plane grey, final Other previous, final Other next,
		final List<Plane> depth, final Progress progress)
	{
		final List<Plane> flow = new ArrayList<>(planes(previous.flow.forward()));
		flow.addAll(planes(next.flow.forward()));
		flow.add(previous.flow.trust());
		flow.add(next.flow.trust());
		final List<Plane> rigid = new ArrayList<>(planes(previous.rigid));
		rigid.addAll(planes(next.rigid));
		int reach = 0;
		for (final Flow each : List.of(previous.flow.forward(), next.flow.forward(), previous.rigid, next.rigid))
			reach = Math.max(reach, each.reach(progress));
		final Plane odds = network.runFinite(Map.of("previous", List.of(FieldInputs.unit(previous.grey)), "middle", List.of(
			FieldInputs.unit(grey)), "next", List.of(FieldInputs.unit(next.grey)), "flow", flow, "rigid", rigid, "depth", depth), Map
				.of(), reach, progress).get(0);
		for (int i = 0; i < odds.values().length; i++) {
			final double moving = Math.max(LEAST, Math.min(1 - LEAST, odds.values()[i]));
			odds.values()[i] = (float) Math.log(moving / (1 - moving));
		}
		return odds;
	}

	private static List<Plane> planes(final Flow flow) {
		return List.of(new Plane(flow.width(), flow.height(), flow.u()), new Plane(flow.width(), flow.height(), flow.v()));
	}
}
