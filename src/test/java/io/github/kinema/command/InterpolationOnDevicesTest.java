package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.host.TestImages;

/** Interpolation with {@code device=opencl}: the frames of the CPU, and the image says who made them. */
class InterpolationOnDevicesTest {

	private Device device;

	@BeforeEach
	void findDevice() {
		device = KernelDevices.first(Device.Api.OPENCL);
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void framesAreThoseOfTheCPU(final int depth) {
		final ImagePlus image = TestImages.moving(depth, 67, 53, depth == 24 ? 1 : 2, 1, 3, 4, -2);
		for (final String method : new String[] { "flow", "blend" }) {
			for (final boolean lazy : new boolean[] { false, true }) {
				final ImagePlus expected = interpolated(image, method, "cpu", lazy);
				final ImagePlus result = interpolated(image, method, "opencl", lazy);
				assertArrayEquals(expected.getDimensions(), result.getDimensions());
				// one grey value where values are rounded; where not, what other roundings of the flow leave
				final double allowed = depth == 32 ? 2e-5 : 1;
				for (int n = 1; n <= expected.getStackSize(); n++)
					assertEquals(0, different(expected, result, n, allowed), 0.001, method + ", plane " + n);
				assertTrue(expected.getInfoProperty().contains(", device cpu."), expected.getInfoProperty());
				assertTrue(result.getInfoProperty().contains(", device " + device.id() + "."), result.getInfoProperty());
			}
		}
	}

	@Test
	void whatAModelCorrectsIsRenderedAsOnTheCPU() {
		final ImagePlus image = TestImages.moving(16, 67, 53, 1, 1, 2, 4, -2);
		final ImagePlus expected = interpolated(image, "learned", "cpu", false);
		final ImagePlus result = interpolated(image, "learned", "opencl", false);
		for (int n = 1; n <= expected.getStackSize(); n++)
			assertEquals(0, different(expected, result, n, 1), 0.001, "plane " + n);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 17", "17, 1", "2, 3", "33, 5" })
	void anySize(final int width, final int height) {
		final ImagePlus image = TestImages.random(16, width, height, 1, 1, 3);
		final ImagePlus expected = interpolated(image, "flow", "cpu", false);
		final ImagePlus result = interpolated(image, "flow", "opencl", false);
		for (int n = 1; n <= expected.getStackSize(); n++)
			assertEquals(0, different(expected, result, n, 1), "plane " + n);
	}

	@Test
	void confidenceIsThatOfTheCPU() {
		final ImagePlus image = TestImages.moving(8, 67, 53, 1, 1, 2, 4, -2);
		final ImagePlus expected = confidence(image, "cpu");
		final ImagePlus result = confidence(image, "opencl");
		for (int n = 1; n <= expected.getStackSize(); n++)
			assertEquals(0, different(expected, result, n, 1e-4), 0.001, "plane " + n);
	}

	@Test
	void scoresAreThoseOfTheCPU() {
		final ImagePlus image = TestImages.moving(8, 67, 53, 1, 1, 5, 3, 1);
		final ResultsTable expected = scores(image, "cpu");
		final ResultsTable table = scores(image, "opencl");
		assertEquals(expected.size(), table.size());
		for (int row = 0; row < table.size(); row++)
			assertEquals(expected.getValue("PSNR", row), table.getValue("PSNR", row), 0.01);
	}

	private static ImagePlus interpolated(final ImagePlus image, final String method, final String device,
		final boolean lazy)
	{
		return Commands.output(InterpolateFrames.class, image, "method", method, "model", "refine", "factor", 3, "device",
			device, "lazy", lazy);
	}

	private static ImagePlus confidence(final ImagePlus image, final String device) {
		return (ImagePlus) Commands.run(InterpolateFrames.class, image, "method", "flow", "confidence", true, "device",
			device).get("outputconfidence");
	}

	private static ResultsTable scores(final ImagePlus image, final String device) {
		final Map<String, Object> outputs = Commands.run(EvaluateInterpolation.class, image, "methods", "blend, flow",
			"device", device);
		return (ResultsTable) outputs.get("results");
	}

	/** The share of pixels that differ by more than is allowed. */
	private static double different(final ImagePlus a, final ImagePlus b, final int n, final double allowed) {
		int count = 0;
		for (int y = 0; y < a.getHeight(); y++) {
			for (int x = 0; x < a.getWidth(); x++) {
				if (differs(a, b, n, x, y, allowed)) count++;
			}
		}
		return count / (double) (a.getWidth() * a.getHeight());
	}

	private static boolean differs(final ImagePlus a, final ImagePlus b, final int n, final int x, final int y,
		final double allowed)
	{
		if (a.getBitDepth() != 24) {
			return !(Math.abs(a.getStack().getProcessor(n).getf(x, y) - b.getStack().getProcessor(n).getf(x, y)) <= allowed);
		}
		final int[] one = a.getStack().getProcessor(n).getPixel(x, y, (int[]) null);
		final int[] other = b.getStack().getProcessor(n).getPixel(x, y, (int[]) null);
		for (int c = 0; c < one.length; c++) if (Math.abs(one[c] - other[c]) > allowed) return true;
		return false;
	}
}
