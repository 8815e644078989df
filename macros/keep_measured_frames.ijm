// Keep Measured Frames: what was interpolated, saved and opened again gives the measured frames back.
newImage("cells", "8-bit black", 128, 96, 4);
for (i = 0; i < nSlices; i++) {
	setSlice(i + 1);
	setColor(180);
	fillOval(20 + 8 * i, 24 + 4 * i, 32, 28);
}
run("Interpolate Frames...", "factor=3 method=blend");
path = getDirectory("temp") + "kinema-keep-measured-frames.tif";
saveAs("Tiff", path);
close();
open(path);

run("Keep Measured Frames");

if (nSlices != 4) exit("4 frames expected, not " + nSlices);
imageCalculator("Difference create stack", "cells", getTitle());
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	getStatistics(area, mean, min, max);
	if (max != 0) exit("frame " + i + " is not as it was measured");
}
i = File.delete(path);
