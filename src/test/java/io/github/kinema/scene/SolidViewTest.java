package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;

/** Holds the views of solids, from all sides, to ray casting as textbooks have it. */
class SolidViewTest {

	private static final int SIZE = 48;
	private static final int STAGE = -1;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void raysMeetSolidsWhereTheyAre(final boolean round) {
		final Pinhole camera = Pinhole.ofDiagonal(SIZE, SIZE, Math.toRadians(56));
		int met = 0;
		for (int seed = 0; seed < 60; seed++) {
			final Dice dice = new Dice(seed);
			// NB: the last ones are so close that a part of them is behind the camera.
			final double z = seed < 50 ? dice.between(3, 9) : dice.between(1.2, 1.5);
			final Rigid eye = Rigid.camera(0, 0, -z, dice.between(-0.2, 0.2), dice.between(-0.2, 0.2), dice.between(-3, 3));
			final Rigid turn = Rigid.rotation(1, dice.between(0, 6)).times(Rigid.rotation(0, dice.between(0, 6)));
			final double[] size = { dice.between(0.3, 0.8), dice.between(0.3, 0.8), dice.between(0.3, 0.8) };
			final View view = new View(camera, eye, turn, size);
			met += check(round ? new RoundView(view) : new BoxView(view), round, view, "seed " + seed);
		}
		assertTrue(met > 60 * 100, met + " rays meet a solid");
	}

	private static int check(final SolidView solid, final boolean round, final View view, final String what) {
		final Hits hits = new Hits(SIZE);
		int met = 0;
		for (int y = 0; y < SIZE; y++) {
			Arrays.fill(hits.surface, STAGE);
			Arrays.fill(hits.nearness, 0);
			solid.cast(0, y, SIZE, 8, hits);
			view.locate(0, y, 0, SIZE, hits);
			for (int x = 0; x < SIZE; x++) {
				final double expected = round ? roundDepth(view, x, y) : boxDepth(view, x, y);
				assertEquals(1 / expected, Math.max(0, solid.nearness(x, y)), 1e-7, what);
				assertEquals(1 / expected, hits.nearness[x], 1e-7, what);
				if (hits.surface[x] == STAGE) continue;
				met++;
				final double[] point = { hits.x[x], hits.y[x], hits.z[x] };
				final int face = hits.surface[x] - 8;
				if (round) assertEquals(1, point[0] * point[0] + point[1] * point[1] + point[2] * point[2], 1e-6, what);
				else assertEquals(face % 2 == 0 ? -1 : 1, point[face / 2], 1e-9, what);
			}
		}
		return met;
	}

	/** The quadratic equation; infinite where the ray misses. */
	private static double roundDepth(final View view, final double x, final double y) {
		double a = 0;
		double b = 0;
		double c = -1;
		for (int axis = 0; axis < 3; axis++) {
			a += view.direction(axis, x, y) * view.direction(axis, x, y);
			b += view.direction(axis, x, y) * view.origin(axis);
			c += view.origin(axis) * view.origin(axis);
		}
		final double depth = (-b - Math.sqrt(b * b - a * c)) / a;
		return depth > 0 ? depth : Double.POSITIVE_INFINITY;
	}

	/** Slabs (Kay and Kajiya 1986); infinite where the ray misses. */
	private static double boxDepth(final View view, final double x, final double y) {
		double in = 0;
		double out = Double.POSITIVE_INFINITY;
		for (int axis = 0; axis < 3; axis++) {
			final double low = (-1 - view.origin(axis)) / view.direction(axis, x, y);
			final double high = (1 - view.origin(axis)) / view.direction(axis, x, y);
			in = Math.max(in, Math.min(low, high));
			out = Math.min(out, Math.max(low, high));
		}
		return in < out ? in : Double.POSITIVE_INFINITY;
	}
}
