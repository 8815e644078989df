/* What Kinema's kernels are written in, for OpenCL C 1.2. */
#define KERNEL __kernel void
#define FUNCTION static inline
#define GLOBAL __global
#define GLOBAL_X ((int) get_global_id(0))
#define GLOBAL_Y ((int) get_global_id(1))
#define GLOBAL_Z ((int) get_global_id(2))
#define LONG long
#define RESTRICT restrict
#define BITS(x) as_uint(x)
#define INFINITE INFINITY
#ifdef FP_FAST_FMAF
#define FMA(a, b, c) fma(a, b, c)
#else
#define FMA(a, b, c) ((a) * (b) + (c))
#endif
#define LOG2(x) log2(x)
#define FAST_EXP2(x) native_exp2(x)
#pragma OPENCL FP_CONTRACT OFF
#define IS_KNOWN(x) ((BITS(x) & 0x7f800000u) != 0x7f800000u)
#define MIN(a, b) fmin(a, b)
#define MAX(a, b) fmax(a, b)
