package io.github.kinema.scene;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a scene shows and how it moves. */
public enum SceneKind {

	/** A camera circles around solids on the ground of a room. */
	ORBIT,
	/** A camera rolls down a hall between solids. */
	DOLLY,
	/** A camera in a shaky hand, above hills with solids on them. */
	HANDHELD,
	/** A camera that stands still, and solids that move: there is no depth in it. */
	STATIC_CAMERA,
	/** A camera that turns about its own centre: there is no depth in it. */
	ROTATION,
	/** A moving camera before one plane: a homography explains all of it. */
	PLANAR,
	/** A moving camera and moving solids; the first of them moves along the epipolar lines. */
	MOVING_OBJECTS,
	/** Fluorescent nuclei that move, deform, divide, appear and bleach. */
	CELLS,
	/** Curved filaments that bend and slide. */
	FILAMENTS,
	/** Small bright particles in a smooth flow. */
	PARTICLES,
	/** Textured layers with holes and soft edges, each under its own affine motion and waves. */
	LAYERS;

	/** What macros call it: {@code static camera}. */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/** Whether a camera sees it, so that there are depth, intrinsics and poses. */
	public boolean hasCamera() {
		return compareTo(CELLS) < 0;
	}

	/** @throws IllegalArgumentException if no kind has this key */
	public static SceneKind of(final String key) {
		for (final SceneKind kind : values())
			if (kind.key().equals(key)) return kind;
		throw new IllegalArgumentException("kind=" + key + ": there is no such scene. The kinds are " + //
			Arrays.stream(values()).map(SceneKind::key).collect(Collectors.joining(", ")) + ".");
	}
}
