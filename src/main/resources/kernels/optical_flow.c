/*
 * Pyramids and variational refinement of optical flow: see io.github.kinema.motion's
 * Pyramid, Misfit, Refinement and CheckerSolver, whose arithmetic this follows
 * operation by operation. Every kernel's first argument is the first row of the band
 * that it computes.
 */

#include "sampling.h"

/* ---- pyramid ---- */

/* Half of a plane of width x height by averaging blocks of 2 x 2. */
KERNEL halve(const int first_row, GLOBAL const float *plane, GLOBAL float *coarse, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	const int columns = (width + 1) / 2;
	if (x >= columns || y >= (height + 1) / 2) return;
	const int left = 2 * x;
	const int right = bound(left + 1, width - 1);
	const int top = 2 * y * width;
	const int bottom = bound(2 * y + 1, height - 1) * width;
	coarse[x + y * columns] = 0.25f * (plane[top + left] + plane[top + right] + plane[bottom + left] +
		plane[bottom + right]);
}

FUNCTION float doubled(GLOBAL const float *coarse, const int near_near, const int near_far, const int far_near,
	const int far_far)
{
	return 2 * (0.5625f * coarse[near_near] + 0.1875f * (coarse[near_far] + coarse[far_near]) + 0.0625f *
		coarse[far_far]);
}

/* The same motion at twice the size, width x height. */
KERNEL twice(const int first_row, GLOBAL const float *coarse_u, GLOBAL const float *coarse_v, GLOBAL float *u,
	GLOBAL float *v, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int columns = (width + 1) / 2;
	const int rows = (height + 1) / 2;
	const int near_row = (y >> 1) * columns;
	const int far_row = bound((y >> 1) + ((y & 1) == 0 ? -1 : 1), rows - 1) * columns;
	const int i = x >> 1;
	const int j = bound(i + ((x & 1) == 0 ? -1 : 1), columns - 1);
	u[x + y * width] = doubled(coarse_u, near_row + i, near_row + j, far_row + i, far_row + j);
	v[x + y * width] = doubled(coarse_v, near_row + i, near_row + j, far_row + i, far_row + j);
}

KERNEL no_motion(const int first_row, GLOBAL float *u, GLOBAL float *v, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	u[x + y * width] = 0;
	v[x + y * width] = 0;
}

/* ---- misfit ---- */

/* How much the planes differ, and their gradient, at pixels that lie apart by a spacing. */
KERNEL misfit(const int first_row, GLOBAL const float *first, GLOBAL const float *second, GLOBAL const float *u,
	GLOBAL const float *v, GLOBAL float *changes, GLOBAL float *gradients, const int width, const int height,
	const int spacing, const int samples)
{
	const int n = GLOBAL_X;
	if (n >= samples || first_row + GLOBAL_Y > 0) return;
	const int i = n * spacing;
	const int x = i % width;
	const int y = i / width;
	changes[n] = fabs(linear(second, width, height, x + u[i], y + v[i]) - first[i]);
	const int left = x > 0 ? i - 1 : i;
	const int right = x + 1 < width ? i + 1 : i;
	const int up = y > 0 ? i - width : i;
	const int down = y + 1 < height ? i + width : i;
	gradients[n] = 0.5f * (fabs(first[right] - first[left]) + fabs(first[down] - first[up]));
}

/* ---- variational refinement ---- */

/* Samples the second plane along the flow: its mean with the first, and its change from it. */
KERNEL warp(const int first_row, GLOBAL const float *first, GLOBAL const float *second, GLOBAL const float *u,
	GLOBAL const float *v, GLOBAL float *mean, GLOBAL float *change, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float value = linear(second, width, height, x + u[i], y + v[i]);
	mean[i] = 0.5f * (first[i] + value);
	change[i] = value - first[i];
}

/* The five-point derivative along x. */
FUNCTION float along_x(GLOBAL const float *plane, const int x, const int y, const int width) {
	GLOBAL const float *row = plane + y * width;
	const int last = width - 1;
	return NEAR * (row[bound(x + 1, last)] - row[bound(x - 1, last)]) - FAR * (row[bound(x + 2, last)] -
		row[bound(x - 2, last)]);
}

/* The five-point derivative along y. */
FUNCTION float along_y(GLOBAL const float *plane, const int x, const int y, const int width, const int height) {
	const int last = height - 1;
	return NEAR * (plane[x + bound(y + 1, last) * width] - plane[x + bound(y - 1, last) * width]) - FAR *
		(plane[x + bound(y + 2, last) * width] - plane[x + bound(y - 2, last) * width]);
}

KERNEL gradients(const int first_row, GLOBAL const float *plane, GLOBAL float *gradient_x,
	GLOBAL float *gradient_y, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	gradient_x[x + y * width] = along_x(plane, x, y, width);
	gradient_y[x + y * width] = along_y(plane, x, y, width, height);
}

/* How freely flow spreads at a pixel: little where it has an edge. */
FUNCTION float diffusivity(GLOBAL const float *u, GLOBAL const float *v, const int x, const int y, const int width,
	const int height, const float smoothness)
{
	const int i = x + y * width;
	const int right = x + 1 < width ? i + 1 : i;
	const int below = y + 1 < height ? i + width : i;
	const float ux = u[right] - u[i];
	const float uy = u[below] - u[i];
	const float vx = v[right] - v[i];
	const float vy = v[below] - v[i];
	return smoothness / sqrt(ux * ux + uy * uy + vx * vx + vy * vy + SMALL);
}

/* Cells of each colour of the chessboard in a row. */
FUNCTION int cells(const int width) {
	return (width + 1) / 2;
}

