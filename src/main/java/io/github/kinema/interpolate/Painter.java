package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelTensor;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.motion.MissingPixels;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Asks a model for the planes between others.
 * <p>
 * The range of both planes becomes that which the model knows, and what it paints is
 * brought back and kept within that range. Three channels at once are the colours of
 * a model for colours; any other number are painted one by one, as grey. A model
 * without an instant paints the middle; the middle of the middle gives the quarters,
 * and so on.
 * </p>
 */
record Painter(TiledNetwork network, ModelDescriptor model) {

	/** Halvings at most, which is more than any command asks for. */
	private static final int HALVINGS = 8;

	private static final List<String> COLOURS = List.of("red", "green", "blue");

	/** @throws IllegalArgumentException if a model takes something else than two frames and an instant */
	static void check(final StoredModel model) {
		final ModelDescriptor descriptor = model.descriptor();
		final List<ModelTensor> frames = frames(descriptor);
		final int others = descriptor.inputs().size() - frames.size();
		final boolean painted = descriptor.outputs().get(0).isPlane();
		if (frames.size() != 2 || others > 1 || !painted || frames.stream().anyMatch(frame -> !frame.channels().equals(
			descriptor.outputs().get(0).channels()))) throw new IllegalArgumentException("The model \"" + model.id() +
				"\" should take two frames and at most an instant, and give a frame of the same channels.");
		final List<String> channels = frames.get(0).channels();
		if (channels.size() != 1 && !(channels.size() == 3 && channels.containsAll(COLOURS)))
			throw new IllegalArgumentException("The channels of the model \"" + model.id() + "\" are " + String.join(", ",
				channels) + "; Kinema knows one, or red, green and blue.");
		if (descriptor.scaling().low() != 0 || descriptor.scaling().high() != 100) throw new IllegalArgumentException(
			"The model \"" + model.id() + "\" wants its frames scaled by percentiles other than 0 and 100.");
	}

	/** NB: some models take the instant as a plane. */
	private static List<ModelTensor> frames(final ModelDescriptor model) {
		final List<ModelTensor> planes = model.planes();
		return planes.size() == 3 ? planes.subList(0, 2) : planes;
	}

	/** What runs the model. */
	String provider() {
		return network.provider();
	}

	/**
	 * Paints planes.
	 *
	 * @param first one for each channel
	 * @param second as many
	 * @param t 0 to 1, both exclusive
	 * @throws IllegalArgumentException if the model paints middles alone and t is none of them
	 */
	List<Plane> paint(final List<Plane> first, final List<Plane> second, final float t, final Progress progress) {
		if (frames(model).get(0).channels().size() == 3 && first.size() == 3) return scaled(first, second, t, progress);
		final List<Plane> painted = new ArrayList<>();
		for (int c = 0; c < first.size(); c++)
			painted.addAll(scaled(List.of(first.get(c)), List.of(second.get(c)), t, progress));
		return painted;
	}

	private List<Plane> scaled(final List<Plane> first, final List<Plane> second, final float t,
		final Progress progress)
	{
		float low = Float.POSITIVE_INFINITY;
		float high = Float.NEGATIVE_INFINITY;
		for (final List<Plane> frame : List.of(first, second)) {
			for (final Plane plane : frame) {
				for (final float value : plane.values()) {
					if (!Float.isFinite(value)) continue;
					low = Math.min(low, value);
					high = Math.max(high, value);
				}
			}
		}
		// NB: one grey value, or none, leaves nothing to paint.
		if (!(high > low)) return first;
		final double gain = model.scaling().gain() / ((double) high - low);
		final double offset = model.scaling().offset();
		final List<Plane> result = new ArrayList<>();
		for (final Plane plane : between(taken(first, low, gain, offset), taken(second, low, gain, offset), t, HALVINGS,
			progress)) result.add(given(plane, low, high, gain, offset));
		return result;
	}

	private static List<Plane> taken(final List<Plane> frame, final float low, final double gain, final double offset) {
		final List<Plane> taken = new ArrayList<>();
		for (final Plane plane : frame) {
			final float[] values = MissingPixels.filled(plane).values().clone();
			for (int i = 0; i < values.length; i++) values[i] = (float) ((values[i] - low) * gain + offset);
			taken.add(new Plane(plane.width(), plane.height(), values));
		}
		return taken;
	}

	private static Plane given(final Plane plane, final float low, final float high, final double gain,
		final double offset)
	{
		final float[] values = plane.values();
		for (int i = 0; i < values.length; i++)
			values[i] = (float) Math.max(low, Math.min(high, (values[i] - offset) / gain + low));
		return plane;
	}

	/** Runs the model, or halves the time between until its middle is the instant. */
	private List<Plane> between(final List<Plane> first, final List<Plane> second, final float t, final int halvings,
		final Progress progress)
	{
		final boolean middleOnly = model.inputs().size() == 2;
		if (!middleOnly || t == 0.5f) return run(first, second, t, progress);
		if (halvings == 0) throw new IllegalArgumentException("The model \"" + model.name() +
			"\" paints the middle between two frames alone, and halves, quarters, and so on. Other instants are not to be " +
			"had of it: use a factor of 2, 4, 8, 16, 32 or 64.");
		final List<Plane> middle = run(first, second, 0.5f, progress.silent());
		return t < 0.5f ? between(first, middle, 2 * t, halvings - 1, progress) //
			: between(middle, second, 2 * t - 1, halvings - 1, progress);
	}

	private List<Plane> run(final List<Plane> first, final List<Plane> second, final float t, final Progress progress) {
		final List<ModelTensor> frames = frames(model);
		final List<String> channels = frames.get(0).channels();
		final Map<String, List<Plane>> planes = new HashMap<>();
		planes.put(frames.get(0).id(), ordered(first, channels));
		planes.put(frames.get(1).id(), ordered(second, channels));
		final Map<String, Float> numbers = new HashMap<>();
		for (final ModelTensor input : model.inputs())
			if (!planes.containsKey(input.id())) numbers.put(input.id(), t);
		final List<Plane> painted = network.run(planes, numbers, 0, progress);
		if (first.size() == 3) return COLOURS.stream().map(colour -> painted.get(channels.indexOf(colour))).toList();
		return List.of(mean(painted));
	}

	/** NB: a model for colours sees one channel as grey. */
	private static List<Plane> ordered(final List<Plane> frame, final List<String> channels) {
		return channels.stream().map(name -> frame.get(frame.size() == 1 ? 0 : COLOURS.indexOf(name))).toList();
	}

	private static Plane mean(final List<Plane> planes) {
		final Plane mean = new Plane(planes.get(0).width(), planes.get(0).height());
		for (final Plane plane : planes)
			for (int i = 0; i < mean.values().length; i++) mean.values()[i] += plane.values()[i] / planes.size();
		return mean;
	}
}
