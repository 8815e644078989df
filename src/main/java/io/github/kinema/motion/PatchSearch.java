package io.github.kinema.motion;

import java.util.Arrays;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Finds for every patch of a plane where it lies in another by inverse
 * compositional Gauss-Newton steps on mean-normalised patches, then makes the
 * result dense: every pixel averages its patches, weighted by how well they fit.
 * <p>
 * After Kroeger, Timofte, Dai and Van Gool, "Fast Optical Flow using Dense Inverse
 * Search", ECCV 2016; the neighbours' results are tried in two parallel rounds
 * instead of in raster order, so that the outcome does not depend on the number
 * of threads.
 * </p>
 */
final class PatchSearch {

	/** Width and height of a patch, in pixels; planes must not be smaller. */
	static final int SIZE = 8;

	/** The finest level whose patches are searched: 1 is half the size. */
	private static final int FINEST = 1;

	/** Rounds of trying the neighbours' results. */
	static final int ROUNDS = 2;

	/** Neighbours whose flow is this close are not tried, in pixels. */
	static final float SAME = 0.25f;

	/** A descent ends with steps shorter than the root of this, in pixels squared. */
	static final float DONE = 1e-4f;

	/** How far a patch may lie outside of the plane, whose border is repeated there. */
	static final int MARGIN = 24;

	private final int stride;
	private final int steps;
	private final float reach;
	private final int width;
	private final int height;
	private final int columns;
	private final int rows;
	private final float[] template;
	private final float[] gradientX;
	private final float[] gradientY;
	private final float[] target;
	private final int pitch;

	/** @param reach largest displacement along either axis, in pixels of this level */
	PatchSearch(final Plane first, final Plane second, final FlowSettings settings,
		final float reach)
	{
		stride = settings.stride();
		steps = settings.steps();
		this.reach = reach;
		width = first.width();
		height = first.height();
		columns = patches(width, stride);
		rows = patches(height, stride);
		template = first.values();
		gradientX = new float[template.length];
		gradientY = new float[template.length];
		differentiate();
		pitch = width + 2 * MARGIN + 1;
		target = new float[pitch * (height + 2 * MARGIN + 1)];
		for (int y = 0; y < height + 2 * MARGIN + 1; y++) {
			final int row = Math.max(0, Math.min(height - 1, y - MARGIN)) * width;
			for (int x = 0; x < pitch; x++) {
				target[x + y * pitch] = second.values()[row + Math.max(0, Math.min(width - 1,
					x - MARGIN))];
			}
		}
	}

	/** Whether patches are searched on a level of that size. */
	static boolean fits(final int level, final int width, final int height) {
		return level >= FINEST && Math.min(width, height) >= SIZE;
	}

	/** The number of patches side by side along {@code length} pixels. */
	static int patches(final int length, final int stride) {
		return (length - SIZE + stride - 1) / stride + 1;
	}

	/** Half the difference of the neighbours. */
	private void differentiate() {
		for (int y = 0; y < height; y++) {
			final int row = y * width;
			final int up = Math.max(y - 1, 0) * width;
			final int down = Math.min(y + 1, height - 1) * width;
			for (int x = 0; x < width; x++) {
				gradientX[row + x] = 0.5f * (template[row + Math.min(x + 1, width - 1)] -
					template[row + Math.max(x - 1, 0)]);
				gradientY[row + x] = 0.5f * (template[down + x] - template[up + x]);
			}
		}
	}

