/*
 * The sums of joint upsampling: for each pixel, two means of the low-resolution samples around it.
 *
 * Constants:
 * CHANNELS  channels at most
 */

/*
 * Makes both means of a band of pixels.
 *
 * guide          features of the pixels
 * samples        of the low-resolution rows that the band looks at: features, their spread, certainty, values
 * columns, rows  for each of these, the nearest sample, and then the weight by distance of each step from it
 * scale          what differences of the guide are multiplied by, so that K is 2 to the power of minus their squares
 * blind          what is added to K
 * output         means by distance, then means by guide
 */
KERNEL joint_sum(GLOBAL const float *RESTRICT guide, GLOBAL const float *RESTRICT samples,
	GLOBAL const float *RESTRICT columns, GLOBAL const float *RESTRICT rows, GLOBAL float *RESTRICT output,
	const int width, const int height, const int lowWidth, const int lowHeight, const int features, const int channels,
	const int radius, const float scale, const float blind)
{
	const int x = GLOBAL_X;
	const int y = GLOBAL_Y;
	if (x >= width || y >= height) return;
	const int at = y * width + x;
	const int pixels = width * height;
	const int lowPixels = lowWidth * lowHeight;
	const int nearestX = (int) columns[x];
	const int nearestY = (int) rows[y];
	GLOBAL const float *spread = samples + features * lowPixels;
	GLOBAL const float *certainty = spread + lowPixels;
	GLOBAL const float *values = certainty + lowPixels;

	/* NB: differences from the nearest sample are averaged, so that constants stay exactly what they are. */
	float own[CHANNELS];
	float byDistance[CHANNELS];
	float byGuide[CHANNELS];
	float totalByDistance = 0;
	float totalByGuide = 0;
#pragma unroll
	for (int c = 0; c < CHANNELS; c++) {
		own[c] = c < channels ? values[c * lowPixels + nearestY * lowWidth + nearestX] : 0;
		byDistance[c] = byGuide[c] = 0;
	}
	for (int dy = -radius; dy <= radius; dy++) {
		const int row = nearestY + dy;
		if (row < 0 || row >= lowHeight) continue;
		const float weightY = rows[(dy + radius + 1) * height + y];
		for (int dx = -radius; dx <= radius; dx++) {
			const int column = nearestX + dx;
			if (column < 0 || column >= lowWidth) continue;
			const int sample = row * lowWidth + column;
			const float weight = certainty[sample] * weightY * columns[(dx + radius + 1) * width + x];
			float distance = spread[sample] * scale * scale;
			for (int f = 0; f < features; f++) {
				const float difference = (guide[f * pixels + at] - samples[f * lowPixels + sample]) * scale;
				distance = FMA(difference, difference, distance);
			}
			const float alike = weight * (blind + FAST_EXP2(-distance));
			totalByDistance += weight;
			totalByGuide += alike;
#pragma unroll
			for (int c = 0; c < CHANNELS; c++) {
				if (c < channels) {
					const float difference = values[c * lowPixels + sample] - own[c];
					byDistance[c] = FMA(weight, difference, byDistance[c]);
					byGuide[c] = FMA(alike, difference, byGuide[c]);
				}
			}
		}
	}
#pragma unroll
	for (int c = 0; c < CHANNELS; c++) {
		if (c < channels) {
			output[c * pixels + at] = own[c] + (totalByDistance > 0 ? byDistance[c] / totalByDistance : 0);
			output[(channels + c) * pixels + at] = own[c] + (totalByGuide > 0 ? byGuide[c] / totalByGuide : 0);
		}
	}
}
