package io.github.kinema.interpolate;

import java.util.List;
import java.util.Map;

import io.github.kinema.device.Device;
import io.github.kinema.model.LazyNetwork;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.Scaling;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A network corrects the optical flow from one frame to another, and says how large an error it expects.
 * <p>
 * It takes {@code first} and {@code second}, the frames in grey, 0 to 1 but for outliers, and {@code flow}, that to be
 * corrected with its confidence. It gives the corrected flow with {@code log_error}, the natural logarithm of the
 * end-point error that it expects, in pixels. What it changes is kept unless the flow from before is to be trusted and the
 * frames match better under it. Thread-safe; the network is loaded at the first use.
 * </p>
 */
public final class LearnedFlow {

	private static final String FIRST = "first";
	private static final String SECOND = "second";
	private static final String FLOW = "flow";

	/** Frames that match worse by this share of their mean squared difference do so clearly. */
	private static final float CLEARLY = 0.02f;

	private static final List<String> GREY = List.of("grey");
	private static final List<String> TAKEN = List.of("flow_x", "flow_y", "confidence");
	private static final List<String> GIVEN = List.of("flow_x", "flow_y", "log_error");

	private final LazyNetwork network;

	/**
	 * Flow and how far it is to be trusted.
	 *
	 * @param flow from the first frame to the second
	 * @param confidence 2 to the power of minus the expected end-point error in pixels, shape {@code [X, Y]}, 0 to 1: an
	 *          error of 1 px halves it
	 */
	public record Estimate(Flow flow, Plane confidence) {}

	/**
	 * @param model corrects flow
	 * @param device where the network runs if it can
	 * @throws IllegalArgumentException if the model takes or gives something else
	 */
	public LearnedFlow(final StoredModel model, final Device device) {
		final ModelDescriptor descriptor = model.descriptor();
		if (descriptor.task() != ModelTask.FLOW) throw new IllegalArgumentException("The model \"" + model.id() + "\" " +
			descriptor.task().phrase() + ": it does not correct the flow from one image to another.");
		if (!descriptor.input(FIRST).channels().equals(GREY) || !descriptor.input(SECOND).channels().equals(GREY) || !descriptor
			.input(FLOW).channels().equals(TAKEN) || descriptor.inputs().size() != 3 || !descriptor.outputs().get(0).channels().equals(
				GIVEN) || !descriptor.scaling().equals(Scaling.GUIDE)) throw new IllegalArgumentException("The model \"" + model.id() +
					"\" corrects flow otherwise than Kinema does: it must take first and second (grey), scaled by the percentiles 0.5 and " +
					"99.5, and flow (" + String.join(", ", TAKEN) + "), and give " + String.join(", ", GIVEN) + ".");
		network = new LazyNetwork(model, device);
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
	 * Corrects the forward flow.
	 *
	 * @param start as it was found without a network
	 * @param trust of its forward flow, as {@link TwoWayFlow#trust} has it
	 * @throws IllegalStateException if the network cannot run here, or gives no numbers
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public Estimate correct(final TwoWayFlow start, final Plane trust, final Progress progress) {
		return correct(network.get(), start.guide(), start.forward(), trust, progress);
	}

	static Estimate correct(final TiledNetwork network, final FlowGuide guide, final Flow flow, final Plane trust,
		final Progress progress)
	{
		final int width = flow.width();
		final int height = flow.height();
		final List<Plane> given = network.runFinite(Map.of(FIRST, List.of(FieldInputs.unit(guide.first())), SECOND, List.of(
			FieldInputs.unit(guide.second())), FLOW, List.of(new Plane(width, height, flow.u()), new Plane(width, height, flow.v()),
				trust)), Map.of(), flow.reach(progress), progress);
		final Plane confidence = given.get(2);
		for (int i = 0; i < confidence.values().length; i++)
			confidence.values()[i] = (float) Math.pow(2, -Math.exp(confidence.values()[i]));
		final Flow corrected = new Flow(width, height, given.get(0).values(), given.get(1).values());
		keepBetter(guide, flow, trust, corrected, progress);
		return new Estimate(corrected, confidence);
	}

	/** Goes back to the flow from before where that is to be trusted and the frames match better under it. */
	private static void keepBetter(final FlowGuide guide, final Flow before, final Plane trust, final Flow corrected,
		final Progress progress)
	{
		final float[] was = Agreement.differences(guide.first(), guide.second(), before, 0, progress);
		final float[] is = Agreement.differences(guide.first(), guide.second(), corrected, 0, progress);
		for (int i = 0; i < was.length; i++) {
			final float worse = (is[i] - was[i]) / (CLEARLY * (was[i] + FlowMotion.NEGLIGIBLE));
			final float share = (float) Math.sqrt(trust.values()[i]) * Math.max(0, Math.min(1, worse));
			corrected.u()[i] += share * (before.u()[i] - corrected.u()[i]);
			corrected.v()[i] += share * (before.v()[i] - corrected.v()[i]);
		}
	}
}
