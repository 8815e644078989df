package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;

/** Reads and exchanges the numbers in ONNX files. */
class OnnxInitializersTest {

	private static final long[] SHAPE = { 1, 4, 1, 1 };

	private static byte[] tune() {
		return NetworksTest.onnx("../models/tune/weights.onnx");
	}

	@Test
	void numbersAreRead() {
		final OnnxInitializers initializers = new OnnxInitializers(tune());
		assertTrue(initializers.has("shift", SHAPE));
		assertFalse(initializers.has("shift", new long[] { 4 }));
		assertFalse(initializers.has("drift", SHAPE));
		assertArrayEquals(SHAPE, initializers.get("shift").shape());
		assertArrayEquals(new float[] { 0.75f, -0.5f, 0.75f, -0.5f }, initializers.get("shift").values());
		// NB: some of the constants are whole numbers, which are not learned.
		assertThrows(IllegalArgumentException.class, () -> initializers.get("c2"));
		assertEquals(-4, initializers.get("log_error").values()[0]);
		assertEquals(0, initializers.get("log_error").shape().length);
	}

	@Test
	void aCopyWithTheSameNumbersIsTheSameFile() {
		final OnnxInitializers initializers = new OnnxInitializers(tune());
		assertArrayEquals(tune(), initializers.with(List.of()));
		assertArrayEquals(tune(), initializers.with(List.of(initializers.get("shift"), initializers.get("log_error"))));
	}

	@Test
	void otherNumbersAreWhatTheNetworkComputesWith() {
		final byte[] changed = new OnnxInitializers(tune()).with(List.of(new Tensor("shift", SHAPE, new float[] { 1, 2, 3, 4 })));
		assertEquals(tune().length, changed.length);
		final int size = 16 * 16;
		try (Network network = Networks.open("changed", changed, CpuDevice.INSTANCE)) {
			final float[] field = new float[6 * size];
			Arrays.fill(field, 0.5f);
			final long[] plane = { 1, 1, 16, 16 };
			final float[] moved = network.run(List.of(new Tensor("first", plane, new float[size]), new Tensor("last", plane,
				new float[size]), new Tensor("field", new long[] { 1, 6, 16, 16 }, field), new Tensor("t", new long[] { 1 },
					new float[1]))).get(0).values();
			for (int i = 0; i < size; i++)
				for (int c = 0; c < 4; c++) assertEquals(c + 1.5f, moved[i + c * size]);
		}
	}

	@Test
	void whatIsNotThereIsASentence() {
		final OnnxInitializers initializers = new OnnxInitializers(tune());
		for (final Tensor tensor : List.of(new Tensor("drift", SHAPE, new float[4]), new Tensor("shift", new long[] { 4 },
			new float[4])))
			assertTrue(assertThrows(IllegalArgumentException.class, () -> initializers.with(List.of(tensor))).getMessage()
				.startsWith("The weights hold no array \"" + tensor.id() + "\" of the shape ["));
	}

	@Test
	void aFileThatIsCutOffIsASentence() {
		final byte[] whole = tune();
		for (int length = 1; length < whole.length; length += 13) {
			final byte[] part = Arrays.copyOf(whole, length);
			try {
				new OnnxInitializers(part);
			}
			catch (final IllegalArgumentException exc) {
				assertTrue(exc.getMessage().contains("cut off"));
			}
		}
		assertThrows(IllegalArgumentException.class, () -> new OnnxInitializers(Arrays.copyOf(whole, whole.length / 2)));
		assertThrows(IllegalArgumentException.class, () -> new OnnxInitializers("Once upon a time".getBytes()));
	}

	/** Numbers in a field of their own kind, and sizes in one, as other programs write them. */
	@Test
	void packedNumbersAreReadAsWell() {
		final ByteArrayOutputStream tensor = new ByteArrayOutputStream();
		tensor.writeBytes(new byte[] { 0x0a, 2, 1, 2, 0x10, 1, 0x42, 1, 'w', 0x22, 8, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40 });
		final byte[] file = new byte[tensor.size() + 4];
		System.arraycopy(tensor.toByteArray(), 0, file, 4, tensor.size());
		file[0] = 0x3a;
		file[1] = (byte) (tensor.size() + 2);
		file[2] = 0x2a;
		file[3] = (byte) tensor.size();
		assertArrayEquals(new long[] { 1, 2 }, new OnnxInitializers(file).get("w").shape());
		assertArrayEquals(new float[] { 1, 2 }, new OnnxInitializers(file).get("w").values());
	}
}
