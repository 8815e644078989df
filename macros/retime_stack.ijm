// Retime Stack...: a z stack of 0.2 x 0.2 x 1 um gets cubic voxels.
newImage("volume", "16-bit black", 96, 80, 6);
for (z = 0; z < nSlices; z++) {
	setSlice(z + 1);
	setColor(3000 + 200 * z);
	fillOval(30 - 2 * z, 24 - 2 * z, 30 + 4 * z, 28 + 4 * z);
}
run("Gaussian Blur...", "sigma=2 stack");
run("Properties...", "channels=1 slices=6 frames=1 unit=um pixel_width=0.2 pixel_height=0.2 voxel_depth=1");

run("Retime Stack...", "positions=[] interval=0.2 axis=slices method=flow guide=0 confidence=true cuts=true lazy=false device=automatic");

getVoxelSize(width, height, depth, unit);
if (nSlices != 26) exit("26 slices expected, not " + nSlices);
if (abs(depth - 0.2) > 1e-9) exit("a voxel depth of 0.2 um expected, not " + depth);
if (bitDepth() != 16) exit("16 bit expected, not " + bitDepth());
if (nImages != 3) exit("the volume, its result and the confidence expected, not " + nImages + " images");
