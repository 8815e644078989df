package io.github.kinema.host;

import ij.ImageStack;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.tile.Progress;

/**
 * Computes all planes of an interpolated stack into memory, in the order in which
 * the motion of two frames is needed only once.
 */
final class StackBuilder {

	private final StackLayout layout;
	private final ComputedStack frames;
	private final ComputedStack confidence;
	private final Object[] framePixels;
	private final Object[] confidencePixels;

	/** @param confidence one channel for all of those of {@code frames}; null if nobody asks */
	StackBuilder(final StackLayout layout, final ComputedStack frames, final ComputedStack confidence) {
		this.layout = layout;
		this.frames = frames;
		this.confidence = confidence;
		framePixels = new Object[frames.size()];
		confidencePixels = new Object[confidence == null ? 0 : confidence.size()];
	}

	/**
	 * @throws IllegalStateException if the memory does not suffice: said before anything is computed
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	void build(final Progress progress) {
		Memory.require(bytes(frames) + (confidence == null ? 0 : bytes(confidence)),
			"Use lazy, which computes frames when they are looked at or saved.");
		int done = 0;
		for (int from = 0; from < layout.positions();) {
			int to = from + 1;
			while (to < layout.positions() && samePair(layout.sample(from), layout.sample(to)))
				to++;
			for (int other = 0; other < layout.others(); other++) {
				for (int position = from; position < to; position++) {
					final double all = layout.others() * (double) layout.positions();
					compute(other, position, progress.part(done / all, (done + 1) / all));
					progress.update(++done / all);
				}
			}
			from = to;
		}
	}

	private void compute(final int other, final int position, final Progress progress) {
		for (int channel = 0; channel < layout.channels(); channel++) {
			progress.check();
			final int n = layout.index(new StackLayout.Place(channel, other, position));
			framePixels[n - 1] = frames.compute(n, progress);
		}
		if (confidence == null) return;
		final int n = (layout.index(new StackLayout.Place(0, other, position)) - 1) / layout.channels() + 1;
		confidencePixels[n - 1] = confidence.compute(n, progress);
	}

	/** The interpolated stack, once it is built. */
	ImageStack frames() {
		return stack(frames, framePixels);
	}

	/** Its confidence, once it is built. */
	ImageStack confidence() {
		return stack(confidence, confidencePixels);
	}

	private static ImageStack stack(final ComputedStack computed, final Object[] pixels) {
		final ImageStack stack = new ImageStack(computed.getWidth(), computed.getHeight());
		for (int i = 0; i < pixels.length; i++) {
			final String label = computed.getSliceLabel(i + 1);
			stack.addSlice(label.isEmpty() ? null : label, pixels[i]);
		}
		return stack;
	}

	private static boolean samePair(final Sample a, final Sample b) {
		return a.before() == b.before() && a.after() == b.after();
	}

	private static long bytes(final ComputedStack stack) {
		// NB: an RGB pixel takes four bytes.
		final int pixel = stack.getBitDepth() == 24 ? 4 : stack.getBitDepth() / 8;
		return (long) stack.size() * stack.getWidth() * stack.getHeight() * pixel;
	}
}
