package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import org.scijava.command.CommandModuleItem;

import ij.ImagePlus;
import ij.WindowManager;

/** An open image, given by its title or its ID. */
final class ImageInput extends Input {

	ImageInput(final CommandModuleItem<?> item) {
		super(item);
	}

	/** The open images, in the order in which they were opened. */
	static List<ImagePlus> open() {
		final List<ImagePlus> images = new ArrayList<>();
		final int[] ids = WindowManager.getIDList();
		if (ids == null) return images;
		for (final int id : ids) {
			final ImagePlus image = WindowManager.getImage(id);
			if (image != null) images.add(image);
		}
		return images;
	}

	@Override
	boolean isRequired() {
		return item().isRequired();
	}

	@Override
	String rule() {
		return "the title or ID of an open image";
	}

	@Override
	Object parse(final String text) {
		final List<ImagePlus> found = titled(text);
		if (found.size() > 1) throw ambiguous(text, found.size());
		if (found.size() == 1) return found.get(0);
		for (final ImagePlus image : open()) {
			if (text.equals(String.valueOf(image.getID()))) return image;
		}
		throw new IllegalArgumentException(key() + "=" + text +
			": no open image has this title or ID.");
	}

	@Override
	String format(final Object value) {
		final String title = ((ImagePlus) value).getTitle();
		final int found = titled(title).size();
		if (found > 1) throw ambiguous(title, found);
		TextInput.check(key(), title);
		return title;
	}

	private IllegalArgumentException ambiguous(final String title, final int count) {
		return new IllegalArgumentException(key() + "=" + title + ": " + count +
			" open images have this title. Rename one, or give the image's ID.");
	}

	private static List<ImagePlus> titled(final String title) {
		final List<ImagePlus> found = open();
		found.removeIf(image -> !title.equals(image.getTitle()));
		return found;
	}
}
