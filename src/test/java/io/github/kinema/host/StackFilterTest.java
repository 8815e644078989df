package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.Border;
import io.github.kinema.filter.GuidedFilter;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Memory and the end of a stack that is filtered. */
class StackFilterTest {

	private static StackFilter filter(final ImagePlus image, final boolean volume) {
		return new StackFilter(image, null, new AdaptiveFilter(CpuDevice.INSTANCE,
			new AdaptiveFilter.Settings(2, 1, 5000, false, 1, volume, 1, 1, true, Border.VALID)));
	}

	/** A stack that counts how many of its planes are read. */
	private static final class Counted extends VirtualStack {

		private final int size;
		private final AtomicInteger reads = new AtomicInteger();

		Counted(final int side, final int size) {
			super(side, side);
			this.size = size;
			setBitDepth(16);
		}

		@Override
		public int getSize() {
			return size;
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			reads.incrementAndGet();
			final ImageProcessor plane = new ShortProcessor(getWidth(), getHeight());
			for (int i = 0; i < plane.getPixelCount(); i += 3) plane.set(i, (n * 7919 + i * 31) & 0xffff);
			return plane;
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}
	}

	/** NB: of a volume, while its slices are read and while they are filtered. */
	@ParameterizedTest
	@CsvSource({ "false, 90, 30", "true, 9, 15", "true, 60, 50" })
	void cancelledInTheMiddleItMakesNothing(final boolean volume, final int patience, final int most) {
		final Counted stack = new Counted(64, 40);
		final ImagePlus image = new ImagePlus("", stack);
		final Object before = PixelArrays.copy(image.getProcessor().getPixels());
		final StackFilter filter = filter(image, volume);
		assertThrows(CancellationException.class, () -> filter.filtered("result", false, new Impatient(patience)));
		assertTrue(stack.reads.get() < most, stack.reads + " planes were read");
		assertArrayEquals((short[]) before, (short[]) image.getProcessor().getPixels());
	}

	/** NB: what the guide takes counts, too. */
	@Test
	void aGuideOfManyChannelsMakesThinnerSlabs() {
		final ImagePlus image = new ImagePlus("image", new Counted(128, 100));
		final ImagePlus guide = new ImagePlus("guide", new Counted(128, 4000));
		guide.setDimensions(40, 100, 1);
		final AtomicInteger deepest = new AtomicInteger();
		final StackFilter filter = new StackFilter(image, guide, new GuidedFilter() {

			@Override
			public int halo() {
				return 1;
			}

			@Override
			public int margin() {
				return 1;
			}

			@Override
			public List<Volume> apply(final List<Volume> channels, final List<Volume> features, final Progress progress) {
				assertEquals(40, features.size());
				deepest.accumulateAndGet(features.get(0).depth(), Math::max);
				return channels;
			}
		});
		assertEquals(100, filter.filtered("result", false, Progress.NONE).getStackSize());
		final long slice = 128 * 128 * 4 * 41;
		assertTrue(deepest.get() > 2 && deepest.get() * slice <= Runtime.getRuntime().maxMemory() / 8, deepest + " slices");
	}

	/** NB: 8 TB of result, said before anything is read. */
	@Test
	void tooLargeAResultIsASentence() {
		final Counted stack = new Counted(2000, 1_000_000);
		final StackFilter filter = filter(new ImagePlus("", stack), false);
		final int before = stack.reads.get();
		final Exception exc = assertThrows(IllegalStateException.class, () -> filter.filtered("result", false, Progress.NONE));
		assertTrue(exc.getMessage().contains("Use lazy"), exc.getMessage());
		assertEquals(before, stack.reads.get());
	}

	@Test
	void aLazyResultReadsWhatIsLookedAt() {
		final Counted stack = new Counted(64, 1_000_000);
		final StackFilter filter = filter(new ImagePlus("", stack), true);
		final int before = stack.reads.get();
		final ImagePlus lazy = filter.filtered("result", true, Progress.NONE);
		assertEquals(1_000_000, lazy.getStackSize());
		final int shown = stack.reads.get();
		final Object plane = lazy.getStack().getProcessor(500_000).getPixels();
		assertTrue(stack.reads.get() > shown && stack.reads.get() - before < 60, stack.reads + " planes were read");
		assertArrayEquals((short[]) filter.plane(500_000, Progress.NONE), (short[]) plane);
	}
}
