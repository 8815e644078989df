package io.github.kinema.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that tiles cover an axis once, with halos. */
class TileSpanTest {

	@ParameterizedTest
	@CsvSource({ "64, 32, 8, 3", "640, 128, 16, 20", "1000, 200, 8, 64", "40, 40, 8, 3", "41, 16, 1, 5", "176, 48, 16, 16" })
	void tilesCoverAnAxisWithHalos(final int axis, final int length, final int step, final int halo) {
		int kept = 0;
		for (final TileSpan span : TileSpan.cover(axis, length, step, halo)) {
			assertEquals(kept, span.from());
			assertTrue(span.to() > span.from());
			assertEquals(0, span.start() % step);
			assertTrue(span.start() >= 0 && span.start() + span.length() <= axis);
			assertTrue(span.start() == 0 || span.from() - span.start() >= halo, span.toString());
			assertTrue(span.start() + length == axis || span.start() + length - span.to() >= halo, span.toString());
			kept = span.to();
		}
		assertEquals(axis, kept);
	}

	@Test
	void lengthsAreAsSmallAsTheirNumberAllows() {
		assertEquals(640, TileSpan.length(640, 1, 32, 16, 20));
		// (640 - 40) / 3 + 40 = 240
		assertEquals(240, TileSpan.length(640, 3, 32, 16, 20));
		assertEquals(160, TileSpan.length(640, 5, 32, 16, 20));
		assertEquals(32, TileSpan.length(32, 5, 32, 16, 20));
	}

	@Test
	void tilesOfHalosAloneAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> TileSpan.cover(100, 40, 8, 17));
	}

	@Test
	void positionsAreMirroredWithoutTheirEdge() {
		final List<Integer> shown = IntStream.rangeClosed(-5, 8).map(i -> Mirror.inside(i, 4)).boxed()
			.toList();
		assertEquals(List.of(1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1, 2), shown);
		assertEquals(0, Mirror.inside(7, 1));
		assertTrue(Mirror.isReversed(4, 4) && !Mirror.isReversed(3, 4) && !Mirror.isReversed(6, 4));
	}
}
