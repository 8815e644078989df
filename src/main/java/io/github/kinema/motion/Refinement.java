package io.github.kinema.motion;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Refines a flow field by a few warps of a variational method: brightness and
 * gradient constancy and a smooth flow, all under robust penalties, so that edges
 * of the motion stay sharp and pixels that find no counterpart follow their
 * neighbours.
 * <p>
 * After Brox, Bruhn, Papenberg and Weickert, "High Accuracy Optical Flow Estimation
 * Based on a Theory for Warping", ECCV 2004, with constraints normalised by the
 * gradient as by Zimmer, Bruhn and Weickert, "Optic Flow in Harmony", IJCV 2011.
 * </p>
 */
final class Refinement {

	private final float smoothness = 20f/2*P.f("alpha",1);
	private final float brightness = 5f*P.f("delta",1);
	private final float gradient = 10f*P.f("gamma",1);
	private final float zeta = P.f("zeta",0.1f);
	private final float epsilon = P.f("eps", 0.001f);
	private final float edge = P.f("edge", 0f);
	private final int warps;
	private final int sweeps;
	private final float relaxation = P.f("omega",1.6f);

	private final int width;
	private final int height;
	private final float[] first;
	private final float[] second;

	Refinement(final Plane first, final Plane second, final int warps, final int sweeps) {
		width = first.width();
		height = first.height();
		this.first = first.values();
		this.second = second.values();
		this.warps = warps;
		this.sweeps = sweeps;
	}

