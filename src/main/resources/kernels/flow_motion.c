/*
 * The motion field of an instant from the flows of both directions: see
 * io.github.kinema.interpolate.FlowMotion, whose arithmetic this follows operation by
 * operation. Every kernel's first argument is the first row of the band that it
 * computes.
 */

#include "sampling.h"

FUNCTION float square(const float value) {
	return value * value;
}

/* Whether a position lies within a plane, its pixels taken as squares. */
FUNCTION int inside(const int width, const int height, const float x, const float y) {
	return x >= -0.5f && y >= -0.5f && x <= width - 0.5f && y <= height - 0.5f;
}

FUNCTION float nearest(GLOBAL const float *values, const int width, const int height, const float x, const float y) {
	return values[(int) limit(x + 0.5f, 0.0f, (float) (width - 1)) + width *
		(int) limit(y + 0.5f, 0.0f, (float) (height - 1))];
}

KERNEL constant_plane(const int first_row, GLOBAL float *out, const int width, const int height, const float value) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	out[x + y * width] = value;
}

/* Where the other direction does not lead back: 0 (it does) to 1. */
KERNEL hidden(const int first_row, GLOBAL const float *there_u, GLOBAL const float *there_v,
	GLOBAL const float *back_u, GLOBAL const float *back_v, GLOBAL float *out, const int width, const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float u = there_u[i];
	const float v = there_v[i];
	float value = 0;
	if (inside(width, height, x + u, y + v)) {
		const float bu = linear(back_u, width, height, x + u, y + v);
		const float bv = linear(back_v, width, height, x + u, y + v);
		const float error = square(u + bu) + square(v + bv);
		const float slack = SLACK + RELATIVE_SLACK * (u * u + v * v + bu * bu + bv * bv);
		value = error * error / (error * error + slack * slack);
	}
	out[i] = value;
}

/* The flow carried part of its way along, times a factor. */
KERNEL project(const int first_row, GLOBAL const float *flow_u, GLOBAL const float *flow_v, GLOBAL float *out_u,
	GLOBAL float *out_v, const int width, const int height, const float part, const float factor)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	float u = flow_u[i];
	float v = flow_v[i];
	for (int turn = 0; turn < ROUNDS; turn++) {
		const float source_x = x - part * u;
		const float source_y = y - part * v;
		const float next_u = linear(flow_u, width, height, source_x, source_y);
		const float next_v = linear(flow_v, width, height, source_x, source_y);
		const float change = fabs(next_u - u) + fabs(next_v - v);
		u = next_u;
		v = next_v;
		if (change < DONE) break;
	}
	out_u[i] = factor * u;
	out_v[i] = factor * v;
}

/* The squared difference of both frames under a motion. */
KERNEL squares(const int first_row, GLOBAL const float *first, GLOBAL const float *second, GLOBAL const float *u,
	GLOBAL const float *v, GLOBAL float *out, const int width, const int height, const float t)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float difference = linear(first, width, height, x - t * u[i], y - t * v[i]) - linear(second, width, height,
		x + (1 - t) * u[i], y + (1 - t) * v[i]);
	out[i] = difference * difference;
}

/* Sums over the rows within the radius. */
KERNEL column_sums(const int first_row, GLOBAL const float *values, GLOBAL float *out, const int width,
	const int height)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	float sum = 0;
	for (int r = bound(y - RADIUS, y); r <= bound(y + RADIUS, height - 1); r++) {
		sum += values[x + r * width];
	}
	out[x + y * width] = sum;
}

/* Means over windows from the sums over their columns. */
KERNEL means(const int first_row, GLOBAL const float *sums, GLOBAL float *out, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	float sum = sums[i];
	for (int c = -RADIUS; c <= RADIUS; c++) {
		if (c != 0 && x + c >= 0 && x + c < width) sum += sums[i + c];
	}
	const int rows = bound(y + RADIUS, height - 1) - bound(y - RADIUS, y) + 1;
	const int columns = bound(x + RADIUS, width - 1) - bound(x - RADIUS, x) + 1;
	out[i] = sum / (rows * columns);
}

