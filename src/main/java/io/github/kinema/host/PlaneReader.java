package io.github.kinema.host;

import ij.ImagePlus;
import ij.ImageStack;

/**
 * Reads the planes of an ImageJ stack as it was when a command began.
 * Thread-safe.
 */
abstract class PlaneReader {

	/** The pixel array of plane {@code index}, from 1. */
	abstract Object read(int index);

	/** The label of plane {@code index}, from 1; null if it has none. */
	abstract String label(int index);

	/** Whether each reading brings another array. */
	abstract boolean isVirtual();

	/** Where ImageJ keeps the label of an image of one plane. */
	static final String LABEL = "Slice_Label";

	/** The label of a plane, from 1; null if it has none. */
	static String label(final ImagePlus image, final int index) {
		return image.getStackSize() == 1 ? image.getProp(LABEL) : image.getStack().getSliceLabel(index);
	}

	/** @throws IllegalStateException if the image's file is missing or ends early */
	static PlaneReader of(final ImagePlus image) {
		SourceFile.checkComplete(image);
		return image.getStack().isVirtual() ? new Virtual(image) : new InMemory(image);
	}

	/** NB: ImageJ nulls the arrays of a stack that is closed, so this holds its own list of them. */
	private static final class InMemory extends PlaneReader {

		private final Object[] pixels;
		private final String[] labels;

		InMemory(final ImagePlus image) {
			final ImageStack stack = image.getStack();
			final ShownPlane shown = ShownPlane.of(image);
			pixels = new Object[stack.size()];
			labels = new String[stack.size()];
			for (int i = 0; i < pixels.length; i++) {
				pixels[i] = shown != null && shown.index() == i + 1 ? shown.stored() : stack.getPixels(i + 1);
				labels[i] = label(image, i + 1);
			}
		}

		@Override
		Object read(final int index) {
			return pixels[index - 1];
		}

		@Override
		String label(final int index) {
			return labels[index - 1];
		}

		@Override
		boolean isVirtual() {
			return false;
		}
	}

	/** NB: ImageJ's virtual stacks share their file handles and sometimes their array: one reader at a time, and a copy. */
	private static final class Virtual extends PlaneReader {

		private final ImageStack stack;
		private final String onlyLabel;
		private final SourceFile file;

		// NB: not the image itself, which forgets its stack when it is closed.
		Virtual(final ImagePlus image) {
			stack = image.getStack();
			onlyLabel = image.getProp(LABEL);
			file = SourceFile.of(image);
		}

		@Override
		Object read(final int index) {
			synchronized (stack) {
				file.check(index);
				// NB: asked for a processor, it would tell its failures to a person, not to the caller.
				if (stack instanceof ComputedStack) return ((ComputedStack) stack).pixels(index);
				return stack.getProcessor(index).getPixelsCopy();
			}
		}

		@Override
		String label(final int index) {
			synchronized (stack) {
				return stack.size() == 1 ? onlyLabel : stack.getSliceLabel(index);
			}
		}

		@Override
		boolean isVirtual() {
			return true;
		}
	}
}
