/* What Kinema's kernels are written in, for CUDA C++. */
#define KERNEL extern "C" __global__ void
#define FUNCTION static __device__ __forceinline__
#define GLOBAL
#define GLOBAL_X ((int) (blockIdx.x * blockDim.x + threadIdx.x))
#define GLOBAL_Y ((int) (blockIdx.y * blockDim.y + threadIdx.y))
#define GLOBAL_Z ((int) (blockIdx.z * blockDim.z + threadIdx.z))
#define FAST_EXP(x) __expf(x)
#define LONG long long
