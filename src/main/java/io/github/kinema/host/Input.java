package io.github.kinema.host;

import org.scijava.command.CommandModuleItem;
import org.scijava.util.Types;

import ij.ImagePlus;

/**
 * One input of a command as macros and dialogs know it: a key, what it takes,
 * and how its values are written.
 * <p>
 * All conversions are independent of the locale. Immutable.
 * </p>
 */
abstract class Input {

	private final CommandModuleItem<?> item;

	Input(final CommandModuleItem<?> item) {
		this.item = item;
	}

	/**
	 * Makes the kind of input that fits the type of the parameter.
	 *
	 * @throws UnsupportedOperationException if macros could not give such a type
	 */
	static Input of(final CommandModuleItem<?> item) {
		final Class<?> type = Types.box(item.getType());
		if (type == ImagePlus.class) return new ImageInput(item);
		if (type == Boolean.class) return new FlagInput(item);
		if (Number.class.isAssignableFrom(type)) return new NumberInput(item);
		if (type == String.class) {
			final String style = item.getWidgetStyle() == null ? "" : item.getWidgetStyle();
			if (style.contains("text area")) return new LinesInput(item);
			if (style.contains("file") || style.contains("save") || style.contains("directory")) return new PathInput(item);
			if (item.get("windows") != null) return new TitleInput(item);
			if (item.get(ModelInput.MODELS) != null) return new ModelInput(item);
			return item.getParameter().choices().length == 0 ? new TextInput(item)
				: new ChoiceInput(item);
		}
		throw new UnsupportedOperationException("A macro cannot give " +
			item.getName() + ", which is a " + type.getName());
	}

	/** The parameter that this is. */
	final CommandModuleItem<?> item() {
		return item;
	}

	/** The key in a macro: the name of the parameter. */
	final String key() {
		return item.getName();
	}

	/** The name that the dialog shows. */
	final String label() {
		final String label = item.getLabel();
		return label == null || label.isEmpty() ? key() : label;
	}

	/** Whether there must be a value: without one in the macro, an error. */
	boolean isRequired() {
		return false;
	}

	/** What this input takes, to follow "takes": {@code "a whole number"}. */
	abstract String rule();

	/**
	 * Reads a value.
	 *
	 * @throws IllegalArgumentException with a sentence for the user
	 */
	abstract Object parse(String text);

	/**
	 * Writes a value so that {@link #parse} gives an equal one.
	 *
	 * @throws IllegalArgumentException with a sentence for the user if no macro
	 *           could hold this value
	 */
	abstract String format(Object value);

	/** What is wrong with a value. */
	final IllegalArgumentException wrong(final Object value) {
		return new IllegalArgumentException(key() + "=" + value + ": " + key() +
			" takes " + rule() + ".");
	}
}
