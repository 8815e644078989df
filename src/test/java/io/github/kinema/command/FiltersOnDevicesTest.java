package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.command.Command;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.host.TestImages;

/** The filters with {@code device=opencl}: the pixels of the CPU, and the image says who made them. */
class FiltersOnDevicesTest {

	private Device device;

	@BeforeEach
	void findDevice() {
		device = KernelDevices.first(Device.Api.OPENCL);
	}

	@ParameterizedTest
	@CsvSource({ "8, intensity, false", "16, patch, false", "24, intensity, false", "32, patch, true", "16, intensity, true" })
	void smoothing(final int bitDepth, final String features, final boolean volume) {
		final ImagePlus image = TestImages.moving(bitDepth, 43, 37, bitDepth == 24 ? 1 : 2, 4, 1, 1.3, 0.4);
		check(PixelAdaptiveFilter.class, image, bitDepth == 32 ? 2e-6 : 1, "features", features, "volume", volume, "iterations", 2,
			"range", bitDepth == 16 ? 3000.0 : bitDepth == 32 ? 0.03 : 30.0);
	}

	@Test
	void smoothingByAnother() {
		check(PixelAdaptiveFilter.class, TestImages.random(8, 43, 37, 2, 1, 2), 1, "guide", TestImages.moving(16, 43, 37, 3, 1, 1,
			0, 0), "range", 3000.0);
	}

	@Test
	void convolution() {
		check(PixelAdaptiveConvolve.class, TestImages.moving(32, 43, 37, 2, 1, 1, 0, 0), 2e-6, "range", 0.03, "kernel",
			"1 -2 1; 3 5 1; 0 1 -1");
	}

	@Test
	void upsampling() {
		final ImagePlus image = TestImages.moving(32, 11, 9, 2, 1, 2, 1, 1);
		image.getProcessor().setf(3, 3, Float.NaN);
		check(JointUpsample.class, image, 1e-5, "guide", TestImages.moving(8, 43, 37, 1, 1, 1, 0, 0));
	}

	@Test
	void labels() {
		final ImagePlus image = TestImages.moving(8, 43, 37, 1, 1, 2, 1, 1);
		for (int n = 1; n <= 2; n++) {
			final ImageProcessor plane = image.getStack().getProcessor(n);
			for (int i = 0; i < plane.getPixelCount(); i++) plane.set(i, plane.get(i) / 60);
		}
		check(RefineLabels.class, image, 0, "guide", TestImages.moving(16, 43, 37, 1, 1, 2, 1, 1), "range", 2000.0);
	}

	private void check(final Class<? extends Command> command, final ImagePlus image, final double allowed,
		final Object... keysAndValues)
	{
		final ImagePlus expected = Commands.output(command, image, with(keysAndValues, "cpu"));
		final ImagePlus result = Commands.output(command, image, with(keysAndValues, "opencl"));
		assertArrayEquals(expected.getDimensions(), result.getDimensions());
		for (int n = 1; n <= expected.getStackSize(); n++) {
			final ImageProcessor a = expected.getStack().getProcessor(n);
			final ImageProcessor b = result.getStack().getProcessor(n);
			int different = 0;
			for (int c = 0; c < a.getNChannels(); c++) {
				final float[] one = (float[]) a.toFloat(c, null).getPixelsCopy();
				final float[] other = (float[]) b.toFloat(c, null).getPixelsCopy();
				for (int i = 0; i < one.length; i++)
					if (Float.compare(one[i], other[i]) != 0 && !(Math.abs(one[i] - other[i]) <= allowed)) different++;
			}
			assertEquals(0, different / (double) a.getPixelCount(), 0.002, "plane " + n);
		}
		assertTrue(result.getInfoProperty().contains("Device " + device.id() + "."), result.getInfoProperty());
	}

	private static Object[] with(final Object[] keysAndValues, final String key) {
		return Stream.concat(Arrays.stream(keysAndValues), Stream.of("device", key)).toArray();
	}
}
