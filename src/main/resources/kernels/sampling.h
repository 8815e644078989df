/* Sampling between pixels. */

FUNCTION float smaller(const float a, const float b) {
	return a < b ? a : b;
}

FUNCTION float larger(const float a, const float b) {
	return a > b ? a : b;
}

FUNCTION float limit(const float value, const float low, const float high) {
	return !(value > low) ? low : value < high ? value : high;
}

FUNCTION int bound(const int value, const int last) {
	return value < 0 ? 0 : value < last ? value : last;
}

/* Linear between the four pixels around (x, y); beyond the border, the border's value. */
FUNCTION float linear(GLOBAL const float *values, const int width, const int height, const float x, const float y) {
	const float cx = limit(x, 0.0f, (float) (width - 1));
	const float cy = limit(y, 0.0f, (float) (height - 1));
	const int x0 = (int) cx;
	const int y0 = (int) cy;
	const float ax = cx - x0;
	const float ay = cy - y0;
	const int i = x0 + y0 * width;
	const int right = x0 + 1 < width ? 1 : 0;
	const int down = y0 + 1 < height ? width : 0;
	const float upper = values[i] + ax * (values[i + right] - values[i]);
	const float lower = values[i + down] + ax * (values[i + down + right] - values[i + down]);
	return upper + ay * (lower - upper);
}
