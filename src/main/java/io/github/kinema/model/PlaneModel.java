package io.github.kinema.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A model that makes planes of the planes of one image: another image, or numbers such
 * as depth or probabilities.
 * <p>
 * A model with as many channels as the image takes them all at once, colours in its own
 * order. Otherwise a model of one channel, or of colours, takes them one by one, as
 * grey. Where a pixel has no finite value, the model sees its surroundings, and the
 * result has no value either. Large planes run in tiles. Thread-safe.
 * </p>
 */
public final class PlaneModel {

	private final StoredModel model;
	private final ModelTensor input;
	private final TiledNetwork network;

	private PlaneModel(final StoredModel model, final ModelTensor input, final TiledNetwork network) {
		this.model = model;
		this.input = input;
		this.network = network;
	}

	/**
	 * Loads a model.
	 *
	 * @param task what it must be for
	 * @param device where it runs, if it can
	 * @throws IllegalArgumentException if it is for something else, or no model
	 * @throws IllegalStateException if no model can run here
	 * @throws java.io.UncheckedIOException if its weights are missing, or not the ones that were described
	 */
	public static PlaneModel open(final StoredModel model, final ModelTask task, final Device device) {
		final ModelDescriptor descriptor = model.descriptor();
		if (descriptor.task() != task) throw new IllegalArgumentException("The model \"" + model.id() + "\" " + descriptor
			.task().phrase() + "; one is needed that " + task.phrase() + ".");
		if (descriptor.inputs().size() != 1 || !descriptor.outputs().get(0).isPlane()) throw new IllegalArgumentException(
			"The model \"" + model.id() + "\" should take one image and give one of the same size.");
		return new PlaneModel(model, descriptor.inputs().get(0), new TiledNetwork(Networks.open(model, device), descriptor));
	}

	/** What runs. */
	public StoredModel model() {
		return model;
	}

	/** What runs it, for the log. */
	public String provider() {
		return network.provider();
	}

	/** Whether it takes so many channels at once, and not one by one. */
	public boolean takes(final int channels) {
		return input.channels().size() == channels;
	}

	/**
	 * Makes sure that it takes an image of so many channels.
	 *
	 * @throws IllegalArgumentException if it does not
	 */
	public void check(final int channels) {
		if (takes(channels) || takes(1) || colours().isColours()) return;
		throw new IllegalArgumentException("The model \"" + model.id() + "\" takes " + input.channels().size() + " channels (" +
			String.join(", ", input.channels()) + "), the image has " + channels +
			". Make one that has as many, with Image > Duplicate... or Image > Color > Merge Channels...");
	}

	/** Whether it gives an image with the grey values and channels of the original, and not numbers of its own. */
	public boolean isImage() {
		return model.descriptor().restores();
	}

	/** Names the planes that come of what it takes at once. */
	public List<String> names() {
		return model.descriptor().outputs().get(0).channels();
	}

	/**
	 * Runs the model.
	 *
	 * @param planes the channels of an image, of one size {@code [X, Y]}; colours as red, green, blue
	 * @return new planes of that size: as many, of an image; else those of {@link #names}, for each plane that is taken
	 *         by itself
	 * @throws IllegalArgumentException if the model does not take so many
	 * @throws io.github.kinema.device.DeviceException if the runtime fails
	 * @throws IllegalStateException if the model does not give what its descriptor promises
	 * @throws java.util.concurrent.CancellationException if cancelled; it is asked before each tile
	 */
	public List<Plane> run(final List<Plane> planes, final Progress progress) {
		check(planes.size());
		if (takes(planes.size())) return together(planes, progress);
		final List<Plane> result = new ArrayList<>();
		for (int c = 0; c < planes.size(); c++) result.addAll(together(planes.subList(c, c + 1), progress.part((double) c /
			planes.size(), (c + 1.0) / planes.size())));
		return result;
	}

	private List<Plane> together(final List<Plane> planes, final Progress progress) {
		final GreyRange range = GreyRange.of(planes, model.descriptor().scaling());
		// NB: one grey value, or none, leaves nothing to restore.
		if (isImage() && range.isEmpty()) return planes.stream().map(PlaneModel::copy).toList();
		final List<Plane> given = network.run(Map.of(input.id(), colours().taken(planes.stream().map(range::taken).toList())),
			Map.of(), 0, progress);
		if (!isImage()) {
			for (final Plane result : given)
				for (final Plane plane : planes) keepMissing(plane, result);
			return given;
		}
		final List<Plane> restored = colours().given(given, planes.size()).stream().map(range::given).toList();
		for (int c = 0; c < planes.size(); c++) keepMissing(planes.get(c), restored.get(c));
		return restored;
	}

	private static Plane copy(final Plane plane) {
		return new Plane(plane.width(), plane.height(), plane.values().clone());
	}

	private ModelColours colours() {
		return new ModelColours(input.channels());
	}

	private static void keepMissing(final Plane plane, final Plane result) {
		for (int i = 0; i < result.values().length; i++)
			if (!Float.isFinite(plane.values()[i])) result.values()[i] = Float.NaN;
	}
}
