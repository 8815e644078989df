package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.model.ModelStore;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The shipped model of depth, on frames of all sizes. */
class DepthModelTest {

	private static final DepthModel MODEL = new DepthModel(ModelStore.SHIPPED.find(ModelStore.DEPTH), CpuDevice.INSTANCE);

	private static Plane frame(final int width, final int height) {
		final Plane plane = new Plane(width, height);
		for (int i = 0; i < plane.values().length; i++) plane.values()[i] = 500 + i % 97 + 3 * (i / width % 31);
		return plane;
	}

	/** Widths and heights that the model takes, about as wide for their height as the frame is, no larger than need be. */
	@ParameterizedTest
	@CsvSource({ "160, 120, 160, 128", "1920, 1080, 448, 256", "1, 1, 64, 64", "70, 9, 64, 64", "300, 1000, 256, 864" })
	void framesAreReducedToASizeThatItTakes(final int width, final int height, final int seenWidth, final int seenHeight) {
		final List<Plane> reduced = MODEL.reduced(List.of(frame(width, height), frame(width, height)), Progress.NONE);
		assertEquals(2, reduced.size());
		assertEquals(seenWidth, reduced.get(1).width());
		assertEquals(seenHeight, reduced.get(1).height());
	}

	@Test
	void itGivesPositiveNumbersWhateverTheChannelsAndTheGreyValues() {
		final Plane grey = frame(64, 64);
		final Plane said = MODEL.inverse(List.of(grey), Progress.NONE);
		for (final float value : said.values()) assertTrue(value > 0);
		final Plane scaled = new Plane(64, 64);
		for (int i = 0; i < scaled.values().length; i++) scaled.values()[i] = 40 * grey.values()[i] - 7000;
		assertArrayEquals(said.values(), MODEL.inverse(List.of(scaled), Progress.NONE).values(), 1e-3f);
		// Several channels are one grey to a model that takes one.
		assertArrayEquals(said.values(), MODEL.inverse(List.of(grey, scaled), Progress.NONE).values(), 0.02f);
	}

	@Test
	void nothingToSeeIsNothingSaid() {
		final Plane constant = new Plane(64, 64);
		Arrays.fill(constant.values(), 7);
		for (final float value : MODEL.inverse(List.of(constant), Progress.NONE).values()) assertTrue(Float.isNaN(value));
		Arrays.fill(constant.values(), Float.NaN);
		for (final float value : MODEL.inverse(List.of(constant, constant), Progress.NONE).values()) assertTrue(Float.isNaN(value));
		final Plane hole = frame(64, 64);
		hole.values()[70] = Float.NaN;
		final Plane said = MODEL.inverse(List.of(hole), Progress.NONE);
		assertTrue(Float.isNaN(said.values()[70]) && said.values()[71] > 0);
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new DepthModel(ModelStore.SHIPPED.find(
			ModelStore.UPSAMPLING), CpuDevice.INSTANCE));
		assertTrue(exc.getMessage().contains("one is needed that makes depth of an image"), exc.getMessage());
	}
}
