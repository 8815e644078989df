package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import org.scijava.command.CommandModuleItem;

import io.github.kinema.model.ModelStore;

/**
 * The name of a model: a text with the attribute {@code models}, whose value lists
 * the tasks that will do. Whether there is such a model is for the command to find.
 */
final class ModelInput extends TextInput {

	/** The attribute. */
	static final String MODELS = "models";

	ModelInput(final CommandModuleItem<?> item) {
		super(item);
	}

	/** The names to choose from, the default first, if there is one. */
	List<String> names(final Object initial) {
		final ModelStore store = Models.store();
		final List<String> tasks = List.of(item().get(MODELS).split(" "));
		final List<String> names = new ArrayList<>();
		if (!initial.equals("")) names.add(initial.toString());
		for (final String name : store.names())
			if (!names.contains(name) && store.isFor(name, tasks)) names.add(name);
		// NB: a field to choose from needs something to show.
		return names.isEmpty() ? List.of("") : names;
	}

	@Override
	String rule() {
		return "the name of a model";
	}
}
