package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Lets painted fields paint themselves, and another synthesis render all others. */
record PaintingSynthesis(Synthesis others) implements Synthesis {

	@Override
	public List<Plane> render(final List<Plane> first, final List<Plane> second, final MotionField field,
		final Progress progress)
	{
		return field instanceof PaintedField painted ? painted.paint(first, second, progress) //
			: others.render(first, second, field, progress);
	}
}
