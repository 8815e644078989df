package io.github.kinema.host;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.scijava.command.CommandModuleItem;

/** Lines of text; in a macro, a semicolon stands for the end of a line. */
final class LinesInput extends Input {

	private static final String GAP = "; ";

	/** NB: ImageJ's own recorder writes the end of a line as a backslash and an n. */
	private static final Pattern END = Pattern.compile(";|\\R|\\\\n");

	LinesInput(final CommandModuleItem<?> item) {
		super(item);
	}

	@Override
	String rule() {
		return "lines of text, in a macro with ; between them";
	}

	@Override
	Object parse(final String text) {
		return format(text);
	}

	@Override
	String format(final Object value) {
		final String lines = END.splitAsStream(value.toString()).map(line -> line.strip().replace('\t', ' ')) //
			.filter(line -> !line.isEmpty()).collect(Collectors.joining(GAP));
		TextInput.check(key(), lines);
		return lines;
	}

	/** The text as it stands in a box of the dialog. */
	String inLines(final Object value) {
		return format(value).replace(GAP, "\n");
	}
}
