package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

/** Tests {@link DisplacementClass}. */
public class DisplacementClassTest {

	@Test
	public void boundsBelongToTheLargerClass() {
		assertEquals(DisplacementClass.STILL, uniform(0.49f));
		assertEquals(DisplacementClass.SMALL, uniform(0.5f));
		assertEquals(DisplacementClass.MEDIUM, uniform(2));
		assertEquals(DisplacementClass.LARGE, uniform(8));
	}

	@Test
	public void aFewWildVectorsDoNotDecide() {
		final float[] x = new float[100];
		Arrays.fill(x, 0, 5, 500);
		assertEquals(DisplacementClass.STILL, DisplacementClass.of(x, new float[100]));
		x[5] = 500;
		assertEquals(DisplacementClass.LARGE, DisplacementClass.of(x, new float[100]));
	}

	private static DisplacementClass uniform(final float length) {
		final float[] y = new float[7];
		Arrays.fill(y, length);
		return DisplacementClass.of(new float[7], y);
	}
}
