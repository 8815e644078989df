package io.github.kinema.host;

import ij.ImageStack;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.tile.Progress;

/** Computes all planes of a stack into memory, in the order in which the motion of two frames is needed only once. */
final class StackBuilder {

	private final ComputedStack stack;
	private final int channels;
	private final StackLayout layout;

	/** @param channels of {@code stack}: those of the layout, or 1 */
	StackBuilder(final ComputedStack stack, final int channels, final StackLayout layout) {
		this.stack = stack;
		this.channels = channels;
		this.layout = layout;
	}

	/**
	 * @throws IllegalStateException if the memory does not suffice: said before anything is computed
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	ImageStack build(final Progress progress) {
		checkMemory();
		final Object[] pixels = new Object[stack.size()];
		int done = 0;
		for (int from = 0; from < layout.positions();) {
			int to = from + 1;
			while (to < layout.positions() && samePair(layout.sample(from), layout.sample(to)))
				to++;
			for (int other = 0; other < layout.others(); other++) {
				for (int position = from; position < to; position++) {
					for (int channel = 0; channel < channels; channel++) {
						progress.check();
						final int n = index(channel, other, position);
						pixels[n - 1] = stack.compute(n, progress.part((double) done / pixels.length, //
							(done + 1.0) / pixels.length));
						progress.update((double) ++done / pixels.length);
					}
				}
			}
			from = to;
		}
		final ImageStack built = new ImageStack(stack.getWidth(), stack.getHeight());
		for (int i = 0; i < pixels.length; i++) {
			final String label = stack.getSliceLabel(i + 1);
			built.addSlice(label.isEmpty() ? null : label, pixels[i]);
		}
		return built;
	}

	private static boolean samePair(final Sample a, final Sample b) {
		return a.before() == b.before() && a.after() == b.after();
	}

	private int index(final int channel, final int other, final int position) {
		final int n = layout.index(new StackLayout.Place(channel, other, position));
		return channels == layout.channels() ? n : (n - 1) / layout.channels() + 1;
	}

	private void checkMemory() {
		final Runtime runtime = Runtime.getRuntime();
		final long needed = (long) stack.size() * stack.getWidth() * stack.getHeight() * stack.getBitDepth() / 8 *
			(stack.getBitDepth() == 24 ? 4 : 3) / 3;
		final long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
		if (needed > free) {
			throw new IllegalStateException("The result takes " + megabytes(needed) + " and " + megabytes(free) +
				" of memory are free. Use lazy, which computes frames when they are looked at or saved, " +
				"or give ImageJ more with Edit > Options > Memory & Threads...");
		}
	}

	private static String megabytes(final long bytes) {
		return (bytes >> 20) + " MB";
	}
}
