package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Joint bilateral upsampling: brings a plane to the size of a guide and its edges
 * to those of the guide.
 * <p>
 * After Kopf, Cohen, Lischinski and Uyttendaele, "Joint Bilateral Upsampling",
 * SIGGRAPH 2007. Both planes show the same field of view; sample centres lie in
 * the middle of pixels, so that ratios need not be integers. It goes beyond that
 * paper in three ways:
 * </p>
 * <ul>
 * <li>A sample is compared with a pixel by the mean squared difference of the guide over
 * the sample's whole area, so that samples that straddle an edge weigh little.</li>
 * <li>The guide is trusted as far as it explains the samples: between the mean by distance
 * alone and the one by distance and guide, that mixture is taken whose averages over
 * the samples' areas come closest to the samples (least squares, one share for each
 * channel). A guide that has other edges, or is badly aligned, does little harm.</li>
 * <li>What these averages still lack of the samples is upsampled the same way and added
 * once (back-projection), because a low-resolution pixel shows the mean of its
 * area; within the range of the samples around.</li>
 * </ul>
 * <p>
 * Memory beyond input and result is four planes a channel. Thread-safe.
 * </p>
 */
public final class JointUpsampling implements Upsampling {

	/**
	 * How to upsample.
	 *
	 * @param radius of the window in low-resolution pixels, at least 1
	 * @param space standard deviation of the spatial weight, in low-resolution pixels
	 * @param range standard deviation of the intensity weight, in values of the guide
	 */
	public record Settings(int radius, double space, double range) {

		/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
		public Settings {
			if (radius < 1) throw new IllegalArgumentException("A radius of " + radius + " has no neighbours: use 1 or more.");
			FilterChecks.positive("space", "low-resolution pixels", space);
			FilterChecks.range(range);
		}
	}

	private final Device device;
	private final Settings settings;

	/** An upsampling of these settings on a device. */
	public JointUpsampling(final Device device, final Settings settings) {
		this.device = device;
		this.settings = settings;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Unknown samples are filled from the nearest known ones of like guide. Where the guide is
	 * unknown, distance alone weighs.
	 * </p>
	 */
	@Override
	public List<Plane> apply(final List<Plane> low, final List<Plane> guide, final Progress progress) {
		Upsampling.check(low, guide);
		final Plane small = low.get(0);
		final Plane large = guide.get(0);
		final Footprints footprints = new Footprints(small.width(), small.height(), large.width(), large.height());
		final JointGuide look = JointGuide.of(guide, footprints, progress.silent());
		final JointEstimate estimate = new JointEstimate(JointSum.on(device), settings, look, footprints);
		final Plane[] result = new Plane[low.size()];
		int done = 0;
		for (final List<Integer> channels : alike(low).values()) {
			final int after = done + channels.size();
			final List<Plane> upsampled = estimate.of(channels.stream().map(low::get).toList(), progress.part(done /
				(double) low.size(), after / (double) low.size()));
			for (int k = 0; k < channels.size(); k++) result[channels.get(k)] = upsampled.get(k);
			done = after;
		}
		return List.of(result);
	}

	/** The channels by which of their samples are known: those share their weights. */
	private static Map<BitSet, List<Integer>> alike(final List<Plane> low) {
		final Map<BitSet, List<Integer>> alike = new LinkedHashMap<>();
		for (int c = 0; c < low.size(); c++) {
			final float[] values = low.get(c).values();
			final BitSet known = new BitSet(values.length);
			for (int k = 0; k < values.length; k++) known.set(k, Float.isFinite(values[k]));
			alike.computeIfAbsent(known, key -> new ArrayList<>()).add(c);
		}
		return alike;
	}
}
