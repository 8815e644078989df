package io.github.kinema.host;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

/**
 * Shows other pixels in the place of a plane, without touching that plane's own.
 * To be used where events are handled.
 * <p>
 * NB: not a value of the plane's array is written. ImageJ gets another array for
 * as long as the preview lasts, and its own one back.
 * </p>
 */
final class ShownPlane {

	private final ImagePlus image;
	private final int index;
	private final Object preview;
	private final Object stored;
	private final Slot current;
	private final Slot channel;

	/** One of the processors that ImageJ paints from, and what it held. */
	private record Slot(ImageProcessor processor, Object pixels) {

		static Slot of(final ImageProcessor processor) {
			return new Slot(processor, processor.getPixels());
		}

		void show(final Object array) {
			processor.setPixels(array);
		}

		/** NB: by now it may show another plane. */
		void restore(final Object preview) {
			if (processor.getPixels() == preview) show(pixels);
		}
	}

	/** Puts the preview in the place of the plane that is shown now. */
	ShownPlane(final ImagePlus image, final Object preview) {
		this.image = image;
		this.preview = preview;
		index = image.getCurrentSlice();
		final ImageStack stack = image.getStack();
		stored = stack.isVirtual() ? null : stack.getPixels(index);
		current = Slot.of(image.getProcessor());
		channel = Slot.of(image.getChannelProcessor());
		show();
	}

	/** Which plane it was, from 1. */
	int index() {
		return index;
	}

	/** Shows the preview, but does not paint. */
	void show() {
		if (stored != null) image.getStack().setPixels(preview, index);
		current.show(preview);
		channel.show(preview);
	}

	/** Puts everything back, but does not paint. */
	void restore() {
		if (stored != null && image.getStack().size() >= index) image.getStack().setPixels(stored, index);
		channel.restore(preview);
		current.restore(preview);
	}
}
