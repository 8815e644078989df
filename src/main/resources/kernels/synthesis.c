/*
 * Rendering of motion fields: see io.github.kinema.interpolate.JavaSynthesis, whose
 * arithmetic this follows operation by operation. Every kernel's first argument is
 * the first row of the band that it computes.
 */

#include "sampling.h"

/* The value if it is finite, else NaN. */
FUNCTION float known(const float value) {
	return IS_KNOWN(value) ? value : value - value;
}

/* Linear between the four pixels around; the nearest one if they are not all finite; NaN if it is not either. */
FUNCTION float soft_at(GLOBAL const float *values, const int width, const int height, const float x, const float y) {
	const float value = linear(values, width, height, x, y);
	if (IS_KNOWN(value)) return value;
	const float cx = limit(x, 0.0f, (float) (width - 1));
	const float cy = limit(y, 0.0f, (float) (height - 1));
	const int x0 = (int) cx;
	const int y0 = (int) cy;
	const int nearest_x = x0 + (cx - x0 >= 0.5f ? 1 : 0);
	const int nearest_y = y0 + (cy - y0 >= 0.5f ? 1 : 0);
	return known(values[nearest_x + nearest_y * width]);
}

/* Likewise beside a pixel; the pixel itself where nothing moves. */
FUNCTION float soft_beside(GLOBAL const float *values, const int width, const int height, const int x, const int y,
	const float to_x, const float to_y)
{
	if (to_x != 0 || to_y != 0) return soft_at(values, width, height, x + to_x, y + to_y);
	return known(values[x + y * width]);
}

/*
 * What the kernel of 2 REACH taps along each axis shows beyond the soft value, cut
 * off at the range of the 4 x 4 pixels around; 0 where it meets unknown pixels.
 */
FUNCTION float detail_at(GLOBAL const float *values, GLOBAL const float *weights, const int width, const int height,
	const float x, const float y, const float soft)
{
	const float cx = limit(x, 0.0f, (float) (width - 1));
	const float cy = limit(y, 0.0f, (float) (height - 1));
	const int x0 = (int) cx;
	const int y0 = (int) cy;
	const float ax = cx - x0;
	const float ay = cy - y0;
	if (ax == 0 && ay == 0) return 0;
	GLOBAL const float *weights_x = weights + (int) (ax * STEPS + 0.5f) * 2 * REACH;
	GLOBAL const float *weights_y = weights + (int) (ay * STEPS + 0.5f) * 2 * REACH;
	float smallest = INFINITE;
	float largest = -INFINITE;
	float sharp = 0;
	for (int k = 0; k < 2 * REACH; k++) {
		GLOBAL const float *row = values + bound(y0 + k + 1 - REACH, height - 1) * width;
		const int near_row = k >= REACH - 2 && k <= REACH + 1;
		float line = 0;
		for (int j = 0; j < 2 * REACH; j++) {
			const float value = row[bound(x0 + j + 1 - REACH, width - 1)];
			line += weights_x[j] * value;
			if (near_row && j >= REACH - 2 && j <= REACH + 1) {
				smallest = smaller(value, smallest);
				largest = larger(value, largest);
			}
		}
		sharp += weights_y[k] * line;
	}
	/* NB: an unknown pixel in the range is one among the taps, too. */
	const float detail = limit(sharp, smallest, largest) - soft;
	return IS_KNOWN(sharp) && IS_KNOWN(detail) ? detail : 0;
}

/* Mixes two values; one alone if the other is unknown. */
FUNCTION float join(const float a, const float b, const float share) {
	if (a != a) return b;
	return b != b ? a : a + share * (b - a);
}

/* Samples one side. */
KERNEL sample(const int first_row, GLOBAL const float *values, GLOBAL const float *weights, GLOBAL const float *to_x,
	GLOBAL const float *to_y, GLOBAL float *soft, GLOBAL float *detail, const int width, const int height)
{
	const int column = GLOBAL_X;
	const int row = first_row + GLOBAL_Y;
	if (column >= width || row >= height) return;
	const int i = column + row * width;
	const float x = column + to_x[i];
	const float y = row + to_y[i];
	const float value = soft_at(values, width, height, x, y);
	soft[i] = value;
	detail[i] = detail_at(values, weights, width, height, x, y, value);
}

