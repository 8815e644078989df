package io.github.kinema.scene;

import java.util.List;
import java.util.Optional;

import io.github.kinema.format.Pinhole;
import io.github.kinema.format.Pose;

/** Flat things that move in the image. */
class LayerScene extends TracedScene {

	private final List<Layer> layers;
	private final double bleaching;

	/**
	 * @param layers from the uppermost; the last is endless
	 * @param bleaching share of its brightness that everything loses in a frame
	 */
	LayerScene(final SceneKind kind, final int width, final int height, final List<Layer> layers,
		final double bleaching)
	{
		super(kind, width, height);
		this.layers = List.copyOf(layers);
		this.bleaching = bleaching;
	}

	@Override
	Moment at(final double time) {
		return new LayerMoment(width(), height(), layers, time, StrictMath.pow(1 - bleaching, time));
	}

	@Override
	public Optional<Pose> pose(final double time) {
		return Optional.empty();
	}

	@Override
	public Optional<Pinhole> camera() {
		return Optional.empty();
	}
}
