// Joint Upsample...: a coarse depth map takes the edges of a photograph of four times as many pixels a side.
newImage("photo", "8-bit black", 128, 96, 1);
setColor(60);
fillRect(0, 0, 128, 96);
setColor(200);
fillOval(30, 20, 60, 50);
run("Duplicate...", "title=truth");
run("32-bit");
run("Macro...", "code=v=v*0.01+1");
run("Duplicate...", "title=depth");
run("Size...", "width=32 height=24 average interpolation=None");
run("Properties...", "unit=mm pixel_width=4 pixel_height=4 voxel_depth=1");
setPixel(10, 10, NaN);
selectWindow("photo");
run("Add Specified Noise...", "standard=3");
selectWindow("depth");

run("Joint Upsample...", "guide=photo radius=1 space=0.5 range=estimate method=bilateral lazy=false device=cpu");

if (getTitle() != "depth-upsampled" || getWidth() != 128 || getHeight() != 96) exit("depth-upsampled of 128 x 96 pixels expected");
getVoxelSize(width, height, depth, unit);
if (width != 1 || height != 1 || unit != "mm") exit("pixels of 1 mm expected, not " + width + " " + unit);
requireSmallError("depth-upsampled");

selectWindow("depth");
run("Joint Upsample...", "guide=photo radius=1 space=0.5 range=estimate method=learned lazy=false device=cpu");
rename("depth-learned");
requireSmallError("depth-learned");

function requireSmallError(title) {
	imageCalculator("Difference create 32-bit", title, "truth");
	getStatistics(area, mean, min, max);
	if (!(mean < 0.02)) exit("a mean error below 0.02 expected, not " + mean);
}
