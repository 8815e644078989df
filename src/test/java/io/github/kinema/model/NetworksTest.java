package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.DeviceException;

/** Tests what runs models, with models whose results are known. */
class NetworksTest {

	static byte[] onnx(final String name) {
		try (InputStream in = NetworksTest.class.getResourceAsStream("/onnx/" + name)) {
			return in.readAllBytes();
		}
		catch (final IOException exc) {
			throw new AssertionError(exc);
		}
	}

	@Test
	void aNetworkComputesWhatItsGraphSays() {
		try (Network network = Networks.open("image", onnx("image.onnx"), CpuDevice.INSTANCE)) {
			// Many threads at once: what each gets is its own.
			IntStream.range(0, 16).parallel().forEach(run -> {
				final float[] values = new float[3 * 5 * (run + 1)];
				final float[] twice = new float[values.length];
				final Random random = new Random(run);
				for (int i = 0; i < values.length; i++) {
					values[i] = random.nextFloat();
					twice[i] = 2 * values[i];
				}
				final List<Tensor> outputs = network.run(List.of(new Tensor("input", new long[] { 1, 3, 5, run + 1 }, values)));
				assertEquals(1, outputs.size());
				assertEquals("output", outputs.get(0).id());
				assertArrayEquals(new long[] { 1, 3, 5, run + 1 }, outputs.get(0).shape());
				assertArrayEquals(twice, outputs.get(0).values());
			});
			assertTrue(network.provider().matches("ONNX Runtime [0-9.]+, CPUExecutionProvider"), network.provider());
		}
	}

	@Test
	void wrongShapesAreASentence() {
		try (Network network = Networks.open("image", onnx("image.onnx"), CpuDevice.INSTANCE)) {
			final Exception exc = assertThrows(DeviceException.class, () -> network.run(List.of(new Tensor("input",
				new long[] { 1, 2, 2, 2 }, new float[8]))));
			assertTrue(exc.getMessage().startsWith("The model \"image\" failed: "), exc.getMessage());
		}
	}

	@Test
	void whatIsNoModelIsASentence() {
		assertRefused("it uses opset 99, and the newest one known is ", onnx("future.onnx"));
		assertRefused("are no ONNX model", "Once upon a time".getBytes());
		assertRefused("are no ONNX model", new byte[0]);
	}

	private static void assertRefused(final String part, final byte[] weights) {
		for (final Exception exc : List.of(assertThrows(IllegalArgumentException.class, () -> Networks.open("x", weights,
			CpuDevice.INSTANCE)), assertThrows(IllegalArgumentException.class, () -> Networks.inspect("x", weights))))
			assertTrue(exc.getMessage().contains("model \"x\"") && exc.getMessage().contains(part), exc.getMessage());
	}

	@Test
	void aGraphIsInspected() {
		final ModelGraph graph = Networks.inspect("paint", onnx("paint.onnx"));
		assertEquals("takes img0 [1, 3, ?, ?] float, img1 [1, 3, ?, ?] float, timestep [1, 1, 1, 1] float and gives " +
			"output [1, 3, ?, ?] float", graph.toString());
		assertEquals(17, graph.opset());
		assertTrue(graph.inputs().get(0).isPlane() && graph.inputs().get(2).isNumber());
		assertEquals(99, OnnxOpset.of(onnx("future.onnx")));
		assertEquals(0, OnnxOpset.of("Once upon a time".getBytes()));
	}
}
