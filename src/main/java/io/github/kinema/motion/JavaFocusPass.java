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
	private int slice;

	JavaFocusPass(final FocusSettings settings, final FocusStack stack) {
		this.settings = settings;
		this.stack = stack;
		window = settings.window();
		sums = FocusSums.of(stack.size(), stack.channels());
		recent = new float[2][stack.size()];
		for (final float[] plane : recent) Arrays.fill(plane, Float.NaN);
	}

	@Override
	public void add(final List<Plane> channels, final Progress progress) {
		final float[][] values = channels.stream().map(Plane::values).toArray(float[][]::new);
		Bands.run(stack.height(), progress, (from, to) -> new Band(values).run(from, to));
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
		private final float[] energy = new float[width + 2 * radius];
		private final float[][] lines = new float[2 * radius + 1][width];
		private final float[] measure = new float[width];

		Band(final float[][] values) {
			this.values = values;
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
			Arrays.fill(energy, radius, radius + width, 0);
			for (int c = stack.from(); c < stack.to(); c++) {
				settings.measure().add(values[c], width, stack.height(), y, energy, radius);
			}
			for (int t = 0; t < window.length; t++) {
				final float weight = window[t];
				for (int x = 0; x < width; x++) line[x] += weight * energy[x + t];
			}
		}

		private void averageAlongY(final int y) {
			Arrays.fill(measure, 0);
			for (int t = 0; t < window.length; t++) {
				final float weight = window[t];
				final float[] line = lines[Math.floorMod(y + t - radius, lines.length)];
				for (int x = 0; x < width; x++) measure[x] += weight * line[x];
			}
		}

		private void takeIn(final int y) {
			for (int x = 0, i = y * width; x < width; x++, i++) {
				final float gain = gain(i, isKnown(i) ? measure[x] : Float.NaN);
				if (gain == 0) continue;
				for (int c = 0; c < values.length; c++) {
					final float[] sharp = sums.sharp()[c];
					// NB: at a gain of 1, rounding would keep a trace of what was before.
					sharp[i] = gain == 1 ? values[c][i] : sharp[i] + gain * (values[c][i] - sharp[i]);
				}
			}
		}

		private boolean isKnown(final int i) {
			for (final float[] plane : values) {
				if (!Float.isFinite(plane[i])) return false;
			}
			return true;
		}

		/** Takes in a measure; how much of the all-in-focus image the slice is so far. */
		private float gain(final int i, final float m) {
			final float[] last = recent[slice + 1 & 1];
			final float[] oldest = recent[slice & 1];
			final float twoBefore = oldest[i];
			oldest[i] = m;
			if (Float.isNaN(m)) return 0;
			sums.total()[i] += m;
			if (m < sums.least()[i]) sums.least()[i] = m;
			final float peak = sums.peak()[i];
			if (m > peak) {
				final float[][] sides = sums.sides();
				sides[0][i] = twoBefore;
				sides[1][i] = last[i];
				sides[2][i] = sides[3][i] = Float.NaN;
				sums.peak()[i] = m;
				sums.slice()[i] = slice;
				sums.weight()[i] = sums.weight()[i] * share(peak > 0 ? peak / m : 0) + 1;
				return 1 / sums.weight()[i];
			}
			final int behind = slice - (int) sums.slice()[i];
			if (behind <= 2) sums.sides()[1 + behind][i] = m;
			final float weight = share(peak > 0 ? m / peak : 1);
			sums.weight()[i] += weight;
			return weight / sums.weight()[i];
		}
	}

	/** What a slice weighs in the all-in-focus image whose measure is that much of the peak's. */
	private static float share(final float ratio) {
		final float square = ratio * ratio;
		final float fourth = square * square;
		return fourth * fourth;
	}
}
