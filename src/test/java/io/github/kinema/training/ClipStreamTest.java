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

import io.github.kinema.camera.Footage;
import io.github.kinema.camera.PairFlow;
import io.github.kinema.camera.PairFlows;
import io.github.kinema.camera.Parallax;
import io.github.kinema.camera.RigidFlow;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Textures;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Reads clips as their documentation says. */
class ClipStreamTest {

	private static final int WIDTH = 121;
	private static final int HEIGHT = 93;
	private static final int SIZE = WIDTH * HEIGHT;

	private static ClipStream stream(final int frames, final double noise, final SceneKind... kinds) {
		return new ClipStream(List.of(kinds), WIDTH, HEIGHT, frames, 40, noise, 0, 0, 3, Textures.COMPUTED);
	}

	private static ByteBuffer written(final ClipStream stream, final int count) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		stream.write(Channels.newChannel(bytes), count, Progress.NONE);
		return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** One clip of a stream whose frames have {@code SIZE} pixels. */
	private record Clip(long seed, int kind, int parallax, double noise, double step, Pinhole camera, Rigid[] motions,
		float[][] planes)
	{

		static Clip of(final ByteBuffer bytes, final int index) {
			final ByteBuffer in = bytes.slice(32 + index * (256 + 24 * 4 * SIZE), 256 + 24 * 4 * SIZE).order(
				ByteOrder.LITTLE_ENDIAN);
			final long seed = in.getLong();
			final int kind = in.getInt();
			final int parallax = in.getInt();
			final double[] n = new double[30];
			for (int i = 0; i < n.length; i++) n[i] = in.getDouble();
			final float[][] planes = new float[24][SIZE];
			for (final float[] plane : planes) for (int i = 0; i < SIZE; i++) plane[i] = in.getFloat();
			return new Clip(seed, kind, parallax, n[0], n[1], new Pinhole(n[2], n[3], n[4], n[5]), new Rigid[] { rigid(n, 6), rigid(
				n, 18) }, planes);
		}

		private static Rigid rigid(final double[] n, final int at) {
			return Rigid.of(new double[][] { { n[at], n[at + 1], n[at + 2] }, { n[at + 4], n[at + 5], n[at + 6] }, { n[at + 8], n[at +
				9], n[at + 10] } }, n[at + 3], n[at + 7], n[at + 11]);
		}

		/** Mean distance of two flows where there is truth and {@code only} does not say 1. */
		double distance(final int one, final int other, final int only) {
			double sum = 0;
			int count = 0;
			for (int i = 0; i < SIZE; i++) {
				if (planes[23][i] == 0 || planes[only][i] == 1) continue;
				sum += Math.hypot(planes[one][i] - planes[other][i], planes[one + 1][i] - planes[other + 1][i]);
				count++;
			}
			assertTrue(count > SIZE / 8, count + " pixels");
			return sum / count;
		}

		boolean isZero(final int plane) {
			for (final float value : planes[plane]) if (value != 0) return false;
			return true;
		}
	}

	@Test
	void whatIsSaidToNumPyIsAsLongAsTheHeader() throws IOException {
		final String fields = Files.readString(Path.of("src/main/java/io/github/kinema/training/ClipStream.java"))
			.replaceAll("(?s)^.*?\\(\"seed\",|\\(\"planes\", \"<f4\".*$", "");
		assertEquals(256, Pattern.compile("\"<[a-z](\\d+)\"(?:, \\(?(\\d+)(?:, (\\d+))?)?").matcher(fields).results().mapToInt(
			field -> Integer.parseInt(field.group(1)) * number(field.group(2)) * number(field.group(3))).sum());
	}

	private static int number(final String text) {
		return text == null ? 1 : Integer.parseInt(text);
	}

