package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Reads a stream of scenes as its documentation says. */
class SceneStreamTest {

	private static final int WIDTH = 23;
	private static final int HEIGHT = 17;
	private static final int FRAMES = 3;

	private static SceneStream stream(final double noise, final SceneKind... kinds) {
		return new SceneStream(List.of(kinds), WIDTH, HEIGHT, FRAMES, 40, noise, 0, 0, 5, Textures.COMPUTED);
	}

	private static ByteBuffer written(final SceneStream stream, final int count) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		stream.write(Channels.newChannel(bytes), count, Progress.NONE);
		return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Test
	void aSampleHoldsWhatTheSceneSays() throws IOException {
		for (final SceneKind kind : new SceneKind[] { SceneKind.DOLLY, SceneKind.CELLS }) {
			final ByteBuffer bytes = written(stream(0, kind), 2);
			final byte[] magic = new byte[8];
			bytes.get(magic);
			assertEquals("KINEMA1\n", new String(magic));
			assertArrayEquals(new int[] { WIDTH, HEIGHT, FRAMES, 10, 0, 0 }, ints(bytes, 6));
			for (int sample = 0; sample < 2; sample++) check(kind, 40 + sample, bytes);
			assertEquals(0, bytes.remaining());
		}
	}

	private static int[] ints(final ByteBuffer bytes, final int count) {
		final int[] values = new int[count];
		for (int i = 0; i < count; i++) values[i] = bytes.getInt();
		return values;
	}

	private static void check(final SceneKind kind, final long seed, final ByteBuffer bytes) {
		assertEquals(seed, bytes.getLong());
		assertArrayEquals(new int[] { kind.ordinal(), 0 }, ints(bytes, 2));
		final double step = bytes.getDouble();
		assertTrue(step >= 1 && step <= 5);
		final Scene scene = Scenes.create(kind, WIDTH, HEIGHT, (int) Math.ceil(step * (FRAMES - 1)) + 1, seed);
		assertEquals(scene.camera().map(Pinhole::fx).orElse(Double.NaN), bytes.getDouble());
		for (int i = 0; i < 3; i++) bytes.getDouble();
		assertEquals(0, bytes.getDouble(), "noise");
		for (int f = 0; f < FRAMES; f++) {
			assertEquals(f * step, bytes.getDouble());
			for (int i = 0; i < 6; i++) bytes.getDouble();
			assertEquals(scene.pose(f * step).map(Pose::qw).orElse(Double.NaN), bytes.getDouble());
		}
		for (int f = 0; f < FRAMES; f++) {
			final Truth next = scene.truth(f * step, (f + 1) * step, Progress.NONE);
			final Truth before = scene.truth(f * step, (f - 1) * step, Progress.NONE);
			check(scene.render(f * step, Progress.NONE), bytes);
			check(next.depth().orElse(null), bytes);
			check(next.mask(), bytes);
			check(next.edge(), bytes);
			check(f < FRAMES - 1 ? next.flowX() : null, bytes);
			check(f < FRAMES - 1 ? next.flowY() : null, bytes);
			check(f < FRAMES - 1 ? next.occlusion() : null, bytes);
			check(f > 0 ? before.flowX() : null, bytes);
			check(f > 0 ? before.flowY() : null, bytes);
			check(f > 0 ? before.occlusion() : null, bytes);
		}
	}

	private static void check(final Plane expected, final ByteBuffer bytes) {
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			assertEquals(expected == null ? Float.NaN : expected.values()[i], bytes.getFloat());
	}

	@Test
	void seedsFollowAndKindsAreDrawn() throws IOException {
		final SceneStream stream = stream(6, SceneKind.values());
		final ByteBuffer bytes = written(stream, 24);
		final Set<Integer> kinds = new HashSet<>();
		for (int i = 0; i < 24; i++) {
			assertEquals(40 + i, bytes.getLong(32 + i * stream.sampleBytes()));
			kinds.add(bytes.getInt(32 + i * stream.sampleBytes() + 8));
			final double noise = bytes.getDouble(32 + i * stream.sampleBytes() + 56);
			assertTrue(noise > 0 && noise < 6);
		}
		assertTrue(kinds.size() > 6, kinds.size() + " kinds");
		assertArrayEquals(bytes.array(), written(stream, 24).array());
	}

	@Test
	void itEndsWithItsReaderAndOnRequest() {
		final WritableByteChannel closed = new WritableByteChannel() {

			private int left = 100_000;

			@Override
			public int write(final ByteBuffer source) throws IOException {
				final int size = Math.min(source.remaining(), 1000);
				source.position(source.position() + size);
				left -= size;
				if (left < 0) throw new IOException("Broken pipe");
				return size;
			}

			@Override
			public boolean isOpen() {
				return true;
			}

			@Override
			public void close() {}
		};
		assertThrows(IOException.class, () -> stream(0, SceneKind.LAYERS).write(closed, 0, Progress.NONE));
		assertThrows(CancellationException.class, () -> stream(0, SceneKind.LAYERS).write(Channels.newChannel(
			new ByteArrayOutputStream()), 0, new Impatient(100)));
	}

	@Test
	void wrongNumbersAreNamed() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new SceneStream(List.of(SceneKind.ORBIT), 16000, 16000,
			5, 1, 0, 0, 0, 1, Textures.COMPUTED)).getMessage().contains("takes 51 GB"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new SceneStream(List.of(SceneKind.ORBIT), 16, 16, 5, 1,
			0, 0, 0, 0.5, Textures.COMPUTED)).getMessage().contains("step=0.5"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new SceneStream(List.of(), 16, 16, 5, 1, 0, 0, 0, 1,
			Textures.COMPUTED))
			.getMessage().contains("no kind"));
	}
}
