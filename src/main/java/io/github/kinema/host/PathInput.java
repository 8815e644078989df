package io.github.kinema.host;

import java.io.File;

import org.scijava.command.CommandModuleItem;

/** The path of a file, a text in the style {@code file} (to be opened) or {@code save} (to be written), or a {@code directory}. */
final class PathInput extends TextInput {

	PathInput(final CommandModuleItem<?> item) {
		super(item);
	}

	/** Whether such a file shall be written. */
	boolean isToBeSaved() {
		return item().getWidgetStyle().contains("save");
	}

	/** Whether it is a folder. */
	boolean isFolder() {
		return item().getWidgetStyle().contains("directory");
	}

	@Override
	String rule() {
		return isFolder() ? "the path of a folder" : "the path of a file";
	}

	@Override
	String format(final Object value) {
		// NB: in a macro, a backslash would begin an escape; Windows takes both.
		return super.format(File.separatorChar == '\\' ? value.toString().replace('\\', '/') : value);
	}
}
