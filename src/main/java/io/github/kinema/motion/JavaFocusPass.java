package io.github.kinema.motion;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A pass through a focus stack on the computer's own processor: band by band, measured, averaged and taken in at once. */
final class JavaFocusPass implements FocusPass {

	private final FocusSettings settings;
	private final FocusStack stack;
	private final float[] window;
	private final FocusSums sums;
	private final float[][] recent;
	private final DistantDetail distant;
	private int slice;

	JavaFocusPass(final FocusSettings settings, final FocusStack stack) {
		this.settings = settings;
		this.stack = stack;
		window = settings.window();
		sums = FocusSums.of(stack.size(), stack.channels());
		distant = new DistantDetail(settings, stack);
		recent = new float[2][stack.size()];
		for (final float[] plane : recent) Arrays.fill(plane, Float.NaN);
	}

	@Override
	public void add(final List<Plane> channels, final Progress progress) {
		final float[][] values = channels.stream().map(Plane::values).toArray(float[][]::new);
		final Plane around = distant.of(channels, progress);
		Bands.run(stack.height(), progress, (from, to) -> new Band(values, around).run(from, to));
		slice++;
	}

	@Override
	public FocusSums sums() {
		return sums;
	}

	@Override
	public void close() {}

	/** Rows of a slice. */
	private final class Band {

		private final int width = stack.width();
		private final int radius = settings.radius();
		private final float[][] values;
		private final Plane around;
		private final FocusMeasure.Rows rows = new FocusMeasure.Rows(width);
		private final float[] energy = new float[width];
		private final float[] padded = new float[width + 2 * radius];
		private final float[] shifted = new float[width];
		private final float[][] lines = new float[2 * radius + 1][width];
		private final float[] measure = new float[width];
		private final float[] gain = new float[width];

		Band(final float[][] values, final Plane around) {
			this.values = values;
			this.around = around;
		}

		void run(final int from, final int to) {
			for (int y = from - radius; y < to + radius; y++) {
				averageAlongX(y, lines[Math.floorMod(y, lines.length)]);
				if (y >= from + radius) {
					averageAlongY(y - radius);
					takeIn(y - radius);
				}
			}
		}

		private void averageAlongX(final int y, final float[] line) {
			Arrays.fill(line, 0);
			if (y < 0 || y >= stack.height()) return;
			Arrays.fill(energy, 0);
			for (int c = stack.from(); c < stack.to(); c++) rows.add(settings.measure(), values[c], stack.height(), y, energy);
			// NB: detail that is no number would spread over the window.
			for (int x = 0; x < width; x++) padded[radius + x] = energy[x] <= Float.MAX_VALUE ? energy[x] : 0;
			for (int t = 0; t < window.length; t++) {
				final float weight = window[t];
				System.arraycopy(padded, t, shifted, 0, width);
				for (int x = 0; x < width; x++) line[x] += weight * shifted[x];
			}
		}

		private void averageAlongY(final int y) {
			Arrays.fill(measure, 0);
			for (int t = 0; t < window.length; t++) {
				final float weight = window[t];
				final float[] line = lines[Math.floorMod(y + t - radius, lines.length)];
				for (int x = 0; x < width; x++) measure[x] += weight * line[x];
			}
			final float middle = (distant.cell() - 1) / 2f;
			for (int x = 0; x < width; x++) measure[x] += Sampling.linear(around, (x - middle) / distant.cell(), (y - middle) / distant.cell());
		}

		private void takeIn(final int y) {
			final float[] last = recent[slice + 1 & 1];
			final float[] oldest = recent[slice & 1];
			final float[][] sides = sums.sides();
			final float[] peaks = sums.peak();
			final float[] slices = sums.slice();
			final float[] least = sums.least();
			final float[] total = sums.total();
			final float[] weights = sums.weight();
			for (int x = 0, i = y * width; x < width; x++, i++) {
				final float twoBefore = oldest[i];
				gain[x] = 0;
				if (!isKnown(i)) {
					oldest[i] = Float.NaN;
					continue;
				}
				final float m = measure[x];
				oldest[i] = m;
				total[i] += m;
				if (m < least[i]) least[i] = m;
				final float peak = peaks[i];
				if (m > peak) {
					sides[0][i] = twoBefore;
					sides[1][i] = last[i];
					sides[2][i] = sides[3][i] = Float.NaN;
					peaks[i] = m;
					slices[i] = slice;
					weights[i] = weights[i] * share(peak > 0 ? peak / m : 0) + 1;
					gain[x] = 1 / weights[i];
					continue;
				}
				final int behind = slice - (int) slices[i];
				if (behind <= 2) sides[1 + behind][i] = m;
				final float weight = share(peak > 0 ? m / peak : 1);
				weights[i] += weight;
				gain[x] = weight / weights[i];
			}
			for (int c = 0; c < values.length; c++) mixIn(values[c], sums.sharp()[c], y * width);
		}

		private boolean isKnown(final int i) {
			for (final float[] plane : values) {
				if (!Float.isFinite(plane[i])) return false;
			}
			return true;
		}

		/** Mixes a row into the all-in-focus image, by how much of it the slice is so far. */
		private void mixIn(final float[] plane, final float[] sharp, final int from) {
			for (int x = 0, i = from; x < width; x++, i++) {
				if (gain[x] == 0) continue;
				// NB: at a gain of 1, rounding would keep a trace of what was before.
				sharp[i] = gain[x] == 1 ? plane[i] : sharp[i] + gain[x] * (plane[i] - sharp[i]);
			}
		}
	}

	/** What a slice weighs in the all-in-focus image whose measure is that much of the peak's. */
	private static float share(final float ratio) {
		final float square = ratio * ratio;
		final float fourth = square * square;
		return fourth * fourth;
	}
}
