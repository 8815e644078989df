package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.Border;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Memory and the end of a stack that is filtered. */
class StackFilterTest {

	private static StackFilter filter(final ImagePlus image, final boolean volume) {
		return new StackFilter(image, null, 2, new AdaptiveOperation(new AdaptiveFilter(CpuDevice.INSTANCE,
			new AdaptiveFilter.Settings(2, 1, 5000, false, 1, volume, 1, 1, true, Border.VALID)), volume));
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

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void cancelledInTheMiddleItMakesNothing(final boolean volume) {
		final Counted stack = new Counted(64, 40);
		final ImagePlus image = new ImagePlus("", stack);
		final Object before = PixelArrays.copy(image.getProcessor().getPixels());
		final StackFilter filter = filter(image, volume);
		assertThrows(CancellationException.class, () -> filter.filtered("result", false, new Impatient(volume ? 9 : 90)));
		assertTrue(volume || stack.reads.get() < 30, stack.reads + " planes were read");
		assertArrayEquals((short[]) before, (short[]) image.getProcessor().getPixels());
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
