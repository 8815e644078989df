package io.github.kinema.motion;

import java.util.Arrays;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * The fine detail of a plane: less its local mean, and at much the same contrast wherever there is more of it than
 * elsewhere. So it changes little with illumination, or with blur.
 */
final class LocalContrast {

	/** Reach of the window of the mean, in pixels; that of the deviation reaches twice as far. */
	private static final int REACH = 4;

	/** Detail below that much of the mean square of all detail counts less. */
	private static final double FAINT = 3;

	private LocalContrast() {}

	/** The detail; NaN near what is unknown. */
	static Plane of(final Plane plane, final Progress progress) {
		final float[] detail = new float[plane.values().length];
		final float[] mean = mean(plane, REACH, progress).values();
		final Plane square = new Plane(plane.width(), plane.height());
		double all = 0;
		int known = 0;
		for (int i = 0; i < detail.length; i++) {
			detail[i] = plane.values()[i] - mean[i];
			square.values()[i] = detail[i] * detail[i];
			if (!Float.isFinite(square.values()[i])) continue;
			all += square.values()[i];
			known++;
		}
		final double least = FAINT * all / Math.max(1, known);
		final float[] energy = mean(square, 2 * REACH, progress).values();
		for (int i = 0; i < detail.length; i++) {
			detail[i] = energy[i] + least > 0 ? (float) (detail[i] / Math.sqrt(energy[i] + least)) : detail[i] == 0 ? 0 : Float.NaN;
		}
		return new Plane(plane.width(), plane.height(), detail);
	}

	/** The Gaussian mean over a window; pixels beyond the border repeat it. */
	static Plane mean(final Plane plane, final int reach, final Progress progress) {
		return alongY(alongX(plane, reach, progress), reach, progress);
	}

	private static Plane alongX(final Plane plane, final int reach, final Progress progress) {
		final int width = plane.width();
		final float[] window = FocusSettings.window(reach);
		final Plane mean = new Plane(width, plane.height());
		Bands.run(plane.height(), progress, (from, to) -> {
			final float[] padded = new float[width + 2 * reach];
			for (int y = from; y < to; y++) {
				for (int x = 0; x < padded.length; x++) {
					padded[x] = plane.get(Math.max(0, Math.min(width - 1, x - reach)), y);
				}
				for (int x = 0; x < width; x++) {
					float sum = 0;
					for (int t = 0; t < window.length; t++) sum += window[t] * padded[x + t];
					mean.values()[x + y * width] = sum;
				}
			}
		});
		return mean;
	}

	private static Plane alongY(final Plane plane, final int reach, final Progress progress) {
		final int width = plane.width();
		final float[] window = FocusSettings.window(reach);
		final Plane mean = new Plane(width, plane.height());
		Bands.run(plane.height(), progress, (from, to) -> {
			final float[] line = new float[width];
			final float[] row = new float[width];
			for (int y = from; y < to; y++) {
				Arrays.fill(line, 0);
				for (int t = 0; t < window.length; t++) {
					final float weight = window[t];
					System.arraycopy(plane.values(), Math.max(0, Math.min(plane.height() - 1, y + t - reach)) * width, row, 0, width);
					for (int x = 0; x < width; x++) line[x] += weight * row[x];
				}
				System.arraycopy(line, 0, mean.values(), y * width, width);
			}
		});
		return mean;
	}
}
