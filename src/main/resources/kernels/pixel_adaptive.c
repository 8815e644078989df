/*
 * The pixel-adaptive operator in its general form: any kernel, patches, weights of both signs and for each pair of
 * channels.
 *
 * Each work item makes BLOCK outputs of one column, one below the other, which share what patches have in common.
 *
 * Constants:
 * BLOCK    outputs of a work item; 1 if outputs do not lie one tap apart
 * OUTPUTS  output channels at most
 */

/* Numbers at the start of a record of taps: where its first sample lies along x and y, and how many there are. */
#define RECORD_HEAD 3

#define GAUSSIAN 0
#define INVERSE 1
#define EPSILON_SQUARED 1e-4f

/*
 * Makes outputs. A record of taps holds samples of one column of the window that follow each other. Behind its head stand,
 * for each output channel, tapsY weights for each input channel and tapsY factors of K in the divisor.
 *
 * input         as it is in the image, for what lies at the output: its row 0 at inputRow
 * values, mask  as prepared
 * features      as prepared: mirrored beyond the border by the window and the patch; that of output (0, 0) at
 *               (patchX, patchY)
 * scales        what differences of features are multiplied by
 * columns, rows, planes  outputs
 * phases        outputs from sample to sample
 * step          samples from output to output
 * dilation      rows of samples from tap to tap
 * own           input channel that takes the place of the first output where nothing can be divided by; below 0 none
 * bounded       whether outputs are means, which lie between their samples
 * shared        whether one spatial filter serves all channels
 */
