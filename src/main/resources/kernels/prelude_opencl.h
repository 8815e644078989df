/* What Kinema's kernels are written in, for OpenCL C 1.2. */
#define KERNEL __kernel void
#define FUNCTION static inline
#define GLOBAL __global
#define GLOBAL_X ((int) get_global_id(0))
#define GLOBAL_Y ((int) get_global_id(1))
#define GLOBAL_Z ((int) get_global_id(2))
#define FAST_EXP(x) native_exp(x)
#define LONG long
