package io.github.kinema.motion;

import java.util.Arrays;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Progress;

/**
 * Successive over-relaxation of the coupled linear equations of a flow field on
 * a grid with four neighbours.
 * <p>
 * Pixels of a chessboard's two colours are stored apart, each row in its own
 * array: every inner loop then runs over plain indices, which the virtual machine
 * turns into vector instructions. Colour c of row y holds the pixels
 * {@code x = 2 k + ((y + c) & 1)} at index {@code k + 1}; the index before the
 * first and those after the last are there for neighbours whose weight is 0.
 * </p>
 */
final class CheckerSolver {

	/** Half sweeps done together: so many rows should fit into the cache. */
	private static final int TOGETHER = 10;

	private final int width;
	private final int height;
	private final int cells;
	private final float[][] u;
	private final float[][] v;
	private final float[][] a11;
	private final float[][] a12;
	private final float[][] a22;
	private final float[][] b1;
	private final float[][] b2;
	private final float[][] toRight;
	private final float[][] toBelow;

	CheckerSolver(final int width, final int height) {
		this.width = width;
		this.height = height;
		cells = (width + 1) / 2 + 2;
		u = rows();
		v = rows();
		a11 = rows();
		a12 = rows();
		a22 = rows();
		b1 = rows();
		b2 = rows();
		toRight = rows();
		toBelow = rows();
		// a row of odd width leaves a cell without equations, which must stay finite
		for (int i = 0; i < 2 * height; i++) {
			Arrays.fill(a11[i], 1);
			Arrays.fill(a22[i], 1);
		}
	}

	private float[][] rows() {
		return new float[2 * height][cells];
	}

	/**
	 * Takes over row y of the flow and of the equations: {@code a11 u + a12 v = b1}
	 * and {@code a12 u + a22 v = b2} at every pixel, then the weights of the links to
	 * the right and lower neighbours, which must be 0 where there is none.
	 *
	 * @param row a11, a12, a22, b1, b2, weights to the right, weights to below
	 */
	void setRow(final int y, final float[] flowU, final float[] flowV,
		final float[][] row)
	{
		split(flowU, y, u);
		split(flowV, y, v);
		split(row[0], y, a11);
		split(row[1], y, a12);
		split(row[2], y, a22);
		split(row[3], y, b1);
		split(row[4], y, b2);
		split(row[5], y, toRight);
		split(row[6], y, toBelow);
	}

	/** Writes row y of the flow along x. */
	void getU(final int y, final float[] row) {
		join(row, y, u);
	}

	/** Writes row y of the flow along y. */
	void getV(final int y, final float[] row) {
		join(row, y, v);
	}

	private void split(final float[] row, final int y, final float[][] to) {
		for (int colour = 0; colour < 2; colour++) {
			final float[] cell = to[2 * y + colour];
			int k = 1;
			for (int x = y + colour & 1; x < width; x += 2) {
				cell[k++] = row[x];
			}
		}
	}

	private void join(final float[] row, final int y, final float[][] from) {
		for (int colour = 0; colour < 2; colour++) {
			final float[] cell = from[2 * y + colour];
			int k = 1;
			for (int x = y + colour & 1; x < width; x += 2) {
				row[x] = cell[k++];
			}
		}
	}

	/** Sweeps over all pixels {@code sweeps} times; the equations must be set anew before the next time. */
	void solve(final int sweeps, final float relaxation, final Progress progress) {
		Bands.run(height, progress, (from, to) -> {
			final float[][] line = new float[2][cells];
			for (int y = from; y < to; y++) {
				invert(y, 0, line);
				invert(y, 1, line);
			}
		});
		for (int done = 0; done < 2 * sweeps; done += TOGETHER)
			solve(done, Math.min(TOGETHER, 2 * sweeps - done), relaxation, progress);
	}

