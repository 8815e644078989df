// Refine Labels...: a coarse label image takes the edges of the image that it was made for.
newImage("cells", "8-bit black", 128, 96, 1);
setColor(160);
fillOval(20, 20, 36, 36);
fillOval(70, 40, 36, 36);
run("Add Specified Noise...", "standard=5");
newImage("truth", "8-bit black", 128, 96, 1);
setColor(1);
fillOval(20, 20, 36, 36);
setColor(2);
fillOval(70, 40, 36, 36);
newImage("labels", "8-bit black", 128, 96, 1);
setColor(1);
fillRect(23, 23, 30, 30);
setColor(2);
fillRect(73, 43, 30, 30);

function wrong(title) {
	n = 0;
	for (y = 0; y < 96; y++) {
		for (x = 0; x < 128; x++) {
			selectWindow("truth");
			v = getPixel(x, y);
			selectWindow(title);
			if (getPixel(x, y) != v) n++;
			x++;
		}
		y++;
	}
	return n;
}

setBatchMode(true);
before = wrong("labels");
selectWindow("labels");
run("Refine Labels...", "guide=cells iterations=5 space=6 range=30 weight=5 device=cpu");
if (getTitle() != "labels-refined" || bitDepth() != 8) exit("8-bit labels expected");
after = wrong("labels-refined");
if (!(after < before / 3)) exit(before + " wrong labels before, " + after + " after");
selectWindow("labels-refined-probabilities");
if (bitDepth() != 32) exit("32-bit probabilities expected");
setBatchMode("exit and display");
