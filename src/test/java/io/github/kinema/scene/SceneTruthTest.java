package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Rigid;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Holds the truth of every kind of scene to its frames, and to the geometry that it claims. */
class SceneTruthTest {

	private static final int WIDTH = 141;
	private static final int HEIGHT = 107;

	private static Scene scene(final SceneKind kind, final long seed) {
		return Scenes.create(kind, WIDTH, HEIGHT, 12, seed);
	}

	/** The other frame, at the very place that the truth names, is as bright as the pixel; bleaching is one factor for all. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PARTICLES")
	void theTruthLeadsToTheSameBrightness(final SceneKind kind) {
		final String what = kind.key();
		for (final double[] times : new double[][] { { 3, 4 }, { 4, 3 }, { 3, 3.5 }, { 5.25, 9 } }) {
			for (long seed = 1; seed <= 3; seed++) {
				final TracedScene scene = (TracedScene) scene(kind, seed);
				final Plane frame = scene.render(times[0], Progress.NONE);
				final Truth truth = scene.truth(times[0], times[1], Progress.NONE);
				final Moment there = scene.at(times[1]);
				final Hits hits = new Hits(1);
				final double light = light(kind, scene, times[1]) / light(kind, scene, times[0]);
				int pixels = 0;
				for (int y = 0; y < HEIGHT; y++) {
					for (int x = 0; x < WIDTH; x++) {
						if (truth.occlusion().get(x, y) == 1 || truth.edge().get(x, y) == 1) continue;
						final double px = x + truth.flowX().get(x, y);
						final double py = y + truth.flowY().get(x, y);
						there.cast(px, py, 1, true, hits);
						if (hits.edge[0]) continue;
						// NB: textures change by about 0.3 from a pixel to the next: this is 1e-4 pixels.
						assertEquals(light * frame.get(x, y), hits.light[0], 3e-5, what);
						pixels++;
					}
				}
				assertTrue(pixels > WIDTH * HEIGHT / 3, kind + " has " + pixels + " pixels");
			}
		}
	}

	/** What bleaching leaves of the ground, which rests. */
	private static double light(final SceneKind kind, final TracedScene scene, final double time) {
		if (kind != SceneKind.CELLS && kind != SceneKind.FILAMENTS) return 1;
		final Moment moment = scene.at(time);
		final Moment[] all = DoubleStream.of(3, 3.5, 4, 5.25, 9).mapToObj(scene::at).toArray(Moment[]::new);
		final Hits hits = new Hits(1);
		for (int y = 0;; y++) {
			for (int x = 0; x < WIDTH; x++) {
				boolean ground = true;
				for (final Moment other : all) {
					other.cast(x, y, 1, false, hits);
					ground &= !hits.edge[0] && moment.rests(hits.surface[0]);
				}
				if (!ground) continue;
				moment.cast(x, y, 1, true, hits);
				return hits.light[0];
			}
		}
	}

	/** Whatever shift images of particles still have after warping by the truth, by least squares, in pixels. */
	@Test
	void particlesMoveWithTheFluid() {
		for (long seed = 1; seed <= 4; seed++) {
			final Residual residual = new Residual(scene(SceneKind.PARTICLES, seed), 3, 4);
			final String what = "seed " + seed + ": " + residual;
			assertTrue(residual.pixels > WIDTH * HEIGHT / 2, what);
			assertTrue(Math.abs(residual.x) < 0.02 && Math.abs(residual.y) < 0.02 && residual.error < 0.2, what);
		}
	}

