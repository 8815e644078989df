package io.github.kinema.camera;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.filter.Resizing;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.ModelTensor;
import io.github.kinema.model.PlaneModel;
import io.github.kinema.model.StoredModel;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A model that tells relative depth from a single frame. It sees frames reduced, as such models are trained on small
 * images, and answers in a scale of its own. Thread-safe.
 */
public final class DepthModel implements DepthGuess {

	/** The shorter side of what it sees, in pixels, at most. */
	private static final int SHORT = 256;

	private final PlaneModel model;
	private final ModelTensor input;
	private final boolean inverse;

	/**
	 * Loads a model.
	 *
	 * @param device where it runs, if it can
	 * @throws IllegalArgumentException if it is for something else, or no model
	 * @throws IllegalStateException if no model can run here
	 * @throws java.io.UncheckedIOException if its weights are missing, or not the ones that were described
	 */
	public DepthModel(final StoredModel stored, final Device device) {
		model = PlaneModel.open(stored, ModelTask.DEPTH, device);
		input = stored.descriptor().inputs().get(0);
		inverse = stored.descriptor().inverse();
	}

	/** What runs. */
	public StoredModel model() {
		return model.model();
	}

	/** What runs it, for the log. */
	public String provider() {
		return model.provider();
	}

	/** Of a size that the model takes, with about the same proportions if it takes any. */
	@Override
	public List<Plane> reduced(final List<Plane> planes, final Progress progress) {
		final int width = planes.get(0).width();
		final int height = planes.get(0).height();
		final double scale = Math.min(1, (double) SHORT / Math.min(width, height));
		return planes.stream().map(plane -> Resizing.to(plane, side(scale * width), side(scale * height), progress)).toList();
	}

	private int side(final double wanted) {
		final long steps = input.step() == 0 ? 0 : Math.round((wanted - input.minimum()) / input.step());
		return (int) (input.minimum() + Math.max(0, steps) * input.step());
	}

	@Override
	public Plane inverse(final List<Plane> reduced, final Progress progress) {
		final List<Plane> taken = model.takes(reduced.size()) || reduced.size() == 1 ? reduced //
			: List.of(FlowGuide.scaled(reduced, reduced, reduced));
		final Plane first = reduced.get(0);
		if (reduced.stream().allMatch(DepthModel::isConstant)) {
			final Plane nothing = new Plane(first.width(), first.height());
			Arrays.fill(nothing.values(), Float.NaN);
			return nothing;
		}
		final Plane given = model.run(taken, progress).get(0);
		for (int i = 0; i < given.values().length; i++) {
			final float value = given.values()[i];
			given.values()[i] = !Float.isFinite(value) ? Float.NaN : inverse ? value : value > 0 ? 1 / value : Float.NaN;
		}
		return given;
	}

	private static boolean isConstant(final Plane plane) {
		final float[] range = FlowGuide.range(plane.values(), plane.values());
		return !(range[1] > range[0]);
	}
}
