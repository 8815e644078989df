package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.model.Networks;
import io.github.kinema.model.StoredModel;
import io.github.kinema.model.TiledNetwork;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A foreign model that paints what lies between two frames. It is loaded at the first use. */
final class PaintingMethod implements MotionMethod {

	private final StoredModel model;
	private final Device device;
	private Painter painter;

	/** @throws IllegalArgumentException if the model takes something else than two frames and an instant */
	PaintingMethod(final StoredModel model, final Device device) {
		Painter.check(model);
		this.model = model;
		this.device = device;
	}

	/** NB: not {@code learned}: labels must tell what was painted from what was moved. */
	@Override
	public String name() {
		return "painted";
	}

	@Override
	public StoredModel model() {
		return model;
	}

	@Override
	public String provider() {
		return painter().provider();
	}

	@Override
	public PairMotion between(final List<Plane> first, final List<Plane> second, final Progress progress) {
		final Painter painting = painter();
		final PairMotion still = new BlendMethod().between(first, second, progress);
		return (t, p) -> new PaintedField(painting, still.at(t, p).dense(p), (float) t);
	}

	private synchronized Painter painter() {
		if (painter == null) painter = new Painter(new TiledNetwork(Networks.open(model, device), model.descriptor()), model
			.descriptor());
		return painter;
	}
}
