// Repair Frames...: a black frame and a flash are found and replaced.
newImage("recording", "8-bit black", 128, 96, 12);
for (i = 0; i < nSlices; i++) {
	setSlice(i + 1);
	setColor(40);
	fillRect(0, 0, 128, 96);
	setColor(190);
	fillOval(20 + 5 * i, 24 + 2 * i, 32, 28);
}
run("Gaussian Blur...", "sigma=2 stack");
run("Add Specified Noise...", "stack standard=2");
setSlice(4);
run("Select All");
setColor(0);
fill();
setSlice(9);
setColor(255);
fill();
run("Select None");

run("Repair Frames...", "frames=automatic axis=automatic method=automatic model=interpolation guide=0 confidence=false cuts=true lazy=false device=automatic");

for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	replaced = startsWith(getInfo("slice.label"), "synthetic");
	if (replaced != (i == 4 || i == 9)) exit("frame " + i + " is labelled " + getInfo("slice.label"));
}