	@Test
	void headersAreAsDocumented() throws IOException {
		final ByteBuffer bytes = written(stream(4, 5, SceneKind.PLANAR), 2);
		final byte[] magic = new byte[8];
		bytes.get(0, magic);
		assertEquals("KINEMA5\n", new String(magic));
		assertArrayEquals(new int[] { WIDTH, HEIGHT, 24, 2, 0, 0 }, IntStream.range(0, 6).map(i -> bytes.getInt(8 + 4 * i))
			.toArray());
		assertEquals(32 + 4 * (256 + 24 * 4 * SIZE), bytes.capacity());
		for (int i = 0; i < 4; i++) {
			final Clip clip = Clip.of(bytes, i);
			assertEquals(40 + i / 2, clip.seed());
			assertEquals(SceneKind.PLANAR.ordinal(), clip.kind());
			assertTrue(clip.noise() > 0 && clip.noise() <= 5);
			assertTrue(clip.step() >= 1 && clip.step() <= 3);
			assertEquals(clip.camera(), Pinhole.ofFocal(WIDTH, HEIGHT, clip.camera().fx()));
		}
		final Clip first = Clip.of(bytes, 0);
		final Clip second = Clip.of(bytes, 1);
		assertArrayEquals(first.planes()[1], second.planes()[0]);
		assertArrayEquals(first.planes()[2], second.planes()[1]);
		final Rigid back = first.motions()[1].times(second.motions()[0]);
		assertEquals(0, back.distance() + back.angle(), 1e-9, "to the next and back");
		assertArrayEquals(bytes.array(), written(stream(4, 5, SceneKind.PLANAR), 2).array());
	}

	@Test
	void truthExplainsItselfWhereThingsRest() throws IOException {
		final ByteBuffer bytes = written(stream(3, 0, SceneKind.MOVING_OBJECTS, SceneKind.HANDHELD, SceneKind.DOLLY), 4);
		for (int n = 0; n < 4; n++) {
			final Clip clip = Clip.of(bytes, n);
			final Plane depth = new Plane(WIDTH, HEIGHT, clip.planes()[15]);
			double moved = 0;
			for (int side = 0; side < 2; side++) {
				final Flow flow = RigidFlow.of(clip.camera(), clip.motions()[side], depth);
				for (int i = 0; i < SIZE; i++) {
					final double apart = Math.hypot(flow.u()[i] - clip.planes()[17 + 3 * side][i], flow.v()[i] - clip.planes()[18 + 3 *
						side][i]);
					if (clip.planes()[16][i] == 0) assertEquals(0, apart, 1e-3);
					else moved = Math.max(moved, apart);
				}
			}
			assertEquals(clip.kind() == SceneKind.MOVING_OBJECTS.ordinal(), moved > 0.1, "moved by " + moved);
		}
	}

	@Test
	void whatIsFoundIsNearToWhatIsTrue() throws IOException {
		for (final SceneKind kind : List.of(SceneKind.ORBIT, SceneKind.ROTATION, SceneKind.MOVING_OBJECTS,
			SceneKind.STATIC_CAMERA))
		{
			final Clip clip = Clip.of(written(stream(5, 1, kind), 1), 1);
			final boolean deep = kind == SceneKind.ORBIT || kind == SceneKind.MOVING_OBJECTS;
			final Parallax expected = deep ? Parallax.SOME : kind == SceneKind.ROTATION ? Parallax.ROTATION : Parallax.STILL;
			assertEquals(expected.ordinal(), clip.parallax(), kind.key());
			for (int side = 0; side < 2; side++) {
				final int truth = 17 + 3 * side;
				assertTrue(clip.distance(3 + 3 * side, truth, truth + 2) < 0.5, kind.key() + ": flow");
				assertTrue(clip.distance(9 + 2 * side, truth, 16) < 0.4, kind.key() + ": rigid flow");
			}
			assertEquals(kind == SceneKind.ORBIT || kind == SceneKind.ROTATION, clip.isZero(16));
			assertEquals(!deep, clip.isZero(13) && clip.isZero(14), kind.key());
			if (!deep) continue;
			final float[] inverse = clip.planes()[13].clone();
			Arrays.sort(inverse);
			assertEquals(1, inverse[SIZE / 2], 1e-4);
			assertTrue(inverse[0] > 0);
		}
	}

