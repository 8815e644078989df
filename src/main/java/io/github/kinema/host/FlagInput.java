package io.github.kinema.host;

import org.scijava.command.CommandModuleItem;

/** Yes or no. */
final class FlagInput extends Input {

	FlagInput(final CommandModuleItem<?> item) {
		super(item);
	}

	@Override
	String rule() {
		return "true or false";
	}

	@Override
	Object parse(final String text) {
		// NB: an ImageJ macro turns its own true and false into 1 and 0.
		if ("true".equals(text) || "1".equals(text)) return true;
		if ("false".equals(text) || "0".equals(text)) return false;
		throw wrong(text);
	}

	@Override
	String format(final Object value) {
		return value.toString();
	}
}
