/* What the contract of kernel devices is tested with. */

/* out = a * index + in, where an index counts the grid of width * height * depth row by row. */
KERNEL scale(GLOBAL const float* in, GLOBAL float* out, const float a, const int width, const int height, const int depth)
{
	const int x = GLOBAL_X;
	const int y = GLOBAL_Y;
	const int z = GLOBAL_Z;
	if (x >= width || y >= height || z >= depth) return;
	const int i = x + width * (y + height * z);
	out[i] = a * i + in[i] + OFFSET;
}

/* values[i] = values[i] + 1, for a chain of runs. */
KERNEL increment(GLOBAL float* values, const int count)
{
	const int i = GLOBAL_X;
	if (i < count) values[i] += 1.0f;
}

/* What the tests of other parts rely on: NaN is none of the numbers, and exponentials. */
KERNEL special(GLOBAL const float* in, GLOBAL float* out, const int count)
{
	const int i = GLOBAL_X;
	if (i >= count) return;
	const float v = in[i];
	out[i] = v != v ? -1.0f : FAST_EXP2(-1.44269504f * v);
}
