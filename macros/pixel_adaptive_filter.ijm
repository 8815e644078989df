// Pixel-Adaptive Filter...: noise goes, the edge stays; then one image guided by another.
newImage("noisy", "8-bit black", 128, 96, 3);
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	setColor(60);
	fillRect(0, 0, 64, 96);
	setColor(180);
	fillRect(64, 0, 64, 96);
}
setSlice(1);
run("Duplicate...", "title=clean");
selectWindow("noisy");
run("Add Specified Noise...", "stack standard=12");
makeRectangle(8, 8, 40, 80);
getStatistics(area, before, min, max, noise);
run("Select None");

run("Pixel-Adaptive Filter...", "guide=[this image] features=intensity radius=5 space=3 range=estimate iterations=1 volume=false window=disc border=valid lazy=false device=cpu");

if (getTitle() != "noisy-filtered" || nSlices != 3) exit("noisy-filtered with 3 slices expected");
makeRectangle(8, 8, 40, 80);
getStatistics(area, mean, min, max, deviation);
if (!(deviation < 0.35 * noise)) exit("a third of the noise (" + noise + ") expected, not " + deviation);
if (abs(mean - before) > 0.5) exit("the mean went from " + before + " to " + mean);
run("Select None");
if (abs(getPixel(61, 40) - 60) > 15 || abs(getPixel(66, 40) - 180) > 15) exit("the edge went");

selectWindow("noisy");
run("Pixel-Adaptive Filter...", "guide=clean radius=6 range=20 window=square border=mirror device=cpu");
if (abs(getPixel(63, 40) - 60) > 6 || abs(getPixel(64, 40) - 180) > 6) exit("the guide's edge went");
