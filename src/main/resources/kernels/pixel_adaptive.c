/*
 * The pixel-adaptive operator: out(i) = sum over j of W[j - i] K(f_i, f_j) v(j), normalised or not.
 *
 * "prepare" copies samples into arrays that reach beyond the border as far as the window does, so that
 * "pixel_adaptive" asks nothing in its inner loop. There, each work item makes BLOCK outputs of one column
 * that lie one tap apart: every sample that it loads serves all of them.
 *
 * Constants:
 * CHANNELS     input channels
 * OUTPUTS      output channels
 * FEATURES     guide features; 0 for a constant kernel
 * BLOCK        outputs of a work item; 1 where outputs do not lie one tap apart
 * GAUSSIAN, INVERSE   the kernel; neither for a constant one
 * ASYMMETRIC   whether negative differences count as 0
 * SUM_NORM     whether absolute differences are summed before they are squared
 * NORMALISED   0 no, 1 by the sum of K, 2 by the sum of K |W|
 * FOLDED       whether K is multiplied by W at once: one W for all channels, none negative
 * BOUNDED      whether outputs are means, which lie between their samples
 * SHARED       whether one W serves all channels, or each pair of output and input channel has its own
 * TRANSPOSED   whether outputs lie between samples
 * MIRROR       whether samples beyond the border are mirrored, or not valid
 * PATCH        radius of the patches that are compared; 0 single pixels
 */

#define MASKED (!GAUSSIAN || PATCH > 0)
#define SUMS (NORMALISED == 2 && !SHARED ? OUTPUTS : 1)
#define COMPARED (FEATURES > 0 && PATCH == 0)
#define FEATURE_ROWS (FEATURES > 0 ? FEATURES : 1)
#define SPAN (2 * PATCH + 1)
#define UNKNOWN (INFINITE - INFINITE)
#define EPSILON_SQUARED 1e-4f

/* Numbers at the start of a record of taps: where its first sample lies along x and y, and how many there are. */
#define RECORD_HEAD 3

FUNCTION int is_known(const float value) {
	return (BITS(value) & 0x7f800000u) != 0x7f800000u;
}

FUNCTION int mirrored(const int i, const int size) {
	if (size == 1) return 0;
	const int period = 2 * size - 2;
	const int phase = (i % period + period) % period;
	return phase < size ? phase : period - phase;
}

FUNCTION int clamped(const int i, const int size) {
	return i < 0 ? 0 : i < size ? i : size - 1;
}

FUNCTION int within(const int i, const int size) {
	return MIRROR ? mirrored(i, size) : clamped(i, size);
}

/*
 * Copies samples: one that is not valid is 0, and its first feature infinitely far where no mask says so.
 *
 * input, guide  what of the image and of its guide is on the device: rows from inputY and guideY, planes from inputZ
 * x, y, z       where the padded arrays begin, in samples of the image
 * guideStep     pixels of the guide from one sample to the next
 */
KERNEL prepare(GLOBAL const float *RESTRICT input, GLOBAL const float *RESTRICT guide,
	GLOBAL float *RESTRICT values, GLOBAL float *RESTRICT features, GLOBAL float *RESTRICT mask,
	const int paddedWidth, const int paddedHeight, const int paddedDepth, const int x, const int y, const int z,
	const int width, const int height, const int depth, const int inputY, const int inputRows, const int inputZ,
	const int inputPlanes, const int guideWidth, const int guideY, const int guideRows, const int guideStep)
{
	if (GLOBAL_X >= paddedWidth || GLOBAL_Y >= paddedHeight || GLOBAL_Z >= paddedDepth) return;
	const int imageX = x + GLOBAL_X;
	const int imageY = y + GLOBAL_Y;
	const int imageZ = z + GLOBAL_Z;
	const int sampleX = within(imageX, width);
	const int sampleY = within(imageY, height);
	const int plane = clamped(within(imageZ, depth) - inputZ, inputPlanes);
	const int to = (GLOBAL_Z * paddedHeight + GLOBAL_Y) * paddedWidth + GLOBAL_X;
	const int paddedSize = paddedWidth * paddedHeight * paddedDepth;
	const int inputSize = inputPlanes * inputRows * width;
	const int from = (plane * inputRows + clamped(sampleY - inputY, inputRows)) * width + sampleX;
	int valid = MIRROR || (imageX >= 0 && imageX < width && imageY >= 0 && imageY < height && imageZ >= 0 &&
		imageZ < depth);
	for (int c = 0; c < CHANNELS; c++) {
		if (!is_known(input[c * inputSize + from])) valid = 0;
	}
#if FEATURES > 0
	const int guideSize = inputPlanes * guideRows * guideWidth;
	const int row = clamped(sampleY * guideStep - guideY, guideRows);
	const int at = (plane * guideRows + row) * guideWidth + sampleX * guideStep;
	for (int f = 0; f < FEATURES; f++) {
		if (!is_known(guide[f * guideSize + at])) valid = 0;
	}
#endif
	for (int c = 0; c < CHANNELS; c++) values[c * paddedSize + to] = valid ? input[c * inputSize + from] : 0;
#if COMPARED
	for (int f = 0; f < FEATURES; f++) {
		features[f * paddedSize + to] = valid ? guide[f * guideSize + at] : MASKED ? 0 : INFINITE;
	}
#endif
#if MASKED
	mask[to] = valid;
#endif
}

