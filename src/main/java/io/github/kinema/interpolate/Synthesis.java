package io.github.kinema.interpolate;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

public final class Synthesis {

	private Synthesis() {}

	public static Plane render(final Plane first, final Plane second,
		final MotionField field, final Progress progress)
	{
		final int width = first.width();
		final float[] a = first.values();
		final float[] b = second.values();
		final float[] out = new float[a.length];
		Bands.run(first.height(), progress, (from, to) -> {
			for (int i = from * width; i < to * width; i++) {
				out[i] = a[i] + field.weight()[i] * (b[i] - a[i]);
			}
		});
		return new Plane(width, first.height(), out);
	}
}
