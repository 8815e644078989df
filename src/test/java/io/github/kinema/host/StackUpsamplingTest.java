package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;

import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.JointUpsampling;
import io.github.kinema.tile.Progress;

/** Upsampling of stacks of many channels. */
class StackUpsamplingTest {

	private static final int CHANNELS = 11;
	private static final int SLICES = 3;

	/** A stack that remembers which of its planes are read. */
	private static final class Remembering extends VirtualStack {

		private final BitSet read = new BitSet();

		Remembering() {
			super(5, 4);
			setBitDepth(32);
		}

		@Override
		public int getSize() {
			return CHANNELS * SLICES;
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			read.set(n);
			final ImageProcessor plane = new FloatProcessor(5, 4);
			for (int i = 0; i < 20; i++) plane.setf(i, n * i % 17);
			return plane;
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}
	}

	private static ImagePlus upsampled(final ImagePlus image, final boolean lazy) {
		final ImagePlus guide = TestImages.random(8, 20, 16, 1, 1, 1);
		return new StackUpsampling(image, guide, new JointUpsampling(CpuDevice.INSTANCE, new JointUpsampling.Settings(1, 0.5,
			20))).upsampled("", lazy, Progress.NONE);
	}

	@Test
	void whoLooksAtOnePlaneWaitsForFewChannels() {
		final Remembering stack = new Remembering();
		final ImagePlus image = new ImagePlus("", stack);
		image.setDimensions(CHANNELS, SLICES, 1);
		final ImagePlus result = upsampled(image, true);
		stack.read.clear();
		result.getStack().getProcessor(CHANNELS + 6);
		final BitSet group = new BitSet();
		group.set(CHANNELS + 5, CHANNELS + 9);
		assertEquals(group, stack.read);
	}

	@Test
	void channelsUpsampledTogetherAreAsUpsampledAlone() {
		final ImagePlus image = new ImagePlus("", new Remembering());
		image.setDimensions(CHANNELS, SLICES, 1);
		final ImagePlus together = upsampled(image, false);
		for (int n = 1; n <= CHANNELS * SLICES; n++) {
			final ImagePlus alone = upsampled(new ImagePlus("", image.getStack().getProcessor(n)), false);
			assertArrayEquals((float[]) alone.getProcessor().getPixels(), (float[]) together.getStack().getPixels(n));
		}
	}
}
