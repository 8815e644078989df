package io.github.kinema.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The options of a {@code run("Command...", "options")} call, taken apart.
 * <p>
 * Understood are {@code key=value}, {@code key=[a value]} (brackets may nest),
 * {@code key='a value'} and a bare {@code key}, which means
 * {@code key=true}. Immutable, and so safe to share between threads.
 * </p>
 */
public final class MacroOptions {

	private final Map<String, String> values;

	private MacroOptions(final Map<String, String> values) {
		this.values = values;
	}

	/**
	 * Takes options apart.
	 *
	 * @param options what the macro gave; null or empty for none
	 * @param variable looks up what stands for {@code &name}, null if there is
	 *          no such variable
	 * @throws IllegalArgumentException with a sentence for the user if a key
	 *           comes twice, a bracket is left open or a variable is unknown
	 */
	public static MacroOptions parse(final String options,
		final UnaryOperator<String> variable)
	{
		final Map<String, String> values = new LinkedHashMap<>();
		final String text = options == null ? "" : options;
		int at = skipSpace(text, 0);
		while (at < text.length()) {
			int end = at;
			while (end < text.length() && text.charAt(end) != '=' && //
				!Character.isWhitespace(text.charAt(end)))
			{
				end++;
			}
			final String key = text.substring(at, end);
			String value = "true";
			if (end < text.length() && text.charAt(end) == '=') {
				final int start = end + 1;
				end = valueEnd(text, start, key);
				value = resolve(key, unquote(text.substring(start, end)), variable);
			}
			if (values.putIfAbsent(key, value) != null) {
				throw new IllegalArgumentException(key + ": this key is given twice.");
			}
			at = skipSpace(text, end);
		}
		return new MacroOptions(values);
	}

	/** The values by key, in the order given; unmodifiable. */
	public Map<String, String> values() {
		return Collections.unmodifiableMap(values);
	}

	private static int skipSpace(final String text, final int from) {
		int at = from;
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
		return at;
	}

	/** The index after the value that begins at {@code start}. */
	private static int valueEnd(final String text, final int start, final String key) {
		if (start < text.length() && text.charAt(start) == '[') {
			int depth = 0;
			for (int i = start; i < text.length(); i++) {
				if (text.charAt(i) == '[') depth++;
				else if (text.charAt(i) == ']' && --depth == 0) return i + 1;
			}
			throw new IllegalArgumentException(text.substring(start - key.length() - 1).trim() +
				": the bracket [ is never closed.");
		}
		if (start < text.length() && text.charAt(start) == '\'') {
			final int quote = text.indexOf('\'', start + 1);
			if (quote > 0) return quote + 1;
		}
		int end = start;
		while (end < text.length() && !Character.isWhitespace(text.charAt(end))) end++;
		return end;
	}

	private static String unquote(final String value) {
		final int last = value.length() - 1;
		final boolean quoted = last > 0 && //
			(value.charAt(0) == '[' && value.charAt(last) == ']' || //
				value.charAt(0) == '\'' && value.charAt(last) == '\'');
		return quoted ? value.substring(1, last) : value;
	}

	private static String resolve(final String key, final String value,
		final UnaryOperator<String> variable)
	{
		if (!value.startsWith("&")) return value;
		final String found = variable.apply(value.substring(1));
		if (found == null) {
			throw new IllegalArgumentException(key + "=" + value +
				": the macro has no variable " + value.substring(1) + ".");
		}
		return found;
	}
}