	/**
	 * The flow found from the flow guessed.
	 *
	 * @param matches further guesses, of the next coarser level and NaN where there is none; or null
	 */
	Flow search(final Flow guess, final Flow matches, final Progress progress) {
		final float[] u0 = new float[columns * rows];
		final float[] v0 = new float[columns * rows];
		for (int r = 0; r < rows; r++) {
			for (int c = 0; c < columns; c++) {
				final int i = left(c) + SIZE / 2 + (top(r) + SIZE / 2) * width;
				u0[c + r * columns] = guess.u()[i];
				v0[c + r * columns] = guess.v()[i];
			}
		}
		float[] u = u0;
		float[] v = v0;
		for (int round = 0; round < ROUNDS; round++) {
			final float[] fromU = u;
			final float[] fromV = v;
			final float[] toU = new float[columns * rows];
			final float[] toV = new float[columns * rows];
			Bands.run(rows, progress, (from, to) -> {
				// values, both gradients, and a row of scratch
				final float[] patch = new float[(3 * SIZE + 1) * SIZE];
				for (int r = from; r < to; r++) {
					for (int c = 0; c < columns; c++) {
						descend(c, r, fromU, fromV, matches, toU, toV, patch);
					}
				}
			});
			u = toU;
			v = toV;
		}
		return densify(u, v, progress);
	}

	private int left(final int column) {
		return Math.min(column * stride, width - SIZE);
	}

	private int top(final int row) {
		return Math.min(row * stride, height - SIZE);
	}

	/** Starts from the best of the patch's own flow, that of the match and its neighbours'. */
	private void descend(final int c, final int r, final float[] fromU, final float[] fromV, final Flow matches,
		final float[] toU, final float[] toV, final float[] patch)
	{
		final int x0 = left(c);
		final int y0 = top(r);
		float gx = 0;
		float gy = 0;
		float xx = 0;
		float xy = 0;
		float yy = 0;
		for (int y = 0, k = 0; y < SIZE; y++) {
			int i = x0 + (y0 + y) * width;
			for (int x = 0; x < SIZE; x++, i++, k++) {
				final float dx = gradientX[i];
				final float dy = gradientY[i];
				patch[k] = template[i];
				patch[k + SIZE * SIZE] = dx;
				patch[k + 2 * SIZE * SIZE] = dy;
				gx += dx;
				gy += dy;
				xx += dx * dx;
				xy += dx * dy;
				yy += dy * dy;
			}
		}
		final float n = 1f / (SIZE * SIZE);
		xx += 1 - gx * gx * n;
		xy -= gx * gy * n;
		yy += 1 - gy * gy * n;
		final float inverse = 1 / (xx * yy - xy * xy);

		final int own = c + r * columns;
		final float[] sums = new float[3];
		float bestU = fromU[own];
		float bestV = fromV[own];
		float best = compare(x0, y0, bestU, bestV, patch, gx, gy, sums);
		boolean current = true;
		for (int k = matches == null ? 0 : -1; k < 4; k++) {
			final int nc = c + (k == 0 ? -1 : k == 1 ? 1 : 0);
			final int nr = r + (k == 2 ? -1 : k == 3 ? 1 : 0);
			if (nc < 0 || nr < 0 || nc >= columns || nr >= rows) continue;
			final int coarse = matches == null ? 0 : (x0 + SIZE / 2) / 2 + (y0 + SIZE / 2) / 2 * matches.width();
			final float tryU = k < 0 ? 2 * matches.u()[coarse] : fromU[nc + nr * columns];
			final float tryV = k < 0 ? 2 * matches.v()[coarse] : fromV[nc + nr * columns];
			if (Math.abs(tryU - bestU) + Math.abs(tryV - bestV) < SAME) continue;
			// NB: neither for a match that there is not
			if (k < 0 && !(Math.max(Math.abs(tryU), Math.abs(tryV)) <= reach)) continue;
			final float error = compare(x0, y0, tryU, tryV, patch, gx, gy, sums);
			current = error < best;
			if (current) {
				best = error;
				bestU = tryU;
				bestV = tryV;
			}
		}
		if (!current) best = compare(x0, y0, bestU, bestV, patch, gx, gy, sums);
		for (int step = 0; step < steps; step++) {
			final float stepU = (yy * sums[1] - xy * sums[2]) * inverse;
			final float stepV = (xx * sums[2] - xy * sums[1]) * inverse;
			final float tryU = bestU - stepU;
			final float tryV = bestV - stepV;
			if (!(Math.max(Math.abs(tryU), Math.abs(tryV)) <= reach)) break;
			final float error = compare(x0, y0, tryU, tryV, patch, gx, gy, sums);
			if (!(error < best)) break;
			best = error;
			bestU = tryU;
			bestV = tryV;
			if (stepU * stepU + stepV * stepV < DONE) break;
		}
		toU[own] = bestU;
		toV[own] = bestV;
	}

