/*
 * The patch search of optical flow: see io.github.kinema.motion.PatchSearch, whose
 * arithmetic this follows operation by operation. Every kernel's first argument is
 * the first row of the band that it computes.
 */

#include "sampling.h"

/* The plane with its border repeated MARGIN pixels around, and one more to the right and below. */
KERNEL pad(const int first_row, GLOBAL const float *plane, GLOBAL float *padded, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	const int pitch = width + 2 * MARGIN + 1;
	if (x >= pitch || y >= height + 2 * MARGIN + 1) return;
	padded[x + y * pitch] = plane[bound(x - MARGIN, width - 1) + bound(y - MARGIN, height - 1) * width];
}

/* Half the differences of the neighbours. */
KERNEL differences(const int first_row, GLOBAL const float *plane, GLOBAL float *gradient_x,
	GLOBAL float *gradient_y, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int row = y * width;
	gradient_x[row + x] = 0.5f * (plane[row + bound(x + 1, width - 1)] - plane[row + bound(x - 1, width - 1)]);
	gradient_y[row + x] = 0.5f * (plane[bound(y + 1, height - 1) * width + x] - plane[bound(y - 1, height - 1) *
		width + x]);
}

/* The upper left corner of a patch along one axis. */
FUNCTION int corner(const int patch, const int stride, const int extent) {
	const int at = patch * stride;
	return at < extent - SIZE ? at : extent - SIZE;
}

/* The flow in the middle of each patch. */
KERNEL starts(const int first_row, GLOBAL const float *u, GLOBAL const float *v, GLOBAL float *patch_u,
	GLOBAL float *patch_v, const int width, const int height, const int columns, const int rows, const int stride)
{
	const int c = GLOBAL_X;
	const int r = first_row + GLOBAL_Y;
	if (c >= columns || r >= rows) return;
	const int i = corner(c, stride, width) + SIZE / 2 + (corner(r, stride, height) + SIZE / 2) * width;
	patch_u[c + r * columns] = u[i];
	patch_v[c + r * columns] = v[i];
}

/*
 * The squared difference of patch and target around their means. The products of
 * difference and gradients, less those of the means, go into sum_x and sum_y.
 */
FUNCTION float compare(GLOBAL const float *plane, GLOBAL const float *gradient_x, GLOBAL const float *gradient_y,
	GLOBAL const float *target, const int width, const int height, const int x0, const int y0, const float u,
	const float v, const float gx, const float gy, float *sum_x, float *sum_y)
{
	const float fx = limit(x0 + u + MARGIN, 0.0f, (float) (width - SIZE + 2 * MARGIN));
	const float fy = limit(y0 + v + MARGIN, 0.0f, (float) (height - SIZE + 2 * MARGIN));
	const int ix = (int) fx;
	const int iy = (int) fy;
	const float ax = fx - ix;
	const float ay = fy - iy;
	const int pitch = width + 2 * MARGIN + 1;
	float above[SIZE];
	int i = ix + iy * pitch;
	for (int x = 0; x < SIZE; x++) {
		above[x] = target[i + x] + ax * (target[i + x + 1] - target[i + x]);
	}
	float sum = 0;
	float square = 0;
	float sx = 0;
	float sy = 0;
	for (int y = 0; y < SIZE; y++) {
		i += pitch;
		const int k = x0 + (y0 + y) * width;
		for (int x = 0; x < SIZE; x++) {
			const float upper = above[x];
			const float lower = target[i + x] + ax * (target[i + x + 1] - target[i + x]);
			above[x] = lower;
			const float difference = upper + ay * (lower - upper) - plane[k + x];
			sum += difference;
			square += difference * difference;
			sx += difference * gradient_x[k + x];
			sy += difference * gradient_y[k + x];
		}
	}
	const float mean = sum / (SIZE * SIZE);
	*sum_x = sx - mean * gx;
	*sum_y = sy - mean * gy;
	return square - sum * mean;
}

