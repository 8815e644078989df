package io.github.kinema.host;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.MethodCallException;
import org.scijava.module.MethodRef;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;

import ij.ImagePlus;

/**
 * The inputs of a command, its own before those that it inherits.
 * <p>
 * The parameter named {@code image} is the active image: never a key.
 * </p>
 */
public final class Inputs {

	/** The name of the parameter that is the active image. */
	static final String ACTIVE_IMAGE = "image";

	/** What a command says that has nothing to work on. */
	static final String NO_IMAGE =
		"There is no image open. Open a stack with File>Open, then try again.";

	private final CommandInfo info;
	private final List<Input> inputs = new ArrayList<>();

	Inputs(final CommandInfo info) {
		this.info = info;
		for (final CommandModuleItem<?> item : items()) {
			if (isKey(item)) inputs.add(Input.of(item));
		}
	}

	/**
	 * Makes sure that a command's values are what macro and dialog would have
	 * let through; for commands that a script may run without the launcher.
	 *
	 * @throws IllegalArgumentException with the same sentence that a macro would
	 *           get
	 */
	public static void check(final Command command) {
		final CommandInfo info = new CommandInfo(command.getClass());
		final Module module = info.createModule(command);
		final Inputs inputs = new Inputs(info);
		if (inputs.requireImage() && module.getInput(ACTIVE_IMAGE) == null) {
			throw new IllegalArgumentException(NO_IMAGE);
		}
		for (final Input input : inputs.list()) {
			final Object value = module.getInput(input.key());
			if (value != null && !(input instanceof ImageInput)) input.parse(input.format(value));
			if (value == null && !isOptional(input)) {
				throw new IllegalArgumentException(missing(input));
			}
		}
	}

	/** What the menu and macros call a command. */
	public static String name(final Command command) {
		final String path = command.getClass().getAnnotation(Plugin.class).menuPath();
		return path.substring(path.lastIndexOf('>') + 1);
	}

