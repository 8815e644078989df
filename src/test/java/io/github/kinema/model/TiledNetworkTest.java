package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests that nobody sees whether a model ran whole or in tiles. */
class TiledNetworkTest {

	private static final StoredModel MODEL = ModelStore.SHIPPED.find("refine");

	private static Network network;

	@BeforeAll
	static void open() {
		network = Networks.open(MODEL, CpuDevice.INSTANCE);
	}

	@AfterAll
	static void close() {
		network.close();
	}

	/** Counts how often a network runs, and the largest tile. */
	private static final class Counting implements Network {

		private int runs;
		private long largest;

		@Override
		public List<Tensor> run(final List<Tensor> inputs) {
			runs++;
			largest = Math.max(largest, inputs.get(0).values().length);
			return network.run(inputs);
		}

		@Override
		public String provider() {
			return network.provider();
		}

		@Override
		public void close() {}
	}

	/** Noise in both frames, and displacements of up to 6 pixels. */
	private static Map<String, List<Plane>> inputs(final int width, final int height) {
		final List<Plane> planes = new ArrayList<>();
		final Random random = new Random(4);
		for (int p = 0; p < 9; p++) {
			final Plane plane = new Plane(width, height);
			for (int i = 0; i < plane.values().length; i++)
				plane.values()[i] = p < 2 ? random.nextFloat() : 12 * random.nextFloat() - 6;
			planes.add(plane);
		}
		return Map.of("first", planes.subList(0, 1), "last", planes.subList(1, 2), "field", planes.subList(2, 9));
	}

	@ParameterizedTest
	@CsvSource({ "200, 120, 600000", "203, 61, 300000", "64, 301, 500000" })
	void tilesShowNoSeams(final int width, final int height, final long budget) {
		final Map<String, List<Plane>> inputs = inputs(width, height);
		final Counting counting = new Counting();
		final List<Plane> whole = new TiledNetwork(network, MODEL.descriptor()).run(inputs, Map.of("t", 0.5f), 7,
			Progress.NONE);
		final List<Plane> tiled = new TiledNetwork(counting, MODEL.descriptor(), budget).run(inputs, Map.of("t", 0.5f), 7,
			Progress.NONE);
		assertTrue(counting.runs > 2, counting.runs + " tiles");
		assertTrue(100 * counting.largest <= budget, counting.largest + " pixels in a tile");
		for (int c = 0; c < 9; c++)
			assertArrayEquals(whole.get(c).values(), tiled.get(c).values(), 1e-3f, "channel " + c);
	}

	/** The proof that the test before can fail. */
	@Test
	void withoutReachTilesShow() {
		final Map<String, List<Plane>> inputs = inputs(200, 120);
		final Plane whole = new TiledNetwork(network, MODEL.descriptor()).run(inputs, Map.of("t", 0.5f), 7, Progress.NONE)
			.get(5);
		final Plane tiled = new TiledNetwork(network, MODEL.descriptor(), 600_000).run(inputs, Map.of("t", 0.5f), 0,
			Progress.NONE).get(5);
		float worst = 0;
		for (int i = 0; i < whole.values().length; i++)
			worst = Math.max(worst, Math.abs(whole.values()[i] - tiled.values()[i]));
		assertTrue(worst > 1e-2, "difference " + worst);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "5, 40", "17, 3", "33, 25" })
	void anySizeIsMadeToFit(final int width, final int height) {
		final Map<String, List<Plane>> inputs = inputs(width, height);
		final List<Plane> result = new TiledNetwork(network, MODEL.descriptor()).run(inputs, Map.of("t", 0.25f), 0,
			Progress.NONE);
		final float[] field = inputs.get("field").get(3).values();
		assertEquals(9, result.size());
		for (int i = 0; i < field.length; i++) assertEquals(field[i] + 0.25f, result.get(3).values()[i], 1e-6);
	}

	/** Mirrored frames under mirrored vectors differ no more beyond the border than within. */
	@Test
	void vectorsAreTurnedRoundBeyondTheBorder() {
		final Plane first = new Plane(21, 17);
		final Plane last = new Plane(21, 17);
		final Plane[] field = new Plane[7];
		for (int c = 0; c < 7; c++) field[c] = new Plane(21, 17);
		for (int y = 0, i = 0; y < 17; y++) {
			for (int x = 0; x < 21; x++, i++) {
				first.values()[i] = x + 3 * y;
				// Towards the middle, so that nothing is looked for beyond the border.
				field[0].values()[i] = x > 10 ? -1 : 1;
				field[1].values()[i] = y > 8 ? -1 : 1;
				last.values()[i] = first.values()[i] + field[0].values()[i] + 3 * field[1].values()[i];
			}
		}
		final Plane logError = new TiledNetwork(network, MODEL.descriptor()).run(Map.of("first", List.of(first), "last", List
			.of(last), "field", List.of(field)), Map.of("t", 0f), 0, Progress.NONE).get(5);
		for (final float value : logError.values()) assertEquals(Math.log(0.01), value, 1e-2);
	}

	@Test
	void stopsBetweenTiles() {
		assertThrows(CancellationException.class, () -> new TiledNetwork(network, MODEL.descriptor(), 300_000).run(inputs(200,
			120), Map.of("t", 0.5f), 7, new Impatient(2)));
	}

	@Test
	void aModelThatBreaksItsPromiseIsNamed() {
		final ModelDescriptor real = MODEL.descriptor();
		final ModelDescriptor wrong = new ModelDescriptor(real.name(), "", "", real.task(), real.inputs(), List.of(ModelTensor
			.plane("refined", List.of("a", "b"), 16, 8, 3)), real.scaling(), real.weights(), false, 100, false, true, null);
		final Exception exc = assertThrows(IllegalStateException.class, () -> new TiledNetwork(network, wrong).run(inputs(16,
			16), Map.of("t", 0.5f), 0, Progress.NONE));
		assertTrue(exc.getMessage().contains("[1, 9, 16, 16]") && exc.getMessage().contains("[1, 2, 16, 16]"), exc
			.getMessage());
	}
}