	@Test
	void filamentsTakeTheirTextureAlong() {
		final TracedScene scene = (TracedScene) scene(SceneKind.FILAMENTS, 2);
		final Plane frame = scene.render(3, Progress.NONE);
		final Truth truth = scene.truth(3, 6, Progress.NONE);
		final Moment there = scene.at(6);
		final Hits hits = new Hits(1);
		int close = 0;
		int all = 0;
		double moved = 0;
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				if (truth.mask().get(x, y) == 1 || truth.occlusion().get(x, y) == 1) continue;
				there.cast(x + truth.flowX().get(x, y), y + truth.flowY().get(x, y), 1, true, hits);
				final double value = hits.light[0];
				moved += Math.hypot(truth.flowX().get(x, y), truth.flowY().get(x, y));
				all++;
				if (Math.abs(value - frame.get(x, y)) < 0.05 * frame.get(x, y) + 0.01) close++;
			}
		}
		assertTrue(all > 200 && moved / all > 1, all + " pixels move by " + moved / all);
		assertTrue(close > 0.95 * all, close + " of " + all);
	}

	@ParameterizedTest
	@EnumSource(SceneKind.class)
	void whereNothingMovesForNoTimeNothingIsHidden(final SceneKind kind) {
		final Truth truth = scene(kind, 5).truth(2.5, 2.5, Progress.NONE);
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			assertEquals(0, truth.flowX().values()[i], 1e-6);
			assertEquals(0, truth.flowY().values()[i], 1e-6);
			assertEquals(0, truth.occlusion().values()[i]);
		}
	}

	/** Rigid flow from depth, pose and intrinsics alone, as somebody else would compute it. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "CELLS", "FILAMENTS", "PARTICLES", "LAYERS" })
	void restingPixelsMoveAsDepthAndPoseSay(final SceneKind kind) {
		for (long seed = 1; seed <= 3; seed++) {
			final Scene scene = scene(kind, seed);
			final Truth truth = scene.truth(3, 6, Progress.NONE);
			final Plane there = scene.truth(6, 6, Progress.NONE).depth().orElseThrow();
			final RigidFlow rigid = new RigidFlow(scene, 3, 6);
			final String what = kind.key();
			final double[] to = new double[3];
			int resting = 0;
			for (int y = 0; y < HEIGHT; y++) {
				for (int x = 0; x < WIDTH; x++) {
					if (truth.mask().get(x, y) == 0) continue;
					resting++;
					rigid.target(x, y, truth.depth().orElseThrow().get(x, y), to);
					assertEquals(to[0] - x, truth.flowX().get(x, y), 1e-3, what);
					assertEquals(to[1] - y, truth.flowY().get(x, y), 1e-3, what);
					checkDepth(truth.occlusion().get(x, y) == 1, to, there, what);
				}
			}
			assertTrue(resting > 0.3 * WIDTH * HEIGHT, kind + " has " + resting + " resting pixels");
		}
	}

	/** A point in sight is as far as what the other frame sees there; a hidden one is farther than something there. */
	private static void checkDepth(final boolean occluded, final double[] to, final Plane there, final String what) {
		final int left = (int) Math.floor(to[0]);
		final int top = (int) Math.floor(to[1]);
		if (left < 1 || top < 1 || left > WIDTH - 3 || top > HEIGHT - 3) return;
		double nearest = Double.POSITIVE_INFINITY;
		double farthest = 0;
		for (int y = top - 1; y <= top + 2; y++) {
			for (int x = left - 1; x <= left + 2; x++) {
				nearest = Math.min(nearest, there.get(x, y));
				farthest = Math.max(farthest, there.get(x, y));
			}
		}
		if (occluded) assertTrue(to[2] > nearest, what);
		else assertTrue(to[2] < farthest * 1.05, what);
	}

	/** The ground that a ray has found is where the ground is, from wherever the search began. */
	@Test
	void raysMeetTheHills() {
		final Pinhole camera = Pinhole.ofDiagonal(WIDTH, HEIGHT, Math.toRadians(56));
		for (int seed = 0; seed < 20; seed++) {
			final Dice dice = new Dice(seed);
			final Path path = CameraPaths.handheld(0.05, dice);
			final Eyes eyes = new Eyes(camera.fx(), path.at(0), path.at(1), path.at(2));
			final Terrain terrain = new Terrain(0.41, Textures.COMPUTED.paint(5, dice), eyes, dice);
			final View view = new View(camera, path.at(1), Rigid.translation(0, 0, 0), 1, 1, 1);
			final Hits hits = new Hits(WIDTH);
			for (int y = 0; y < HEIGHT; y++) {
				terrain.cast(view, 0, y, WIDTH, 0, hits);
				view.locate(0, y, 0, WIDTH, hits);
				for (int x = 0; x < WIDTH; x++) {
					assertEquals(terrain.ground(hits.x[x], hits.z[x]), hits.y[x], 1e-9);
				}
			}
		}
	}

	@Test
	void aTurningCameraSeesNoDepth() {
		final Scene scene = scene(SceneKind.ROTATION, 2);
		final Truth truth = scene.truth(1, 9, Progress.NONE);
		final RigidFlow rigid = new RigidFlow(scene, 1, 9);
		final double[] to = new double[3];
		for (int y = 0; y < HEIGHT; y += 5) {
			for (int x = 0; x < WIDTH; x += 5) {
				rigid.target(x, y, 17, to);
				assertEquals(to[0] - x, truth.flowX().get(x, y), 1e-3);
				assertEquals(to[1] - y, truth.flowY().get(x, y), 1e-3);
			}
		}
	}

	@Test
	void aPlanarSceneIsAPlane() {
		final Plane depth = scene(SceneKind.PLANAR, 3).truth(4, 5, Progress.NONE).depth().orElseThrow();
		final double origin = 1 / depth.get(0, 0);
		final double right = (1 / depth.get(WIDTH - 1, 0) - origin) / (WIDTH - 1);
		final double down = (1 / depth.get(0, HEIGHT - 1) - origin) / (HEIGHT - 1);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				assertEquals(origin + right * x + down * y, 1 / depth.get(x, y), 1e-6);
	}

	@Test
	void aStaticCameraSeesOnlySolidsMove() {
		final Scene scene = scene(SceneKind.STATIC_CAMERA, 1);
		final Truth truth = scene.truth(2, 7, Progress.NONE);
		int moving = 0;
		for (int i = 0; i < WIDTH * HEIGHT; i++) {
			final double length = Math.hypot(truth.flowX().values()[i], truth.flowY().values()[i]);
			if (truth.mask().values()[i] == 1) assertEquals(0, length, 1e-6);
			else if (length > 0.5) moving++;
		}
		assertTrue(moving > 300, moving + " pixels move");
		assertEquals(scene.pose(0).orElseThrow().tx(), scene.pose(11).orElseThrow().tx());
	}

	@Test
	void oneSolidMovesAlongTheEpipolarLines() {
		final Scene scene = scene(SceneKind.MOVING_OBJECTS, 1);
		final Truth truth = scene.truth(1, 6, Progress.NONE);
		final double[] epipole = new double[3];
		new RigidFlow(scene, 1, 6).epipole(epipole);
		int along = 0;
		int across = 0;
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				if (truth.mask().get(x, y) == 1) continue;
				final double u = truth.flowX().get(x, y);
				final double v = truth.flowY().get(x, y);
				// NB: in homogeneous coordinates, for the epipole may be at infinity.
				final double ex = epipole[0] - x * epipole[2];
				final double ey = epipole[1] - y * epipole[2];
				final double sine = Math.abs(u * ey - v * ex) / (Math.hypot(u, v) * Math.hypot(ex, ey));
				if (sine < 1e-3) along++;
				if (sine > 0.1) across++;
			}
		}
		assertTrue(along > 200 && across > 200, along + " pixels along the epipolar lines, " + across + " across");
	}

	@ParameterizedTest
	@EnumSource(SceneKind.class)
	void theSeedIsAllThatCounts(final SceneKind kind) throws Exception {
		final Plane first = scene(kind, 8).render(3.3, Progress.NONE);
		final ForkJoinPool alone = new ForkJoinPool(1);
		try {
			final Plane again = alone.submit(() -> scene(kind, 8).render(3.3, Progress.NONE)).get();
			assertArrayEquals(first.values(), again.values());
		}
		finally {
			alone.shutdown();
		}
		assertFalse(Arrays.equals(first.values(), scene(kind, 9).render(3.3, Progress.NONE).values()));
		assertFalse(Arrays.equals(first.values(), scene(kind, 8).render(4.3, Progress.NONE).values()));
		for (final float value : first.values()) assertTrue(value >= 0 && value <= 1);
	}

	/** Machines with more cores cut frames into more bands. */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PARTICLES")
	void bandsAreNotSeen(final SceneKind kind) {
		final TracedScene scene = (TracedScene) scene(kind, 8);
		final float[] frame = scene.render(3.3, Progress.NONE).values();
		final float[] rows = new float[frame.length];
		final Moment moment = scene.at(3.3);
		for (int y = 0; y < HEIGHT; y++) moment.walk(y, y + 1, true, (row, hits) -> {
			for (int x = 0; x < WIDTH; x++) rows[x + row * WIDTH] = (float) hits.light[x];
		});
		assertArrayEquals(frame, rows);
	}

	@ParameterizedTest
	@EnumSource(SceneKind.class)
	void anySizeWillDo(final SceneKind kind) {
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 9 }, { 33, 1 }, { 31, 65 } }) {
			final Scene scene = Scenes.create(kind, size[0], size[1], 1, -4);
			for (final float value : scene.render(0, Progress.NONE).values()) assertTrue(value >= 0 && value <= 1);
			final Truth truth = scene.truth(0, 1, Progress.NONE);
			for (final float value : truth.flowX().values()) assertTrue(Math.abs(value) < 100, "flow " + value);
			if (kind.hasCamera()) for (final float z : truth.depth().orElseThrow().values()) assertTrue(z > 0 && z < 100);
			assertEquals(kind.hasCamera(), truth.depth().isPresent());
			assertEquals(kind.hasCamera(), scene.camera().isPresent());
		}
	}

	@ParameterizedTest
	@EnumSource(SceneKind.class)
	void itStops(final SceneKind kind) {
		final Scene scene = scene(kind, 1);
		assertThrows(CancellationException.class, () -> scene.render(1, new Impatient(3)));
		assertThrows(CancellationException.class, () -> scene.truth(1, 2, new Impatient(3)));
	}

	@ParameterizedTest
	@EnumSource(value = SceneKind.class, names = { "CELLS", "FILAMENTS" })
	void aCrowdStopsWhileItGathers(final SceneKind kind) {
		assertThrows(CancellationException.class, () -> Scenes.create(kind, 512, 512, 9, 1, Textures.COMPUTED, new Impatient(
			20)));
	}

	@Test
	void wrongNumbersAndKindsAreNamed() {
		assertEquals("width=0: a scene takes a width from 1 to 16384.", assertThrows(IllegalArgumentException.class,
			() -> Scenes.create(SceneKind.ORBIT, 0, 5, 5, 1)).getMessage());
		assertTrue(assertThrows(IllegalArgumentException.class, () -> Scenes.create(SceneKind.ORBIT, 5, 5, 0, 1))
			.getMessage().startsWith("frames=0"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> SceneKind.of("carousel")).getMessage().contains(
			"static camera"));
		assertNotEquals(SceneKind.of("layers"), SceneKind.of("moving objects"));
	}
}
