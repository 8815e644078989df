/*
 * A pass through a focus stack: see io.github.kinema.motion's FocusMeasure.Rows and JavaFocusPass, whose arithmetic this
 * follows operation by operation. Every kernel's first argument is the first row of the band that it computes.
 *
 * Constants:
 * RADIUS     of the window that the measure is averaged over
 * TENENGRAD  1 for the squared gradient, 0 for the squared Laplacian
 */

#include "sampling.h"

/* Nothing seen yet; the sides and the recent measures are unknown. */
KERNEL begin(const int first_row, GLOBAL float *peak, GLOBAL float *slice, GLOBAL float *sides, GLOBAL float *recent,
	GLOBAL float *least, GLOBAL float *total, GLOBAL float *weight, const float unknown, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const int size = width * height;
	peak[i] = -1;
	least[i] = INFINITE;
	slice[i] = total[i] = weight[i] = 0;
	for (int s = 0; s < 4; s++) sides[(LONG) s * size + i] = unknown;
	for (int s = 0; s < 2; s++) recent[(LONG) s * size + i] = unknown;
}

/* Sets all of a plane to a value. */
KERNEL fill(const int first_row, GLOBAL float *plane, const float value, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x < width && y < height) plane[x + y * width] = value;
}

/* Marks the pixels that a channel does not know. */
KERNEL know(const int first_row, GLOBAL const float *values, GLOBAL float *known, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	if (!IS_KNOWN(values[i])) known[i] = 0;
}

/* Adds the energy of a channel's detail. */
KERNEL add_energy(const int first_row, GLOBAL const float *values, GLOBAL float *energy, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int left = bound(x - 1, width - 1);
	const int right = bound(x + 1, width - 1);
	const int row = y * width;
	const int above = bound(y - 1, height - 1) * width;
	const int below = bound(y + 1, height - 1) * width;
#if TENENGRAD
	const float along_x = values[above + right] + 2 * values[row + right] + values[below + right] -
		(values[above + left] + 2 * values[row + left] + values[below + left]);
	const float along_y = values[below + left] - values[above + left] + 2 * (values[below + x] - values[above + x]) +
		(values[below + right] - values[above + right]);
	energy[row + x] += along_x * along_x + along_y * along_y;
#else
	const float detail = values[above + left] + values[below + left] + (values[above + right] + values[below + right]) -
		4 * values[row + x];
	energy[row + x] += detail * detail;
#endif
}

/* The weighted mean along x, without detail that is no number. */
KERNEL average(const int first_row, GLOBAL const float *energy, GLOBAL const float *window, GLOBAL float *line,
	const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	float sum = 0;
	for (int t = -RADIUS; t <= RADIUS; t++) {
		if (x + t < 0 || x + t >= width) continue;
		const float detail = energy[x + t + y * width];
		if (IS_KNOWN(detail)) sum = sum + window[t + RADIUS] * detail;
	}
	line[x + y * width] = sum;
}

FUNCTION float share(const float ratio) {
	const float square = ratio * ratio;
	const float fourth = square * square;
	return fourth * fourth;
}

/* The weighted mean along y, and of the detail farther off, given for squares of pixels; and what becomes of peak, sides and sums: the slice's share of the all-in-focus image. */
KERNEL take_in(const int first_row, GLOBAL const float *line, GLOBAL const float *window, GLOBAL const float *known,
	GLOBAL float *peak, GLOBAL float *slice, GLOBAL float *sides, GLOBAL float *recent, GLOBAL float *least,
	GLOBAL float *total, GLOBAL float *weight, GLOBAL float *gain, GLOBAL const float *around, const int cell,
	const int columns, const int rows, const float unknown, const int now, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const LONG size = (LONG) width * height;
	float m = 0;
	for (int t = -RADIUS; t <= RADIUS; t++) {
		if (y + t >= 0 && y + t < height) m = m + window[t + RADIUS] * line[x + (y + t) * width];
	}
	const float middle = (cell - 1) / 2.0f;
	m = m + linear(around, columns, rows, (x - middle) / cell, (y - middle) / cell);
	GLOBAL float *oldest = recent + (now & 1) * size;
	const float last = recent[((now + 1) & 1) * size + i];
	const float two_before = oldest[i];
	if (known[i] == 0) {
		oldest[i] = unknown;
		gain[i] = 0;
		return;
	}
	oldest[i] = m;
	total[i] += m;
	if (m < least[i]) least[i] = m;
	const float before = peak[i];
	if (m > before) {
		sides[i] = two_before;
		sides[size + i] = last;
		sides[2 * size + i] = unknown;
		sides[3 * size + i] = unknown;
		peak[i] = m;
		slice[i] = now;
		weight[i] = weight[i] * share(before > 0 ? before / m : 0) + 1;
		gain[i] = 1 / weight[i];
		return;
	}
	const int behind = now - (int) slice[i];
	if (behind <= 2) sides[(1 + behind) * size + i] = m;
	const float added = share(before > 0 ? m / before : 1);
	weight[i] += added;
	gain[i] = added / weight[i];
}

/* Mixes a slice into the all-in-focus image. */
KERNEL mix_in(const int first_row, GLOBAL const float *values, GLOBAL const float *gain, GLOBAL float *sharp,
	const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float part = gain[i];
	if (part == 0) return;
	sharp[i] = part == 1 ? values[i] : sharp[i] + part * (values[i] - sharp[i]);
}
