package io.github.kinema.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Rigid transforms. */
class RigidTest {

	private static final double[] NOWHERE = new double[3];

	@Test
	void aTurnAboutAnAxisIsTheTurnAboutIt() {
		for (int axis = 0; axis < 3; axis++) {
			for (final double angle : new double[] { 0, 1e-12, 1e-5, 0.3, -2, Math.PI }) {
				final double[] vector = new double[3];
				vector[axis] = angle;
				assertSame(Rigid.rotation(axis, angle), Rigid.turn(vector, NOWHERE), 1e-15);
			}
		}
	}

	@Test
	void halfATurnTwiceIsTheTurn() {
		final double[] axis = { 0.3, -0.4, 0.5 };
		final double[] half = { 0.15, -0.2, 0.25 };
		assertSame(Rigid.turn(axis, NOWHERE), Rigid.turn(half, NOWHERE).times(Rigid.turn(half, NOWHERE)), 1e-15);
		assertEquals(Math.sqrt(0.5), Rigid.turn(axis, NOWHERE).angle(), 1e-15);
	}

	@Test
	void aPoseComesBack() {
		final Rigid pose = Rigid.turn(new double[] { 2, -1, 2 }, new double[] { 4, 5, -6 });
		assertSame(pose, Rigid.of(pose.pose(3)), 1e-12);
		assertEquals(Math.sqrt(77), pose.distance(), 1e-12);
		final double[] there = new double[3];
		pose.apply(1, 2, 3, there);
		pose.inverse().apply(there[0], there[1], there[2], there);
		assertArrayEquals(new double[] { 1, 2, 3 }, there, 1e-12);
	}

	private static void assertSame(final Rigid expected, final Rigid actual, final double tolerance) {
		for (int r = 0; r < 3; r++)
			for (int c = 0; c < 4; c++) assertEquals(expected.get(r, c), actual.get(r, c), tolerance);
	}
}
