package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.device.Device;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/**
 * Refines the probabilities of labels so that pixels of like guide that lie close
 * agree: mean-field inference in a conditional random field whose messages are
 * pixel-adaptive convolutions.
 * <p>
 * After Su et al., "Pixel-Adaptive Convolutional Neural Networks", CVPR 2019
 * (PAC-CRF): log Q starts as the logarithm of the given probabilities, the evidence;
 * then, repeatedly, Q = softmax(log Q) and log Q = evidence + weight · message(Q).
 * Unlike labels repel each other alike (Potts), so that the message of a label is the
 * mean of its Q over the neighbours, each weighing by distance and guide; the
 * pixel itself sends none. A weight of w thus lets neighbours that are all sure
 * turn evidence of up to e^w : 1 against them.
 * </p>
 * <p>
 * Neighbours are the 5 x 5 pixels around, and the same at dilations of 2, 4 and so
 * on up to {@code space} and the size of the image: the Gaussian out to twice its standard deviation, sampled
 * more sparsely the farther away. Their weights are computed anew in each iteration:
 * to keep them would take 96 bytes a pixel and dilation, and reading those back took
 * twice as long as computing them. Memory beyond the result is three planes a label.
 * Thread-safe.
 * </p>
 */
public final class LabelRefinement {

	/** Radius of the windows, in samples. */
	private static final int RADIUS = 2;

	/** The least probability that evidence can have, so that none is final. */
	private static final float FLOOR = 1e-6f;

	/**
	 * How to refine.
	 *
	 * @param iterations of the mean field, at least 1
	 * @param space standard deviation of the spatial weight, in pixels
	 * @param range standard deviation of the intensity weight, in values of the guide
	 * @param weight of the neighbours' messages against the pixel's own evidence; 0 none
	 */
	public record Settings(int iterations, double space, double range, double weight) {

		/** @throws IllegalArgumentException if a setting is out of range, with a sentence. */
		public Settings {
			if (iterations < 1) throw new IllegalArgumentException(iterations + " iterations do nothing: use 1 or more.");
			FilterChecks.positive("space", "pixels", space);
			FilterChecks.range(range);
			if (!(weight >= 0) || Double.isInfinite(weight)) {
				throw new IllegalArgumentException("A weight of " + weight + " is not possible: use 0 or more.");
			}
		}
	}

	private final Device device;
	private final Settings settings;

	/** A refinement of these settings on a device. */
	public LabelRefinement(final Device device, final Settings settings) {
		this.device = device;
		this.settings = settings;
	}

	/**
	 * Refines the probabilities of one plane.
	 * <p>
	 * Where a probability is unknown (NaN), all labels are alike before the
	 * neighbours speak; where the guide is unknown, the pixel hears none. Probabilities
	 * of less than a millionth count as that.
	 * </p>
	 *
	 * @param probabilities one plane for each label, sum 1 at every pixel
	 * @param guide the features, of the same shape {@code [X, Y]}
	 * @return refined probabilities, sum 1; with a weight of 0, the given ones
	 * @throws IllegalArgumentException if sizes differ or there is no label
	 * @throws java.util.concurrent.CancellationException if cancelled
	 * @throws io.github.kinema.device.DeviceException if the device fails
	 */
	public List<Plane> apply(final List<Plane> probabilities, final List<Plane> guide, final Progress progress) {
		FilterChecks.sameSize(probabilities, "probabilities");
		FilterChecks.sameSize(guide, "guide");
		if (settings.weight() == 0) return copy(probabilities);
		final List<Plane> evidence = copy(probabilities);
		final int height = evidence.get(0).height();
		Bands.run(height, progress, (from, to) -> takeLogarithm(evidence, from, to));
		final List<Plane> refined = copy(evidence);
		Bands.run(height, progress, (from, to) -> softmax(refined, from, to));
		for (int i = 0; i < settings.iterations(); i++) {
			final Progress part = progress.part(i / (double) settings.iterations(), (i + 1.0) / settings.iterations());
			final List<float[]> messages = messages(refined, guide, part);
			Bands.run(height, part.silent(), (from, to) -> {
				join(evidence, messages, refined, from, to);
				softmax(refined, from, to);
			});
		}
		progress.update(1);
		return refined;
	}

