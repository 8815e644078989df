package io.github.kinema.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.DepthAlignment;
import io.github.kinema.evaluate.DepthScore;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A model's relative depth, fitted to what the flow says. */
class ModelFitTest {

	private static final int WIDTH = 101;
	private static final int HEIGHT = 75;

	private static double truth(final int i) {
		final int x = i % WIDTH;
		final int y = i / WIDTH;
		final boolean near = Math.hypot(x - 30, y - 40) < 18 || x > 60 && x < 85 && y > 15 && y < 45;
		return near ? 0.9 : 0.25 + 0.003 * y;
	}

	/** Noise of 3 %; every tenth is far off, though it claims to be sure; within a rectangle nothing is known. */
	private static InverseDepth measured() {
		final Random random = new Random(1);
		final InverseDepth depth = new InverseDepth(new Plane(WIDTH, HEIGHT), new Plane(WIDTH, HEIGHT), new Plane(WIDTH, HEIGHT));
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			final double truth = truth(i) * (random.nextInt(10) == 0 ? 1.7 : 1);
			depth.inverse().values()[i] = (float) (truth * (1 + 0.03 * random.nextGaussian()));
			depth.variance().values()[i] = isHole(i) ? Float.POSITIVE_INFINITY : (float) (truth * truth * 0.03 * 0.03);
		}
		return depth;
	}

	private static boolean isHole(final int i) {
		return i % WIDTH > 45 && i % WIDTH < 75 && i / WIDTH > 25 && i / WIDTH < 60;
	}

	/** The truth in a scale that changes slowly over the frame, above a zero of its own. */
	private static Plane said() {
		final Plane said = new Plane(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			said.values()[i] = (float) (40 * truth(i) * (1 + 0.25 * Math.sin(0.03 * (i % WIDTH) + 0.02 * (i / WIDTH))) + 17);
		}
		return said;
	}

	@Test
	void scalesThatChangeSlowlyAndAZeroAreFound() {
		final ModelPrior prior = new ModelFit(said()).to(measured(), Progress.NONE);
		double sum = 0;
		for (int i = 0; i < WIDTH * HEIGHT; i++) sum += Math.abs(truth(i) / prior.inverse().values()[i] - 1);
		assertEquals(0, sum / WIDTH / HEIGHT, 0.02);
		// That of what is measured, with its tenth far off: the model's own errors are not told from those.
		assertEquals(0.1, prior.deviation(), 0.05);
		assertThrows(CancellationException.class, () -> new ModelFit(said()).to(measured(), new Impatient(1)));
	}

	@Test
	void whatHasNothingToDoWithTheDepthIsNoPrior() {
		final Plane opposite = said();
		for (int i = 0; i < WIDTH * HEIGHT; i++) opposite.values()[i] *= -1;
		assertNull(new ModelFit(opposite).to(measured(), Progress.NONE));
		assertNull(new ModelFit(new Plane(WIDTH, HEIGHT)).to(measured(), Progress.NONE));
		final InverseDepth unsure = measured();
		Arrays.fill(unsure.variance().values(), 99, WIDTH * HEIGHT, Float.POSITIVE_INFINITY);
		assertNull(new ModelFit(said()).to(unsure, Progress.NONE));
		final InverseDepth one = new InverseDepth(new Plane(1, 1), new Plane(1, 1), new Plane(1, 1));
		assertNull(new ModelFit(new Plane(1, 1)).to(one, Progress.NONE));
	}

	@Test
	void aHoleGetsTheShapeThatTheModelSees() {
		final DepthFilling filling = new DepthFilling(CpuDevice.INSTANCE);
		final Plane image = new Plane(WIDTH, HEIGHT);
		final ModelPrior prior = new ModelFit(said()).to(measured(), Progress.NONE);
		final double[] errors = new double[2];
		for (int k = 0; k < 2; k++) {
			final Plane filled = filling.fill(measured(), k == 0 ? null : prior, image, Progress.NONE);
			for (int i = 0; i < WIDTH * HEIGHT; i++) {
				if (isHole(i)) errors[k] += Math.abs(filled.values()[i] / truth(i) - 1) / (29 * 34);
			}
		}
		assertTrue(errors[0] > 0.2, "without: " + errors[0]);
		assertEquals(0, errors[1], 0.05);
		final Plane said = said();
		assertSame(said, new PriorTrial(filling, measured(), image).best(said, Progress.NONE));
	}

	/** Says the same of all frames. */
	static DepthGuess guess(final Plane said) {
		return new DepthGuess() {

			@Override
			public List<Plane> reduced(final List<Plane> planes, final Progress progress) {
				return planes;
			}

			@Override
			public Plane inverse(final List<Plane> reduced, final Progress progress) {
				return said;
			}
		};
	}

	@Test
	void aGoodModelHelpsASceneAndNonsenseDoesNotHarmIt() {
		final SceneFootage scene = SceneFootage.of(SceneKind.DOLLY, 160, 120, 6, 3, 1);
		final PairFlows flows = new PairFlows(scene.footage(), 20);
		final CameraPath path = scene.footage().track(flows, Progress.NONE);
		final Plane truth = scene.depth(2);
		final Plane good = new Plane(160, 120);
		final Plane nonsense = new Plane(160, 120);
		final Random random = new Random(4);
		for (int i = 0; i < good.values().length; i++) {
			final double factor = 2 + 0.5 * Math.sin(0.02 * (i % 160)) + 0.3 * Math.cos(0.03 * (i / 160));
			good.values()[i] = (float) (factor / truth.values()[i] * (1 + 0.02 * random.nextGaussian()) - 0.7);
			nonsense.values()[i] = (float) (3 + Math.sin(0.1 * (i % 160)) * Math.cos(0.07 * (i / 160)));
		}
		final DepthMap without = depth(scene, path, flows, null).of(2, Progress.NONE);
		final DepthMap with = depth(scene, path, flows, guess(good)).of(2, Progress.NONE);
		assertTrue(with.modelled());
		assertTrue(error(with, truth) < 0.7 * error(without, truth), error(with, truth) + " of " + error(without, truth));
		assertArrayEquals(without.confidence().values(), with.confidence().values());
		final DepthMap same = depth(scene, path, flows, guess(nonsense)).of(2, Progress.NONE);
		assertFalse(same.modelled() || without.modelled());
		assertArrayEquals(without.depth().values(), same.depth().values());
		// A model that sees nothing in this frame.
		final Plane nothing = new Plane(160, 120);
		Arrays.fill(nothing.values(), Float.NaN);
		assertNotNull(depth(scene, path, flows, guess(nothing)).of(2, Progress.NONE));
	}

	private static DepthFromMotion depth(final SceneFootage scene, final CameraPath path, final PairFlows flows,
		final DepthGuess model)
	{
		return new DepthFromMotion(scene.footage(), path, flows, model, (Evidence) null, CpuDevice.INSTANCE);
	}

	private static double error(final DepthMap map, final Plane truth) {
		return DepthScore.of(map.depth(), false, truth, DepthAlignment.MEDIAN, 1e-3, Double.POSITIVE_INFINITY, new Plane(160, 120),
			Progress.NONE).absRel();
	}
}
