package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.kinema.model.GreyRange;
import io.github.kinema.model.ModelColours;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelTensor;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
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
		if (channels.size() != 1 && !new ModelColours(channels).isColours())
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
		final GreyRange range = GreyRange.of(Stream.concat(first.stream(), second.stream()).toList(), model.scaling());
		// NB: one grey value, or none, leaves nothing to paint.
		if (range.isEmpty()) return first;
		final List<Plane> result = new ArrayList<>();
		for (final Plane plane : between(first.stream().map(range::taken).toList(), second.stream().map(range::taken).toList(),
			t, HALVINGS, progress)) result.add(within(range, range.given(plane)));
		return result;
	}

	private static Plane within(final GreyRange range, final Plane plane) {
		final float[] values = plane.values();
		for (int i = 0; i < values.length; i++)
			values[i] = Math.max((float) range.low(), Math.min((float) range.high(), values[i]));
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
		final ModelColours colours = new ModelColours(frames.get(0).channels());
		final Map<String, List<Plane>> planes = new HashMap<>();
		planes.put(frames.get(0).id(), colours.taken(first));
		planes.put(frames.get(1).id(), colours.taken(second));
		final Map<String, Float> numbers = new HashMap<>();
		for (final ModelTensor input : model.inputs())
			if (!planes.containsKey(input.id())) numbers.put(input.id(), t);
		return colours.given(network.run(planes, numbers, 0, progress), first.size());
	}
}
