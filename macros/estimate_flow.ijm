// Estimate Flow...: a scene whose motion is known; the flow in px, its colours, arrows and confidence.
run("Generate Scene...", "kind=planar width=160 height=120 frames=3 seed=5 noise=1");
run("Properties...", "unit=um pixel_width=0.5 pixel_height=0.5 frame=[0.2 sec]");

run("Estimate Flow...", "method=classical model=flow axis=time guide=0 colour=true arrows=true confidence=true device=cpu");

if (getTitle() != "planar-flow-1") exit("planar-flow-1 should be active, not " + getTitle());
Stack.getDimensions(width, height, channels, slices, frames);
if (width != 160 || height != 120 || channels != 2 || frames != 2 || bitDepth() != 32)
	exit("x and y between 3 frames of 160 x 120 expected");
getPixelSize(unit, pixelWidth, pixelHeight);
if (pixelWidth != 0.5 || Stack.getFrameInterval() != 0.2) exit("the calibration is lost");
if (Overlay.size < 2) exit("arrows over each flow expected");
if (getInfo("slice.label") != "flow x 1 to 2") exit("the label is " + getInfo("slice.label"));

imageCalculator("Difference create 32-bit stack", "planar-flow-1", "planar-flow");
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	getStatistics(area, mean);
	if (!(mean < 0.1)) exit("the flow is " + mean + " px off");
}

selectImage("planar-flow-colour");
if (bitDepth() != 24 || nSlices != 2) exit("two frames of colours expected");
if (Overlay.size < 3) exit("a wheel that explains the colours expected");
selectImage("planar-flow-confidence");
getStatistics(area, mean, min, max);
if (min < 0 || max > 1 || !(mean > 0.5)) exit("confidences up to 1 expected, " + mean + " in the mean");

// What a model corrects it to is as close to the truth here, and the Info names the model.
selectImage("planar");
run("Estimate Flow...", "method=learned model=flow axis=time device=cpu");
if (getTitle() != "planar-flow-2") exit("planar-flow-2 should be active, not " + getTitle());
if (indexOf(getMetadata("Info"), "Model flow (sha256") < 0) exit("the Info should name the model: " + getMetadata("Info"));
imageCalculator("Difference create 32-bit stack", "planar-flow-2", "planar-flow");
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	getStatistics(area, mean);
	if (!(mean < 0.15)) exit("the learned flow is " + mean + " px off");
}
