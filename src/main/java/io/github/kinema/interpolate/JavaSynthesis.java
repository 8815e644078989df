package io.github.kinema.interpolate;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The synthesis on the computer's own processor. */
final class JavaSynthesis implements Synthesis {

	/** Radius of the window in which both sides' detail is compared, in pixels. */
	static final int RADIUS = 2;

	/** Agreement that noise reaches by chance in such a window. */
	static final float CHANCE = 0.3f;

	/** A share of an alternative that is not worth its sampling. */
	static final float NEGLIGIBLE = 1e-4f;

	@Override
	public List<Plane> render(final List<Plane> first, final List<Plane> second,
		final MotionField field, final Progress progress)
	{
		Channels.requireSizes(field, first, second);
		final DenseField dense = field.dense(progress);
		final List<Plane> planes = new ArrayList<>(first.size());
		for (int c = 0; c < first.size(); c++) {
			planes.add(render(first.get(c), second.get(c), dense, progress));
		}
		return planes;
	}

	private static Plane render(final Plane first, final Plane second,
		final DenseField field, final Progress progress)
	{
		final int width = field.width();
		final int height = field.height();
		final float[] out = new float[width * height];
		final boolean sharp = field.sharpness() > 0;
		final Sampler a = new Sampler(first, sharp ? Ranges.of(first, progress) : null);
		final Sampler b = new Sampler(second, sharp ? Ranges.of(second, progress) : null);
		Bands.run(height, progress, (from, to) -> {
			if (sharp) sharp(a, b, field, out, from, to);
			else soft(a, b, field, out, from, to);
			for (final DenseField.Alternative alternative : field.alternatives()) {
				mix(a, b, alternative, out, from, to);
			}
		});
		final Plane plane = new Plane(width, height, out);
		return field.detail().map(detail -> softened(plane, detail, progress)).orElse(plane);
	}

	/** The plane with a share of what it shows beyond the binomially weighted mean of 3 x 3 pixels. */
	private static Plane softened(final Plane plane, final float[] detail, final Progress progress) {
		final Plane soft = new Plane(plane.width(), plane.height());
		Bands.run(plane.height(), progress, (from, to) -> {
			for (int y = from; y < to; y++) {
				for (int x = 0, i = y * plane.width(); x < plane.width(); x++, i++) {
					soft.values()[i] = plane.values()[i] + (1 - detail[i]) * beside(plane, x, y);
				}
			}
		});
		return soft;
	}

	/** How far the mean of the known pixels around differs from a pixel. */
	private static float beside(final Plane plane, final int x, final int y) {
		final float centre = plane.get(x, y);
		float sum = 0;
		float count = 0;
		for (int r = -1; r <= 1; r++) {
			final int row = Math.max(0, Math.min(plane.height() - 1, y + r));
			for (int c = -1; c <= 1; c++) {
				final float value = plane.get(Math.max(0, Math.min(plane.width() - 1, x + c)), row);
				if (Float.isNaN(value)) continue;
				final float weight = (r == 0 ? 2 : 1) * (c == 0 ? 2 : 1);
				sum += weight * (value - centre);
				count += weight;
			}
		}
		return sum / count;
	}

	private static void soft(final Sampler first, final Sampler second,
		final DenseField field, final float[] out, final int from, final int to)
	{
		for (int y = from; y < to; y++) {
			for (int x = 0, i = y * field.width(); x < field.width(); x++, i++) {
				final float a = first.soft(x, y, field.toFirstX()[i], field.toFirstY()[i]);
				final float b = second.soft(x, y, field.toSecondX()[i], field.toSecondY()[i]);
				out[i] = join(a, b, field.weight()[i]);
			}
		}
	}

	private static void sharp(final Sampler first, final Sampler second,
		final DenseField field, final float[] out, final int from, final int to)
	{
		final int width = field.width();
		final int top = Math.max(0, from - RADIUS);
		final int rows = Math.min(field.height(), to + RADIUS) - top;
		final float[] soft = new float[rows * width];
		final float[] softSecond = new float[rows * width];
		final float[] detail = new float[rows * width];
		final float[] detailSecond = new float[rows * width];
		sample(first, field.toFirstX(), field.toFirstY(), width, top, soft, detail);
		sample(second, field.toSecondX(), field.toSecondY(), width, top, softSecond,
			detailSecond);
		final float[] common = new float[rows * width];
		final float[] whole = new float[rows * width];
		for (int k = 0; k < common.length; k++) {
			common[k] = detail[k] * detailSecond[k];
			whole[k] = 0.5f * (detail[k] * detail[k] + detailSecond[k] * detailSecond[k]);
		}
		final BoxSums box = new BoxSums(width, rows, RADIUS);
		final float[] commonSums = new float[width];
		final float[] wholeSums = new float[width];
		for (int y = from; y < to; y++) {
			box.row(common, y - top, commonSums);
			box.row(whole, y - top, wholeSums);
			for (int x = 0; x < width; x++) {
				final int k = x + (y - top) * width;
				final int i = x + y * width;
				final float gain = field.sharpness() * gain(commonSums[x], wholeSums[x]);
				out[i] = join(soft[k] + gain * detail[k], softSecond[k] + gain *
					detailSecond[k], field.weight()[i]);
			}
		}
	}

	/** Samples one side for the rows from {@code top} on that the arrays hold. */
	private static void sample(final Sampler sampler, final float[] toX,
		final float[] toY, final int width, final int top, final float[] soft,
		final float[] detail)
	{
		for (int row = 0, k = 0; k < soft.length; row++) {
			for (int column = 0, i = (top + row) * width; column < width; column++, i++, k++) {
				final float x = column + toX[i];
				final float y = top + row + toY[i];
				soft[k] = sampler.soft(x, y);
				detail[k] = sampler.detail(x, y, soft[k]);
			}
		}
	}

	/** Share of the detail that is signal, for the mean of two sides. */
	private static float gain(final float common, final float whole) {
		final float signal = common - CHANCE * whole;
		// NB: details may be too large for the square of a float
		if (!(signal > 0) || Float.isInfinite(whole)) return 0;
		return Math.min(1, 2 * signal / (signal + (1 - CHANCE) * whole));
	}

	private static void mix(final Sampler first, final Sampler second,
		final DenseField.Alternative alternative, final float[] out, final int from,
		final int to)
	{
		final DenseField field = alternative.field();
		for (int y = from; y < to; y++) {
			for (int x = 0, i = y * field.width(); x < field.width(); x++, i++) {
				final float share = alternative.share()[i];
				if (share < NEGLIGIBLE && Float.isFinite(out[i])) continue;
				final float a = first.soft(x, y, field.toFirstX()[i], field.toFirstY()[i]);
				final float b = second.soft(x, y, field.toSecondX()[i], field.toSecondY()[i]);
				out[i] = join(out[i], join(a, b, field.weight()[i]), share);
			}
		}
	}

	/** Mixes two values; one alone if the other is unknown. */
	private static float join(final float a, final float b, final float share) {
		if (Float.isNaN(a)) return b;
		return Float.isNaN(b) ? a : a + share * (b - a);
	}
}