/* Joins both sides, with the share of their detail that is signal in a window around. */
KERNEL combine(const int first_row, GLOBAL const float *soft_first, GLOBAL const float *detail_first,
	GLOBAL const float *soft_second, GLOBAL const float *detail_second, GLOBAL const float *weight,
	GLOBAL float *out, const int width, const int height, const float sharpness)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	float common = 0;
	float whole = 0;
	/* column by column, this pixel's first: the order in which Java sums */
	for (int n = 0; n <= 2 * RADIUS; n++) {
		const int c = n == 0 ? 0 : n <= RADIUS ? n - 1 - RADIUS : n - RADIUS;
		if (x + c < 0 || x + c >= width) continue;
		float column_common = 0;
		float column_whole = 0;
		for (int r = -RADIUS; r <= RADIUS; r++) {
			if (y + r < 0 || y + r >= height) continue;
			const float a = detail_first[i + c + r * width];
			const float b = detail_second[i + c + r * width];
			column_common += a * b;
			column_whole += 0.5f * (a * a + b * b);
		}
		common += column_common;
		whole += column_whole;
	}
	const float signal = common - CHANCE * whole;
	float gain = 0;
	/* NB: details may be too large for the square of a float */
	if (signal > 0 && IS_KNOWN(whole)) {
		const float share = 2 * signal / (signal + (1 - CHANCE) * whole);
		gain = sharpness * (share < 1 ? share : 1);
	}
	out[i] = join(soft_first[i] + gain * detail_first[i], soft_second[i] + gain * detail_second[i], weight[i]);
}

/* Joins both sides as sampled linearly. */
KERNEL blend(const int first_row, GLOBAL const float *first, GLOBAL const float *second,
	GLOBAL const float *to_first_x, GLOBAL const float *to_first_y, GLOBAL const float *to_second_x,
	GLOBAL const float *to_second_y, GLOBAL const float *weight, GLOBAL float *out, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	out[i] = join(soft_beside(first, width, height, x, y, to_first_x[i], to_first_y[i]),
		soft_beside(second, width, height, x, y, to_second_x[i], to_second_y[i]), weight[i]);
}

/* Mixes in another motion by its share. */
KERNEL mix_in(const int first_row, GLOBAL const float *first, GLOBAL const float *second,
	GLOBAL const float *to_first_x, GLOBAL const float *to_first_y, GLOBAL const float *to_second_x,
	GLOBAL const float *to_second_y, GLOBAL const float *weight, GLOBAL float *out, const int width,
	const int height, GLOBAL const float *shares)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float share = shares[i];
	if (share < NEGLIGIBLE && IS_KNOWN(out[i])) return;
	const float a = soft_beside(first, width, height, x, y, to_first_x[i], to_first_y[i]);
	const float b = soft_beside(second, width, height, x, y, to_second_x[i], to_second_y[i]);
	out[i] = join(out[i], join(a, b, weight[i]), share);
}

/* A share of what a plane shows beyond the binomially weighted mean of 3 x 3 pixels. */
KERNEL soften(const int first_row, GLOBAL const float *values, GLOBAL const float *detail, GLOBAL float *out,
	const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float centre = values[i];
	float sum = 0;
	float count = 0;
	for (int r = -1; r <= 1; r++) {
		GLOBAL const float *row = values + bound(y + r, height - 1) * width;
		for (int c = -1; c <= 1; c++) {
			const float value = row[bound(x + c, width - 1)];
			if (value != value) continue;
			const float weight = (float) ((r == 0 ? 2 : 1) * (c == 0 ? 2 : 1));
			sum += weight * (value - centre);
			count += weight;
		}
	}
	out[i] = centre + (1 - detail[i]) * (sum / count);
}