	/**
	 * The squared difference of patch and target around their means; the products
	 * of difference and gradients go into {@code sums}.
	 */
	private float compare(final int x0, final int y0, final float u, final float v,
		final float[] patch, final float gx, final float gy, final float[] sums)
	{
		final float fx = Math.max(0, Math.min(width - SIZE + 2 * MARGIN, x0 + u + MARGIN));
		final float fy = Math.max(0, Math.min(height - SIZE + 2 * MARGIN, y0 + v + MARGIN));
		final int ix = (int) fx;
		final int iy = (int) fy;
		final float ax = fx - ix;
		final float ay = fy - iy;
		final int above = 3 * SIZE * SIZE;
		int i = ix + iy * pitch;
		for (int x = 0; x < SIZE; x++) {
			patch[above + x] = target[i + x] + ax * (target[i + x + 1] - target[i + x]);
		}
		float sum = 0;
		float square = 0;
		float sx = 0;
		float sy = 0;
		for (int y = 0, k = 0; y < SIZE; y++) {
			i += pitch;
			for (int x = 0; x < SIZE; x++, k++) {
				final float upper = patch[above + x];
				final float lower = target[i + x] + ax * (target[i + x + 1] - target[i + x]);
				patch[above + x] = lower;
				final float difference = upper + ay * (lower - upper) - patch[k];
				sum += difference;
				square += difference * difference;
				sx += difference * patch[k + SIZE * SIZE];
				sy += difference * patch[k + 2 * SIZE * SIZE];
			}
		}
		final float mean = sum / (SIZE * SIZE);
		sums[1] = sx - mean * gx;
		sums[2] = sy - mean * gy;
		return square - sum * mean;
	}

	private Flow densify(final float[] u, final float[] v, final Progress progress) {
		final Flow dense = new Flow(width, height);
		Bands.run(height, progress, (from, to) -> {
			final float[] weights = new float[width];
			for (int y = from; y < to; y++) {
				Arrays.fill(weights, 0);
				final int row = y * width;
				for (int r = Math.max(0, (y - SIZE + stride) / stride); r < rows && top(
					r) <= y; r++)
				{
					if (top(r) + SIZE <= y) continue;
					for (int c = 0; c < columns; c++) {
						spread(left(c), y, u[c + r * columns], v[c + r * columns], weights, dense);
					}
				}
				for (int x = 0; x < width; x++) {
					dense.u()[row + x] /= weights[x];
					dense.v()[row + x] /= weights[x];
				}
			}
		});
		return dense;
	}

	private void spread(final int x0, final int y, final float u, final float v,
		final float[] weights, final Flow dense)
	{
		final float fx = Math.max(0, Math.min(width - SIZE + 2 * MARGIN, x0 + u + MARGIN));
		final float fy = Math.max(0, Math.min(height - 1 + 2 * MARGIN, y + v + MARGIN));
		final int ix = (int) fx;
		final int iy = (int) fy;
		final float ax = fx - ix;
		final float ay = fy - iy;
		final int i = ix + iy * pitch;
		final int j = i + pitch;
		final int row = y * width;
		for (int x = 0; x < SIZE; x++) {
			final float upper = target[i + x] + ax * (target[i + x + 1] - target[i + x]);
			final float lower = target[j + x] + ax * (target[j + x + 1] - target[j + x]);
			final float difference = Math.abs(upper + ay * (lower - upper) - template[row +
				x0 + x]);
			final float weight = 1 / Math.max(1, difference);
			weights[x0 + x] += weight;
			dense.u()[row + x0 + x] += weight * u;
			dense.v()[row + x0 + x] += weight * v;
		}
	}
}
