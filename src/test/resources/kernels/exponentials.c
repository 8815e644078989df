/* Nothing but exponentials, in chains that do not wait for each other: as many as a device can make. */
#define CHAINS 8

KERNEL exponentials(GLOBAL float *output, const int count, const int rounds) {
	if (GLOBAL_X >= count) return;
	float values[CHAINS];
#pragma unroll
	for (int i = 0; i < CHAINS; i++) values[i] = 1e-6f * (GLOBAL_X + i);
	for (int round = 0; round < rounds; round++) {
#pragma unroll
		for (int i = 0; i < CHAINS; i++) values[i] = FAST_EXP2(-values[i]);
	}
	float sum = 0;
#pragma unroll
	for (int i = 0; i < CHAINS; i++) sum += values[i];
	output[GLOBAL_X] = sum;
}