	/**
	 * Does {@code count} half sweeps, each of one colour, from number {@code first} on.
	 * <p>
	 * A half sweep of a row needs the one before of the rows around, and nothing else, so
	 * it follows that one a row behind: all half sweeps run down the plane together, and
	 * its rows come out of the memory once instead of {@code count} times. Each band
	 * gives up a row at either end with every half sweep; what is left open between
	 * two bands is done when both are.
	 * </p>
	 */
	private void solve(final int first, final int count, final float relaxation, final Progress progress) {
		final int bands = Math.max(1, Math.min(height / (2 * count), 4 * Runtime.getRuntime().availableProcessors()));
		Bands.each(bands, progress, band -> {
			final int from = edge(band, bands);
			final int to = edge(band + 1, bands);
			final float[][] line = new float[8][cells];
			for (int y = from; y < to + count; y++) {
				for (int half = 0; half < count; half++) {
					final int row = y - half;
					if (row < (band == 0 ? 0 : from + half) || row >= (band == bands - 1 ? to : to - half)) continue;
					relax(row, first + half & 1, relaxation, line);
				}
			}
		});
		Bands.each(bands - 1, progress, band -> {
			final int seam = edge(band + 1, bands);
			final float[][] line = new float[8][cells];
			for (int y = seam; y < seam + 2 * count; y++) {
				for (int half = 0; half < count; half++) {
					final int row = y - half;
					if (row >= seam - half && row < seam + half) relax(row, first + half & 1, relaxation, line);
				}
			}
		});
	}

	private int edge(final int band, final int bands) {
		return (int) ((long) height * band / bands);
	}

	/** Replaces the diagonal of the equations by the inverse of what it is with the links to all neighbours. */
	private void invert(final int y, final int colour, final float[][] line) {
		final int here = 2 * y + colour;
		final int other = 2 * y + 1 - colour;
		System.arraycopy(toRight[other], y + colour & 1, line[0], 1, cells - 2);
		final float[] above = y == 0 ? line[1] : toBelow[2 * (y - 1) + 1 - colour];
		invert(a11[here], a22[here], line[0], toRight[here], above, toBelow[here]);
	}

	private static void invert(final float[] a11, final float[] a22, final float[] left, final float[] right,
		final float[] above, final float[] below)
	{
		for (int k = 1; k < a11.length - 1; k++) {
			final float weight = left[k] + right[k] + above[k] + below[k];
			a11[k] = 1 / (a11[k] + weight);
			a22[k] = 1 / (a22[k] + weight);
		}
	}

	private void relax(final int y, final int colour, final float relaxation,
		final float[][] line)
	{
		final int here = 2 * y + colour;
		final int other = 2 * y + 1 - colour;
		final int above = Math.max(0, 2 * (y - 1) + 1 - colour);
		final int below = Math.min(2 * height - 1, 2 * (y + 1) + 1 - colour);
		final int shift = y + colour & 1;
		// the left neighbour's index is k - 1 + shift, the right one's k + shift
		System.arraycopy(u[other], shift, line[shift], 1 - shift, cells - 1);
		System.arraycopy(v[other], shift, line[2 + shift], 1 - shift, cells - 1);
		System.arraycopy(toRight[other], shift, line[4], 1, cells - 2);
		final float[] weightAbove = y == 0 ? line[5] : toBelow[above];
		gather(line[6], shift == 0 ? line[0] : u[other], line[4], shift == 0 ? u[other] : line[1], toRight[here], u[above],
			weightAbove, u[below], toBelow[here]);
		gather(line[7], shift == 0 ? line[2] : v[other], line[4], shift == 0 ? v[other] : line[3], toRight[here], v[above],
			weightAbove, v[below], toBelow[here]);
		update(u[here], v[here], line[6], line[7], a11[here], a12[here], a22[here], b1[here], b2[here], relaxation);
	}

	private static void gather(final float[] sum, final float[] left, final float[] weightLeft, final float[] right,
		final float[] weightRight, final float[] above, final float[] weightAbove, final float[] below,
		final float[] weightBelow)
	{
		for (int k = 1; k < sum.length - 1; k++) {
			sum[k] = weightLeft[k] * left[k] + weightRight[k] * right[k] + weightAbove[k] * above[k] + weightBelow[k] * below[k];
		}
	}

	private static void update(final float[] u, final float[] v, final float[] sumU, final float[] sumV,
		final float[] inverse1, final float[] a12, final float[] inverse2, final float[] b1, final float[] b2,
		final float relaxation)
	{
		for (int k = 1; k < u.length - 1; k++) {
			final float newU = u[k] + relaxation * ((b1[k] + sumU[k] - a12[k] * v[k]) * inverse1[k] - u[k]);
			u[k] = newU;
			v[k] += relaxation * ((b2[k] + sumV[k] - a12[k] * newU) * inverse2[k] - v[k]);
		}
	}
}
