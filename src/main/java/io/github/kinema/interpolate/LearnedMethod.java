package io.github.kinema.interpolate;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.model.LazyNetwork;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.Scaling;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A network corrects what {@link FlowMethod} finds, and says how large an error it
 * expects. It moves pixels and paints none. The network is loaded at the first use.
 */
final class LearnedMethod implements MotionMethod {

	private final FlowMethod flow;
	private final LazyNetwork network;

	/**
	 * @param model corrects motion
	 * @param device where the flow is found, and the network runs if it can
	 * @throws IllegalArgumentException if the model takes or gives something else
	 */
	LearnedMethod(final StoredModel model, final Device device) {
		if (model.descriptor().task() != ModelTask.REFINE) throw new IllegalArgumentException("The model \"" + model.id() +
			"\" " + model.descriptor().task().phrase() + ": it does not correct the motion between two frames.");
		if (!model.descriptor().scaling().equals(Scaling.GUIDE)) throw new IllegalArgumentException("The model \"" + model
			.id() + "\" wants its frames scaled otherwise than by the percentiles 0.5 and 99.5.");
		RefinedField.check(model);
		network = new LazyNetwork(model, device);
		flow = new FlowMethod(device, FlowSettings.DEFAULT);
	}

	@Override
	public String name() {
		return "learned";
	}

	@Override
	public StoredModel model() {
		return network.model();
	}

	@Override
	public String provider() {
		return network.get().provider();
	}

	@Override
	public PairMotion between(final List<Plane> first, final List<Plane> second, final Progress progress) {
		final TiledNetwork corrector = network.get();
		final PairMotion motion = flow.between(first, second, progress);
		final FlowGuide guide = FlowGuide.of(first, second);
		// NB: where nothing moves there is nothing to correct, and equal frames stay exactly equal.
		if (Arrays.equals(guide.first().values(), guide.second().values())) return motion;
		return (t, p) -> new RefinedField(corrector, network.model().descriptor()).of(guide, motion.at(t, p).dense(p), (float) t, p);
	}
}
