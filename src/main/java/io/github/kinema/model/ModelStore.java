package io.github.kinema.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The models there are: those in Kinema's jar, and those in the user's folder, one
 * folder for each model. Looks anew at each question. Thread-safe.
 */
public final class ModelStore {

	/** The model that Kinema interpolates with, unless told otherwise. */
	public static final String INTERPOLATION = "interpolation";

	/** The model that Kinema upsamples with. */
	public static final String UPSAMPLING = "upsampling";

	/** The models that Kinema learns the motion of a recording with, if it does. */
	public static final String DEPTH = "depth";
	public static final String CAMERA = "camera";
	public static final String FLOW = "flow";
	public static final String SEGMENTATION = "segmentation";

	/** What a model may be called, so that macros and file systems bear it. */
	private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

	/** The file that describes a model. */
	static final String DESCRIPTOR = "rdf.yaml";

	/** The file that tells people about it. */
	static final String README = "README.md";

	/** The models in Kinema's jar alone. */
	public static final ModelStore SHIPPED = new ModelStore(null);

	private final Path folder;

	/** @param folder the user's models; need not be there; null for none */
	public ModelStore(final Path folder) {
		this.folder = folder;
	}

	/** The user's models; null for none. */
	public Path folder() {
		return folder;
	}

	/** The names of all models, the shipped ones first. */
	public List<String> names() {
		final List<String> names = new ArrayList<>();
		for (final String name : List.of(INTERPOLATION, UPSAMPLING, DEPTH, CAMERA, FLOW, SEGMENTATION))
			if (shipped(name).exists()) names.add(name);
		if (folder == null || !Files.isDirectory(folder)) return names;
		try (Stream<Path> files = Files.list(folder)) {
			files.filter(file -> Files.isRegularFile(file.resolve(DESCRIPTOR))).map(file -> file.getFileName().toString())
				.filter(name -> name.matches(NAME) && !names.contains(name)).sorted().forEach(names::add);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("The folder of models " + folder + " cannot be read: " + exc.getMessage() + ".", exc);
		}
		return names;
	}

	/** Whether there is a model of that name, whatever its state. */
	public boolean has(final String name) {
		return name.matches(NAME) && (shipped(name).exists() || folder != null && own(name).exists());
	}

	/**
	 * Finds a model; its weights are not read yet. What is shipped comes before what
	 * the user has under the same name.
	 *
	 * @throws IllegalArgumentException if there is none of that name, or its descriptor is broken, foreign or too new
	 * @throws UncheckedIOException if its descriptor cannot be read
	 */
	public StoredModel find(final String name) {
		if (!has(name)) throw new IllegalArgumentException(missing(name));
		final boolean isShipped = shipped(name).exists();
		final ModelFile file = isShipped ? shipped(name) : own(name);
		final ModelDescriptor descriptor = DescriptorReader.read(file.name(), new String(file.read(),
			StandardCharsets.UTF_8));
		final Function<String, ModelFile> files = source -> isShipped ? ModelFile.shipped(path(name, source)) //
			: ModelFile.at(folder.resolve(name).resolve(source));
		return new StoredModel(name, descriptor, files.apply(descriptor.weights().source()), descriptor.twin() == null ? null
			: files.apply(descriptor.twin().source()));
	}

	/**
	 * Adds a model to the user's: all of its files at once, or none.
	 *
	 * @param files by their names
	 * @throws UncheckedIOException if they cannot be written
	 */
	StoredModel add(final String id, final Map<String, byte[]> files) {
		add(Map.of(id, files));
		return find(id);
	}

	/**
	 * Adds models that are in no store yet to the user's: all of them, or none.
	 *
	 * @param history what people may want to know of how they came about: texts and numbers, by their names
	 * @return the same, in the store
	 * @throws UncheckedIOException if they cannot be written
	 * @throws IllegalArgumentException if there is a model of one's name by now
	 */
	List<StoredModel> keep(final List<StoredModel> models, final Map<String, Object> history) {
		final Map<String, Map<String, byte[]>> files = new LinkedHashMap<>();
		for (final StoredModel model : models) files.put(checkNew(model.id()), model.files(history));
		add(files);
		return models.stream().map(model -> find(model.id())).toList();
	}

	private void add(final Map<String, Map<String, byte[]>> models) {
		final Map<Path, Path> folders = new LinkedHashMap<>();
		final List<Path> moved = new ArrayList<>();
		try {
			Files.createDirectories(folder);
			try {
				for (final Map.Entry<String, Map<String, byte[]>> model : models.entrySet()) {
					final Path unfinished = Files.createTempDirectory(folder, ".unfinished");
					folders.put(unfinished, folder.resolve(model.getKey()));
					for (final Map.Entry<String, byte[]> file : model.getValue().entrySet())
						Files.write(unfinished.resolve(file.getKey()), file.getValue());
				}
				for (final Map.Entry<Path, Path> each : folders.entrySet())
					moved.add(Files.move(each.getKey(), each.getValue(), StandardCopyOption.ATOMIC_MOVE));
			}
			finally {
				for (final Path unfinished : folders.keySet()) remove(unfinished);
				// NB: some without the others are none.
				if (moved.size() < models.size()) for (final Path some : moved) remove(some);
			}
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("The " + (models.size() > 1 ? "models " : "model ") + String.join(", ", models.keySet()) +
				" cannot be written to " + folder + ": " + exc.getMessage() + ".", exc);
		}
	}

	/** NB: what has become a model is not there any more. */
	private static void remove(final Path unfinished) throws IOException {
		if (!Files.isDirectory(unfinished)) return;
		try (Stream<Path> files = Files.list(unfinished)) {
			for (final Path file : files.toList()) Files.delete(file);
		}
		Files.delete(unfinished);
	}

	/**
	 * Makes sure that a name is good and not taken.
	 *
	 * @return the name
	 * @throws IllegalArgumentException otherwise
	 */
	public String checkNew(final String name) {
		if (!name.matches(NAME)) throw new IllegalArgumentException("name=" + name +
			": a model's name has letters, digits, dots, dashes and underscores, and begins with a letter or digit.");
		if (has(name)) throw new IllegalArgumentException("There is a model \"" + name +
			"\" already. Choose another name, or delete " + folder.resolve(name) + " first.");
		return name;
	}

	/** Whether a model is for one of these tasks; not if its descriptor is broken. */
	public boolean isFor(final String name, final List<String> tasks) {
		try {
			return tasks.contains(find(name).descriptor().task().key());
		}
		catch (final IllegalArgumentException exc) {
			// NB: a question; whoever asks for that model by its name hears what is wrong.
			return false;
		}
	}

	private String missing(final String name) {
		final List<String> names = names();
		return "There is no model \"" + name + "\": " + (names.isEmpty()
			? "none is shipped with this version of Kinema" + (folder == null
			? "." : ", and the folder " + folder + " holds none.")
			: "the models are " + String.join(", ", names) + ".") + " Import Model... adds one.";
	}

	private ModelFile own(final String name) {
		return ModelFile.at(folder.resolve(name).resolve(DESCRIPTOR));
	}

	private static ModelFile shipped(final String name) {
		return ModelFile.shipped(path(name, DESCRIPTOR));
	}

	private static String path(final String name, final String file) {
		return "models/" + name + "/" + file;
	}
}
