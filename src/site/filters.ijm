// Makes the picture of the filters in the README: mvn -q compile exec:java -Dexec.args="src/site/filters.ijm"

// Ten cells with a nucleus each; what = 0 a picture, 1 their depth, 2 their labels, 3 labels as a hasty hand draws them.
function scene(what) {
	random("seed", 11);
	if (what == 0) setColor(40); else if (what == 1) setColor(60); else setColor(0);
	fillRect(0, 0, 300, 200);
	for (n = 1; n <= 10; n++) {
		x = 25 + 250 * random; y = 25 + 150 * random; r = 18 + 16 * random; s = 0.7 + 0.5 * random;
		grey = 90 + 90 * random; depth = 90 + 150 * random;
		if (what == 0) setColor(grey); else if (what == 1) setColor(depth); else setColor(n);
		if (what == 3) fillRect(x - 0.84 * r + 3, y - 0.84 * r * s - 2, 1.68 * r, 1.68 * r * s);
		else fillOval(x - r, y - r * s, 2 * r, 2 * r * s);
		if (what == 0) {
			for (k = 0; k < 14; k++) {
				a = 2 * PI * random; d = 0.7 * r * sqrt(random); p = 1 + 2 * random;
				setColor(minOf(255, grey + 50 * random));
				fillOval(x + d * cos(a) - p, y + s * d * sin(a) - p, 2 * p, 2 * p);
			}
		} else for (k = 0; k < 14; k++) { a = random; d = random; p = random; b = random; }
	}
}

// Colours that tell labels apart.
function colours(c) {
	values = newArray(256);
	for (i = 1; i < 256; i++) values[i] = 70 + (i * (97 + 60 * c) * (7 + c) % 186);
	return values;
}

setBatchMode(true);
newImage("truth", "8-bit black", 300, 200, 1);
scene(0);
run("Duplicate...", "title=noisy");
run("Add Specified Noise...", "standard=18");
run("Pixel-Adaptive Filter...", "radius=5 space=3 range=40");
rename("bilateral");
selectWindow("noisy");
run("Pixel-Adaptive Filter...", "features=patch radius=7 space=5 window=square");
rename("patches");

newImage("deep", "8-bit black", 300, 200, 1);
scene(1);
run("Size...", "width=38 height=25 average interpolation=Bilinear");
run("Joint Upsample...", "guide=truth");
rename("upsampled");
selectWindow("deep");
run("Size...", "width=300 height=200 interpolation=None");

newImage("labels", "8-bit black", 300, 200, 1);
scene(3);
run("Refine Labels...", "guide=truth iterations=10 space=8 range=10 weight=8");
rename("refined");

newImage("filters", "RGB black", 300, 200, 9);
setFont("SansSerif", 15, "bold antialiased");
function panel(n, source, label) {
	selectWindow(source);
	if (indexOf(label, "abels") >= 0) {
		red = colours(0); green = colours(1); blue = colours(2);
		setLut(red, green, blue);
		setMinAndMax(0, 255);
	}
	run("Duplicate...", "title=copy");
	run("RGB Color");
	run("Select All");
	run("Copy");
	close();
	selectWindow("filters");
	setSlice(n);
	run("Paste");
	run("Select None");
	setColor("white");
	drawString(label, 6, 20, "black");
}
panel(1, "noisy", "noisy");
panel(2, "bilateral", "Pixel-Adaptive Filter");
panel(3, "patches", "... by patches");
panel(4, "truth", "a guide");
panel(5, "deep", "depth, 38 x 25 pixels");
panel(6, "upsampled", "Joint Upsample");
panel(7, "truth", "a guide");
panel(8, "labels", "hasty labels");
panel(9, "refined", "Refine Labels");
run("Make Montage...", "columns=3 rows=3 scale=1 border=2");
saveAs("PNG", "src/site/filters.png");