/* Copies the guide, mirrored beyond its border, for patches: a pixel of which one feature is unknown is not a number. */
KERNEL prepare_patches(GLOBAL const float *RESTRICT guide, GLOBAL float *RESTRICT features, const int paddedWidth,
	const int paddedHeight, const int paddedDepth, const int x, const int y, const int z, const int width,
	const int height, const int depth, const int guideY, const int guideRows, const int guideZ, const int guidePlanes)
{
	if (GLOBAL_X >= paddedWidth || GLOBAL_Y >= paddedHeight || GLOBAL_Z >= paddedDepth) return;
	const int plane = clamped(mirrored(z + GLOBAL_Z, depth) - guideZ, guidePlanes);
	const int row = clamped(mirrored(y + GLOBAL_Y, height) - guideY, guideRows);
	const int at = (plane * guideRows + row) * width + mirrored(x + GLOBAL_X, width);
	const int guideSize = guidePlanes * guideRows * width;
	const int to = (GLOBAL_Z * paddedHeight + GLOBAL_Y) * paddedWidth + GLOBAL_X;
	int known = 1;
	for (int f = 0; f < FEATURES; f++) {
		if (!is_known(guide[f * guideSize + at])) known = 0;
	}
	for (int f = 0; f < FEATURES; f++) {
		features[f * paddedDepth * paddedHeight * paddedWidth + to] = known ? guide[f * guideSize + at] : UNKNOWN;
	}
}

/* What a difference of features adds to the distance, before it is squared if differences are summed. */
FUNCTION float lengthened(const float distance, const float sample, const float centre, const float scale) {
	float difference = (sample - centre) * scale;
#if ASYMMETRIC
	difference = difference < 0 ? 0 : difference;
#endif
#if SUM_NORM
	return distance + (difference < 0 ? -difference : difference);
#else
	return FMA(difference, difference, distance);
#endif
}

FUNCTION float adapted(const float tap, const float distance, const float alpha, const float halfLambda) {
#if GAUSSIAN
	return FAST_EXP2(-distance);
#elif INVERSE
	return tap * (alpha + POWER(distance + EPSILON_SQUARED, halfLambda));
#else
	return tap;
#endif
}

/* NB: each column is summed by itself first, which keeps sums over large windows exact. */
#define CLEAR(sums, divisors) { \
	for (int b = 0; b < BLOCK; b++) { \
		for (int o = 0; o < OUTPUTS; o++) sums[o][b] = 0; \
		for (int s = 0; s < SUMS; s++) divisors[s][b] = 0; \
	} \
}

/* NB: the outputs of a block look at the samples in turn, so that sample t of the first is t - 1 of the second. */
#define LOAD(slot, at) { \
	for (int c = 0; c < CHANNELS; c++) value[c][slot] = values[c * paddedSize + (at)]; \
	if (COMPARED) for (int f = 0; f < FEATURES; f++) feature[f][slot] = features[f * paddedSize + (at)]; \
	if (MASKED) valid[slot] = mask[at]; \
	if (BOUNDED) { \
		const int counts = MASKED ? valid[slot] > 0 : feature[0][slot] != INFINITE; \
		for (int c = 0; c < CHANNELS; c++) { \
			least[c] = counts && value[c][slot] < least[c] ? value[c][slot] : least[c]; \
			most[c] = counts && value[c][slot] > most[c] ? value[c][slot] : most[c]; \
		} \
	} \
}

/*
 * Makes outputs. A record of taps holds those of one column of the window that follow each other; see RECORD_HEAD.
 * Behind these stand tapsY numbers that K is multiplied by (Gaussian: their binary logarithms, negated) and, unless folded,
 * tapsY weights for each pair of output and input channel; those of an output are followed by their absolute sums.
 *
 * input, guide  as they are in the image, for what lies at the output: its row 0 at inputRow and guideRow
 * values, features, mask  as prepared; there, the patch of output (0, 0) begins at (patchX, patchY)
 * scales        what differences of features are multiplied by
 * columns, rows, planes   outputs
 * stride        samples from output to output; transposed, outputs from sample to sample
 * dilation      rows of samples from tap to tap
 * own           input channel that takes the place of the first output where there is no mean; below 0 none
 */
