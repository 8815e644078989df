// Compare With Truth...: flow that is 3 px off to the right and 4 px down has an end-point error of 5 px.
newImage("truth", "32-bit black", 64, 48, 4);
run("Properties...", "channels=2 slices=1 frames=2");
newImage("estimate", "32-bit black", 64, 48, 4);
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	if (i % 2 == 1) run("Add...", "value=3 slice");
	else run("Add...", "value=4 slice");
}
run("Properties...", "channels=2 slices=1 frames=2");

run("Compare With Truth...", "task=flow estimate=[active image] truth=truth occlusion=none alignment=median inverse=false nearest=0.001 farthest=none tolerance=0.02 classes=true errors=true device=automatic");

if (nResults != 3) exit("two frames and a row for both expected, not " + nResults + " rows");
if (getResultString("Frame", 2) != "all") exit("the last row is " + getResultString("Frame", 2));
if (abs(getResult("EPE", 2) - 5) > 1e-6) exit("an error of 5 px expected, not " + getResult("EPE", 2));
if (abs(getResult("Fl", 2) - 100) > 1e-6) exit("only outliers expected, not " + getResult("Fl", 2) + " %");
if (nSlices != 2) exit("two error maps expected, not " + nSlices);
getStatistics(area, mean, min, max);
if (min != 5 || max != 5) exit("error maps of 5 px expected, not " + min + " to " + max);
close();

// Depth of another scale is no error.
newImage("depth", "32-bit ramp", 64, 48, 1);
run("Add...", "value=1");
run("Duplicate...", "title=[twice as deep]");
run("Multiply...", "value=2");
run("Compare With Truth...", "task=depth truth=depth");
if (getResult("AbsRel", 1) > 1e-6) exit("no error expected, but " + getResult("AbsRel", 1));
if (abs(getResult("Scale", 1) - 0.5) > 1e-6) exit("a scale of 0.5 expected, not " + getResult("Scale", 1));
