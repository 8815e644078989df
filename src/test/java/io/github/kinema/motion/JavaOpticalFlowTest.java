package io.github.kinema.motion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Sensor;
import io.github.kinema.scene.Truth;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The contract of optical flow in Java, and how exact it is. */
class JavaOpticalFlowTest extends OpticalFlowContract {

	private static final int SIDE = 256;

	@Override
	OpticalFlow on(final FlowSettings settings) {
		return new JavaOpticalFlow(settings);
	}

	/** NB: in noise, only a solver that comes to its end gains what a smooth flow has to offer. */
	@Test
	void whatIsToBeMeasuredIsFoundMoreExactly() {
		final Scene scene = Scenes.create(SceneKind.PLANAR, SIDE, SIDE, 3, 8);
		final Truth truth = scene.truth(0, 1, Progress.NONE);
		final Sensor sensor = new Sensor(2, 0, 0, 0, 8, 8);
		final FlowGuide guide = FlowGuide.of(List.of(frame(scene, sensor, 0)), List.of(frame(scene, sensor, 1)));
		final double usual = error(on(FlowSettings.DEFAULT).between(guide.first(), guide.second(), Progress.NONE), truth);
		final double accurate = error(on(FlowSettings.ACCURATE).between(guide.first(), guide.second(), Progress.NONE), truth);
		assertTrue(accurate < 0.75 * usual, "end-point error " + accurate + " instead of " + usual);
	}

	private static Plane frame(final Scene scene, final Sensor sensor, final int time) {
		return sensor.read(scene.render(time, Progress.NONE), time, time, Progress.NONE);
	}

	/** The mean end-point error. */
	private static double error(final Flow flow, final Truth truth) {
		double sum = 0;
		for (int i = 0; i < flow.u().length; i++)
			sum += Math.hypot(flow.u()[i] - truth.flowX().values()[i], flow.v()[i] - truth.flowY().values()[i]);
		return sum / flow.u().length;
	}
}
