/* Does not compile. */
KERNEL broken(GLOBAL float* out)
{
	out[0] = undeclared_thing;
}