KERNEL pixel_adaptive(GLOBAL const float *RESTRICT input, GLOBAL const float *RESTRICT guide,
	GLOBAL const float *RESTRICT values, GLOBAL const float *RESTRICT features, GLOBAL const float *RESTRICT mask,
	GLOBAL const float *RESTRICT taps, GLOBAL const float *RESTRICT scales, GLOBAL const float *RESTRICT bias,
	GLOBAL float *RESTRICT output, const int columns, const int rows, const int planes, const int stride,
	const int dilation, const int tapsX, const int tapsY, const int tapsZ, const int recordSize,
	const int paddedWidth, const int paddedHeight, const int paddedDepth, const int inputWidth,
	const int inputRows, const int inputPlanes, const int inputRow, const int inputLast, const int inputPlane,
	const int guideWidth, const int guideRows, const int guideRow, const int patchX, const int patchY,
	const int own, const float alpha, const float halfLambda)
{
	const int phases = TRANSPOSED ? stride : 1;
	const int step = TRANSPOSED ? 1 : stride;
	const int x = GLOBAL_X;
	const int z = GLOBAL_Z;
	const int phaseX = x % phases;
	const int phaseY = GLOBAL_Y % phases;
	const int item = GLOBAL_Y / phases;
	const int first = item / dilation * dilation * BLOCK + item % dilation;
	if (z >= planes || x >= columns || first * phases + phaseY >= rows) return;
	const int sampleRow = dilation * paddedWidth;
	const int paddedPlane = paddedHeight * paddedWidth;
	const int paddedSize = paddedDepth * paddedPlane;

#if PATCH > 0
	const int guideStep = TRANSPOSED ? stride : 1;
	const int patchesWidth = paddedWidth * guideStep + SPAN - 1;
	const int patchesHeight = paddedHeight * guideStep + SPAN - 1;
	const int patchesSize = patchesWidth * patchesHeight * paddedDepth;
	const int centreAt = ((z + tapsZ / 2) * patchesHeight + patchY + (first * phases + phaseY) * step) *
		patchesWidth + patchX + x * step;
#endif

	float scale[FEATURE_ROWS];
	float centre[FEATURE_ROWS][BLOCK];
	float feature[FEATURE_ROWS][BLOCK];
	float value[CHANNELS][BLOCK];
	float valid[BLOCK];
	float least[CHANNELS];
	float most[CHANNELS];
	float sum[OUTPUTS][BLOCK];
	float divisor[SUMS][BLOCK];
#pragma unroll
	for (int f = 0; f < FEATURES; f++) scale[f] = scales[f];
#pragma unroll
	for (int b = 0; b < BLOCK; b++) {
		const int y = clamped((first + b * dilation) * phases + phaseY, rows);
		const int at = (inputPlane + z) * guideRows * guideWidth + (guideRow + y * step) * guideWidth + x * step;
#pragma unroll
		for (int f = 0; f < FEATURES; f++) centre[f][b] = guide[f * inputPlanes * guideRows * guideWidth + at];
	}
	CLEAR(sum, divisor)
#pragma unroll
	for (int c = 0; c < CHANNELS; c++) {
		least[c] = INFINITE;
		most[c] = -INFINITE;
	}

	for (int plane = 0; plane < tapsZ; plane++) {
		for (int column = 0; column < tapsX; column++) {
			GLOBAL const float *record = taps +
				(((phaseY * phases + phaseX) * tapsZ + plane) * tapsX + column) * recordSize;
			const int sampleX = x / phases * step + (int) record[0];
			const int sampleY = first * step + (int) record[1];
			const int count = (int) record[2];
			int at = (z + plane) * paddedPlane + sampleY * paddedWidth + sampleX;
#pragma unroll
			for (int slot = 0; slot < BLOCK - 1; slot++) {
				LOAD(slot, at)
				at += sampleRow;
			}
			float part[OUTPUTS][BLOCK];
			float partDivisor[SUMS][BLOCK];
			CLEAR(part, partDivisor)
			for (int start = 0; start < count; start += BLOCK) {
#pragma unroll
				for (int turn = 0; turn < BLOCK; turn++) {
					const int t = start + turn;
					if (t >= count) break;
					LOAD((turn + BLOCK - 1) % BLOCK, at)
					at += sampleRow;
					const float tap = record[RECORD_HEAD + t];
#if PATCH > 0
					float apart[BLOCK];
					float alike[BLOCK];
#pragma unroll
					for (int b = 0; b < BLOCK; b++) apart[b] = alike[b] = 0;
					const int sampleAt = ((z + plane) * patchesHeight + (sampleY + t * dilation) * guideStep) * patchesWidth +
						sampleX * guideStep;
					for (int i = 0; i < BLOCK - 1 + SPAN; i++) {
						float rowApart = 0;
						float rowAlike = 0;
						for (int j = 0; j < SPAN; j++) {
							float norm = 0;
							for (int f = 0; f < FEATURES; f++) {
								GLOBAL const float *from = features + f * patchesSize + i * patchesWidth + j;
								norm = lengthened(norm, from[sampleAt], from[centreAt], scale[f]);
							}
							if (SUM_NORM) norm *= norm;
							rowApart += norm == norm ? norm : 0;
							rowAlike += norm == norm ? 1 : 0;
						}
#pragma unroll
						for (int b = 0; b < BLOCK; b++) {
							apart[b] += i >= b && i < b + SPAN ? rowApart : 0;
							alike[b] += i >= b && i < b + SPAN ? rowAlike : 0;
						}
					}
#endif
#pragma unroll
					for (int b = 0; b < BLOCK; b++) {
						const int slot = (turn + b) % BLOCK;
#if PATCH > 0
						const float distance = apart[b] / alike[b] + (GAUSSIAN ? tap : 0);
#else
						float distance = GAUSSIAN && !SUM_NORM ? tap : 0;
#pragma unroll
						for (int f = 0; f < FEATURES; f++) {
							distance = lengthened(distance, feature[f][slot], centre[f][b], scale[f]);
						}
						if (SUM_NORM) distance = FMA(distance, distance, GAUSSIAN ? tap : 0);
#endif
						float k = adapted(tap, distance, alpha, halfLambda);
						if (MASKED) k = valid[slot] > 0 ? k : 0;
#if FOLDED
						if (NORMALISED) partDivisor[0][b] += k;
#pragma unroll
						for (int c = 0; c < CHANNELS; c++) part[c][b] = FMA(k, value[c][slot], part[c][b]);
#elif SHARED
						const float weight = record[RECORD_HEAD + tapsY + t];
						if (NORMALISED) partDivisor[0][b] += NORMALISED == 1 ? k : k * (weight < 0 ? -weight : weight);
#pragma unroll
						for (int c = 0; c < CHANNELS; c++) part[c][b] = FMA(k * weight, value[c][slot], part[c][b]);
#else
						if (NORMALISED == 1) partDivisor[0][b] += k;
#pragma unroll
						for (int o = 0; o < OUTPUTS; o++) {
							GLOBAL const float *weights = record + RECORD_HEAD + t + (1 + o * (CHANNELS + 1)) * tapsY;
							float weighted = 0;
#pragma unroll
							for (int c = 0; c < CHANNELS; c++) weighted = FMA(weights[c * tapsY], value[c][slot], weighted);
							part[o][b] = FMA(k, weighted, part[o][b]);
							if (NORMALISED == 2) partDivisor[o][b] = FMA(k, weights[CHANNELS * tapsY], partDivisor[o][b]);
						}
#endif
					}
				}
			}
#pragma unroll
			for (int b = 0; b < BLOCK; b++) {
				for (int o = 0; o < OUTPUTS; o++) sum[o][b] += part[o][b];
				for (int s = 0; s < SUMS; s++) divisor[s][b] += partDivisor[s][b];
			}
		}
	}

#pragma unroll
	for (int b = 0; b < BLOCK; b++) {
		const int y = (first + b * dilation) * phases + phaseY;
		if (y >= rows) break;
		int known = 1;
#pragma unroll
		for (int f = 0; f < FEATURES; f++) known = known && is_known(centre[f][b]);
		const int nearestX = TRANSPOSED ? clamped((x + (stride - 1) / 2) / stride, inputWidth) : x * stride;
		const int nearestY = TRANSPOSED ? (y + (stride - 1) / 2) / stride : y * stride;
		const int nearestRow = inputRow + nearestY > inputLast ? inputLast : inputRow + nearestY;
		const int nearest = ((inputPlane + z) * inputRows + nearestRow) * inputWidth + nearestX;
#pragma unroll
		for (int o = 0; o < OUTPUTS; o++) {
			float result = known ? sum[o][b] : 0;
#if NORMALISED
			const float divided = divisor[SUMS == 1 ? 0 : o][b];
			if (known && divided != 0) {
				result /= divided;
#if BOUNDED
				result = result < least[o] ? least[o] : result > most[o] ? most[o] : result;
#endif
			}
			else result = own < 0 ? 0 : input[(own + o) * inputPlanes * inputRows * inputWidth + nearest];
#endif
			output[((o * planes + z) * rows + y) * columns + x] = result + bias[o];
		}
	}
}