	Flow refine(final Flow flow, final Progress progress) {
		final Flow result = new Flow(width, height);
		System.arraycopy(flow.u(), 0, result.u(), 0, width * height);
		System.arraycopy(flow.v(), 0, result.v(), 0, width * height);
		final CheckerSolver solver = new CheckerSolver(width, height);
		final float[] mean = new float[width * height];
		final float[] change = new float[width * height];
		final float[] inside = new float[width * height];
		final float[] ix = new float[width * height];
		final float[] iy = new float[width * height];
		final float[] diffusivity = new float[width * height];
		for (int warp = 0; warp < warps; warp++) {
			Bands.run(height, progress, (from, to) -> warp(result, mean, change, inside, from,
				to));
			Bands.run(height, progress, (from, to) -> {
				final float[][] lines = new float[5][];
				for (int y = from; y < to; y++) {
					Derivatives.alongX(mean, ix, y, width);
					Derivatives.alongY(mean, iy, y, width, height);
					diffusivity(result, diffusivity, y);
				}
			});
			Bands.run(height, progress, (from, to) -> {
				final float[][] d = new float[10][width];
				final float[][] row = new float[7][width];
				final float[] lineU = new float[width];
				final float[] lineV = new float[width];
				for (int y = from; y < to; y++) {
					System.arraycopy(ix, y * width, d[0], 0, width);
					System.arraycopy(iy, y * width, d[1], 0, width);
					System.arraycopy(change, y * width, d[2], 0, width);
					Derivatives.rowX(ix, d[3], y, width);
					Derivatives.rowY(ix, d[4], y, width, height);
					Derivatives.rowY(iy, d[5], y, width, height);
					Derivatives.rowX(change, d[6], y, width);
					Derivatives.rowY(change, d[7], y, width, height);
					System.arraycopy(inside, y * width, d[8], 0, width);
					System.arraycopy(result.u(), y * width, lineU, 0, width);
					System.arraycopy(result.v(), y * width, lineV, 0, width);
					constraints(d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8], lineU,
						lineV, row);
					links(diffusivity, y, d[0], d[1], row[5], row[6]);
					solver.setFlow(y, lineU, lineV);
					solver.setRow(y, row);
				}
			});
			solver.solve(sweeps, relaxation, progress);
			Bands.run(height, progress, (from, to) -> {
				final float[] lineU = new float[width];
				final float[] lineV = new float[width];
				for (int y = from; y < to; y++) {
					solver.getFlow(y, lineU, lineV);
					System.arraycopy(lineU, 0, result.u(), y * width, width);
					System.arraycopy(lineV, 0, result.v(), y * width, width);
				}
			});
		}
		return result;
	}

	/** Samples the second plane along the flow. */
	private void warp(final Flow flow, final float[] mean, final float[] change,
		final float[] inside, final int from, final int to)
	{
		for (int y = from; y < to; y++) {
			for (int x = 0, i = y * width; x < width; x++, i++) {
				final float fx = x + flow.u()[i];
				final float fy = y + flow.v()[i];
				final float cx = Math.max(0, Math.min(width - 1, fx));
				final float cy = Math.max(0, Math.min(height - 1, fy));
				inside[i] = Math.abs(cx - fx) + Math.abs(cy - fy) > 0 ? 0 : 1;
				final int x0 = (int) cx;
				final int y0 = (int) cy;
				final float ax = cx - x0;
				final float ay = cy - y0;
				final int j = x0 + y0 * width;
				final int right = x0 + 1 < width ? 1 : 0;
				final int down = y0 + 1 < height ? width : 0;
				final float upper = second[j] + ax * (second[j + right] - second[j]);
				final float lower = second[j + down] + ax * (second[j + down + right] -
					second[j + down]);
				final float value = upper + ay * (lower - upper);
				mean[i] = 0.5f * (first[i] + value);
				change[i] = value - first[i];
			}
		}
	}

	private void diffusivity(final Flow flow, final float[] diffusivity, final int y) {
		final float[] u = flow.u();
		final float[] v = flow.v();
		final int down = y + 1 < height ? width : 0;
		final int row = y * width;
		for (int x = 0; x < width; x++) {
			final int i = row + x;
			final int right = x + 1 < width ? i + 1 : i;
			final float ux = u[right] - u[i];
			final float uy = u[i + down] - u[i];
			final float vx = v[right] - v[i];
			final float vy = v[i + down] - v[i];
			diffusivity[i] = smoothness / (float) Math.sqrt(ux * ux + uy * uy + vx * vx + vy *
				vy + epsilon * epsilon);
		}
	}

	/** Weights of the links to the right and lower neighbours of row y. */
	private void links(final float[] diffusivity, final int y, final float[] ix,
		final float[] iy, final float[] toRight, final float[] toBelow)
	{
		final int row = y * width;
		final boolean last = y == height - 1;
		for (int x = 0; x < width; x++) {
			final int i = row + x;
			final float g = 1/(1+edge*(ix[x]*ix[x]+iy[x]*iy[x]));
			toRight[x] = x + 1 < width ? g*0.5f * (diffusivity[i] + diffusivity[i + 1]) : 0;
			toBelow[x] = last ? 0 : g*0.5f * (diffusivity[i] + diffusivity[i + width]);
		}
	}

	private void constraints(final float[] ix, final float[] iy, final float[] it,
		final float[] ixx, final float[] ixy, final float[] iyy, final float[] ixt,
		final float[] iyt, final float[] inside, final float[] u, final float[] v,
		final float[][] row)
	{
		final float[] a11 = row[0];
		final float[] a12 = row[1];
		final float[] a22 = row[2];
		final float[] b1 = row[3];
		final float[] b2 = row[4];
		final float floor = zeta * zeta;
		final float small = epsilon * epsilon;
		for (int x = 0; x < a11.length; x++) {
			final float norm = 1 / (ix[x] * ix[x] + iy[x] * iy[x] + floor);
			final float w = inside[x] * brightness * norm / (float) Math.sqrt(it[x] * it[x] * norm +
				small);
			final float normX = 1 / (ixx[x] * ixx[x] + ixy[x] * ixy[x] + floor);
			final float normY = 1 / (ixy[x] * ixy[x] + iyy[x] * iyy[x] + floor);
			final float wg = inside[x] * gradient / (float) Math.sqrt(ixt[x] * ixt[x] * normX + iyt[x] *
				iyt[x] * normY + small);
			final float wx = wg * normX;
			final float wy = wg * normY;
			final float c11 = w * ix[x] * ix[x] + wx * ixx[x] * ixx[x] + wy * ixy[x] *
				ixy[x]+1e-6f;
			final float c12 = w * ix[x] * iy[x] + wx * ixx[x] * ixy[x] + wy * ixy[x] *
				iyy[x];
			final float c22 = w * iy[x] * iy[x] + wx * ixy[x] * ixy[x] + wy * iyy[x] *
				iyy[x]+1e-6f;
			final float c1 = w * ix[x] * it[x] + wx * ixx[x] * ixt[x] + wy * ixy[x] * iyt[x];
			final float c2 = w * iy[x] * it[x] + wx * ixy[x] * ixt[x] + wy * iyy[x] * iyt[x];
			a11[x] = c11;
			a12[x] = c12;
			a22[x] = c22;
			b1[x] = c11 * u[x] + c12 * v[x] - c1;
			b2[x] = c12 * u[x] + c22 * v[x] - c2;
		}
	}
}
