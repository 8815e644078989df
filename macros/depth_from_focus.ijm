// Depth From Focus...: a textured staircase of three steps, each sharp in another slice.
newImage("texture", "8-bit black", 120, 90, 1);
run("Add Specified Noise...", "standard=60");
run("Macro...", "code=v=v+100");
run("Add Specified Noise...", "standard=40");
newImage("stairs", "8-bit black", 120, 90, 5);
for (slice = 1; slice <= 5; slice++) {
	for (step = 0; step < 3; step++) {
		selectWindow("texture");
		makeRectangle(40 * step, 0, 40, 90);
		run("Duplicate...", "title=part");
		blur = abs(slice - 2 - step);
		if (blur > 0) run("Gaussian Blur...", "sigma=" + blur);
		run("Copy");
		close();
		selectWindow("stairs");
		setSlice(slice);
		makeRectangle(40 * step, 0, 40, 90);
		run("Paste");
	}
}
run("Select None");
run("Properties...", "channels=1 slices=5 frames=1 unit=micron pixel_width=0.5 pixel_height=0.5 voxel_depth=2");

run("Depth From Focus...", "measure=tenengrad radius=6 smooth=3 channel=0 confidence=true surface=true device=cpu");

if (getTitle() != "stairs-height" || bitDepth() != 32) exit("stairs-height of 32 bit expected");
for (step = 0; step < 3; step++) {
	height = getPixel(20 + 40 * step, 45);
	if (abs(height - 2 * (step + 1)) > 0.5) exit(2 * (step + 1) + " micron expected, not " + height);
}
selectWindow("stairs-sharp");
if (bitDepth() != 8) exit("the all-in-focus image has 8 bit, as the stack");
imageCalculator("Difference create", "stairs-sharp", "texture");
getStatistics(area, mean);
if (mean > 4) exit("in focus, the texture differs by " + mean);
selectWindow("stairs-confidence");
selectWindow("stairs-surface");
if (bitDepth() != 24) exit("an RGB picture expected");