/*
 * Sets up the linear equations of the flow, and stores them and the flow by the
 * colours of a chessboard: pixel x of row y has colour (x + y) & 1 and is cell
 * x >> 1 of row 2 y + colour.
 */
KERNEL equations(const int first_row, GLOBAL const float *gradient_x, GLOBAL const float *gradient_y,
	GLOBAL const float *change, GLOBAL const float *u, GLOBAL const float *v, GLOBAL float *cell_u,
	GLOBAL float *cell_v, GLOBAL float *a11, GLOBAL float *a12, GLOBAL float *a22, GLOBAL float *b1,
	GLOBAL float *b2, GLOBAL float *to_right, GLOBAL float *to_below, const int width, const int height,
	const float smoothness)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float here_u = u[i];
	const float here_v = v[i];
	const float to_x = x + here_u;
	const float to_y = y + here_v;
	const float inside = to_x >= 0 && to_y >= 0 && to_x <= width - 1 && to_y <= height - 1 ? 1.0f : 0.0f;
	const float ix = gradient_x[i];
	const float iy = gradient_y[i];
	const float it = change[i];
	const float ixx = along_x(gradient_x, x, y, width);
	const float ixy = along_y(gradient_x, x, y, width, height);
	const float iyy = along_y(gradient_y, x, y, width, height);
	const float ixt = along_x(change, x, y, width);
	const float iyt = along_y(change, x, y, width, height);
	const float norm = 1 / (ix * ix + iy * iy + FLAT);
	const float norm_x = 1 / (ixx * ixx + ixy * ixy + FLAT);
	const float norm_y = 1 / (ixy * ixy + iyy * iyy + FLAT);
	const float w = inside * BRIGHTNESS * norm / sqrt(it * it * norm + SMALL);
	const float wg = inside * GRADIENT / sqrt(ixt * ixt * norm_x + iyt * iyt * norm_y + SMALL);
	const float wx = wg * norm_x;
	const float wy = wg * norm_y;
	const float m11 = w * ix * ix + wx * ixx * ixx + wy * ixy * ixy + TINY;
	const float m12 = w * ix * iy + wx * ixx * ixy + wy * ixy * iyy;
	const float m22 = w * iy * iy + wx * ixy * ixy + wy * iyy * iyy + TINY;
	const int k = (x >> 1) + (2 * y + ((x + y) & 1)) * cells(width);
	cell_u[k] = here_u;
	cell_v[k] = here_v;
	a11[k] = m11;
	a12[k] = m12;
	a22[k] = m22;
	b1[k] = -w * ix * it - wx * ixx * ixt - wy * ixy * iyt + (m11 * here_u + m12 * here_v);
	b2[k] = -w * iy * it - wx * ixy * ixt - wy * iyy * iyt + (m12 * here_u + m22 * here_v);
	const float here = diffusivity(u, v, x, y, width, height, smoothness);
	to_right[k] = x + 1 < width ? 0.5f * (here + diffusivity(u, v, x + 1, y, width, height, smoothness)) : 0.0f;
	to_below[k] = y + 1 < height ? 0.5f * (here + diffusivity(u, v, x, y + 1, width, height, smoothness)) : 0.0f;
}

/* Relaxes the cells of one colour. */
KERNEL relax(const int first_row, GLOBAL float *u, GLOBAL float *v, GLOBAL const float *a11, GLOBAL const float *a12,
	GLOBAL const float *a22, GLOBAL const float *b1, GLOBAL const float *b2, GLOBAL const float *to_right,
	GLOBAL const float *to_below, const int width, const int height, const int colour)
{
	const int k = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	const int odd = (y + colour) & 1;
	const int x = 2 * k + odd;
	if (x >= width || y >= height) return;
	const int pitch = cells(width);
	const int here = k + (2 * y + colour) * pitch;
	/* the cell left of this one in the same row; the one to its right follows it */
	const int left = k - 1 + odd + (2 * y + 1 - colour) * pitch;
	const int above = here - (1 + 2 * colour) * pitch;
	const int below = here + (3 - 2 * colour) * pitch;
	float weight_left = 0;
	float weight_above = 0;
	const float weight_right = to_right[here];
	const float weight_below = to_below[here];
	float sum_u = 0;
	float sum_v = 0;
	if (x > 0) {
		weight_left = to_right[left];
		sum_u = weight_left * u[left];
		sum_v = weight_left * v[left];
	}
	if (x + 1 < width) {
		sum_u += weight_right * u[left + 1];
		sum_v += weight_right * v[left + 1];
	}
	if (y > 0) {
		weight_above = to_below[above];
		sum_u += weight_above * u[above];
		sum_v += weight_above * v[above];
	}
	if (y + 1 < height) {
		sum_u += weight_below * u[below];
		sum_v += weight_below * v[below];
	}
	const float sum_weight = weight_left + weight_right + weight_above + weight_below;
	const float old_u = u[here];
	const float old_v = v[here];
	const float new_u = old_u + RELAXATION * ((b1[here] + sum_u - a12[here] * old_v) / (a11[here] + sum_weight) -
		old_u);
	u[here] = new_u;
	v[here] = old_v + RELAXATION * ((b2[here] + sum_v - a12[here] * new_u) / (a22[here] + sum_weight) - old_v);
}

/* The flow from its cells, no component longer than the reach. */
KERNEL join(const int first_row, GLOBAL const float *cell_u, GLOBAL const float *cell_v, GLOBAL float *u,
	GLOBAL float *v, const int width, const int height, const float reach)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int k = (x >> 1) + (2 * y + ((x + y) & 1)) * cells(width);
	u[x + y * width] = larger(-reach, smaller(reach, cell_u[k]));
	v[x + y * width] = larger(-reach, smaller(reach, cell_v[k]));
}
