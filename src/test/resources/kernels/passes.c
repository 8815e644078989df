/* Counts how often each work item runs, and says of which band it is. */
KERNEL count(const int first_row, GLOBAL float *out, const int width, const int height) {
	const int x = GLOBAL_X;
	const int y = first_row + GLOBAL_Y;
	if (x >= width || y >= height) return;
	out[x + y * width] += 100 + first_row;
}
