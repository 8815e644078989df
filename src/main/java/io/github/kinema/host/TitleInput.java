package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import org.scijava.command.CommandModuleItem;

import ij.ImagePlus;

/**
 * The title of an open image or table, where a command takes either: a text with
 * the attribute {@code windows}. What it stands for is for the command to find.
 */
final class TitleInput extends TextInput {

	TitleInput(final CommandModuleItem<?> item) {
		super(item);
	}

	/** The titles to choose from, the default first, and the active image, which may be null, last. */
	List<String> titles(final Object initial, final ImagePlus active) {
		final List<String> titles = new ArrayList<>(OpenWindow.titles());
		if (active != null && titles.remove(active.getTitle())) titles.add(active.getTitle());
		titles.remove(initial);
		if (!initial.toString().isEmpty()) titles.add(0, initial.toString());
		if (titles.isEmpty()) titles.add("");
		return titles;
	}

	@Override
	String rule() {
		return "the title of an open image or table";
	}
}
