package io.github.kinema.model;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.DeviceException;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Brings a model into the user's folder: an ONNX file, whose graph is looked into, or
 * a folder with a description. Nothing is written before a test run has succeeded.
 */
public final class ModelImport {

	/** Tiles of a test run are a few of the smallest sizes, but no smaller than this. */
	private static final int TEST_SIZE = 64;

	private final ModelStore store;
	private ModelGraph graph;
	private double deviation;

	/**
	 * What a graph does not tell.
	 *
	 * @param task what the model is for; null if the graph shall tell
	 * @param low what the darkest grey value becomes
	 * @param high what the brightest becomes
	 * @param reversed whether colours come in the order blue, green, red
	 * @param multiple widths and heights are multiples of it
	 * @param restores whether what it makes of an image has the grey values of that image; null if the number of channels
	 *          shall tell
	 * @param inverse whether what it gives as depth is the inverse of one
	 */
	public record Hints(ModelTask task, double low, double high, boolean reversed, int multiple, Boolean restores,
		boolean inverse)
	{}

	/** @param store where the model goes */
	public ModelImport(final ModelStore store) {
		this.store = store;
	}

	/**
	 * Imports a model.
	 *
	 * @param file an ONNX file; a folder with {@code rdf.yaml}, or that file
	 * @param name what it shall be called; empty: as its file or folder
	 * @param hints do not count where there is a description
	 * @throws IllegalArgumentException if Kinema cannot use the model, its test run fails, or the name is bad or taken
	 * @throws UncheckedIOException if a file cannot be read or written
	 * @throws IllegalStateException if no model can run here
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public StoredModel run(final Path file, final String name, final Hints hints, final Progress progress) {
		final Path source = Files.isDirectory(file) ? file.resolve(ModelStore.DESCRIPTOR) : file;
		if (!Files.isRegularFile(source)) throw new IllegalArgumentException(Files.isDirectory(file) ? "The folder " + file +
			" holds no " + ModelStore.DESCRIPTOR + ". Name the ONNX file in it." : "There is no file " + file +
				". Name an ONNX file, or a folder with " + ModelStore.DESCRIPTOR + ".");
		final boolean described = source.toString().endsWith(".yaml");
		final String id = store.checkNew(name.isEmpty() ? nameOf(described ? source.toAbsolutePath().getParent() : source)
			: name);
		final ModelFile given = ModelFile.at(source);
		final byte[] weights;
		final byte[] twin;
		final ModelDescriptor descriptor;
		if (described) {
			descriptor = DescriptorReader.read(given.name(), new String(given.read(), StandardCharsets.UTF_8));
			final StoredModel foreign = new StoredModel(id, descriptor, beside(source, descriptor.weights().source()), descriptor
				.twin() == null ? null : beside(source, descriptor.twin().source()));
			weights = foreign.read();
			twin = descriptor.twin() == null ? null : foreign.readTwin();
			graph = Networks.inspect(id, weights);
		}
		else {
			twin = null;
			weights = given.read();
			graph = Networks.inspect(id, weights);
			descriptor = new ForeignGraph(id, graph, hints).describe(source.getFileName().toString(), StoredModel.sha256(
				weights));
		}
		test(id, descriptor, weights, progress);
		return store(id, descriptor, weights, twin);
	}

	private static ModelFile beside(final Path descriptor, final String name) {
		return ModelFile.at(descriptor.resolveSibling(name));
	}

	/** What the graph takes and gives, for the log. */
	public String graph() {
		return graph.toString();
	}

	/**
	 * How far what an interpolating model painted between two equal frames was from
	 * these, on the average, as a share of their range: more than a few percent hint at
	 * a wrong range.
	 */
	public double deviation() {
		return deviation;
	}

	private static String nameOf(final Path path) {
		return path.getFileName().toString().replaceFirst("\\.onnx$", "").replaceAll("[^A-Za-z0-9._-]", "-");
	}

	private void test(final String id, final ModelDescriptor model, final byte[] weights, final Progress progress) {
		final ModelTensor first = model.planes().get(0);
		int side = first.minimum();
		while (first.step() > 0 && side < TEST_SIZE) side += first.step();
		try (Network network = Networks.open(id, weights, CpuDevice.INSTANCE)) {
			final TiledNetwork tiled = new TiledNetwork(network, model);
			// NB: two sizes, because graphs may promise any size and take one.
			for (final int width : first.step() == 0 ? new int[] { side } : new int[] { side, side + first.step() })
				test(model, tiled, width, side, progress);
		}
		catch (final DeviceException | IllegalStateException exc) {
			throw new IllegalArgumentException("The test run of the model \"" + id + "\" failed, with images whose width and " +
				"height are multiples of " + Math.max(1, first.step()) + ": " + exc.getMessage() +
				" If it needs other sizes, import it with another multiple.", exc);
		}
	}

	private void test(final ModelDescriptor model, final TiledNetwork network, final int width, final int height,
		final Progress progress)
	{
		final Scaling scaling = model.scaling();
		final Plane picture = picture(width, height, scaling);
		final Map<String, List<Plane>> planes = new HashMap<>();
		final Map<String, Float> numbers = new HashMap<>();
		for (final ModelTensor input : model.inputs()) {
			final List<Plane> channels = new ArrayList<>();
			for (final String channel : input.channels()) channels.add(isFrame(channel) ? picture : new Plane(width, height));
			if (input.isPlane()) planes.put(input.id(), channels);
			else numbers.put(input.id(), 0.5f);
		}
		final List<Plane> result = network.run(planes, numbers, 0, progress);
		double sum = 0;
		for (final Plane plane : result) {
			for (int i = 0; i < plane.values().length; i++) {
				if (!Float.isFinite(plane.values()[i])) throw new IllegalArgumentException("The model \"" + model.name() +
					"\" gives numbers that are not finite in its test run: it cannot be used.");
				sum += Math.abs(plane.values()[i] - picture.values()[i]) / scaling.gain();
			}
		}
		deviation = model.task() == ModelTask.INTERPOLATE ? sum / result.size() / picture.values().length : 0;
	}

	/** NB: all else, displacements and instants, is 0. */
	private static boolean isFrame(final String channel) {
		return List.of("red", "green", "blue", "grey", "guide").contains(channel) || channel.startsWith("channel");
	}

	/** Soft waves over the whole range. */
	private static Plane picture(final int width, final int height, final Scaling scaling) {
		final Plane picture = new Plane(width, height);
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++, i++) picture.values()[i] = (float) (scaling.offset() + scaling.gain() * (0.5 + 0.25 *
				Math.sin(x / 5.0) + 0.25 * Math.sin(y / 7.0)));
		return picture;
	}

	private StoredModel store(final String id, final ModelDescriptor descriptor, final byte[] weights, final byte[] twin) {
		final ModelWeights named = new ModelWeights("weights.onnx", descriptor.weights().sha256(), descriptor.weights()
			.opset());
		final Map<String, byte[]> files = new HashMap<>();
		files.put(named.source(), weights);
		files.put(ModelStore.DESCRIPTOR, DescriptorWriter.write(descriptor.with(named), Map.of()).getBytes(
			StandardCharsets.UTF_8));
		if (twin != null) files.put(descriptor.twin().source(), twin);
		return store.add(id, files);
	}
}
