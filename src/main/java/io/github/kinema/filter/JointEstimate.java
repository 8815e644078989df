package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Upsamples channels of which the same samples are known, as {@link JointUpsampling}
 * says. Thread-safe.
 */
final class JointEstimate {

	private final JointSum sum;
	private final Settings settings;
	private final JointGuide guide;
	private final Footprints footprints;

	JointEstimate(final JointSum sum, final Settings settings, final JointGuide guide, final Footprints footprints) {
		this.sum = sum;
		this.settings = settings;
		this.guide = guide;
		this.footprints = footprints;
	}

	/** Planes of the guide's size for channels of shape {@code [x, y]}; NaN where nothing is known. */
	List<Plane> of(final List<Plane> low, final Progress progress) {
		if (!isAnyKnown(low.get(0))) return low.stream().map(plane -> unknown()).toList();
		final List<Plane> filled = new SampleFilling(sum, settings).fill(low, guide.means(), progress.silent());
		final JointSamples samples = new JointSamples(filled, SampleFilling.certainty(low.get(0)), guide.means(), guide
			.spread());
		final JointSum.Means means = sum.apply(samples, guide.pixels(), settings, progress.part(0, 0.5));
		final float[] trust = new float[low.size()];
		final List<Plane> lacking = new ArrayList<>();
		for (int c = 0; c < trust.length; c++) {
			final Plane byDistance = footprints.means(means.byDistance().get(c), progress);
			final Plane byGuide = footprints.means(means.byGuide().get(c), progress);
			trust[c] = trust(low.get(c).values(), byDistance.values(), byGuide.values());
			mix(means.byDistance().get(c), means.byGuide().get(c), trust[c], progress);
			lacking.add(lacking(low.get(c), mix(byDistance, byGuide, trust[c], progress)));
		}
		final JointSum.Means rest = sum.apply(samples.with(lacking), guide.pixels(), settings, progress.part(0.5, 1));
		final List<Plane> result = new ArrayList<>();
		for (int c = 0; c < trust.length; c++) {
			final Plane addition = mix(rest.byDistance().get(c), rest.byGuide().get(c), trust[c], progress);
			result.add(add(means.byDistance().get(c), addition, filled.get(c), progress));
		}
		return result;
	}

	/** The share of the guided mean with which averages over the samples' areas come closest to the samples. */
	private static float trust(final float[] samples, final float[] byDistance, final float[] byGuide) {
		double product = 0;
		double square = 0;
		for (int k = 0; k < samples.length; k++) {
			if (!Float.isFinite(samples[k])) continue;
			final double change = (double) byGuide[k] - byDistance[k];
			product += ((double) samples[k] - byDistance[k]) * change;
			square += change * change;
		}
		return square > 0 ? (float) Math.max(0, Math.min(1, product / square)) : 0;
	}

	/** Moves the first plane by that share towards the second, in place. */
	private static Plane mix(final Plane plane, final Plane towards, final float share, final Progress progress) {
		Bands.run(plane.height(), progress, (from, to) -> {
			for (int i = from * plane.width(); i < to * plane.width(); i++) {
				plane.values()[i] += share * (towards.values()[i] - plane.values()[i]);
			}
		});
		return plane;
	}

	/** What averages lack of the samples; 0 where these are unknown. */
	private static Plane lacking(final Plane samples, final Plane averages) {
		final Plane lacking = new Plane(samples.width(), samples.height());
		for (int k = 0; k < lacking.values().length; k++) {
			final float value = samples.values()[k];
			lacking.values()[k] = Float.isFinite(value) ? value - averages.values()[k] : 0;
		}
		return lacking;
	}

	/** Adds a plane, in place, but stays within the range of the samples around each pixel. */
	private Plane add(final Plane plane, final Plane addition, final Plane samples, final Progress progress) {
		final Plane least = extremes(samples, 1, progress);
		final Plane most = extremes(samples, -1, progress);
		Bands.run(plane.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				final int row = footprints.y().nearest(y) * samples.width();
				for (int x = 0, i = y * plane.width(); x < plane.width(); x++, i++) {
					final int k = footprints.x().nearest(x) + row;
					final float sum = plane.values()[i] + addition.values()[i];
					plane.values()[i] = Math.max(least.values()[k], Math.min(most.values()[k], sum));
				}
			}
		});
		return plane;
	}

	/** The least value in the window around each sample; with a sign of -1 the greatest. */
	private Plane extremes(final Plane samples, final int sign, final Progress progress) {
		final int radius = settings.radius();
		final Plane extremes = new Plane(samples.width(), samples.height());
		Bands.run(samples.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0; x < samples.width(); x++) {
					float least = Float.POSITIVE_INFINITY;
					for (int j = Math.max(0, y - radius); j <= Math.min(samples.height() - 1, y + radius); j++) {
						for (int i = Math.max(0, x - radius); i <= Math.min(samples.width() - 1, x + radius); i++) {
							least = Math.min(least, sign * samples.get(i, j));
						}
					}
					extremes.values()[x + y * samples.width()] = sign * least;
				}
			}
		});
		return extremes;
	}

	private Plane unknown() {
		final Plane plane = new Plane(footprints.x().high(), footprints.y().high());
		Arrays.fill(plane.values(), Float.NaN);
		return plane;
	}

	private static boolean isAnyKnown(final Plane plane) {
		for (final float value : plane.values()) {
			if (Float.isFinite(value)) return true;
		}
		return false;
	}
}
