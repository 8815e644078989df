#include "sampling.h"
KERNEL nothing(const int first_row) {}