KERNEL pixel_adaptive(GLOBAL const float *RESTRICT input, GLOBAL const float *RESTRICT values,
	GLOBAL const float *RESTRICT mask, GLOBAL const float *RESTRICT features, GLOBAL const float *RESTRICT taps,
	GLOBAL const float *RESTRICT scales, GLOBAL const float *RESTRICT bias, GLOBAL float *RESTRICT output,
	const int columns, const int rows, const int planes, const int phases, const int step, const int dilation,
	const int tapsX, const int tapsZ, const int recordSize, const int paddedWidth, const int paddedHeight,
	const int paddedDepth, const int inputWidth, const int inputRows, const int inputPlanes, const int inputRow,
	const int inputLast, const int inputPlane, const int normalised, const int tapsY, const int channels,
	const int outputs, const int featureCount, const int shared, const int own, const int bounded, const int kernelType,
	const int asymmetric, const int sumNorm, const int patch, const int patchX, const int patchY, const float alpha,
	const float halfLambda)
{
	const int x = GLOBAL_X;
	const int z = GLOBAL_Z;
	const int phaseX = x % phases;
	const int phaseY = GLOBAL_Y % phases;
	const int first = GLOBAL_Y / phases * BLOCK;
	if (z >= planes || x >= columns || first * phases + phaseY >= rows) return;
	const int paddedSize = paddedDepth * paddedHeight * paddedWidth;
	const int span = 2 * patch + 1;
	const int patchesWidth = paddedWidth * phases + 2 * patch;
	const int patchesHeight = paddedHeight * phases + 2 * patch;
	const int patchesSize = patchesWidth * patchesHeight * paddedDepth;
	const int centreAt = ((z + tapsZ / 2) * patchesHeight + patchY + (first * phases + phaseY) * step) * patchesWidth +
		patchX + x * step;

	float least[OUTPUTS];
	float most[OUTPUTS];
	float sum[OUTPUTS][BLOCK];
	float divisor[OUTPUTS][BLOCK];
#pragma unroll
	for (int o = 0; o < OUTPUTS; o++) {
		least[o] = INFINITE;
		most[o] = -INFINITE;
#pragma unroll
		for (int b = 0; b < BLOCK; b++) sum[o][b] = divisor[o][b] = 0;
	}

	for (int plane = 0; plane < tapsZ; plane++) {
		for (int column = 0; column < tapsX; column++) {
			GLOBAL const float *record = taps +
				(((phaseY * phases + phaseX) * tapsZ + plane) * tapsX + column) * recordSize;
			const int sampleX = x / phases * step + (int) record[0];
			const int sampleY = first * step + (int) record[1];
			const int count = (int) record[2];
			/* NB: each column is summed by itself first, which keeps sums over large windows exact. */
			float columnSum[OUTPUTS][BLOCK];
			float columnDivisor[OUTPUTS][BLOCK];
#pragma unroll
			for (int o = 0; o < OUTPUTS; o++) {
#pragma unroll
				for (int b = 0; b < BLOCK; b++) columnSum[o][b] = columnDivisor[o][b] = 0;
			}
			for (int t = 0; t < count; t++) {
				const int at = ((z + plane) * paddedHeight + sampleY + t * dilation) * paddedWidth + sampleX;
				const int sampleAt = ((z + plane) * patchesHeight + (sampleY + t * dilation) * phases) * patchesWidth +
					sampleX * phases;
				float apart[BLOCK];
				float alike[BLOCK];
				float k[BLOCK];
#pragma unroll
				for (int b = 0; b < BLOCK; b++) apart[b] = alike[b] = 0;
				if (featureCount > 0) for (int i = 0; i < BLOCK - 1 + span; i++) {
					float rowApart = 0;
					float rowAlike = 0;
					for (int j = 0; j < span; j++) {
						float norm = 0;
						for (int f = 0; f < featureCount; f++) {
							GLOBAL const float *from = features + f * patchesSize + i * patchesWidth + j;
							float difference = (from[sampleAt] - from[centreAt]) * scales[f];
							if (asymmetric && difference < 0) difference = 0;
							norm += sumNorm ? (difference < 0 ? -difference : difference) : difference * difference;
						}
						if (sumNorm) norm *= norm;
						rowApart += norm == norm ? norm : 0;
						rowAlike += norm == norm ? 1 : 0;
					}
#pragma unroll
					for (int b = 0; b < BLOCK; b++) {
						apart[b] += i >= b && i < b + span ? rowApart : 0;
						alike[b] += i >= b && i < b + span ? rowAlike : 0;
					}
				}
#pragma unroll
				for (int b = 0; b < BLOCK; b++) {
					const float distance = apart[b] / alike[b];
					k[b] = kernelType == GAUSSIAN ? FAST_EXP2(-distance) : kernelType == INVERSE
						? alpha + FAST_EXP2(halfLambda * LOG2(distance + EPSILON_SQUARED)) : 1;
					k[b] = mask[at + b * paddedWidth] > 0 ? k[b] : 0;
				}
				for (int c = 0; c < channels; c++) {
#pragma unroll
					for (int b = 0; b < BLOCK; b++) {
						const float value = values[c * paddedSize + at + b * paddedWidth];
						const float product = k[b] * value;
						const int valid = mask[at + b * paddedWidth] > 0;
#pragma unroll
						for (int o = 0; o < OUTPUTS; o++) {
							if (shared ? o == c : o < outputs) {
								const float weight = record[RECORD_HEAD + (shared ? 0 : o * (channels + 1) + c) * tapsY + t];
								columnSum[o][b] = FMA(weight, product, columnSum[o][b]);
								least[o] = MIN(least[o], valid ? value : INFINITE);
								most[o] = MAX(most[o], valid ? value : -INFINITE);
							}
						}
					}
				}
#pragma unroll
				for (int o = 0; o < OUTPUTS; o++) {
					if (o < outputs) {
						const float factor = record[RECORD_HEAD + (shared ? 1 : o * (channels + 1) + channels) * tapsY + t];
#pragma unroll
						for (int b = 0; b < BLOCK; b++) columnDivisor[o][b] = FMA(k[b], factor, columnDivisor[o][b]);
					}
				}
			}
#pragma unroll
			for (int o = 0; o < OUTPUTS; o++) {
#pragma unroll
				for (int b = 0; b < BLOCK; b++) {
					sum[o][b] += columnSum[o][b];
					divisor[o][b] += columnDivisor[o][b];
				}
			}
		}
	}

#pragma unroll
	for (int b = 0; b < BLOCK; b++) {
		const int y = (first + b) * phases + phaseY;
		if (y < rows) {
			const float centre = featureCount > 0 ? features[centreAt + (b + patch) * patchesWidth + patch] : 0;
			const int known = IS_KNOWN(centre);
			/* NB: transposed, the nearest sample; at equal distance the one before. */
			const int nearX = (x * step + (phases - 1) / 2) / phases;
			const int nearY = inputRow + (y * step + (phases - 1) / 2) / phases;
			const int nearest = ((inputPlane + z) * inputRows + (nearY < inputLast ? nearY : inputLast)) * inputWidth +
				(nearX < inputWidth ? nearX : inputWidth - 1);
#pragma unroll
			for (int o = 0; o < OUTPUTS; o++) {
				if (o < outputs) {
					float result = known ? sum[o][b] : 0;
					if (normalised && known && divisor[o][b] != 0) {
						result /= divisor[o][b];
						if (bounded) result = MIN(MAX(result, least[o]), most[o]);
					}
					else if (normalised) result = own < 0 ? 0 : input[(own + o) * inputPlanes * inputRows * inputWidth + nearest];
					output[((o * planes + z) * rows + y) * columns + x] = result + bias[o];
				}
			}
		}
	}
}
