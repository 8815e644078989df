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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.interpolate.DenseField;
import io.github.kinema.interpolate.MotionMethods;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Textures;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Reads triplets as their documentation says. */
class TripletStreamTest {

	static final int WIDTH = 45;
	static final int HEIGHT = 37;
	private static final int SIZE = WIDTH * HEIGHT;

	private static TripletStream stream(final double noise, final SceneKind... kinds) {
		return new TripletStream(List.of(kinds), WIDTH, HEIGHT, 40, noise, 0, 0, 12, Textures.COMPUTED);
	}

	private static ByteBuffer written(final TripletStream stream, final int count) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		stream.write(Channels.newChannel(bytes), count, Progress.NONE);
		return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** One sample of a stream whose frames have {@code SIZE} pixels. */
	record Sample(long seed, int kind, double t, double noise, double step, float[][] planes) {

		static Sample of(final ByteBuffer bytes, final int index) {
			final int start = 32 + index * (64 + 21 * 4 * SIZE);
			final float[][] planes = new float[21][SIZE];
			for (int p = 0; p < 21; p++) bytes.slice(start + 64 + p * 4 * SIZE, 4 * SIZE).order(ByteOrder.LITTLE_ENDIAN)
				.asFloatBuffer().get(planes[p]);
			assertEquals(0, bytes.getInt(start + 12));
			assertEquals(0, bytes.getLong(start + 40));
			assertEquals(0, bytes.getLong(start + 48));
			assertEquals(0, bytes.getLong(start + 56));
			return new Sample(bytes.getLong(start), bytes.getInt(start + 8), bytes.getDouble(start + 16), bytes.getDouble(start +
				24), bytes.getDouble(start + 32), planes);
		}

		Plane plane(final int index) {
			return new Plane(WIDTH, HEIGHT, planes[index]);
		}
	}

	/** NB: what reads samples in the training has no tests where there is no Python. */
	@ParameterizedTest
	@ValueSource(strings = { "models/training/shards.py", "src/main/java/io/github/kinema/training/TripletStream.java" })
	void whatIsSaidToNumPyIsAsLongAsTheHeader(final String file) throws IOException {
		final String fields = Files.readString(Path.of(file)).replaceAll("(?s)^.*?\\(\"seed\",|\\(\"planes\", \"<f4\".*$", "");
		assertEquals(64, Pattern.compile("\"<?[a-zA-Z](\\d+)\"").matcher(fields).results().mapToInt(field -> Integer.parseInt(
			field.group(1))).sum());
	}

