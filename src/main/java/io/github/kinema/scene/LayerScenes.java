package io.github.kinema.scene;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Progress;

/** Builds the scenes without a camera. */
final class LayerScenes {

	private final SceneKind kind;
	private final int width;
	private final int height;
	private final int frames;
	private final Textures textures;
	private final Dice dice;
	private final Progress progress;

	private LayerScenes(final SceneKind kind, final int width, final int height, final int frames,
		final Textures textures, final Dice dice, final Progress progress)
	{
		this.progress = progress;
		this.textures = textures;
		this.kind = kind;
		this.width = width;
		this.height = height;
		this.frames = frames;
		this.dice = dice;
	}

	static Scene create(final SceneKind kind, final int width, final int height, final int frames,
		final Textures textures, final long seed, final Dice dice, final Progress progress)
	{
		final LayerScenes scenes = new LayerScenes(kind, width, height, frames, textures, dice, progress);
		switch (kind) {
			case CELLS:
				return scenes.cells();
			case FILAMENTS:
				return scenes.filaments();
			case PARTICLES:
				return scenes.particles(Dice.mix(seed));
			default:
				return scenes.layers();
		}
	}

	private Scene cells() {
		final List<Layer> layers = new ArrayList<>();
		final Elbowroom room = new Elbowroom();
		final double share = dice.between(0.12, 0.3);
		final double count = share * width * height / 450;
		for (int n = 0; n < Math.max(1, count); n++) {
			progress.check();
			final double a = dice.between(10, 17);
			final double b = a * dice.between(0.62, 0.95);
			final double x = dice.between(0, width);
			final double y = dice.between(0, height);
			// NB: a cell that finds no room is left out; neighbours may still touch later.
			if (room.take(x, y, a)) cell(x, y, a, b, layers);
		}
		layers.add(darkGround(0.05, 0.025));
		return new LayerScene(kind, width, height, layers, dice.between(0, 0.015));
	}

	private void cell(final double x, final double y, final double a, final double b, final List<Layer> layers) {
		final double level = dice.between(0.38, 0.62);
		final Tile chromatin = dice.chance(0.5) ? Tiles.CLOUDS : dice.chance(0.5) ? Tiles.SPOTS : Tiles.GRAIN;
		final Paint paint = Paint.of(chromatin, dice.between(70, 130), level, 0.55 * level, dice);
		final Paint outline = Paint.of(Tiles.HILLS, dice.between(90, 160), 0, 0.3, dice);
		final boolean divides = dice.chance(Math.min(0.25, 0.015 * frames));
		final double division = divides ? dice.between(0, frames) : Double.POSITIVE_INFINITY;
		final double appearance = dice.chance(Math.min(0.2, 0.012 * frames)) ? dice.between(0, frames - 1) : Nucleus.NEVER;
		final CellMotion motion = new CellMotion(x, y, a, division, dice);
		final double[] sides = divides ? new double[] { -1, 1 } : new double[] { 0 };
		for (final double side : sides)
			layers.add(new Layer(false, time -> motion.at(time, side), new Nucleus(a, b, side, division, appearance, outline,
				paint), 1.3 * a, 1.3 * b));
	}

	private Scene filaments() {
		final List<Layer> layers = new ArrayList<>();
		final int count = Math.max(1, width * height / 4000);
		for (int n = 0; n < count; n++) {
			progress.check();
			final double length = dice.between(25, 75);
			final double level = dice.between(0.45, 0.7);
			final Paint paint = Paint.of(Tiles.CLOUDS, dice.between(50, 90), level, 0.9 * Math.min(level, 1 - level), dice);
			final Sway x = Sway.around(dice.between(0, width), 4, 0.4, dice);
			final Sway y = Sway.around(dice.between(0, height), 4, 0.4, dice);
			final Sway angle = Sway.around(dice.between(0, 2 * Math.PI), 0.15, 0.008, dice);
			final Sway slide = Sway.around(0, 60, dice.between(0.3, 2.5), dice);
			final Ripples bends = new Ripples(3, 90, 0.13, 1.2, dice);
			final Motion motion = time -> new Warp(x.at(time), y.at(time), angle.at(time), 1, 1, slide.at(time),
				new double[0], bends.at(time));
			layers.add(new Layer(false, motion, new Filament(length, dice.between(2.4, 3.4), paint), length + 2, 4));
		}
		layers.add(darkGround(0.06, 0.03));
		return new LayerScene(kind, width, height, layers, dice.between(0, 0.008));
	}

	private Scene particles(final long seed) {
		final Sway x = Sway.line((width - 1) / 2.0, dice.between(-3, 3)).shaken(15, 1, dice);
		final Sway y = Sway.line((height - 1) / 2.0, dice.between(-3, 3)).shaken(15, 1, dice);
		final Motion fluid = Motion.waving(x, y, Sway.line(0, dice.between(-0.01, 0.01)), stretch(0.1, 0.006), stretch(0.1,
			0.006), new Ripples(2, 90, 0.06, 2, dice), new Ripples(2, 90, 0.06, 2, dice));
		final double background = dice.between(0.02, 0.08);
		return new ParticleScene(width, height, fluid, dice.between(3.6, 6), background, Paint.of(Tiles.HILLS, 200,
			background, 0, dice), seed);
	}

	private Scene layers() {
		final List<Layer> layers = new ArrayList<>();
		final int count = 4 + dice.below(3);
		final double side = Math.min(width, height);
		for (int n = 0; n < count; n++) {
			final double radius = side * dice.between(0.14, 0.36);
			final Paint outline = Paint.of(Tiles.HILLS, radius * dice.between(2.5, 5), 0, 0.5, dice);
			final Paint holes = Paint.of(Tiles.HILLS, radius * dice.between(2, 4), 0, 1, dice);
			final Patch patch = new Patch(radius, outline, holes, dice.between(0.8, 4), textures.paint(dice.between(60, 220),
				dice));
			layers.add(new Layer(false, drift(dice.between(0.1, 0.9) * width, dice.between(0.1, 0.9) * height, dice.between(0.5,
				6)), patch, 1.25 * radius, 1.25 * radius));
		}
		final boolean rests = dice.chance(0.25);
		layers.add(Layer.endless(rests, rests ? Motion.rest(width, height) : drift((width - 1) / 2.0, (height - 1) / 2.0,
			dice.between(0.3, 3)), textures.paint(dice.between(80, 220), dice)));
		return new LayerScene(kind, width, height, layers, 0);
	}

	/** Moves about a place, at most {@code fastest} pixels a frame along each axis, turns, stretches and waves. */
	private Motion drift(final double x, final double y, final double fastest) {
		return Motion.waving(Sway.around(x, 80, fastest, dice).shaken(6, 0.3 * fastest, dice), Sway.around(y, 80, fastest,
			dice).shaken(6, 0.3 * fastest, dice), Sway.around(dice.between(0, 2 * Math.PI), 0.5, 0.02, dice), stretch(0.12,
				0.008), stretch(0.12, 0.008), new Ripples(1, 90, 0.03, 1.5, dice), new Ripples(1, 90, 0.03, 1.5, dice));
	}

	private Sway stretch(final double reach, final double fastest) {
		return Sway.around(1, reach, fastest, dice);
	}

	private Layer darkGround(final double level, final double contrast) {
		return Layer.endless(true, Motion.rest(width, height), Paint.of(Tiles.CLOUDS, 300, level, contrast, dice));
	}
}
