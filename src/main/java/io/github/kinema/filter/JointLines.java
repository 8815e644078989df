package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The sums of joint upsampling over lines of pixels.
 * <p>
 * NB: the rows that have the same nearest samples are summed together, so that each
 * sample of the window is spread out over a line of pixels once for all of them, and
 * every inner loop runs over {@code [x]}. Not thread-safe: one for each thread.
 * </p>
 */
final class JointLines {

	private final JointSamples samples;
	private final List<Plane> guide;
	private final Settings settings;
	private final Similarity similarity;
	private final float scale;
	private final int width;
	private final SampleGrid columns;
	private final SampleGrid rows;

	/** Nearest samples along x, and the weight by distance along x for each step of the window. */
	private final int[] nearest;
	private final float[][] byDistance;

	private final int channels;
	private final float[][] sampleFeatures;
	private final float[] sampleWeights;
	private final float[][] sampleValues;
	private final float[][] own;
	private final float[] weights;
	private final List<Row> group = new ArrayList<>();

	JointLines(final JointSamples samples, final List<Plane> guide, final Settings settings) {
		this.samples = samples;
		this.guide = guide;
		this.settings = settings;
		similarity = new Similarity(PixelAdaptive.builder().setWindow(Window.square(0)).optSigmas((float) settings.range())
			.build(), guide.size() + 1);
		scale = similarity.scale(0);
		width = guide.get(0).width();
		columns = new SampleGrid(samples.certainty().width(), width);
		rows = new SampleGrid(samples.certainty().height(), guide.get(0).height());
		nearest = new int[width];
		byDistance = new float[2 * settings.radius() + 1][width];
		for (int x = 0; x < width; x++) {
			nearest[x] = columns.nearest(x);
			for (int d = -settings.radius(); d <= settings.radius(); d++) {
				byDistance[d + settings.radius()][x] = columns.weight(d, x, settings.space());
			}
		}
		channels = samples.values().size();
		sampleFeatures = new float[guide.size() + 1][width];
		sampleWeights = new float[width];
		sampleValues = new float[channels][width];
		own = new float[channels][width];
		weights = new float[width];
	}

	/** One row of pixels and its sums. */
	private static final class Row {

		private int y;
		private final float[][] features;
		private final float[][] sumsByDistance;
		private final float[][] sumsByGuide;
		private final float[] totalByDistance;
		private final float[] totalByGuide;

		Row(final int features, final int channels, final int width) {
			this.features = new float[features][width];
			sumsByDistance = new float[channels][width];
			sumsByGuide = new float[channels][width];
			totalByDistance = new float[width];
			totalByGuide = new float[width];
		}
	}

	/** Computes rows {@code from} to {@code to - 1} of the means. */
	void run(final int from, final int to, final JointSum.Means means, final Progress progress) {
		for (int y = from; y < to;) {
			final int centre = rows.nearest(y);
			int count = 0;
			for (; y < to && rows.nearest(y) == centre; y++) start(count++, y);
			for (int c = 0; c < channels; c++) spread(samples.values().get(c), 0, centre, 1, own[c]);
			for (int dy = -settings.radius(); dy <= settings.radius(); dy++) {
				if (centre + dy < 0 || centre + dy >= rows.low()) continue;
				for (int dx = -settings.radius(); dx <= settings.radius(); dx++) {
					progress.check();
					add(count, centre, dx, dy);
				}
			}
			for (final Row row : group.subList(0, count)) finish(row, means);
		}
	}

	private void start(final int index, final int y) {
		if (index == group.size()) group.add(new Row(guide.size() + 1, channels, width));
		final Row row = group.get(index);
		row.y = y;
		for (int g = 0; g < guide.size(); g++) {
			final float[] values = guide.get(g).values();
			for (int x = 0; x < width; x++) row.features[g][x] = values[x + y * width] * scale;
			LineLoops.limit(width, Similarity.LIMIT, row.features[g]);
		}
		for (int c = 0; c < channels; c++) {
			Arrays.fill(row.sumsByDistance[c], 0);
			Arrays.fill(row.sumsByGuide[c], 0);
		}
		Arrays.fill(row.totalByDistance, 0);
		Arrays.fill(row.totalByGuide, 0);
	}

	/** Adds one sample of the window to each pixel of the rows. */
	private void add(final int count, final int centre, final int dx, final int dy) {
		for (int g = 0; g < guide.size(); g++) spread(samples.features().get(g), dx, centre + dy, scale, sampleFeatures[g]);
		final float[] spreads = sampleFeatures[guide.size()];
		spread(samples.spread(), dx, centre + dy, 1, spreads);
		// NB: the spread is a squared distance, so its root is one more feature, in which pixels are 0
		for (int x = 0; x < width; x++) spreads[x] = (float) Math.sqrt(spreads[x]) * scale;
		for (final float[] features : sampleFeatures) LineLoops.limit(width, Similarity.LIMIT, features);
		spread(samples.certainty(), dx, centre + dy, 1, sampleWeights);
		LineLoops.multiply(width, byDistance[dx + settings.radius()], sampleWeights);
		for (int x = 0; x < width; x++) {
			if (nearest[x] + dx < 0 || nearest[x] + dx >= columns.low()) sampleWeights[x] = 0;
		}
		for (int c = 0; c < channels; c++) spread(samples.values().get(c), dx, centre + dy, 1, sampleValues[c]);
		for (final Row row : group.subList(0, count)) {
			final float weight = rows.weight(dy, row.y, settings.space());
			similarity.compute(width, row.features, sampleFeatures, weights);
			likeness(width, sampleWeights, weights);
			LineLoops.add(width, weight, sampleWeights, row.totalByDistance);
			LineLoops.add(width, weight, weights, row.totalByGuide);
			for (int c = 0; c < channels; c++) {
				LineLoops.addDifference(width, weight, sampleWeights, sampleValues[c], own[c], row.sumsByDistance[c]);
				LineLoops.addDifference(width, weight, weights, sampleValues[c], own[c], row.sumsByGuide[c]);
			}
		}
	}

	private static void likeness(final int n, final float[] sampleWeights, final float[] k) {
		for (int x = 0; x < n; x++) k[x] = (k[x] + JointSum.BLIND) * sampleWeights[x];
	}

	/** Spreads a row of samples out over the pixels whose nearest sample lies {@code dx} before. */
	private void spread(final Plane plane, final int dx, final int row, final float factor, final float[] line) {
		final int last = columns.low() - 1;
		final int start = row * columns.low();
		final float[] values = plane.values();
		for (int x = 0; x < width; x++) line[x] = factor * values[start + Math.max(0, Math.min(last, nearest[x] + dx))];
	}

	private void finish(final Row row, final JointSum.Means means) {
		for (int c = 0; c < channels; c++) {
			LineLoops.average(width, own[c], row.totalByDistance, row.sumsByDistance[c]);
			LineLoops.average(width, own[c], row.totalByGuide, row.sumsByGuide[c]);
			System.arraycopy(row.sumsByDistance[c], 0, means.byDistance().get(c).values(), row.y * width, width);
			System.arraycopy(row.sumsByGuide[c], 0, means.byGuide().get(c).values(), row.y * width, width);
		}
	}
}