	/** The weighted sums of each label over the neighbours, and at last of the weights alone. */
	private List<float[]> messages(final List<Plane> labels, final List<Plane> guide, final Progress progress) {
		final List<Volume> input = new ArrayList<>(labels.stream().map(Volume::of).toList());
		final Plane ones = new Plane(labels.get(0).width(), labels.get(0).height());
		Arrays.fill(ones.values(), 1);
		input.add(Volume.of(ones));
		final List<Volume> features = guide.stream().map(Volume::of).toList();
		final PixelAdaptiveOperator operator = PixelAdaptiveOperator.on(device);
		// NB: wider windows than the image hold no pixel but the middle one, which sends nothing
		final double widest = Math.min(settings.space(), Math.max(ones.width(), ones.height()) - 1);
		final int windows = 1 + (int) Math.max(0, Math.floor(Math.log(widest) / Math.log(2)));
		List<float[]> sums = null;
		for (int k = 0; k < windows; k++) {
			final List<Volume> message = operator.apply(operation(1 << k), input, features, progress.part(k /
				(double) windows, (k + 1.0) / windows));
			if (sums == null) sums = message.stream().map(volume -> volume.plane(0)).toList();
			else for (int l = 0; l < sums.size(); l++) add(message.get(l).plane(0), sums.get(l));
		}
		return sums;
	}

	private PixelAdaptive operation(final int dilation) {
		final Window window = new Window(RADIUS, RADIUS, 0, false, dilation);
		final float[] weights = new float[window.size()];
		final double scale = dilation / settings.space();
		for (int y = -RADIUS, k = 0; y <= RADIUS; y++) {
			for (int x = -RADIUS; x <= RADIUS; x++, k++) {
				// NB: a sample stands for as many pixels as lie between it and the next
				weights[k] = (float) ((double) dilation * dilation * Math.exp(-scale * scale * (x * x + y * y) / 2));
			}
		}
		weights[weights.length / 2] = 0;
		return PixelAdaptive.builder().setWindow(window).optWeights(weights).optSigmas((float) settings.range()).build();
	}

	private void join(final List<Plane> evidence, final List<float[]> messages, final List<Plane> refined,
		final int from, final int to)
	{
		final int width = evidence.get(0).width();
		final float weight = (float) settings.weight();
		final float[] sums = messages.get(evidence.size());
		for (int l = 0; l < evidence.size(); l++) {
			final float[] own = evidence.get(l).values();
			final float[] message = messages.get(l);
			final float[] out = refined.get(l).values();
			for (int i = from * width; i < to * width; i++) {
				out[i] = own[i] + (sums[i] > 0 ? weight * message[i] / sums[i] : 0);
			}
		}
	}

	private static void takeLogarithm(final List<Plane> planes, final int from, final int to) {
		final int width = planes.get(0).width();
		for (int i = from * width; i < to * width; i++) {
			boolean known = true;
			for (final Plane plane : planes) {
				known &= Float.isFinite(plane.values()[i]);
				plane.values()[i] = (float) Math.log(Math.max(plane.values()[i], FLOOR));
			}
			for (final Plane plane : planes) {
				if (!known) plane.values()[i] = 0;
			}
		}
	}

	private static void softmax(final List<Plane> planes, final int from, final int to) {
		final int width = planes.get(0).width();
		for (int i = from * width; i < to * width; i++) {
			float most = Float.NEGATIVE_INFINITY;
			for (final Plane plane : planes) most = Math.max(most, plane.values()[i]);
			double sum = 0;
			for (final Plane plane : planes) {
				final double share = Math.exp(plane.values()[i] - most);
				plane.values()[i] = (float) share;
				sum += share;
			}
			for (final Plane plane : planes) plane.values()[i] /= sum;
		}
	}

	private static void add(final float[] values, final float[] sums) {
		for (int i = 0; i < sums.length; i++) sums[i] += values[i];
	}

	private static List<Plane> copy(final List<Plane> planes) {
		return planes.stream().map(p -> new Plane(p.width(), p.height(), p.values().clone())).toList();
	}
}
