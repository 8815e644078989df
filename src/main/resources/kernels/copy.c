/* The least that a device can do with memory: what all else is measured by. */
KERNEL copy(GLOBAL const float* RESTRICT from, GLOBAL float* RESTRICT to, const int count)
{
	const int i = GLOBAL_X;
	if (i < count) to[i] = from[i];
}
