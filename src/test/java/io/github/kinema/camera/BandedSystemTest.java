package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Least squares of differences along a row. */
class BandedSystemTest {

	@Test
	void differencesThatAgreeAreMetAndOthersShareTheirError() {
		final BandedSystem system = new BandedSystem(5, 3);
		system.want(0, 2, 1);
		for (int i = 0; i < 4; i++) system.wantDifference(i, i + 1, i + 1, 0.5);
		system.wantDifference(0, 3, 6, 2);
		assertArrayEquals(new double[] { 2, 3, 5, 8, 12 }, system.solve(), 1e-9);
		// Three steps of nothing and one jump of eight over them, which counts as much as each: its error is shared by four.
		final BandedSystem other = new BandedSystem(4, 3);
		other.want(0, 0, 1);
		for (int i = 0; i < 3; i++) other.wantDifference(i, i + 1, 0, 1);
		other.wantDifference(0, 3, 8, 1);
		assertArrayEquals(new double[] { 0, 2, 4, 6 }, other.solve(), 1e-9);
		final BandedSystem one = new BandedSystem(1, 3);
		one.want(0, 7, 3);
		assertArrayEquals(new double[] { 7 }, one.solve(), 1e-12);
	}
}
