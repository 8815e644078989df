package io.github.kinema.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.scene.Volume;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Reads sections as their documentation says. */
class SectionStreamTest {

	private static final int WIDTH = TripletStreamTest.WIDTH;
	private static final int HEIGHT = TripletStreamTest.HEIGHT;
	private static final int COUNT = 6;

	private static ByteBuffer written(final double noise) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new SectionStream(WIDTH, HEIGHT, 70, noise, 0, 24).write(Channels.newChannel(bytes), COUNT, Progress.NONE);
		return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Test
	void theyAreTripletsOfAnotherKind() throws IOException {
		final ByteBuffer bytes = written(5);
		assertEquals(new SectionStream(WIDTH, HEIGHT, 70, 5, 0, 24).header().remaining() + COUNT * (64 + 21 * 4 * WIDTH * HEIGHT),
			bytes.capacity());
		for (int i = 0; i < COUNT; i++) {
			final TripletStreamTest.Sample sample = TripletStreamTest.Sample.of(bytes, i);
			assertEquals(70 + i, sample.seed());
			assertEquals(-1, sample.kind());
			assertTrue(sample.t() > 0 && sample.t() < 1);
			assertTrue(sample.noise() > 0 && sample.noise() <= 5);
			assertTrue(sample.step() >= 0.24 && sample.step() <= 24);
			for (final int plane : new int[] { 3, 4, 5, 6, 7, 8, 15 }) assertArrayEquals(new float[WIDTH * HEIGHT], sample
				.planes()[plane]);
		}
		assertArrayEquals(bytes.array(), written(5).array());
	}

	@Test
	void framesAreSectionsSoFarApart() throws IOException {
		final ByteBuffer bytes = written(0);
		for (int i = 0; i < COUNT; i++) {
			final TripletStreamTest.Sample sample = TripletStreamTest.Sample.of(bytes, i);
			final Volume volume = new Volume(WIDTH, HEIGHT, 24, sample.seed());
			final double start = -sample.t() * sample.step();
			final double[] depths = { start, 0, start + sample.step() };
			for (int k = 0; k < 3; k++)
				assertArrayEquals(volume.section(depths[k], Progress.NONE).values(), sample.planes()[k], 1e-6f);
		}
	}

	@Test
	void theFieldIsThatOfTheProduct() throws IOException {
		final TripletStreamTest.Sample sample = TripletStreamTest.Sample.of(written(6), 1);
		final DenseField field = MotionMethods.of(CpuDevice.INSTANCE).named("flow").between(List.of(sample.plane(0)), List.of(
			sample.plane(2)), Progress.NONE).at(sample.t(), Progress.NONE).dense(Progress.NONE);
		assertArrayEquals(field.toFirstX(), sample.planes()[9]);
		assertArrayEquals(field.weight(), sample.planes()[13]);
	}

	@Test
	void noiseIsInBothFramesButNotInTheMiddle() throws IOException {
		final TripletStreamTest.Sample clean = TripletStreamTest.Sample.of(written(0), 2);
		final TripletStreamTest.Sample noisy = TripletStreamTest.Sample.of(written(20), 2);
		assertArrayEquals(clean.planes()[1], noisy.planes()[1]);
		double product = 0;
		double squares = 0;
		for (int k = 0; k < WIDTH * HEIGHT; k++) {
			final double a = noisy.planes()[0][k] - clean.planes()[0][k];
			product += a * (noisy.planes()[2][k] - clean.planes()[2][k]);
			squares += a * a;
		}
		assertTrue(squares > 0);
		assertEquals(0, product, 0.1 * squares);
	}

	@Test
	void wrongNumbersAreNamed() {
		for (final String[] wrong : new String[][] { { "step=0.0", "16", "0" }, { "22 GB", "16000", "1" }, { "width=0", "0", "1" } }) {
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> new SectionStream(Integer.parseInt(wrong[1]),
				16384, 1, 0, 0, Double.parseDouble(wrong[2])));
			assertTrue(exc.getMessage().contains(wrong[0]), exc.getMessage());
		}
	}
}
