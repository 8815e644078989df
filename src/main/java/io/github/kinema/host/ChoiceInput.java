package io.github.kinema.host;

import org.scijava.command.CommandModuleItem;

/** One of a few words. */
final class ChoiceInput extends Input {

	ChoiceInput(final CommandModuleItem<?> item) {
		super(item);
	}

	/** The words to choose from. */
	String[] choices() {
		return item().getParameter().choices();
	}

	@Override
	String rule() {
		return "one of " + String.join(", ", choices());
	}

	@Override
	Object parse(final String text) {
		for (final String choice : choices()) {
			if (choice.equals(text)) return choice;
		}
		throw wrong(text);
	}

	@Override
	String format(final Object value) {
		return value.toString();
	}
}
