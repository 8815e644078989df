package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Fills samples that are unknown from the nearest known ones of like guide: from
 * the means of 2 x 2 samples, upsampled jointly, and of these the unknown ones in
 * the same way. Thread-safe.
 */
final class SampleFilling {

	/** What a sample weighs that was not measured but filled in: less than any that was. */
	private static final float FILLED = 1e-9f;

	private final JointSum sum;
	private final Settings settings;

	SampleFilling(final JointSum sum, final Settings settings) {
		this.sum = sum;
		this.settings = new Settings(1, settings.space(), settings.range());
	}

	/**
	 * Fills channels of which the same samples are known.
	 *
	 * @param values shape {@code [x, y]}, at least one of them known; returned as they are if all are
	 * @param guide its means over each sample, of the same shape
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	List<Plane> fill(final List<Plane> values, final List<Plane> guide, final Progress progress) {
		final Plane certainty = certainty(values.get(0));
		if (isKnown(certainty)) return values;
		final int width = certainty.width();
		final int height = certainty.height();
		final Footprints footprints = new Footprints((width + 1) / 2, (height + 1) / 2, width, height);
		final JointGuide look = JointGuide.of(guide, footprints, progress.silent());
		final List<Plane> coarse = values.stream().map(plane -> footprints.means(plane, progress)).toList();
		final JointSamples samples = new JointSamples(fill(coarse, look.means(), progress), certainty(coarse.get(0)), look
			.means(), look.spread());
		final List<Plane> upsampled = sum.apply(samples, guide, settings, progress.silent()).byGuide();
		final List<Plane> filled = new ArrayList<>();
		for (int c = 0; c < values.size(); c++) {
			final float[] whole = values.get(c).values().clone();
			for (int k = 0; k < whole.length; k++) {
				if (!Float.isFinite(whole[k])) whole[k] = upsampled.get(c).values()[k];
			}
			filled.add(new Plane(width, height, whole));
		}
		return filled;
	}

	/** What each sample weighs. */
	static Plane certainty(final Plane values) {
		final Plane certainty = new Plane(values.width(), values.height());
		for (int k = 0; k < values.values().length; k++) {
			certainty.values()[k] = Float.isFinite(values.values()[k]) ? 1 : FILLED;
		}
		return certainty;
	}

	private static boolean isKnown(final Plane certainty) {
		for (final float value : certainty.values()) {
			if (value < 1) return false;
		}
		return true;
	}
}
