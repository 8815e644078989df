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

	/** Weight of constant brightness. */
	static final float BRIGHTNESS = 5;

	/** Weight of constant gradients, which survive a change of exposure. */
	static final float GRADIENT = 10;

	/** Gradients below this count as flat, in grey values per pixel, squared. */
	static final float FLAT = 1;

	/** Where the robust penalties turn from square to linear, squared. */
	static final float SMALL = 1e-6f;

	/** Keeps equations without any constraint solvable. */
	static final float TINY = 1e-6f;

	static final float RELAXATION = 1.6f;

	/** Misfits from here on, in pixels, ask for a smoother flow in proportion ... */
	private static final float NOISY = 1 / 6f;

	/** ... up to this factor. */
	private static final float SMOOTHEST = 4;

	private final FlowSettings settings;
	private final float reach;
	private final int width;
	private final int height;
	private final Plane first;
	private final Plane second;
	private final float[] mean;
	private final float[] change;
	private final float[] inside;
	private final float[] gradientX;
	private final float[] gradientY;
	private final float[] diffusivity;

	/** @param reach largest displacement along either axis, in pixels of this level */
	Refinement(final Plane first, final Plane second, final FlowSettings settings,
		final float reach)
	{
		width = first.width();
		height = first.height();
		this.first = first;
		this.second = second;
		this.settings = settings;
		this.reach = reach;
		mean = new float[width * height];
		change = new float[width * height];
		inside = new float[width * height];
		gradientX = new float[width * height];
		gradientY = new float[width * height];
		diffusivity = new float[width * height];
	}

	/** How smooth a flow of this misfit is to be. */
	static float smoothness(final FlowSettings settings, final float misfit) {
		return settings.smoothness() * Math.max(1, Math.min(SMOOTHEST, misfit / NOISY));
	}

	/** Refines the flow in place and gives it back. */
	Flow refine(final Flow flow, final int warps, final Progress progress) {
		final CheckerSolver solver = new CheckerSolver(width, height);
		final float smoothness = smoothness(settings, Misfit.of(first, second, flow));
		for (int warp = 0; warp < warps; warp++) {
			Bands.run(height, progress, (from, to) -> {
				for (int y = from; y < to; y++) {
					warp(flow, y);
				}
			});
			Bands.run(height, progress, (from, to) -> {
				for (int y = from; y < to; y++) {
					Derivatives.alongX(mean, gradientX, y, width);
					Derivatives.alongY(mean, gradientY, y, width, height);
					diffusivity(flow, smoothness, y);
				}
			});
			Bands.run(height, progress, (from, to) -> setUp(solver, flow, from, to));
			solver.solve(settings.sweeps(), RELAXATION, progress);
			Bands.run(height, progress, (from, to) -> {
				final float[] line = new float[width];
				for (int y = from; y < to; y++) {
					solver.getU(y, line);
					clamp(line, flow.u(), y);
					solver.getV(y, line);
					clamp(line, flow.v(), y);
				}
			});
		}
		return flow;
	}

	private void clamp(final float[] line, final float[] flow, final int y) {
		for (int x = 0; x < width; x++) {
			flow[x + y * width] = Math.max(-reach, Math.min(reach, line[x]));
		}
	}

	private void setUp(final CheckerSolver solver, final Flow flow, final int from,
		final int to)
	{
		final float[][] lines = new float[11][width];
		final float[][] row = new float[7][width];
		for (int y = from; y < to; y++) {
			System.arraycopy(gradientX, y * width, lines[0], 0, width);
			System.arraycopy(gradientY, y * width, lines[1], 0, width);
			System.arraycopy(change, y * width, lines[2], 0, width);
			Derivatives.rowX(gradientX, lines[3], y, width);
			Derivatives.rowY(gradientX, lines[4], y, width, height);
			Derivatives.rowY(gradientY, lines[5], y, width, height);
			Derivatives.rowX(change, lines[6], y, width);
			Derivatives.rowY(change, lines[7], y, width, height);
			System.arraycopy(inside, y * width, lines[8], 0, width);
			System.arraycopy(flow.u(), y * width, lines[9], 0, width);
			System.arraycopy(flow.v(), y * width, lines[10], 0, width);
			constraints(lines[0], lines[1], lines[2], lines[3], lines[4], lines[5], lines[6],
				lines[7], lines[8], row);
			rightSides(lines[9], lines[10], row);
			links(y, row[5], row[6]);
			solver.setRow(y, lines[9], lines[10], row);
		}
	}

	/** Samples row y of the second plane along the flow. */
	private void warp(final Flow flow, final int y) {
		for (int x = 0, i = y * width; x < width; x++, i++) {
			final float toX = x + flow.u()[i];
			final float toY = y + flow.v()[i];
			final float value = Sampling.linear(second, toX, toY);
			inside[i] = toX >= 0 && toY >= 0 && toX <= width - 1 && toY <= height - 1 ? 1 : 0;
			mean[i] = 0.5f * (first.values()[i] + value);
			change[i] = value - first.values()[i];
		}
	}

	/** How freely flow spreads at the pixels of row y: little where it has an edge. */
	private void diffusivity(final Flow flow, final float smoothness, final int y) {
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
				vy + SMALL);
		}
	}

	/** Weights of the links to the right and lower neighbours of row y. */
	private void links(final int y, final float[] toRight, final float[] toBelow) {
		final int row = y * width;
		final int down = y + 1 < height ? width : 0;
		for (int x = 0; x < width; x++) {
			final int i = row + x;
			toRight[x] = x + 1 < width ? 0.5f * (diffusivity[i] + diffusivity[i + 1]) : 0;
			toBelow[x] = down > 0 ? 0.5f * (diffusivity[i] + diffusivity[i + down]) : 0;
		}
	}

	/**
	 * The equations of a change of flow: three linear constraints (brightness and
	 * both gradients), each as a distance in pixels, weighted by the slope of the
	 * penalty. Fills the matrix into rows 0 to 2, the right sides into 3 and 4.
	 */
	private static void constraints(final float[] ix, final float[] iy, final float[] it,
		final float[] ixx, final float[] ixy, final float[] iyy, final float[] ixt,
		final float[] iyt, final float[] inside, final float[][] row)
	{
		final float[] a11 = row[0];
		final float[] a12 = row[1];
		final float[] a22 = row[2];
		final float[] b1 = row[3];
		final float[] b2 = row[4];
		for (int x = 0; x < a11.length; x++) {
			final float norm = 1 / (ix[x] * ix[x] + iy[x] * iy[x] + FLAT);
			final float normX = 1 / (ixx[x] * ixx[x] + ixy[x] * ixy[x] + FLAT);
			final float normY = 1 / (ixy[x] * ixy[x] + iyy[x] * iyy[x] + FLAT);
			final float w = inside[x] * BRIGHTNESS * norm / (float) Math.sqrt(it[x] * it[x] *
				norm + SMALL);
			final float wg = inside[x] * GRADIENT / (float) Math.sqrt(ixt[x] * ixt[x] * normX +
				iyt[x] * iyt[x] * normY + SMALL);
			final float wx = wg * normX;
			final float wy = wg * normY;
			a11[x] = w * ix[x] * ix[x] + wx * ixx[x] * ixx[x] + wy * ixy[x] * ixy[x] + TINY;
			a12[x] = w * ix[x] * iy[x] + wx * ixx[x] * ixy[x] + wy * ixy[x] * iyy[x];
			a22[x] = w * iy[x] * iy[x] + wx * ixy[x] * ixy[x] + wy * iyy[x] * iyy[x] + TINY;
			b1[x] = -w * ix[x] * it[x] - wx * ixx[x] * ixt[x] - wy * ixy[x] * iyt[x];
			b2[x] = -w * iy[x] * it[x] - wx * ixy[x] * ixt[x] - wy * iyy[x] * iyt[x];
		}
	}

	/** Turns equations of the change into equations of the flow itself. */
	private static void rightSides(final float[] u, final float[] v, final float[][] row) {
		final float[] a11 = row[0];
		final float[] a12 = row[1];
		final float[] a22 = row[2];
		final float[] b1 = row[3];
		final float[] b2 = row[4];
		for (int x = 0; x < a11.length; x++) {
			b1[x] += a11[x] * u[x] + a12[x] * v[x];
			b2[x] += a12[x] * u[x] + a22[x] * v[x];
		}
	}
}