/* One work item a patch: from the best of its own flow, that of the match and its neighbours', downhill. */
KERNEL descend(const int first_row, GLOBAL const float *plane, GLOBAL const float *gradient_x,
	GLOBAL const float *gradient_y, GLOBAL const float *target, GLOBAL const float *from_u,
	GLOBAL const float *from_v, GLOBAL float *to_u, GLOBAL float *to_v, const int width, const int height,
	const int columns, const int rows, const int stride, const int steps, const float reach,
	GLOBAL const float *match_u, GLOBAL const float *match_v, const int match_width)
{
	const int c = GLOBAL_X;
	const int r = first_row + GLOBAL_Y;
	if (c >= columns || r >= rows) return;
	const int x0 = corner(c, stride, width);
	const int y0 = corner(r, stride, height);
	float gx = 0;
	float gy = 0;
	float xx = 0;
	float xy = 0;
	float yy = 0;
	for (int y = 0; y < SIZE; y++) {
		const int k = x0 + (y0 + y) * width;
		for (int x = 0; x < SIZE; x++) {
			const float dx = gradient_x[k + x];
			const float dy = gradient_y[k + x];
			gx += dx;
			gy += dy;
			xx += dx * dx;
			xy += dx * dy;
			yy += dy * dy;
		}
	}
	const float n = 1.0f / (SIZE * SIZE);
	xx += 1 - gx * gx * n;
	xy -= gx * gy * n;
	yy += 1 - gy * gy * n;
	const float inverse = 1 / (xx * yy - xy * xy);

	const int own = c + r * columns;
	float best_u = 0;
	float best_v = 0;
	float best = 0;
	float best_x = 0;
	float best_y = 0;
	for (int k = -2; k < 4; k++) {
		if (k == -1 && match_width == 0) continue;
		const int nc = c + (k == 0 ? -1 : k == 1 ? 1 : 0);
		const int nr = r + (k == 2 ? -1 : k == 3 ? 1 : 0);
		if (nc < 0 || nr < 0 || nc >= columns || nr >= rows) continue;
		const int coarse = (x0 + SIZE / 2) / 2 + (y0 + SIZE / 2) / 2 * match_width;
		const float try_u = k == -1 ? 2 * match_u[coarse] : from_u[nc + nr * columns];
		const float try_v = k == -1 ? 2 * match_v[coarse] : from_v[nc + nr * columns];
		if (k == -1 && !(larger(fabs(try_u), fabs(try_v)) <= reach)) continue;
		if (k > -2 && fabs(try_u - best_u) + fabs(try_v - best_v) < SAME) continue;
		float sum_x;
		float sum_y;
		const float error = compare(plane, gradient_x, gradient_y, target, width, height, x0, y0, try_u, try_v, gx,
			gy, &sum_x, &sum_y);
		if (k == -2 || error < best) {
			best = error;
			best_u = try_u;
			best_v = try_v;
			best_x = sum_x;
			best_y = sum_y;
		}
	}
	for (int descent = 0; descent < steps; descent++) {
		const float step_u = (yy * best_x - xy * best_y) * inverse;
		const float step_v = (xx * best_y - xy * best_x) * inverse;
		const float try_u = best_u - step_u;
		const float try_v = best_v - step_v;
		if (!(larger(fabs(try_u), fabs(try_v)) <= reach)) break;
		float sum_x;
		float sum_y;
		const float error = compare(plane, gradient_x, gradient_y, target, width, height, x0, y0, try_u, try_v, gx,
			gy, &sum_x, &sum_y);
		if (!(error < best)) break;
		best = error;
		best_u = try_u;
		best_v = try_v;
		best_x = sum_x;
		best_y = sum_y;
		if (step_u * step_u + step_v * step_v < DONE) break;
	}
	to_u[own] = best_u;
	to_v[own] = best_v;
}

/* The first patch along one axis that may hold a pixel. */
FUNCTION int first_patch(const int at, const int stride) {
	return at < SIZE ? 0 : (at - SIZE + stride) / stride;
}

/* Every pixel averages its patches, weighted by how well they fit. */
KERNEL densify(const int first_row, GLOBAL const float *plane, GLOBAL const float *target,
	GLOBAL const float *patch_u, GLOBAL const float *patch_v, GLOBAL float *u, GLOBAL float *v, const int width,
	const int height, const int columns, const int rows, const int stride)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int pitch = width + 2 * MARGIN + 1;
	const float value = plane[x + y * width];
	float weights = 0;
	float sum_u = 0;
	float sum_v = 0;
	for (int r = first_patch(y, stride); r < rows && corner(r, stride, height) <= y; r++) {
		if (corner(r, stride, height) + SIZE <= y) continue;
		for (int c = first_patch(x, stride); c < columns && corner(c, stride, width) <= x; c++) {
			const int x0 = corner(c, stride, width);
			if (x0 + SIZE <= x) continue;
			const float pu = patch_u[c + r * columns];
			const float pv = patch_v[c + r * columns];
			const float fx = limit(x0 + pu + MARGIN, 0.0f, (float) (width - SIZE + 2 * MARGIN));
			const float fy = limit(y + pv + MARGIN, 0.0f, (float) (height - 1 + 2 * MARGIN));
			const int ix = (int) fx;
			const int iy = (int) fy;
			const float ax = fx - ix;
			const float ay = fy - iy;
			const int i = ix + iy * pitch + x - x0;
			const int j = i + pitch;
			const float upper = target[i] + ax * (target[i + 1] - target[i]);
			const float lower = target[j] + ax * (target[j + 1] - target[j]);
			const float difference = fabs(upper + ay * (lower - upper) - value);
			const float weight = 1 / larger(1.0f, difference);
			weights += weight;
			sum_u += weight * pu;
			sum_v += weight * pv;
		}
	}
	u[x + y * width] = sum_u / weights;
	v[x + y * width] = sum_v / weights;
}
