package io.github.kinema.interpolate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/** Which frames an output has, and how lists of frames are read. */
class TimelineTest {

	@Test
	void factorTimesIntervalsPlusOne() {
		for (int inputs = 2; inputs < 6; inputs++) {
			for (final int factor : new int[] { 2, 3, 64 }) {
				final Timeline timeline = Timeline.interpolated(inputs, factor);
				assertEquals(factor * (inputs - 1) + 1, timeline.size());
				assertEquals(1.0 / factor, timeline.step(), 1e-12);
				for (int i = 0; i < timeline.size(); i++) {
					assertEquals((double) i / factor, timeline.get(i).position(), 1e-12);
					assertEquals(i % factor == 0, timeline.get(i).isMeasured());
				}
				for (int i = 0; i < inputs; i++)
					assertEquals(i * factor, timeline.outputOf(i));
			}
		}
	}

	@Test
	void positionsAreReadFromOne() {
		assertArrayEquals(new double[] { 0, 0.5, 1, 1.5, 2, 11, 12.25 }, Positions.parse("1-3:0.5, 12 ,13.25"));
		assertArrayEquals(new double[] { 6, 11, 12, 13 }, Positions.parse("7, 12-14"));
		assertArrayEquals(new double[] { 2, 1, 0 }, Positions.parse("3-1"));
		assertEquals(11, Positions.parse("1-2:0.1").length);
		assertEquals(1, Positions.parse("1-2:0.1")[10], 1e-12);
		assertEquals(0, Positions.parse(" , ").length);
	}

	@Test
	void unreadablePositionsAreNamed() {
		for (final String wrong : List.of("abc", "1-", "-3", "1:2", "1-9:0", "1e3", "7;8")) {
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> Positions.parse("2, " + wrong));
			assertTrue(exc.getMessage().contains("\"" + wrong + "\""), exc.getMessage());
		}
	}

	@Test
	void positionsNearAFrameAreThatFrame() {
		final Timeline timeline = Timeline.at(3, 0.1 * 3 / 0.3, 0.5, 2);
		assertTrue(timeline.get(0).isMeasured());
		assertEquals(1, timeline.get(0).before());
		assertFalse(timeline.get(1).isMeasured());
		assertTrue(timeline.get(2).isMeasured());
		assertEquals(0, timeline.step());
	}

	@Test
	void positionsOutsideTheStackAreNamed() {
		for (final double outside : new double[] { -0.5, 2.25, Double.NaN, 1e12 }) {
			final Exception exc = assertThrows(IllegalArgumentException.class, () -> Timeline.at(3, 0, outside));
			assertTrue(exc.getMessage().startsWith("Position "), exc.getMessage());
		}
	}

	@Test
	void repairSpansRunsAndEnds() {
		final Timeline timeline = Timeline.repaired(8, new TreeSet<>(List.of(0L, 3L, 4L, 7L)));
		assertEquals(8, timeline.size());
		assertEquals(new Sample(1, 1, 0, Sample.Kind.NEAREST), timeline.get(0));
		assertEquals(Sample.measured(2), timeline.get(2));
		assertEquals(Sample.between(2, 5, 1 / 3.0), timeline.get(3));
		assertEquals(Sample.between(2, 5, 2 / 3.0), timeline.get(4));
		assertEquals(new Sample(6, 6, 7, Sample.Kind.NEAREST), timeline.get(7));
		assertThrows(IllegalArgumentException.class, () -> Timeline.repaired(2, new TreeSet<>(List.of(0L, 1L))));
		assertThrows(IllegalArgumentException.class, () -> Timeline.repaired(2, new TreeSet<>(List.of(2L))));
	}

	@Test
	void oneFrameHasNothingBetween() {
		assertThrows(IllegalArgumentException.class, () -> Timeline.interpolated(1, 2));
		assertThrows(IllegalArgumentException.class, () -> Timeline.interpolated(5, 1));
	}
}
