package io.github.kinema.host;

import java.util.regex.Pattern;

import org.scijava.command.CommandModuleItem;

/** Free text, within what a macro line can hold. */
class TextInput extends Input {

	private static final Pattern KEY = Pattern.compile("(^|\\s)\\p{Alpha}+=");

	TextInput(final CommandModuleItem<?> item) {
		super(item);
	}

	@Override
	String rule() {
		return "text";
	}

	@Override
	Object parse(final String text) {
		check(key(), text);
		return text;
	}

	@Override
	String format(final Object value) {
		final String text = value == null ? "" : value.toString();
		check(key(), text);
		return text;
	}

	/**
	 * Makes sure that every host reads a text back from a macro as it is.
	 *
	 * @throws IllegalArgumentException with a sentence for the user
	 */
	static void check(final String key, final String text) {
		final String problem = problem(text);
		if (problem != null) {
			throw new IllegalArgumentException(key + "=" + text + ": " + key + " cannot " +
				problem + ", because a macro could not hold it.");
		}
	}

	private static String problem(final String text) {
		if (text.startsWith("[") || text.startsWith("'") || text.startsWith("&")) {
			return "begin with " + text.charAt(0);
		}
		if (KEY.matcher(text).find()) return "hold a word followed by =";
		int depth = 0;
		for (int i = 0; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (Character.isISOControl(c)) return "hold line breaks or tabs";
			if (c == '[') depth++;
			if (c == ']' && --depth < 0) break;
		}
		return depth == 0 ? null : "hold a bracket without its partner";
	}
}
