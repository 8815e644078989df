// Interpolate Frames...: five frames become seventeen, and the frame interval a quarter.
newImage("cells", "8-bit black", 128, 96, 5);
for (i = 0; i < nSlices; i++) {
	setSlice(i + 1);
	setColor(180);
	fillOval(20 + 8 * i, 24 + 4 * i, 32, 28);
	setColor(110);
	fillOval(90 - 6 * i, 50, 20, 20);
}
run("Gaussian Blur...", "sigma=2 stack");
run("Properties...", "channels=1 slices=1 frames=5 unit=um pixel_width=0.2 pixel_height=0.2 voxel_depth=1 frame=[2 sec]");

run("Interpolate Frames...", "factor=4 axis=automatic method=automatic model=interpolation guide=0 confidence=false cuts=true lazy=false device=automatic");

Stack.getDimensions(width, height, channels, slices, frames);
if (frames != 17) exit("17 frames expected, not " + frames);
if (Stack.getFrameInterval() != 0.5) exit("an interval of 0.5 s expected, not " + Stack.getFrameInterval());
setSlice(2);
if (!startsWith(getInfo("slice.label"), "synthetic t=1.25 of 1|2 ")) exit("slice 2 is labelled " + getInfo("slice.label"));
