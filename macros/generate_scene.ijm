// Generate Scene...: frames of an orbit with depth, flow, mask, occlusion and camera; the same seed makes the same again.
run("Generate Scene...", "kind=orbit width=160 height=120 frames=4 seed=7 noise=2 bits=16");

Stack.getDimensions(width, height, channels, slices, frames);
if (width != 160 || height != 120 || frames != 4 || bitDepth() != 16) exit("4 frames of 160 x 120 at 16 bit expected");
if (getTitle() != "orbit") exit("the frames should be active, not " + getTitle());
if (nImages != 5) exit("frames, depth, flow, mask and occlusion expected, not " + nImages + " images");
if (!startsWith(getInfo("slice.label"), "synthetic")) exit("the first slice is labelled " + getInfo("slice.label"));

selectImage("orbit-flow");
Stack.getDimensions(width, height, channels, slices, frames);
if (channels != 2 || frames != 3) exit("flow x and y between 4 frames expected");
selectImage("orbit-depth");
getStatistics(area, mean, min, max);
if (!(min > 0)) exit("depths above 0 expected, not " + min);

path = getDirectory("temp") + "kinema-orbit-camera.txt";
run("Save Motion File...", "file=[" + path + "] source=orbit-camera");
run("Compare With Truth...", "task=camera estimate=orbit-camera truth=[" + path + "]");
if (nResults != 5) exit("a pose for each of 4 frames and a row for all expected, not " + nResults + " rows");
if (getResult("ATE", 4) > 1e-6) exit("no error expected, but " + getResult("ATE", 4));
ok = File.delete(path);

run("Generate Scene...", "kind=[moving objects] width=96 height=64 frames=2 seed=3");
selectImage("moving objects-mask");
getStatistics(area, mean, min, max);
if (min != 0 || max != 1) exit("something moving and something at rest expected");

run("Generate Scene...", "kind=orbit width=160 height=120 frames=4 seed=7 noise=2 bits=16");
imageCalculator("Difference create stack", "orbit", getTitle());
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	getStatistics(area, mean, min, max);
	if (max != 0) exit("frame " + i + " is not the same again");
}
