// Estimate Depth...: the depth of a synthetic orbit, in units by a line whose length is known.
run("Generate Scene...", "kind=orbit width=160 height=120 frames=8 seed=3 noise=1 bits=8");
rename("footage");
selectImage("orbit-depth");
x = newArray(30, 130);
z = newArray(getPixel(30, 100), getPixel(130, 100));
focal = 80 / tan(46.1 / 2 * PI / 180);
across = ((x[1] - 79.5) * z[1] - (x[0] - 79.5) * z[0]) / focal;
down = (100 - 59.5) * (z[1] - z[0]) / focal;
length = sqrt(across * across + down * down + (z[1] - z[0]) * (z[1] - z[0]));
selectImage("footage");
makeLine(30.5, 100.5, 130.5, 100.5);

run("Estimate Depth...", "field=46.1 focal=0 axis=time guide=0 known=" + length + " unit=m confidence=true device=cpu");

if (getTitle() != "footage-depth" || bitDepth() != 32 || nSlices != 8) exit("footage-depth, 8 frames of 32 bit, expected");
run("Compare With Truth...", "task=depth estimate=footage-depth truth=orbit-depth alignment=none");
if (getResult("AbsRel", 8) > 0.15) exit("a relative error of at most 0.15 expected, not " + getResult("AbsRel", 8));
selectImage("footage-depth-confidence");
