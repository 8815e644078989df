package io.github.kinema.host;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.process.LUT;

/** The colours that an image shows: its tables and display ranges, all channels that are on at once. */
final class ShownColours {

	private final ImagePlus image;
	private final StackImage stack;

	ShownColours(final ImagePlus image) {
		this.image = image;
		stack = new StackImage(image);
	}

	/** Red, green and blue of each pixel at a slice and frame, from 0, as {@code 0xrrggbb}. */
	int[] at(final int slice, final int frame) {
		final int[] rgb = new int[stack.width() * stack.height()];
		if (stack.isRGB()) {
			final int[] pixels = (int[]) stack.pixels(stack.index(0, slice, frame));
			for (int i = 0; i < rgb.length; i++) rgb[i] = pixels[i] & 0xffffff;
			return rgb;
		}
		for (int c = 0; c < stack.channels(); c++) {
			if (isOn(c)) add(stack.pixels(stack.index(c, slice, frame)), table(c), rgb);
		}
		return rgb;
	}

	/** NB: ImageJ switches no more than its first few channels on and off. */
	private boolean isOn(final int channel) {
		if (!(image instanceof CompositeImage composite)) return channel == Math.max(0, image.getChannel() - 1);
		if (composite.getMode() != CompositeImage.COMPOSITE) return channel == image.getChannel() - 1;
		final boolean[] active = composite.getActiveChannels();
		return channel >= active.length || active[channel];
	}

	private LUT table(final int channel) {
		if (image instanceof CompositeImage composite) return composite.getChannelLut(channel + 1);
		final LUT table = (LUT) image.getProcessor().getLut().clone();
		table.min = image.getDisplayRangeMin();
		table.max = image.getDisplayRangeMax();
		return table;
	}

	private void add(final Object pixels, final LUT table, final int[] rgb) {
		final ImageProcessor values = PixelArrays.processor(stack.width(), stack.height(), pixels);
		final double scale = table.max > table.min ? 256 / (table.max - table.min) : 0;
		for (int i = 0; i < rgb.length; i++) {
			// NB: NaN becomes 0.
			final int entry = Math.max(0, Math.min(255, (int) ((values.getf(i) - table.min) * scale)));
			rgb[i] = sum(rgb[i], table.getRGB(entry));
		}
	}

	private static int sum(final int a, final int b) {
		return Math.min(255, (a >> 16 & 255) + (b >> 16 & 255)) << 16 | //
			Math.min(255, (a >> 8 & 255) + (b >> 8 & 255)) << 8 | Math.min(255, (a & 255) + (b & 255));
	}
}
