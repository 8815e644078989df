package io.github.kinema.motion;

import java.util.Arrays;
import java.util.List;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * What the detail around adds to the focus measure of a pixel that has none of its own. The blur of an edge reaches
 * farther than the window of the measure, so that the inside of a bar would look sharpest where its edges are most
 * blurred. At a distance d from a straight edge, the squared slope of its blur is at most 0.06 / d² of that of the edge in
 * focus, a pixel wide and summed across: detail that counts with a weight of that or more, however far it is, makes the
 * edge in focus win. The weight is enough for edges a few pixels wide, falls with the octave of the distance, and ends after a
 * few of them. Thread-safe.
 */
final class DistantDetail {

	/** Weight of an octave times its distance in pixels. */
	private static final double WEIGHT = 2;

	private static final int OCTAVES = 4;

	private final FocusSettings settings;
	private final FocusStack stack;
	private final int cell;
	private final int columns;
	private final int rows;

	DistantDetail(final FocusSettings settings, final FocusStack stack) {
		this.settings = settings;
		this.stack = stack;
		cell = Math.max(2, settings.radius());
		columns = (stack.width() + cell - 1) / cell;
		rows = (stack.height() + cell - 1) / cell;
	}

	/** Width and height of a square whose detail is taken together, in pixels. */
	int cell() {
		return cell;
	}

	/** How many of these there are. */
	long size() {
		return (long) columns * rows;
	}

	/** What is added to the measure in the middle of each cell. */
	Plane of(final List<Plane> channels, final Progress progress) {
		Plane octave = energy(channels, progress);
		final Plane sum = new Plane(columns, rows);
		for (int k = 0; k < OCTAVES; k++) {
			octave = blurred(octave, 1 << k);
			final float weight = (float) (WEIGHT / cell / (1 << k));
			for (int i = 0; i < columns * rows; i++) sum.values()[i] += weight * octave.values()[i];
		}
		return sum;
	}

	/** The mean energy of each cell. */
	private Plane energy(final List<Plane> channels, final Progress progress) {
		final Plane energy = new Plane(columns, rows);
		Bands.run(rows, progress, (from, to) -> {
			final FocusMeasure.Rows lines = new FocusMeasure.Rows(stack.width());
			final float[] line = new float[stack.width()];
			for (int row = from; row < to; row++) {
				final int bottom = Math.min(stack.height(), (row + 1) * cell);
				for (int y = row * cell; y < bottom; y++) {
					Arrays.fill(line, 0);
					for (int c = stack.from(); c < stack.to(); c++) {
						lines.add(settings.measure(), channels.get(c).values(), stack.height(), y, line);
					}
					for (int x = 0; x < line.length; x++) if (line[x] <= Float.MAX_VALUE) energy.values()[x / cell + row * columns] += line[x];
				}
				for (int column = 0; column < columns; column++) energy.values()[column + row * columns] /= (bottom - row * cell) * (Math
					.min(stack.width(), (column + 1) * cell) - column * cell);
			}
		});
		return energy;
	}

	/** Weights 1, 2 and 1 of cells so far apart along both axes; those at the border count again. */
	private static Plane blurred(final Plane plane, final int step) {
		final int width = plane.width();
		final int height = plane.height();
		final float[] values = plane.values();
		final float[] line = new float[values.length];
		final Plane blurred = new Plane(width, height);
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				line[i] = (values[Math.max(0, x - step) + y * width] + 2 * values[i] + values[Math.min(width - 1, x + step) + y * width]) /
					4;
			}
		}
		for (int y = 0, i = 0; y < height; y++) {
			for (int x = 0; x < width; x++, i++) {
				blurred.values()[i] = (line[x + Math.max(0, y - step) * width] + 2 * line[i] + line[x + Math.min(height - 1, y + step) *
					width]) / 4;
			}
		}
		return blurred;
	}
}
