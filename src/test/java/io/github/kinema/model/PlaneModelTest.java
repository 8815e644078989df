package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Tests models that make planes of the planes of one image. */
class PlaneModelTest {

	@TempDir
	private Path folder;

	/** Imports one of the models of {@code make_models.py}. */
	private StoredModel model(final String name, final ModelTask task, final double low, final double high,
		final boolean reversed)
	{
		try {
			final Path file = Path.of(PlaneModelTest.class.getResource("/onnx/" + name + ".onnx").toURI());
			return new ModelImport(new ModelStore(folder)).run(file, "", new ModelImport.Hints(task, low, high, reversed, 1, null, true),
				Progress.NONE);
		}
		catch (final URISyntaxException exc) {
			throw new AssertionError(exc);
		}
	}

	private static List<Plane> planes(final int count, final int width, final int height) {
		final Random random = new Random(count);
		return IntStream.range(0, count).mapToObj(c -> {
			final Plane plane = new Plane(width, height);
			for (int i = 0; i < plane.values().length; i++) plane.values()[i] = 1000 + 300 * c + 100 * random.nextFloat();
			return plane;
		}).toList();
	}

	private static PlaneModel open(final StoredModel model) {
		return PlaneModel.open(model, ModelTask.IMAGE, CpuDevice.INSTANCE);
	}

	/** The model doubles what it takes, from -1 to 1: so the middle of the range stays, and its ends go out as far again. */
	@Test
	void anImageComesBackInItsOwnGreyValuesAndColours() {
		for (final boolean reversed : new boolean[] { false, true }) {
			final PlaneModel model = open(model("image", null, -1, 1, reversed));
			final List<Plane> planes = planes(3, 23, 19);
			final float[] all = new float[3 * 23 * 19];
			for (int c = 0; c < 3; c++) System.arraycopy(planes.get(c).values(), 0, all, c * 23 * 19, 23 * 19);
			Arrays.sort(all);
			final float middle = (all[0] + all[all.length - 1]) / 2;
			final List<Plane> result = model.run(planes, Progress.NONE);
			assertTrue(model.isImage());
			assertEquals(3, result.size());
			for (int c = 0; c < 3; c++)
				for (int i = 0; i < 23 * 19; i++)
					assertEquals(2 * (planes.get(c).values()[i] - middle) + middle, result.get(c).values()[i], 1e-2);
			folder = folder.resolve("other");
		}
	}

	@Test
	void aModelForColoursTakesOtherChannelsOneByOne() {
		final PlaneModel model = open(model("image", null, 0, 1, false));
		final List<Plane> planes = planes(2, 5, 4);
		final List<Plane> result = model.run(planes, Progress.NONE);
		assertEquals(2, result.size());
		for (int c = 0; c < 2; c++)
			assertArrayEquals(model.run(planes.subList(c, c + 1), Progress.NONE).get(0).values(), result.get(c).values());
	}

	@Test
	void numbersAreGivenAsTheyAre() {
		final PlaneModel model = open(model("classes", null, 0, 1, false));
		assertFalse(model.isImage());
		assertEquals(List.of("result 1", "result 2"), model.names());
		final List<Plane> result = model.run(planes(2, 31, 17), Progress.NONE);
		assertEquals(4, result.size());
		for (int i = 0; i < 31 * 17; i++) {
			final float share = result.get(2).values()[i];
			assertTrue(share > 0.2 && share < 0.8, "share " + share);
			assertEquals(1, share + result.get(3).values()[i], 1e-6);
		}
	}

	@Test
	void whatIsMissingStaysSoAndHarmsNothingElse() {
		final List<Plane> planes = planes(1, 31, 17);
		final float[] values = planes.get(0).values();
		final float[] known = values.clone();
		values[5 + 5 * 31] = Float.NaN;
		values[6 + 5 * 31] = Float.NEGATIVE_INFINITY;
		for (final String name : List.of("image", "classes")) {
			for (final Plane plane : open(model(name, null, 0, 1, false)).run(planes, Progress.NONE))
				for (int i = 0; i < values.length; i++)
					assertEquals(Float.isFinite(values[i]), Float.isFinite(plane.values()[i]), name + " " + i);
		}
		Arrays.fill(values, Float.NaN);
		assertTrue(Float.isNaN(open(new ModelStore(folder).find("image")).run(planes, Progress.NONE).get(0).values()[3]));
		assertTrue(Float.isNaN(open(new ModelStore(folder).find("classes")).run(planes, Progress.NONE).get(1).values()[3]));
		assertTrue(Float.isFinite(known[3]));
	}

	@Test
	void oneGreyValueIsNothingToRestoreButStillANumber() {
		final Plane constant = new Plane(3, 1, new float[] { 7, 7, 7 });
		assertArrayEquals(constant.values(), open(model("image", null, -1, 1, false)).run(List.of(constant), Progress.NONE).get(
			0).values());
		assertArrayEquals(new float[] { 1, 1, 1 }, open(model("classes", null, 0, 1, false)).run(List.of(constant),
			Progress.NONE).get(1).values());
	}

	@Test
	void percentilesLeaveOutliersOutside() {
		final float[] values = new float[1001];
		for (int i = 0; i < 1001; i++) values[i] = i * 3 % 1001;
		values[13] = 1e9f;
		final GreyRange range = GreyRange.of(List.of(new Plane(91, 11, values)), new Scaling(1, 90, 2, -1));
		assertEquals(10, range.low());
		assertEquals(901, range.high());
		final Plane plane = new Plane(2, 1, new float[] { 10, (float) range.high() });
		assertArrayEquals(new float[] { -1, 1 }, range.taken(plane).values(), 1e-6f);
		assertArrayEquals(plane.values(), range.given(range.taken(plane)).values(), 1e-3f);
		// Nearly all of one value: what there is beside it is the range.
		final Plane spot = new Plane(4, 1, new float[] { 3, 3, 3, 5 });
		assertEquals(5, GreyRange.of(List.of(spot), new Scaling(10, 60, 1, 0)).high());
	}

	@Test
	void theWrongTaskOrNumberOfChannelsIsASentence() {
		final StoredModel depth = model("relief", null, 0, 1, false);
		final Exception task = assertThrows(IllegalArgumentException.class, () -> open(depth));
		assertEquals("The model \"relief\" makes depth of an image; one is needed that makes an image of an image.", task
			.getMessage());
		final StoredModel image = model("image", null, 0, 1, false);
		final ModelDescriptor colours = image.descriptor();
		final List<ModelTensor> stains = List.of(ModelTensor.plane("input", List.of("red", "actin", "dna"), 1, 1, 0));
		final PlaneModel stained = open(new StoredModel("stains", new ModelDescriptor("", "", "", ModelTask.IMAGE, stains, colours
			.outputs(), colours.scaling(), colours.weights(), false, 1, true, true, null), image.weights(), null));
		assertEquals(3, stained.run(planes(3, 4, 4), Progress.NONE).size());
		final Exception channels = assertThrows(IllegalArgumentException.class, () -> stained.check(2));
		assertTrue(channels.getMessage().startsWith(
			"The model \"stains\" takes 3 channels (red, actin, dna), the image has 2. Make one"), channels.getMessage());
		final PlaneModel model = PlaneModel.open(depth, ModelTask.DEPTH, CpuDevice.INSTANCE);
		assertEquals(1, model.run(planes(3, 64, 64), Progress.NONE).size());
		assertThrows(CancellationException.class, () -> model.run(planes(3, 200, 100), new Impatient(1)));
	}
}