/* Whether either end of a motion finds no way back, 0 to 1. */
FUNCTION float broken(GLOBAL const float *hidden_in_first, GLOBAL const float *hidden_in_second, const int width,
	const int height, const int x, const int y, const float u, const float v, const float t)
{
	const float there = nearest(hidden_in_second, width, height, x - t * u, y - t * v);
	const float back = nearest(hidden_in_first, width, height, x + (1 - t) * u, y + (1 - t) * v);
	return larger(there, back);
}

/* Weighs both guesses of the motion and none at all. */
KERNEL choose(const int first_row, GLOBAL const float *one_u, GLOBAL const float *one_v, GLOBAL const float *other_u,
	GLOBAL const float *other_v, GLOBAL const float *difference_one, GLOBAL const float *difference_other,
	GLOBAL const float *difference_still, GLOBAL const float *hidden_in_first,
	GLOBAL const float *hidden_in_second, GLOBAL float *main_u, GLOBAL float *main_v, GLOBAL float *doubt_u,
	GLOBAL float *doubt_v, GLOBAL float *share_doubt, GLOBAL float *share_still, const int width, const int height,
	const float t)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	const float u1 = one_u[i];
	const float v1 = one_v[i];
	const float u2 = other_u[i];
	const float v2 = other_v[i];
	const float broken_one = broken(hidden_in_first, hidden_in_second, width, height, x, y, u1, v1, t);
	const float broken_other = broken(hidden_in_first, hidden_in_second, width, height, x, y, u2, v2, t);
	const float weight_one = (1 - BROKEN * broken_one) / (difference_one[i] + NEGLIGIBLE);
	const float weight_other = (1 - BROKEN * broken_other) / (difference_other[i] + NEGLIGIBLE);
	const float weight_still = STILL / (difference_still[i] + NEGLIGIBLE);
	const float share = weight_other / (weight_one + weight_other);
	const float du = u2 - u1;
	const float dv = v2 - v1;
	const int same = du * du + dv * dv <= SAME;
	const int swap = share > 0.5f;
	const float moving = same ? weight_one + share * (weight_other - weight_one) : weight_one + weight_other;
	main_u[i] = same ? u1 + share * du : swap ? u2 : u1;
	main_v[i] = same ? v1 + share * dv : swap ? v2 : v1;
	doubt_u[i] = same ? 0 : swap ? u1 : u2;
	doubt_v[i] = same ? 0 : swap ? v1 : v2;
	share_doubt[i] = same ? 0 : swap ? 1 - share : share;
	share_still[i] = weight_still / (weight_still + moving);
}

/* 1 within the frame, OUTSIDE beyond its border. */
FUNCTION float reached(const int width, const int height, const float x, const float y) {
	return inside(width, height, x, y) ? 1.0f : OUTSIDE;
}

/* Where a motion leads in both frames, and the weight of the second; everywhere, or where its share is not 0. */
KERNEL field(const int first_row, GLOBAL const float *u, GLOBAL const float *v, GLOBAL const float *share,
	GLOBAL const float *hidden_in_first, GLOBAL const float *hidden_in_second, GLOBAL float *to_first_x,
	GLOBAL float *to_first_y, GLOBAL float *to_second_x, GLOBAL float *to_second_y, GLOBAL float *weight,
	const int width, const int height, const float t, const int everywhere)
{
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int i = x + y * width;
	float first_x = 0;
	float first_y = 0;
	float second_x = 0;
	float second_y = 0;
	float of_second = 0;
	if (everywhere || share[i] != 0) {
		first_x = -t * u[i];
		first_y = -t * v[i];
		second_x = (1 - t) * u[i];
		second_y = (1 - t) * v[i];
		const float visible_first = (1 - t) * reached(width, height, x + first_x, y + first_y) * (1 + HIDDEN -
			nearest(hidden_in_first, width, height, x + second_x, y + second_y));
		const float visible_second = t * reached(width, height, x + second_x, y + second_y) * (1 + HIDDEN -
			nearest(hidden_in_second, width, height, x + first_x, y + first_y));
		of_second = visible_second / (visible_first + visible_second);
	}
	to_first_x[i] = first_x;
	to_first_y[i] = first_y;
	to_second_x[i] = second_x;
	to_second_y[i] = second_y;
	weight[i] = of_second;
}
