package io.github.kinema.scene;

import java.util.stream.Stream;

import io.github.kinema.format.Pinhole;

/** Builds the scenes that a camera sees. */
final class CameraScenes {

	/** Angle from one corner of the image to the opposite one. */
	private static final double DIAGONAL = Math.toRadians(56);

	private final SceneKind kind;
	private final int width;
	private final int height;
	private final int frames;
	private final Textures textures;
	private final Dice dice;
	private final Pinhole camera;

	private CameraScenes(final SceneKind kind, final int width, final int height, final int frames,
		final Textures textures, final Dice dice)
	{
		this.textures = textures;
		this.kind = kind;
		this.width = width;
		this.height = height;
		this.frames = frames;
		this.dice = dice;
		camera = Pinhole.ofDiagonal(width, height, DIAGONAL);
	}

	static Scene create(final SceneKind kind, final int width, final int height, final int frames,
		final Textures textures, final Dice dice)
	{
		return new CameraScenes(kind, width, height, frames, textures, dice).create();
	}

	private Scene create() {
		switch (kind) {
			case ORBIT:
				return inRoom(CameraPaths.orbit(dice), 3, 8);
			case ROTATION:
				return inRoom(CameraPaths.turning(dice), 3.5, 10);
			case STATIC_CAMERA:
				return inRoom(CameraPaths.still(dice), 3, 4);
			case MOVING_OBJECTS:
				return inRoom(CameraPaths.straight(dice), 3, 4);
			case DOLLY:
				return hall();
			case HANDHELD:
				return hills();
			default:
				return wall();
		}
	}

	private Scene inRoom(final Path path, final double reach, final int count) {
		final Eyes eyes = eyes(path);
		final Stage room = new Room(new double[] { -9, 9, -6, 0, -9, 9 }, paints(9), eyes);
		final Solids solids = new Solids(room, eyes, middle(), textures, dice);
		for (int i = 0; i < count; i++) solids.stand(-reach, reach, -reach, reach, 0.95);
		if (kind == SceneKind.MOVING_OBJECTS) solids.follow(path, dice.sign() * dice.between(0.5, 1.2), dice.between(-1.5,
			1.5), -1.6, dice.between(-1.5, 0));
		if (kind == SceneKind.MOVING_OBJECTS || kind == SceneKind.STATIC_CAMERA) for (int i = 0; i < 3; i++) solids.fly(1.8 *
			(i - 1), dice.between(-2.2, -1), dice.between(-1.5, 1.5));
		return scene(path, room, solids);
	}

	private Scene hall() {
		final double speed = dice.between(0.04, 0.12);
		final double length = 14 + speed * frames;
		final Path path = CameraPaths.dolly(speed, dice);
		final Eyes eyes = eyes(path);
		final Stage room = new Room(new double[] { -3.2, 3.2, -3.4, 0, -3, length }, paints(5), eyes);
		final Solids solids = new Solids(room, eyes, middle(), textures, dice);
		for (double z = 2; z < length - 2; z += 1.6) {
			solids.stand(-2.8, -1, z, z + 1.6, 0.6);
			solids.stand(1, 2.8, z, z + 1.6, 0.6);
		}
		return scene(path, room, solids);
	}

	private Scene hills() {
		final double speed = dice.between(0.02, 0.06);
		final Path path = CameraPaths.handheld(speed, dice);
		final Eyes eyes = eyes(path);
		// NB: less steep than the flattest ray, which the shaking may lower by some degrees.
		final double steepest = 0.85 * StrictMath.tan(CameraPaths.LOOK_DOWN - DIAGONAL / 2 - Math.toRadians(2.5));
		final Stage terrain = new Terrain(steepest, textures.paint(dice.between(4, 7), dice), eyes, dice);
		final Solids solids = new Solids(terrain, eyes, middle(), textures, dice);
		for (double z = 0; z < 9 + speed * frames; z++) solids.stand(-3.5, 3.5, z, z + 1, 0.7);
		return scene(path, terrain, solids);
	}

	private Scene wall() {
		final Path path = CameraPaths.beforeWall(dice);
		final Eyes eyes = eyes(path);
		final double far = 1000;
		final Stage plane = new Room(new double[] { -far, far, -far, far, -far, 6 }, paints(6), eyes);
		return scene(path, plane, new Solids(plane, eyes, middle(), textures, dice));
	}

	private Scene scene(final Path path, final Stage stage, final Solids solids) {
		return new CameraScene(kind, width, height, camera, path, stage, solids.list());
	}

	private Paint[] paints(final double period) {
		return Stream.generate(() -> textures.paint(period * dice.between(0.8, 1.3), dice)).limit(6).toArray(Paint[]::new);
	}

	private Eyes eyes(final Path path) {
		return new Eyes(camera.fx(), path.at(0), path.at(middle()), path.at(2 * middle()));
	}

	private double middle() {
		return (frames - 1) / 2.0;
	}
}