	/** The values of a command as a macro would give them: key to text, in order; of images, the titles. */
	static Map<String, String> texts(final Command command) {
		final CommandInfo info = new CommandInfo(command.getClass());
		final Module module = info.createModule(command);
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final Input input : new Inputs(info).list()) {
			final Object value = module.getInput(input.key());
			texts.put(input.key(), value instanceof ImagePlus image ? image.getTitle() : input.format(value));
		}
		return texts;
	}

	/** The line of a macro that runs a command with its values, as the recorder writes it. */
	public static String line(final Command command) {
		final StringBuilder options = new StringBuilder();
		for (final Map.Entry<String, String> entry : texts(command).entrySet()) {
			final String value = entry.getValue().isEmpty() || entry.getValue().contains(" ") ? "[" + entry.getValue() + "]"
				: entry.getValue();
			options.append(options.length() == 0 ? "" : " ").append(entry.getKey()).append('=').append(value);
		}
		return "run(\"" + name(command) + "\", \"" + options + "\");";
	}

	/** What a macro can give; without the active image and messages. */
	List<Input> list() {
		return inputs;
	}

	/** All that a dialog shows: {@link #list()} and messages, in order. */
	List<CommandModuleItem<?>> items() {
		final List<CommandModuleItem<?>> items = new ArrayList<>();
		for (final ModuleItem<?> item : info.inputs()) {
			final CommandModuleItem<?> parameter = (CommandModuleItem<?>) item;
			if (isMessage(parameter) || isKey(parameter)) items.add(parameter);
		}
		// NB: the sort is stable: within a class, the order of declaration stays.
		items.sort(Comparator.comparingInt(this::generation));
		return items;
	}

	/** Whether the command cannot do without the active image. */
	boolean requireImage() {
		return needImage() && info.getInput(ACTIVE_IMAGE).isRequired();
	}

	/** Whether the command works on the active image, if there is one. */
	boolean needImage() {
		final ModuleItem<?> image = info.getInput(ACTIVE_IMAGE);
		return image != null && image.getType() == ImagePlus.class;
	}

	/**
	 * Reads macro options into a module that still holds its defaults.
	 *
	 * @throws IllegalArgumentException with a sentence for the user
	 */
	void read(final MacroOptions options, final Module module) {
		final Map<String, String> values = options.values();
		for (final String key : values.keySet()) {
			if (inputs.stream().noneMatch(input -> input.key().equals(key))) {
				throw new IllegalArgumentException(unknown(key));
			}
		}
		for (final Input input : inputs) {
			final String text = values.get(input.key());
			if (text != null) module.setInput(input.key(), input.parse(text));
			else if (input.isRequired()) throw new IllegalArgumentException(missing(input));
		}
	}

	/**
	 * Asks the methods that the command names as {@code validater} of its
	 * parameters.
	 *
	 * @throws RuntimeException what such a method throws
	 */
	void validate(final Module module) {
		for (final ModuleItem<?> item : info.inputs()) validate(item, module);
	}

	/** The same for the active image alone: if it will not do, why ask for more? */
	void validateImage(final Module module) {
		if (needImage()) validate(info.getInput(ACTIVE_IMAGE), module);
	}

	/** Whether a value suits an input, as far as its own method says. */
	boolean accepts(final Input input, final Object value, final Module module) {
		final Object before = module.getInput(input.key());
		try {
			module.setInput(input.key(), value);
			validate(input.item(), module);
			return true;
		}
		catch (final IllegalArgumentException | IllegalStateException exc) {
			// NB: a question; if it is asked in earnest, the answer is shown.
			return false;
		}
		finally {
			module.setInput(input.key(), before);
		}
	}

	/** Puts numbers in the place of those that are still to be estimated. */
	void estimateAll(final Module module) {
		for (final Input input : inputs) {
			if (input instanceof NumberInput number && number.estimator() != null && Double.isNaN(((Number) module.getInput(
				input.key())).doubleValue())) module.setInput(input.key(), estimate(number.estimator(), module));
		}
	}

	private static void validate(final ModuleItem<?> item, final Module module) {
		try {
			item.validate(module);
		}
		catch (final MethodCallException exc) {
			throw thrown(exc);
		}
	}

	/**
	 * Asks a method of the command for a number.
	 *
	 * @throws RuntimeException what that method throws
	 */
	double estimate(final String method, final Module module) {
		try {
			return (Double) new MethodRef(info.getPluginClass(), method).executeWithResult(module.getDelegateObject());
		}
		catch (final MethodCallException exc) {
			throw thrown(exc);
		}
	}

	private static RuntimeException thrown(final MethodCallException exc) {
		final Throwable thrown = exc.getCause() instanceof InvocationTargetException //
			? exc.getCause().getCause() : exc;
		if (thrown instanceof RuntimeException) return (RuntimeException) thrown;
		return new UnsupportedOperationException(thrown);
	}

	/**
	 * Writes the values of a module: key to text, in order.
	 *
	 * @throws IllegalArgumentException with a sentence for the user if no macro
	 *           could hold one of them
	 */
	Map<String, String> format(final Module module) {
		final Map<String, String> texts = new LinkedHashMap<>();
		for (final Input input : inputs) {
			final Object value = module.getInput(input.key());
			if (value != null || isOptional(input)) texts.put(input.key(), input.format(value));
		}
		return texts;
	}

	private String unknown(final String key) {
		if (inputs.isEmpty()) return key + ": this command takes no options.";
		return key + ": there is no such key. The keys are " + inputs.stream() //
			.map(Input::key).collect(Collectors.joining(", ")) + "." + (key.matches("[a-z]+") ? ""
				: " A value with spaces stands in brackets, as in key=[1, 2].");
	}

	private static String missing(final Input input) {
		return input.key() + " is missing: it takes " + input.rule() + ".";
	}

	private static boolean isOptional(final Input input) {
		return input instanceof ImageInput && !input.isRequired();
	}

	/** Whether this is a text for the dialog, not an input. */
	static boolean isMessage(final ModuleItem<?> item) {
		return item.getVisibility() == ItemVisibility.MESSAGE;
	}

	private static boolean isKey(final ModuleItem<?> item) {
		return !isMessage(item) && !item.getName().equals(ACTIVE_IMAGE) && //
			!Service.class.isAssignableFrom(item.getType()) && //
			item.getType() != org.scijava.Context.class;
	}

	/** 0 for the command's own parameters, 1 for its superclass's, and so on. */
	private int generation(final CommandModuleItem<?> item) {
		int generation = 0;
		Class<?> c = info.getPluginClass();
		while (c != null && c != item.getField().getDeclaringClass()) {
			c = c.getSuperclass();
			generation++;
		}
		return generation;
	}
}
