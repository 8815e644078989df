/* What Kinema's kernels are written in, for CUDA C++. */
/* NB: work groups have 256 items at most; two of them at once need registers left over. */
#define KERNEL extern "C" __global__ void __launch_bounds__(256, 2)
#define FUNCTION static __device__ __forceinline__
#define GLOBAL
#define GLOBAL_X ((int) (blockIdx.x * blockDim.x + threadIdx.x))
#define GLOBAL_Y ((int) (blockIdx.y * blockDim.y + threadIdx.y))
#define GLOBAL_Z ((int) (blockIdx.z * blockDim.z + threadIdx.z))
#define LONG long long
#define RESTRICT __restrict__
#define BITS(x) __float_as_uint(x)
#define INFINITE __int_as_float(0x7f800000)
#define FMA(a, b, c) fmaf(a, b, c)
#define LOG2(x) log2f(x)
FUNCTION float fast_exp2(float x) {
	float y;
	asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
	return y;
}
#define FAST_EXP2(x) fast_exp2(x)
#define IS_KNOWN(x) ((BITS(x) & 0x7f800000u) != 0x7f800000u)
#define MIN(a, b) fminf(a, b)
#define MAX(a, b) fmaxf(a, b)
