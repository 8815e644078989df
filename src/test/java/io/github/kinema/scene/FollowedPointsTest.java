package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.kinema.tile.Progress;

/** Points that are followed go where the flow of their pixels leads. */
class FollowedPointsTest {

	/** Every second pixel of such a frame is followed. */
	private static final int SIDE = 25;

	@ParameterizedTest
	@EnumSource(SceneKind.class)
	void theyGoWhereTheTruthLeads(final SceneKind kind) {
		final Scene scene = Scenes.create(kind, SIDE, SIDE, 6, 11);
		final Truth after = scene.truth(2, 4.5, Progress.NONE);
		final Truth before = scene.truth(2, 0.25, Progress.NONE);
		final double[][] ways = scene.follow(2, 4.5, 0.25);
		assertEquals(144, ways.length);
		for (final double[] way : ways) {
			final int x = (int) Math.round(way[0]);
			final int y = (int) Math.round(way[1]);
			assertEquals(x, way[0], 1e-9);
			assertEquals(y, way[1], 1e-9);
			assertEquals(after.flowX().get(x, y), way[2] - x, 1e-4);
			assertEquals(after.flowY().get(x, y), way[3] - y, 1e-4);
			assertEquals(before.flowX().get(x, y), way[4] - x, 1e-4);
			assertEquals(before.flowY().get(x, y), way[5] - y, 1e-4);
		}
	}
}
