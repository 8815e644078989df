/*
 * Copies samples for the pixel-adaptive operator into arrays that reach beyond the border as far as its window does,
 * so that it asks nothing in its inner loop.
 */

/* Index within a row that goes on mirrored: cb|abcd|cb. */
FUNCTION int mirrored(const int i, const int size) {
	if (size == 1) return 0;
	const int period = 2 * size - 2;
	const int phase = (i % period + period) % period;
	return phase < size ? phase : period - phase;
}

FUNCTION int clamped(const int i, const int size) {
	return i < 0 ? 0 : i < size ? i : size - 1;
}

/*
 * Copies input and guide. A sample that is not valid has the value 0 and is infinitely far, or the mask 0.
 *
 * input, guide  what of the image and of its guide is on the device: rows from inputY and guideY, planes from inputZ
 * features      copied unless masked
 * mask          of the samples, if masked
 * x, y, z       where the padded arrays begin, in samples of the image
 * guideStep     pixels of the guide from one sample to the next
 */
KERNEL copy_samples(GLOBAL const float *RESTRICT input, GLOBAL const float *RESTRICT guide,
	GLOBAL float *RESTRICT values, GLOBAL float *RESTRICT features, GLOBAL float *RESTRICT mask, const int channels,
	const int featureCount, const int mirror, const int masked, const int paddedWidth, const int paddedHeight,
	const int paddedDepth, const int x, const int y, const int z, const int width, const int height, const int depth,
	const int inputY, const int inputRows, const int inputZ, const int inputPlanes, const int guideWidth,
	const int guideY, const int guideRows, const int guideStep)
{
	if (GLOBAL_X >= paddedWidth || GLOBAL_Y >= paddedHeight || GLOBAL_Z >= paddedDepth) return;
	const int imageX = x + GLOBAL_X;
	const int imageY = y + GLOBAL_Y;
	const int imageZ = z + GLOBAL_Z;
	const int sampleX = mirror ? mirrored(imageX, width) : clamped(imageX, width);
	const int sampleY = mirror ? mirrored(imageY, height) : clamped(imageY, height);
	const int sampleZ = mirror ? mirrored(imageZ, depth) : clamped(imageZ, depth);
	const int plane = clamped(sampleZ - inputZ, inputPlanes);
	const int inputSize = inputPlanes * inputRows * width;
	const int guideSize = inputPlanes * guideRows * guideWidth;
	const int paddedSize = paddedWidth * paddedHeight * paddedDepth;
	const int from = (plane * inputRows + clamped(sampleY - inputY, inputRows)) * width + sampleX;
	const int at = (plane * guideRows + clamped(sampleY * guideStep - guideY, guideRows)) * guideWidth +
		sampleX * guideStep;
	const int to = (GLOBAL_Z * paddedHeight + GLOBAL_Y) * paddedWidth + GLOBAL_X;
	int valid = mirror || (sampleX == imageX && sampleY == imageY && sampleZ == imageZ);
	for (int c = 0; c < channels; c++) valid = valid && IS_KNOWN(input[c * inputSize + from]);
	for (int f = 0; f < featureCount; f++) valid = valid && IS_KNOWN(guide[f * guideSize + at]);
	for (int c = 0; c < channels; c++) values[c * paddedSize + to] = valid ? input[c * inputSize + from] : 0;
	if (masked) mask[to] = valid;
	else for (int f = 0; f < featureCount; f++) {
		features[f * paddedSize + to] = valid ? guide[f * guideSize + at] : INFINITE;
	}
}

/*
 * Copies a guide, mirrored beyond its border. A pixel is not a number in all features if it is unknown in one.
 *
 * guide    what of it is on the device: rows from guideY, planes from guideZ
 * x, y, z  where the padded array begins, in pixels of the guide
 */
KERNEL copy_guide(GLOBAL const float *RESTRICT guide, GLOBAL float *RESTRICT features, const int featureCount,
	const int paddedWidth, const int paddedHeight, const int paddedDepth, const int x, const int y, const int z,
	const int width, const int height, const int depth, const int guideY, const int guideRows, const int guideZ,
	const int guidePlanes)
{
	if (GLOBAL_X >= paddedWidth || GLOBAL_Y >= paddedHeight || GLOBAL_Z >= paddedDepth) return;
	const int plane = clamped(mirrored(z + GLOBAL_Z, depth) - guideZ, guidePlanes);
	const int row = clamped(mirrored(y + GLOBAL_Y, height) - guideY, guideRows);
	const int guideSize = guidePlanes * guideRows * width;
	const int paddedSize = paddedWidth * paddedHeight * paddedDepth;
	const int at = (plane * guideRows + row) * width + mirrored(x + GLOBAL_X, width);
	const int to = (GLOBAL_Z * paddedHeight + GLOBAL_Y) * paddedWidth + GLOBAL_X;
	int known = 1;
	for (int f = 0; f < featureCount; f++) known = known && IS_KNOWN(guide[f * guideSize + at]);
	for (int f = 0; f < featureCount; f++) {
		features[f * paddedSize + to] = known ? guide[f * guideSize + at] : INFINITE - INFINITE;
	}
}
