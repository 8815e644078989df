package io.github.kinema.scene;

import io.github.kinema.format.Rigid;

/** How something moves in the world. Thread-safe. */
@FunctionalInterface
interface Path {

	/** From its own coordinates to the world. */
	Rigid at(double time);
}
