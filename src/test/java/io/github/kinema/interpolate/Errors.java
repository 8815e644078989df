package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Shorthands to render a frame and to measure its error. */
final class Errors {

	private Errors() {}

	static Plane render(final MotionMethod method, final Plane first, final Plane second,
		final double t)
	{
		return render(new JavaSynthesis(), first, second, method.between(List.of(first), List.of(
			second), Progress.NONE).at(t, Progress.NONE));
	}

	static Plane render(final Synthesis synthesis, final Plane first, final Plane second, final MotionField field) {
		return synthesis.render(List.of(first), List.of(second), field, Progress.NONE).get(0);
	}

	/** Root of the mean squared difference, {@code margin} pixels along the border aside. */
	static double rms(final Plane plane, final Plane truth, final int margin) {
		double sum = 0;
		int count = 0;
		for (int y = margin; y < plane.height() - margin; y++) {
			for (int x = margin; x < plane.width() - margin; x++) {
				final double difference = plane.get(x, y) - truth.get(x, y);
				sum += difference * difference;
				count++;
			}
		}
		return Math.sqrt(sum / count);
	}
}
