package io.github.kinema.host;

import java.util.ArrayList;
import java.util.List;

import org.scijava.command.CommandModuleItem;

import ij.ImagePlus;
import ij.WindowManager;

/**
 * An open image, given by its title or its ID. An image that a command can do
 * without has a word for that, the parameter's attribute {@code absent}.
 */
final class ImageInput extends Input {

	private static final String NONE = "none";

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

	/** What stands for no image. */
	String absent() {
		final String word = item().get("absent");
		return word == null ? NONE : word;
	}

	@Override
	String rule() {
		return "the title or ID of an open image" + (isRequired() ? "" : ", or " + absent());
	}

	@Override
	Object parse(final String text) {
		return !isRequired() && text.equals(absent()) ? null : find(key(), text);
	}

	/**
	 * Finds an open image by its title or its ID.
	 *
	 * @throws IllegalArgumentException if there is none, or more than one
	 */
	static ImagePlus find(final String key, final String text) {
		final List<ImagePlus> found = titled(text);
		if (found.size() > 1) throw ambiguous(key, text, found.size());
		if (found.size() == 1) return found.get(0);
		for (final ImagePlus image : open()) {
			if (text.equals(String.valueOf(image.getID()))) return image;
		}
		throw new IllegalArgumentException(key + "=" + text +
			": no open image has this title or ID.");
	}

	@Override
	String format(final Object value) {
		if (value == null) return absent();
		final String title = ((ImagePlus) value).getTitle();
		if (!isRequired() && title.equals(absent())) throw new IllegalArgumentException(key() + "=" + title +
			": an image cannot have this title here, where it means something else. Rename it.");
		final int found = titled(title).size();
		if (found > 1) throw ambiguous(key(), title, found);
		TextInput.check(key(), title);
		return title;
	}

	private static IllegalArgumentException ambiguous(final String key, final String title, final int count) {
		return new IllegalArgumentException(key + "=" + title + ": " + count +
			" open images have this title. Rename one, or give the image's ID.");
	}

	private static List<ImagePlus> titled(final String title) {
		final List<ImagePlus> found = open();
		found.removeIf(image -> !title.equals(image.getTitle()));
		return found;
	}
}
