package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * A plane that a model paints, which knows of no motion. As a field, it is that of
 * plain blending: the confidence says how far both frames agree where nothing moves,
 * and nothing of what is painted.
 */
record PaintedField(Painter painter, DenseField still, float t) implements MotionField {

	@Override
	public int width() {
		return still.width();
	}

	@Override
	public int height() {
		return still.height();
	}

	@Override
	public DenseField dense(final Progress progress) {
		return still;
	}

	/** The planes between, one for each channel. */
	List<Plane> paint(final List<Plane> first, final List<Plane> second, final Progress progress) {
		return painter.paint(first, second, t, progress);
	}
}
