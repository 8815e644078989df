package io.github.kinema.host;

import java.util.Arrays;
import java.util.function.IntFunction;

import ij.ImageStack;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.RecentCache;

/** A stack computed from {@link Blocks}, at once or when it is looked at. */
final class BlockStack extends ComputedStack {

	/** Groups kept: those that a person scrolls back and forth between. */
	private static final int KEPT_BLOCKS = 2;

	private final Blocks blocks;
	private final IntFunction<String> labels;
	private final RecentCache<Integer, Object[]> recent = new RecentCache<>(KEPT_BLOCKS);

	/** @param labels gives the label of a plane, from 1; null if it has none */
	BlockStack(final int width, final int height, final int size, final int bitDepth, final Blocks blocks,
		final IntFunction<String> labels)
	{
		super(width, height, size, bitDepth);
		this.blocks = blocks;
		this.labels = labels;
	}

	@Override
	Object compute(final int n, final Progress progress) {
		final int block = blocks.of(n);
		final Object[] pixels = recent.get(block, b -> blocks.compute(b, progress));
		return pixels[Arrays.binarySearch(blocks.planes(block), n)];
	}

	@Override
	public String getSliceLabel(final int n) {
		final String label = labels.apply(n);
		return label == null ? "" : label;
	}

	/**
	 * Computes all planes into memory.
	 *
	 * @param advice what to do if that is too little, a sentence
	 * @throws IllegalStateException if the memory does not suffice: said before anything is computed
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	ImageStack inMemory(final String advice, final Progress progress) {
		final long pixel = getBitDepth() == 24 ? 4 : getBitDepth() / 8;
		Memory.require((long) size() * getWidth() * getHeight() * pixel, advice);
		final Object[] pixels = new Object[size()];
		for (int b = 0; b < blocks.count(); b++) {
			progress.check();
			final Object[] computed = blocks.compute(b, progress.part((double) b / blocks.count(), (b + 1.0) / blocks.count()));
			final int[] planes = blocks.planes(b);
			for (int i = 0; i < planes.length; i++) pixels[planes[i] - 1] = computed[i];
			progress.update((b + 1.0) / blocks.count());
		}
		final ImageStack stack = new ImageStack(getWidth(), getHeight());
		for (int i = 0; i < pixels.length; i++) stack.addSlice(labels.apply(i + 1), pixels[i]);
		return stack;
	}
}