	@Test
	void theFlowIsThatOfTheProduct() throws IOException {
		final Clip clip = Clip.of(written(stream(3, 3, SceneKind.HANDHELD), 1), 0);
		final Footage footage = new Footage(WIDTH, HEIGHT, 3, clip.camera(), OpticalFlow.on(CpuDevice.INSTANCE,
			FlowSettings.ACCURATE), frame -> List.of(new Plane(WIDTH, HEIGHT, clip.planes()[frame])));
		final PairFlows flows = new PairFlows(footage, 2);
		for (int side = 0; side < 2; side++) {
			final PairFlow flow = flows.between(1, 2 * side, Progress.NONE);
			assertArrayEquals(flow.forward().u(), clip.planes()[3 + 3 * side]);
			assertArrayEquals(flow.forward().v(), clip.planes()[4 + 3 * side]);
			assertArrayEquals(flow.trust().values(), clip.planes()[5 + 3 * side]);
		}
	}

	@Test
	void whatNoCameraSeesIsForTheFlowAlone() throws IOException {
		for (final SceneKind kind : List.of(SceneKind.LAYERS, SceneKind.PARTICLES)) {
			final ByteBuffer bytes = written(stream(3, 1, kind), 1);
			final Clip clip = Clip.of(bytes, 0);
			assertEquals(kind.ordinal(), clip.kind());
			assertEquals(-1, clip.parallax());
			for (int i = 0; i < 28; i++) assertEquals(0, bytes.getDouble(32 + 32 + 8 * i), "lens and motions");
			for (int plane = 9; plane <= 15; plane++) assertTrue(clip.isZero(plane), kind.key() + ": plane " + plane);
			for (int side = 0; side < 2; side++) {
				final int truth = 17 + 3 * side;
				final double moved = clip.distance(9, truth, truth + 2);
				assertTrue(clip.distance(3 + 3 * side, truth, truth + 2) < 0.5 * moved, kind.key() + " moved by " + moved);
			}
		}
	}

	/** NB: a recording of one pixel has nothing that can be followed. */
	@Test
	void whatCannotBeFollowedIsSaidAndFinite() throws IOException {
		for (final int side : new int[] { 1, 9 }) {
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			new ClipStream(ClipStream.MIXTURE, side, side, 9, 3, 4, 1, 0.1, 4, Textures.COMPUTED).write(Channels.newChannel(out), 3,
				Progress.NONE);
			final ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
			final int clip = 256 + 96 * side * side;
			assertEquals(32 + 21 * clip, bytes.capacity());
			for (int n = 0; n < 21; n++) {
				final int start = 32 + n * clip;
				assertTrue(bytes.getInt(start + 12) == -1 || bytes.getInt(start + 12) == Parallax.NOTHING.ordinal());
				for (int i = start + 256; i < start + clip; i += 4) assertTrue(Float.isFinite(bytes.getFloat(i)));
			}
		}
	}

	@Test
	void itStopsOnRequest() {
		assertThrows(CancellationException.class, () -> stream(9, 0, SceneKind.ORBIT).write(Channels.newChannel(
			new ByteArrayOutputStream()), 0, new Impatient(300)));
	}

	@Test
	void wrongNumbersAreNamed() {
		assertSentence("step=0.0", SceneKind.ORBIT, 16, 3, 0);
		assertSentence("frames=2", SceneKind.ORBIT, 16, 2, 1);
		assertSentence("25 GB", SceneKind.ORBIT, 16000, 3, 1);
	}

	private static void assertSentence(final String part, final SceneKind kind, final int width, final int frames,
		final double step)
	{
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new ClipStream(List.of(kind), width, 16384,
			frames, 1, 0, 0, 0, step, Textures.COMPUTED));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
	}
}
