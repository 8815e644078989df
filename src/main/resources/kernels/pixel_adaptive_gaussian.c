/*
 * The pixel-adaptive operator with a Gaussian kernel and one spatial filter for all channels that has no negative weight:
 * the bilateral filter and its kin. Here K W is one power of two.
 *
 * Each work item makes BLOCK outputs of one column that lie one tap apart, so that every sample that it loads serves
 * all of them.
 *
 * Constants:
 * CHANNELS  input and output channels
 * FEATURES  guide features
 * BLOCK     outputs of a work item; 1 where outputs do not lie one tap apart
 * SUM_NORM  whether absolute differences are summed before they are squared
 * UNIFORM   whether differences of all features are multiplied by the same
 */

/* What a difference of a feature is multiplied by; where it is the same for all, their sum is. */
#define SCALE(f) (UNIFORM ? 1 : scale[f])

/* Numbers at the start of a record of taps: where its first sample lies along x and y, and how many there are. */
#define RECORD_HEAD 3

/* NB: the outputs of a block look at the samples in turn: sample t of one is sample t - 1 of the next. */
#define LOAD(slot, at) { \
	for (int c = 0; c < CHANNELS; c++) value[c][slot] = values[c * paddedSize + (at)]; \
	for (int f = 0; f < FEATURES; f++) feature[f][slot] = features[f * paddedSize + (at)]; \
	for (int c = 0; c < CHANNELS; c++) { \
		least[c] = MIN(least[c], feature[0][slot] == INFINITE ? INFINITE : value[c][slot]); \
		most[c] = MAX(most[c], feature[0][slot] == INFINITE ? -INFINITE : value[c][slot]); \
	} \
}

/*
 * Makes outputs. A record of taps holds samples of one column of the window that follow each other; behind its head stand
 * tapsY binary logarithms of W, negated.
 *
 * input, guide  as they are in the image, for what lies at the output: its row 0 at inputRow and guideRow
 * values, features  as prepared: infinite where a sample is not valid
 * scales        what differences of features are multiplied by, so that K is 2 to the power of minus their squares
 * columns, rows, planes  outputs
 * phases        outputs from sample to sample
 * step          samples from output to output
 * dilation      rows of samples from tap to tap
 */
