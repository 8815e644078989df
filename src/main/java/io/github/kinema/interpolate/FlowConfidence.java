package io.github.kinema.interpolate;

import java.util.List;

import io.github.kinema.motion.Flow;
import io.github.kinema.motion.FlowGuide;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** How far the flow between two frames is to be trusted at each pixel. */
public final class FlowConfidence {

	/** An error of the flow that does not matter, in pixels, squared; it explains differences where there are gradients. */
	private static final float NEGLIGIBLE = 0.25f;

	private FlowConfidence() {}

	/**
	 * The product of two shares: how well the flow back leads to where the pixel came
	 * from, and how well the frames agree under the flow in a window around it,
	 * beyond what noise (as elsewhere in these frames) or half a pixel would explain. 0
	 * where the flow leads out of the frame, because nothing can be compared there.
	 *
	 * @param forward from the guide's first frame to its second
	 * @param backward from the second to the first
	 * @return shape {@code [X, Y]}, 0 (not at all) to 1
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static Plane of(final FlowGuide guide, final Flow forward, final Flow backward, final Progress progress) {
		final float[] differences = Agreement.differences(guide.first(), guide.second(), forward, 0, progress);
		final Agreement agreement = Agreement.usual(differences, differences);
		final float[] gradients = gradients(guide.first(), progress);
		final float[] hidden = FlowMotion.hidden(forward, backward, progress);
		final Plane confidence = new Plane(forward.width(), forward.height());
		for (int i = 0; i < hidden.length; i++) {
			final float x = i % forward.width() + forward.u()[i];
			final float y = i / forward.width() + forward.v()[i];
			if (Agreement.inside(forward.width(), forward.height(), x, y))
				confidence.values()[i] = (1 - hidden[i]) * agreement.confidence(differences[i], NEGLIGIBLE *
					gradients[i]);
		}
		return confidence;
	}

	/**
	 * Trusts no flow where a pixel has no finite value, and its surroundings stand for it.
	 *
	 * @param planes those of the frame that the flow begins in
	 * @param confidence becomes 0 there
	 * @return the same plane
	 */
	public static Plane ofPresent(final List<Plane> planes, final Plane confidence) {
		for (final Plane plane : planes)
			for (int i = 0; i < confidence.values().length; i++)
				if (!Float.isFinite(plane.values()[i])) confidence.values()[i] = 0;
		return confidence;
	}

	/** The mean squared gradient around each pixel. */
	private static float[] gradients(final Plane plane, final Progress progress) {
		final int width = plane.width();
		final float[] values = plane.values();
		final float[] squares = new float[values.length];
		for (int i = 0; i < squares.length; i++) {
			final int x = i % width;
			final float along = values[x + 1 < width ? i + 1 : i] - values[x > 0 ? i - 1 : i];
			final float across = values[i + width < values.length ? i + width : i] - values[i >= width ? i - width : i];
			// NB: half the difference of the neighbours on either side.
			squares[i] = 0.25f * (along * along + across * across);
		}
		return Agreement.means(squares, width, plane.height(), progress);
	}
}
