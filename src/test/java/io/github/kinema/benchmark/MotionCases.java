package io.github.kinema.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.process.ImageProcessor;
import io.github.kinema.format.MotionFormat;
import io.github.kinema.format.PlaneFile;
import io.github.kinema.motion.Flow;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Sensor;
import io.github.kinema.scene.Shot;
import io.github.kinema.scene.Truth;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Recordings and procedural scenes whose flow is known. Scenes to tune on and
 * scenes to report on have different seeds.
 */
final class MotionCases {

	/** What the scenes show. */
	private static final List<SceneKind> KINDS = List.of(SceneKind.ORBIT, SceneKind.DOLLY, SceneKind.HANDHELD,
		SceneKind.STATIC_CAMERA, SceneKind.ROTATION, SceneKind.PLANAR, SceneKind.MOVING_OBJECTS, SceneKind.LAYERS);

	/** Width and height of a scene. */
	private static final int SIDE = 512;

	private static final double PERCENTILE = 0.95;

	private final Path data;

	MotionCases(final Path data) {
		this.data = data;
	}

	/** Everything that is reported on. */
	List<MotionCase> all() {
		return List.of( //
			new MotionCase("sintel_alley1_clean", List.of(() -> sintel("clean"))), //
			new MotionCase("sintel_alley1_final", List.of(() -> sintel("final"))), //
			new MotionCase("piv_uniform", List.of(96, 100, 104, 108, 112, 116, 120, 124, 128).stream() //
				.map(number -> (Supplier<MotionCase.Pair>) () -> particles(number)).toList()), //
			scenes("scenes_4px", 4, 2, 101, 102), scenes("scenes_60px", 60, 2, 101, 102));
	}

	/** Scenes nobody reports on. */
	static List<MotionCase> tuning() {
		return List.of(scenes("tuning_4px", 4, 2, 1), scenes("tuning_60px", 60, 2, 1));
	}

	/** Pairs of all kinds, far enough apart in time for 5 % of the pixels to move farther than a distance. */
	static MotionCase scenes(final String name, final double distance, final double noise, final long... seeds) {
		final List<Supplier<MotionCase.Pair>> pairs = new ArrayList<>();
		for (final long seed : seeds)
			for (final SceneKind kind : KINDS)
				pairs.add(() -> scene(kind, seed, distance, noise));
		return new MotionCase(name, pairs);
	}

	private static MotionCase.Pair scene(final SceneKind kind, final long seed, final double distance,
		final double noise)
	{
		final Scene scene = Scenes.create(kind, SIDE, SIDE, 10, seed);
		double low = 0;
		double high = 1;
		while (speed(scene, high) < distance && high < 1000) high *= 2;
		for (int i = 0; i < 8; i++) {
			final double middle = (low + high) / 2;
			if (speed(scene, middle) < distance) low = middle;
			else high = middle;
		}
		final Shot shot = scene.shoot(0, new double[] { high }, Progress.NONE);
		final Truth truth = shot.truths().get(0);
		final Sensor sensor = new Sensor(noise, 0, 0, 0, 8, seed);
		return new MotionCase.Pair(List.of(sensor.read(shot.frame(), 0, 0, Progress.NONE)), List.of(sensor.read(scene.render(
			high, Progress.NONE), 1, 1, Progress.NONE)), new Flow(SIDE, SIDE, truth.flowX().values(), truth.flowY().values()),
			truth.occlusion().values());
	}

	/** How far the faster pixels have moved. */
	private static double speed(final Scene scene, final double time) {
		final Truth truth = scene.truth(0, time, Progress.NONE);
		final double[] lengths = new double[truth.flowX().values().length];
		for (int i = 0; i < lengths.length; i++) {
			final double length = Math.hypot(truth.flowX().values()[i], truth.flowY().values()[i]);
			lengths[i] = Double.isFinite(length) ? length : Double.MAX_VALUE;
		}
		Arrays.sort(lengths);
		return lengths[(int) (PERCENTILE * lengths.length)];
	}

	private MotionCase.Pair sintel(final String pass) {
		final Path folder = data.resolve("flow_sintel_alley1");
		final List<Plane> truth = PlaneFile.read(folder.resolve("gt/frame_0002.flo"), MotionFormat.FLO);
		final float[] invalid = frame(folder.resolve("gt/invalid/frame_0002.png")).get(0).values();
		for (int i = 0; i < invalid.length; i++)
			if (invalid[i] != 0) truth.get(0).values()[i] = Float.NaN;
		return new MotionCase.Pair(frame(folder.resolve(pass + "/frame_0002.png")), frame(folder.resolve(pass +
			"/frame_0003.png")), new Flow(truth.get(0).width(), truth.get(0).height(), truth.get(0).values(), truth.get(1)
				.values()), frame(folder.resolve("gt/occlusions/frame_0002.png")).get(0).values());
	}

	/** Particles that all move by 1/32 of the number in the file's name, along x and along y. */
	private MotionCase.Pair particles(final int number) {
		final String name = String.format("flow_piv_uniform/disp_%03d", number);
		final List<Plane> first = List.of(plane(data.resolve(name + "a.bmp")));
		final Flow truth = new Flow(first.get(0).width(), first.get(0).height());
		Arrays.fill(truth.u(), number / 32f);
		Arrays.fill(truth.v(), number / 32f);
		final float[] hidden = new float[truth.u().length];
		for (int i = 0; i < hidden.length; i++)
			hidden[i] = Math.max(i % truth.width() + truth.u()[i] - truth.width(), i / truth.width() + truth.v()[i] - truth
				.height()) > -1 ? 1 : 0;
		return new MotionCase.Pair(first, List.of(plane(data.resolve(name + "b.bmp"))), truth, hidden);
	}

	private static Plane plane(final Path file) {
		final ImageProcessor pixels = IJ.openImage(file.toString()).getProcessor();
		return new Plane(pixels.getWidth(), pixels.getHeight(), (float[]) pixels.toFloat(0, null).getPixels());
	}

	/** The channels of a frame of film. */
	static List<Plane> frame(final Path file) {
		try {
			final BufferedImage image = ImageIO.read(file.toFile());
			final List<Plane> planes = new ArrayList<>();
			for (int band = 0; band < Math.min(3, image.getRaster().getNumBands()); band++)
				planes.add(new Plane(image.getWidth(), image.getHeight(), image.getRaster().getSamples(0, 0, image.getWidth(), image
					.getHeight(), band, (float[]) null)));
			return planes;
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}
}