KERNEL adaptive_gaussian(GLOBAL const float *RESTRICT input, GLOBAL const float *RESTRICT guide,
	GLOBAL const float *RESTRICT values, GLOBAL const float *RESTRICT features, GLOBAL const float *RESTRICT taps,
	GLOBAL const float *RESTRICT scales, GLOBAL const float *RESTRICT bias, GLOBAL float *RESTRICT output,
	const int columns, const int rows, const int planes, const int phases, const int step, const int dilation,
	const int tapsX, const int tapsZ, const int recordSize, const int paddedWidth, const int paddedHeight,
	const int paddedDepth, const int inputWidth, const int inputRows, const int inputPlanes, const int inputRow,
	const int inputLast, const int inputPlane, const int guideWidth, const int guideRows, const int guideRow,
	const int normalised)
{
	const int x = GLOBAL_X;
	const int z = GLOBAL_Z;
	const int phaseX = x % phases;
	const int phaseY = GLOBAL_Y % phases;
	const int item = GLOBAL_Y / phases;
	const int first = item / dilation * dilation * BLOCK + item % dilation;
	if (z >= planes || x >= columns || first * phases + phaseY >= rows) return;
	const int guideSize = inputPlanes * guideRows * guideWidth;
	const int paddedPlane = paddedHeight * paddedWidth;
	const int paddedSize = paddedDepth * paddedPlane;
	const int sampleRow = dilation * paddedWidth;

	float scale[FEATURES];
	float centre[FEATURES][BLOCK];
	float feature[FEATURES][BLOCK];
	float value[CHANNELS][BLOCK];
	float least[CHANNELS];
	float most[CHANNELS];
	float sum[CHANNELS][BLOCK];
	float divisor[BLOCK];
	for (int f = 0; f < FEATURES; f++) scale[f] = scales[f];
	const float square = scale[0] * scale[0];
	for (int c = 0; c < CHANNELS; c++) {
		least[c] = INFINITE;
		most[c] = -INFINITE;
	}
#pragma unroll
	for (int b = 0; b < BLOCK; b++) {
		const int y = (first + b * dilation) * phases + phaseY;
		const int row = guideRow + (y < rows ? y : rows - 1) * step;
		const int at = ((inputPlane + z) * guideRows + row) * guideWidth + x * step;
		for (int f = 0; f < FEATURES; f++) centre[f][b] = guide[f * guideSize + at];
		for (int c = 0; c < CHANNELS; c++) sum[c][b] = 0;
		divisor[b] = 0;
	}

	for (int plane = 0; plane < tapsZ; plane++) {
		for (int column = 0; column < tapsX; column++) {
			GLOBAL const float *record = taps +
				(((phaseY * phases + phaseX) * tapsZ + plane) * tapsX + column) * recordSize;
			const int sampleX = x / phases * step + (int) record[0];
			const int sampleY = first * step + (int) record[1];
			const int count = (int) record[2];
			int at = ((z + plane) * paddedHeight + sampleY) * paddedWidth + sampleX;
			/* NB: each column is summed by itself first, which keeps sums over large windows exact. */
			float columnSum[CHANNELS][BLOCK];
			float columnDivisor[BLOCK];
#pragma unroll
			for (int b = 0; b < BLOCK; b++) {
				for (int c = 0; c < CHANNELS; c++) columnSum[c][b] = 0;
				columnDivisor[b] = 0;
			}
#pragma unroll
			for (int slot = 0; slot < BLOCK - 1; slot++) {
				LOAD(slot, at)
				at += sampleRow;
			}
			for (int start = 0; start < count; start += BLOCK) {
#pragma unroll
				for (int turn = 0; turn < BLOCK; turn++) {
					if (start + turn < count) {
						LOAD((turn + BLOCK - 1) % BLOCK, at)
						at += sampleRow;
						const float tap = record[RECORD_HEAD + start + turn];
#pragma unroll
						for (int b = 0; b < BLOCK; b++) {
							const int slot = (turn + b) % BLOCK;
							float distance = UNIFORM || SUM_NORM ? 0 : tap;
						for (int f = 0; f < FEATURES; f++) {
							const float difference = (feature[f][slot] - centre[f][b]) * SCALE(f);
							if (SUM_NORM) distance += difference < 0 ? -difference : difference;
							else distance = FMA(difference, difference, distance);
						}
						if (SUM_NORM) distance = UNIFORM ? distance * distance : FMA(distance, distance, tap);
						if (UNIFORM) distance = FMA(distance, square, tap);
						const float k = FAST_EXP2(-distance);
							for (int c = 0; c < CHANNELS; c++) columnSum[c][b] = FMA(k, value[c][slot], columnSum[c][b]);
							columnDivisor[b] += k;
						}
					}
				}
			}
#pragma unroll
			for (int b = 0; b < BLOCK; b++) {
				for (int c = 0; c < CHANNELS; c++) sum[c][b] += columnSum[c][b];
				divisor[b] += columnDivisor[b];
			}
		}
	}

#pragma unroll
	for (int b = 0; b < BLOCK; b++) {
		const int y = (first + b * dilation) * phases + phaseY;
		if (y < rows) {
			int known = 1;
			for (int f = 0; f < FEATURES; f++) known = known && IS_KNOWN(centre[f][b]);
			/* NB: transposed, the nearest sample; at equal distance the one before. */
			const int nearX = (x * step + (phases - 1) / 2) / phases;
			const int nearY = inputRow + (y * step + (phases - 1) / 2) / phases;
			const int nearest = ((inputPlane + z) * inputRows + (nearY < inputLast ? nearY : inputLast)) * inputWidth +
				(nearX < inputWidth ? nearX : inputWidth - 1);
			for (int c = 0; c < CHANNELS; c++) {
				float result = known ? sum[c][b] : 0;
				if (normalised && known && divisor[b] > 0) {
					result /= divisor[b];
					result = MIN(MAX(result, least[c]), most[c]);
				}
				else if (normalised) result = input[c * inputPlanes * inputRows * inputWidth + nearest];
				output[((c * planes + z) * rows + y) * columns + x] = result + bias[c];
			}
		}
	}
}
