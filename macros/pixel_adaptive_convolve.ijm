// Pixel-Adaptive Convolve...: a kernel of one's own that does not reach over edges.
newImage("steps", "16-bit black", 96, 64, 2);
for (i = 1; i <= nSlices; i++) {
	setSlice(i);
	setColor(1000);
	fillRect(0, 0, 48, 64);
	setColor(3000);
	fillRect(48, 0, 48, 64);
}

run("Pixel-Adaptive Convolve...", "kernel=[1 2 1; 2 4 2; 1 2 1] space=none range=50 normalise=weights border=mirror lazy=false device=cpu");

if (bitDepth() != 16 || nSlices != 2) exit("a 16-bit stack expected");
if (getPixel(47, 30) != 1000 || getPixel(48, 30) != 3000) exit("the kernel reached over the edge");

// Without a range it is plain convolution, and rows may stand on lines as in ImageJ's own.
selectWindow("steps");
run("Pixel-Adaptive Convolve...", "kernel=[-1 -1 -1\n-1 12 -1\n-1 -1 -1] range=none normalise=none device=cpu");
if (getPixel(20, 30) != 4000) exit("4 times 1000 expected, not " + getPixel(20, 30));
if (getPixel(48, 30) != 4 * 3000 + 3 * 2000) exit("more at the edge expected, not " + getPixel(48, 30));
if (getPixel(47, 30) != 0) exit("0, the least of 16 bit, expected, not " + getPixel(47, 30));
