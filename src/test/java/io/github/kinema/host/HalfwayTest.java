package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.filter.JointUpsampling;
import io.github.kinema.filter.LabelRefinement;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** What works on whole stacks stops wherever it is cancelled, and leaves its input alone. */
class HalfwayTest {

	/** Asks for so much patience in vain; all of it is needed. */
	private static void assertStopsAnywhere(final ImagePlus image, final int least, final Consumer<Progress> task) {
		final Object[] before = image.duplicate().getStack().getImageArray();
		final AtomicInteger asked = new AtomicInteger();
		task.accept(new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				asked.incrementAndGet();
				return false;
			}
		});
		assertTrue(asked.get() >= least, "asked " + asked + " times");
		for (final double share : new double[] { 0, 0.3, 0.6, 0.9 }) {
			assertThrows(CancellationException.class, () -> task.accept(new Impatient((int) (share * asked.get()))));
		}
		for (int n = 1; n <= image.getStackSize(); n++)
			assertTrue(Objects.deepEquals(before[n - 1], image.getStack().getPixels(n)), "plane " + n);
	}

	@Test
	void upsampling() {
		final ImagePlus image = TestImages.random(16, 30, 24, 1, 4, 2);
		final ImagePlus guide = TestImages.random(8, 120, 96, 1, 4, 2);
		assertStopsAnywhere(image, 16, progress -> new StackUpsampling(image, guide, new JointUpsampling.Settings(1, 0.5, 50),
			CpuDevice.INSTANCE).upsampled("result", false, progress));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void refinement(final boolean labels) {
		final ImagePlus image = IJ.createImage("image", labels ? "8-bit black" : "32-bit black", 40, 30, labels ? 5 : 2);
		for (int n = 1; n <= image.getStackSize(); n++)
			for (int i = 0; i < 1200; i++) {
				final boolean left = i % 40 < 20;
				image.getStack().getProcessor(n).setf(i, labels ? left ? 1 : 2 : left == (n == 1) ? 0.75f : 0.25f);
			}
		final ImagePlus guide = TestImages.random(8, 40, 30, 1, 1, 1);
		assertStopsAnywhere(image, 10, progress -> new StackLabels(image, guide, new LabelRefinement.Settings(5, 2, 50, 3),
			CpuDevice.INSTANCE).refined("labels", "probabilities", progress));
	}
}
