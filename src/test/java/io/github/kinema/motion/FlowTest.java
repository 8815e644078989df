package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import io.github.kinema.tile.Progress;

/** How far flow leads. */
class FlowTest {

	@Test
	void itReachesNowhereBeyondTheBorder() {
		final Flow flow = new Flow(30, 20);
		assertEquals(0, flow.reach(Progress.NONE));
		flow.u()[4 + 30 * 7] = -2.25f;
		assertEquals(3, flow.reach(Progress.NONE));
		flow.u()[4 + 30 * 7] = -200;
		assertEquals(4, flow.reach(Progress.NONE));
		flow.v()[29 + 30 * 2] = 500;
		assertEquals(17, flow.reach(Progress.NONE));
	}
}
