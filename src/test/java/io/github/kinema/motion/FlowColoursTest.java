package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody reads from the colours. */
class FlowColoursTest {

	private static final FlowColours COLOURS = new FlowColours(4);

	/** The corners of the wheel lie 0, 15, 21, 25, 36 and 49 steps of 55 from the right, turning down. */
	@ParameterizedTest
	@CsvSource({ "0, ff0000", "15, ffff00", "21, 00ff00", "25, 00ffff", "36, 0000ff", "49, ff00ff" })
	void directionsHaveTheHuesOfTheWheel(final int step, final String expected) {
		// NB: a hair's breadth further, so that rounding does not fall into the hue before.
		final double angle = 2 * Math.PI * (step + 1e-6) / 55;
		assertEquals(expected, hex(4 * Math.cos(angle), 4 * Math.sin(angle)));
	}

	@Test
	void lengthIsSaturation() {
		assertEquals("ffffff", hex(0, 0));
		assertEquals("ff8080", hex(2, 0));
		assertEquals("ff0000", hex(4, 0));
		assertEquals("bf0000", hex(4.01, 0));
	}

	@Test
	void theUnknownIsBlack() {
		assertEquals("000000", hex(Double.NaN, 1));
		assertEquals("000000", hex(0, Double.POSITIVE_INFINITY));
	}

	@Test
	void aScaleMustBePositive() {
		assertThrows(IllegalArgumentException.class, () -> new FlowColours(0));
		assertThrows(IllegalArgumentException.class, () -> new FlowColours(Double.NaN));
	}

	private static String hex(final double u, final double v) {
		return String.format("%06x", COLOURS.of(u, v));
	}
}
