/*
 * The full search of optical flow: see io.github.kinema.motion.FullSearch and Detail, whose arithmetic this follows.
 * Whole numbers stand in floats, which hold them exactly. Every kernel's first argument is the first row of the band
 * that it computes.
 */

#include "sampling.h"

FUNCTION int at(GLOBAL const float *values, const int x, const int y, const int width, const int height) {
	return (int) values[bound(x, width - 1) + bound(y, height - 1) * width];
}

FUNCTION int size(const int value) {
	return value < 0 ? -value : value;
}

/* Brightness in steps. */
KERNEL count_steps(const int first_row, GLOBAL const float *plane, GLOBAL float *steps, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	steps[x + y * width] = floor(limit(STEPS * plane[x + y * width], (float) -BRIGHTEST, (float) BRIGHTEST) + 0.5f);
}

/* How far a pixel stands out from the window around it, times the pixels of the window. */
KERNEL stand_out(const int first_row, GLOBAL const float *steps, GLOBAL float *detail, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	int sum = 0;
	for (int j = -RADIUS; j <= RADIUS; j++) {
		for (int i = -RADIUS; i <= RADIUS; i++) sum += at(steps, x + i, y + j, width, height);
	}
	detail[x + y * width] = (float) (AREA * (int) steps[x + y * width] - sum);
}

/* The same as a share of how far pixels there usually do. */
KERNEL common_contrast(const int first_row, GLOBAL const float *detail, GLOBAL float *result, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	int sum = 0;
	for (int j = -RADIUS; j <= RADIUS; j++) {
		for (int i = -RADIUS; i <= RADIUS; i++) sum += size(at(detail, x + i, y + j, width, height));
	}
	const int share = USUAL * (int) detail[x + y * width] / (sum / AREA + NOISE * AREA);
	result[x + y * width] = (float) (share < -MOST ? -MOST : share > MOST ? MOST : share);
}

/* How badly the windows around two pixels match. */
FUNCTION int misfit(GLOBAL const float *first, GLOBAL const float *second, const int width, const int height,
	const int x, const int y, const int dx, const int dy)
{
	int sum = 0;
	for (int j = -RADIUS; j <= RADIUS; j++) {
		for (int i = -RADIUS; i <= RADIUS; i++) {
			sum += size(at(first, x + i, y + j, width, height) - at(second, x + i + dx, y + j + dy, width, height));
		}
	}
	return sum;
}

/* The number of the shift that leads from each pixel of the first plane to its best match. */
KERNEL match_there(const int first_row, GLOBAL const float *first, GLOBAL const float *second,
	GLOBAL const float *shifts_x, GLOBAL const float *shifts_y, GLOBAL float *there, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	int least = misfit(first, second, width, height, x, y, (int) shifts_x[0], (int) shifts_y[0]);
	int best = 0;
	for (int k = 1; k < SHIFTS; k++) {
		const int sum = misfit(first, second, width, height, x, y, (int) shifts_x[k], (int) shifts_y[k]);
		if (sum < least) {
			least = sum;
			best = k;
		}
	}
	there[x + y * width] = (float) best;
}

/* The number of the shift that leads from the best match in the first plane to each pixel of the second. */
KERNEL match_back(const int first_row, GLOBAL const float *first, GLOBAL const float *second,
	GLOBAL const float *shifts_x, GLOBAL const float *shifts_y, GLOBAL float *back, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	int least = misfit(first, second, width, height, x, y, (int) shifts_x[0], (int) shifts_y[0]);
	int best = 0;
	for (int k = 1; k < SHIFTS; k++) {
		const int dx = (int) shifts_x[k];
		const int dy = (int) shifts_y[k];
		if (x - dx < 0 || y - dy < 0 || x - dx >= width || y - dy >= height) continue;
		const int sum = misfit(first, second, width, height, x - dx, y - dy, dx, dy);
		if (sum < least) {
			least = sum;
			best = k;
		}
	}
	back[x + y * width] = (float) best;
}

FUNCTION bool alike(GLOBAL const float *shifts_x, GLOBAL const float *shifts_y, const int k, const int other) {
	return fabs(shifts_x[k] - shifts_x[other]) <= ALIKE && fabs(shifts_y[k] - shifts_y[other]) <= ALIKE;
}

/* The numbers of the shifts that find their way back; -1 for others. */
KERNEL keep_mutual(const int first_row, GLOBAL const float *there, GLOBAL const float *back,
	GLOBAL const float *shifts_x, GLOBAL const float *shifts_y, GLOBAL float *mutual, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int k = (int) there[x + y * width];
	const int column = x + (int) shifts_x[k];
	const int row = y + (int) shifts_y[k];
	const bool kept = column >= 0 && row >= 0 && column < width && row < height &&
		alike(shifts_x, shifts_y, k, (int) back[column + row * width]);
	mutual[x + y * width] = kept ? (float) k : -1.0f;
}

/* The shifts that most of what is around shares; infinite for others. */
KERNEL keep_agreeing(const int first_row, GLOBAL const float *mutual, GLOBAL const float *shifts_x,
	GLOBAL const float *shifts_y, GLOBAL float *u, GLOBAL float *v, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int k = (int) mutual[x + y * width];
	int count = 0;
	for (int row = y - AROUND; k >= 0 && row <= y + AROUND; row++) {
		for (int column = x - AROUND; column <= x + AROUND; column++) {
			if (column < 0 || row < 0 || column >= width || row >= height) continue;
			const int other = (int) mutual[column + row * width];
			if (other >= 0 && alike(shifts_x, shifts_y, k, other)) count++;
		}
	}
	u[x + y * width] = count >= AGREEING ? shifts_x[k] : INFINITE;
	v[x + y * width] = count >= AGREEING ? shifts_y[k] : INFINITE;
}
