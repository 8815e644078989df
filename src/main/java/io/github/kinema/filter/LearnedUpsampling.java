package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.Device;
import io.github.kinema.model.LazyNetwork;
import io.github.kinema.model.ModelDescriptor;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.Scaling;
import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Joint upsampling by a network of pixel-adaptive transposed convolutions, which doubles a map under the guide again and
 * again until it has the guide's size.
 * <p>
 * After Su, Jampani, Sun, Gallo, Learned-Miller and Kautz, "Pixel-Adaptive Convolutional Neural Networks", CVPR 2019. One
 * small network serves all doublings, so that any ratio is possible; between powers of two, the map becomes larger than
 * the guide, which is magnified, and is averaged down in the end. Unknown samples (NaN) are filled from those around, and
 * the network is told. No value leaves the range of the known samples.
 * </p>
 * <p>
 * Memory beyond input and result is about a dozen planes of the guide's size, or that of the next power of two, and what
 * a tile of the network takes. Thread-safe; the network is loaded at the first use.
 * </p>
 */
public final class LearnedUpsampling implements Upsampling {

	private static final String GUIDE = "guide";
	private static final String MAP = "map";
	private static final List<String> GUIDE_CHANNELS = List.of("red", "green", "blue");
	private static final List<String> MAP_CHANNELS = List.of("value", "known", "start");

	private final LazyNetwork network;

	/**
	 * @param model doubles maps under a guide
	 * @param device where the network runs if it can
	 * @throws IllegalArgumentException if the model takes or gives something else
	 */
	public LearnedUpsampling(final StoredModel model, final Device device) {
		final ModelDescriptor descriptor = model.descriptor();
		if (descriptor.task() != ModelTask.UPSAMPLE) throw new IllegalArgumentException("The model \"" + model.id() + "\" " +
			descriptor.task().phrase() + ": it does not upsample maps under a guide.");
		if (!descriptor.input(GUIDE).channels().equals(GUIDE_CHANNELS) || !descriptor.input(MAP).channels().equals(
			MAP_CHANNELS) || descriptor.inputs().size() != 2 || descriptor.outputs().get(0).channels().size() != 1 ||
			!descriptor.scaling().equals(Scaling.GUIDE)) throw new IllegalArgumentException("The model \"" + model.id() +
				"\" upsamples otherwise than Kinema does: it must take guide (" + String.join(", ", GUIDE_CHANNELS) + ") and map (" +
				String.join(", ", MAP_CHANNELS) + "), scaled by the percentiles 0.5 and 99.5, and give one channel.");
		network = new LazyNetwork(model, device);
	}

	/** The model, for whoever tells where an image comes from. */
	public StoredModel model() {
		return network.model();
	}

	/**
	 * What runs the model, for the log.
	 *
	 * @throws IllegalStateException if it cannot run here
	 */
	public String provider() {
		return network.get().provider();
	}

	/** @throws IllegalStateException if the model cannot run here, or gives no numbers */
	@Override
	public List<Plane> apply(final List<Plane> low, final List<Plane> guide, final Progress progress) {
		Upsampling.check(low, guide);
		final List<List<Plane>> levels = GuideLevels.of(low.get(0), guide, progress.silent());
		final List<Plane> result = new ArrayList<>();
		for (int c = 0; c < low.size(); c++) result.add(upsampled(low.get(c), levels, guide.get(0), progress.part(c /
			(double) low.size(), (c + 1) / (double) low.size())));
		return result;
	}

	private Plane upsampled(final Plane small, final List<List<Plane>> levels, final Plane large, final Progress progress) {
		float least = Float.POSITIVE_INFINITY;
		float most = Float.NEGATIVE_INFINITY;
		for (final float value : small.values()) {
			if (!Float.isFinite(value)) continue;
			least = Math.min(least, value);
			most = Math.max(most, value);
		}
		final ValueSpan span = ValueSpan.of(List.of(small));
		if (!(most > least) || !(span.width() > 0)) return constant(least > most ? Float.NaN : least, large);
		Plane value = GapFilling.fill(span.unit(small), progress.silent());
		Plane known = known(small);
		Plane start = value;
		double done = 0;
		for (int k = 0; k < levels.size(); k++) {
			// NB: of all work, each size takes four times as much as the one before it.
			final double after = Math.min(1, done + 0.75 * Math.pow(4, k + 1.0 - levels.size()));
			value = network.get().runFinite(Map.of(GUIDE, levels.get(k), MAP, List.of(twice(value), twice(known), twice(start))), Map.of(),
				0, progress.part(done, after)).get(0);
			known = Bilinear.resized(known, value.width(), value.height(), progress.silent());
			start = Bilinear.resized(start, value.width(), value.height(), progress.silent());
			done = after;
		}
		final Plane out = Resizing.to(value, large.width(), large.height(), progress.silent());
		for (int i = 0; i < out.values().length; i++) out.values()[i] = (float) Math.max(least, Math.min(most, span.low() +
			span.width() * out.values()[i]));
		return out;
	}

	private static Plane constant(final float value, final Plane like) {
		final Plane plane = new Plane(like.width(), like.height());
		Arrays.fill(plane.values(), value);
		return plane;
	}

	private static Plane known(final Plane small) {
		final Plane known = new Plane(small.width(), small.height());
		for (int i = 0; i < known.values().length; i++) known.values()[i] = Float.isFinite(small.values()[i]) ? 1 : 0;
		return known;
	}

	/** Each sample as four equal pixels. */
	static Plane twice(final Plane plane) {
		final Plane twice = new Plane(2 * plane.width(), 2 * plane.height());
		for (int y = 0, i = 0; y < twice.height(); y++)
			for (int x = 0; x < twice.width(); x++, i++) twice.values()[i] = plane.get(x / 2, y / 2);
		return twice;
	}
}