	@Test
	void headersAreAsDocumented() throws IOException {
		final ByteBuffer bytes = written(stream(5, SceneKind.CELLS), 3);
		final byte[] magic = new byte[8];
		bytes.get(0, magic);
		assertEquals("KINEMA4\n", new String(magic));
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 21, 0, 0, 0 }, IntStream.range(0, 6).map(i -> bytes.getInt(8 + 4 * i))
			.toArray());
		assertEquals(32 + 3 * (64 + 21 * 4 * SIZE), bytes.capacity());
		for (int i = 0; i < 3; i++) {
			final Sample sample = Sample.of(bytes, i);
			assertEquals(40 + i, sample.seed());
			assertEquals(SceneKind.CELLS.ordinal(), sample.kind());
			assertTrue(sample.t() > 0 && sample.t() < 1);
			assertTrue(sample.noise() > 0 && sample.noise() <= 5);
			assertTrue(sample.step() > 0 && sample.step() <= 12);
		}
		assertArrayEquals(bytes.array(), written(stream(5, SceneKind.CELLS), 3).array());
	}

	@Test
	void theMiddleIsFoundInBothFramesWhereTheTruthSays() throws IOException {
		final ByteBuffer bytes = written(stream(0, SceneKind.LAYERS, SceneKind.ORBIT, SceneKind.HANDHELD), 12);
		for (int i = 0; i < 12; i++) {
			final Sample sample = Sample.of(bytes, i);
			for (final boolean last : new boolean[] { false, true }) {
				final int side = last ? 2 : 0;
				final int truth = last ? 6 : 3;
				double followed = 0;
				double most = 0.01;
				int count = 0;
				for (int y = 0; y < HEIGHT; y++) {
					for (int x = 0; x < WIDTH; x++) {
						final int at = x + y * WIDTH;
						if (sample.planes()[15][at] == 0 || sample.planes()[truth + 2][at] == 1) continue;
						final float[] range = around(sample.planes()[side], x + sample.planes()[truth][at], y + sample.planes()[truth +
							1][at]);
						final float value = sample.planes()[1][at];
						// NB: a point lies among the pixels around it, unless the texture is finer than they are.
						followed += Math.max(0, Math.max(range[0] - value, value - range[1]));
						most += range[1] - range[0];
						count++;
					}
				}
				assertTrue(count > SIZE / 8, "seed " + sample.seed() + ": " + count + " pixels in sight");
				assertTrue(followed < 0.25 * most, "seed " + sample.seed() + ": " + followed / count + " of " + most / count);
			}
		}
	}

	/** The least and the largest of the four pixels around a place. */
	private static float[] around(final float[] values, final float x, final float y) {
		final int left = Math.max(0, Math.min(WIDTH - 2, (int) x));
		final int top = Math.max(0, Math.min(HEIGHT - 2, (int) y));
		final int at = left + top * WIDTH;
		final float[] four = { values[at], values[at + 1], values[at + WIDTH], values[at + WIDTH + 1] };
		Arrays.sort(four);
		return new float[] { four[0], four[3] };
	}

	@Test
	void theFieldIsThatOfTheProduct() throws IOException {
		final ByteBuffer bytes = written(stream(6, SceneKind.MOVING_OBJECTS), 2);
		final MotionMethods methods = MotionMethods.of(CpuDevice.INSTANCE);
		for (int i = 0; i < 2; i++) {
			final Sample sample = Sample.of(bytes, i);
			final List<Plane> first = List.of(sample.plane(0));
			final List<Plane> last = List.of(sample.plane(2));
			final DenseField field = methods.named("flow").between(first, last, Progress.NONE).at(sample.t(), Progress.NONE)
				.dense(Progress.NONE);
			assertArrayEquals(field.toFirstX(), sample.planes()[9]);
			assertArrayEquals(field.toFirstY(), sample.planes()[10]);
			assertArrayEquals(field.toSecondX(), sample.planes()[11]);
			assertArrayEquals(field.toSecondY(), sample.planes()[12]);
			assertArrayEquals(field.weight(), sample.planes()[13]);
			assertArrayEquals(field.confidence(), sample.planes()[14]);
			assertArrayEquals(methods.synthesis().render(first, last, field, Progress.NONE).get(0).values(), sample
				.planes()[16]);
			for (int k = 0; k < SIZE; k++)
				assertEquals(sample.planes()[0][k] + sample.t() * (sample.planes()[2][k] - sample.planes()[0][k]), sample
					.planes()[17][k], 1e-6);
		}
	}

	@Test
	void noiseIsInBothFramesButNotInTheMiddle() throws IOException {
		final Sample clean = Sample.of(written(stream(0, SceneKind.LAYERS), 1), 0);
		final Sample noisy = Sample.of(written(stream(20, SceneKind.LAYERS), 1), 0);
		assertArrayEquals(clean.planes()[1], noisy.planes()[1]);
		final double[] noise = new double[3];
		for (int k = 0; k < SIZE; k++) {
			final double a = 255 * (noisy.planes()[0][k] - clean.planes()[0][k]);
			final double b = 255 * (noisy.planes()[2][k] - clean.planes()[2][k]);
			noise[0] += a * a / SIZE;
			noise[1] += b * b / SIZE;
			noise[2] += a * b / SIZE;
		}
		assertEquals(noisy.noise(), Math.sqrt(noise[0]), 0.2 * noisy.noise());
		assertEquals(noisy.noise(), Math.sqrt(noise[1]), 0.2 * noisy.noise());
		assertEquals(0, noise[2], 0.1 * noise[0]);
	}

	@Test
	void displacementsAreSpreadOverAllSizes() throws IOException {
		final int count = 120;
		final ByteBuffer bytes = written(stream(0, SceneKind.LAYERS, SceneKind.ORBIT, SceneKind.MOVING_OBJECTS), count);
		// Classes of 0.5, 1.7, 5.8, 20 and 68 pixels at 256 x 256, and below.
		final double unit = Math.sqrt(SIZE) / 256;
		final int[] classes = new int[5];
		for (int i = 0; i < count; i++) {
			final float[][] planes = Sample.of(bytes, i).planes();
			final double[] lengths = IntStream.range(0, SIZE).mapToDouble(k -> Math.hypot(planes[6][k] - planes[3][k],
				planes[7][k] - planes[4][k])).filter(Double::isFinite).sorted().toArray();
			final double length = lengths[(int) (0.95 * lengths.length)] / unit;
			classes[(int) Math.max(0, Math.min(4, 1 + Math.floor(Math.log(length / 0.5) / Math.log(3.4))))]++;
		}
		assertEquals(0.15 * count, classes[0], 0.1 * count, "nearly still");
		for (int k = 1; k < 5; k++) assertTrue(classes[k] > 0.08 * count && classes[k] < 0.4 * count, "class " + k + ": " +
			classes[k]);
	}

	@Test
	void itStopsOnRequest() {
		assertThrows(CancellationException.class, () -> stream(0, SceneKind.LAYERS).write(Channels.newChannel(
			new ByteArrayOutputStream()), 0, new Impatient(300)));
	}

	@Test
	void wrongNumbersAreNamed() {
		assertSentence("step=0.0", List.of(SceneKind.ORBIT), 16, 0);
		assertSentence("no kind", List.of(), 16, 1);
		assertSentence("22 GB", List.of(SceneKind.ORBIT), 16000, 1);
	}

	private static void assertSentence(final String part, final List<SceneKind> kinds, final int width,
		final double step)
	{
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new TripletStream(kinds, width, 16384, 1, 0,
			0, 0, step, Textures.COMPUTED));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}
