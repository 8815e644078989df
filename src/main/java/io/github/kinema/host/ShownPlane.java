package io.github.kinema.host;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;

/**
 * Shows other pixels in the place of a plane, without touching that plane's own;
 * meanwhile, Kinema still reads the plane's own. To be used where events are handled.
 * <p>
 * NB: not a value of the plane's array is written. ImageJ gets another array for
 * as long as the preview lasts, and its own one back.
 * </p>
 */
final class ShownPlane {

	private static final String PROPERTY = "kinema.preview";

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
		// NB: two dialogs may show previews of the same plane.
		if (of(image) != null) of(image).restore();
		index = image.getCurrentSlice();
		final ImageStack stack = image.getStack();
		stored = stack.isVirtual() ? null : stack.getPixels(index);
		current = Slot.of(image.getProcessor());
		channel = Slot.of(image.getChannelProcessor());
		if (stored != null) stack.setPixels(preview, index);
		current.show(preview);
		channel.show(preview);
		image.setProperty(PROPERTY, this);
	}

	/** What is shown in the place of a plane of an image; null if that image shows its own. */
	static ShownPlane of(final ImagePlus image) {
		return image.getProperty(PROPERTY) instanceof ShownPlane shown ? shown : null;
	}

	/** The pixels of the plane on the screen, as they were measured. */
	static ImageProcessor measured(final ImagePlus image) {
		final ShownPlane shown = of(image);
		return shown == null || shown.index != image.getCurrentSlice() ? image.getProcessor()
			: PixelArrays.processor(image.getWidth(), image.getHeight(), shown.current.pixels);
	}

	/** Which plane it is, from 1. */
	int index() {
		return index;
	}

	/** That plane's own pixels; null if they come from a virtual stack. */
	Object stored() {
		return stored;
	}

	/** Puts everything back, but does not paint. */
	void restore() {
		if (of(image) == this) image.setProperty(PROPERTY, null);
		final ImageStack stack = image.getStack();
		// NB: by now the plane may have moved in the stack, or have gone.
		for (int n = 1; stored != null && !stack.isVirtual() && n <= stack.size(); n++)
			if (stack.getPixels(n) == preview) stack.setPixels(stored, n);
		channel.restore(preview);
		current.restore(preview);
	}
}
