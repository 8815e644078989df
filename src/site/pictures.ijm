// Makes the pictures of the README: mvn -q compile exec:java -Dexec.args="src/site/pictures.ijm"

// Seven nuclei with spots, each on its own way, over a faint background.
function frame(t) {
	random("seed", 7);
	setColor(28);
	for (i = 0; i < 160; i++) {
		x = 300 * random; y = 200 * random; r = 2 + 7 * random;
		setColor(18 + 24 * random);
		fillOval(x - r, y - r, 2 * r, 2 * r);
	}
	for (n = 0; n < 7; n++) {
		x = 30 + 240 * random; y = 25 + 150 * random;
		vx = 44 * (random - 0.5); vy = 36 * (random - 0.5);
		r = 16 + 10 * random;
		cx = x + t * vx; cy = y + t * vy;
		setColor(105 + 40 * random);
		fillOval(cx - r, cy - 0.8 * r, 2 * r, 1.6 * r);
		for (k = 0; k < 9; k++) {
			a = 2 * PI * random; d = 0.7 * r * sqrt(random); s = 2 + 3 * random;
			setColor(60 + 180 * random);
			fillOval(cx + d * cos(a) - s, cy + 0.8 * d * sin(a) - s, 2 * s, 2 * s);
		}
	}
}

setBatchMode(true);
newImage("scene", "8-bit black", 300, 200, 2);
for (i = 1; i <= 2; i++) {
	setSlice(i);
	frame(i - 1);
}
run("Gaussian Blur...", "sigma=1 stack");
run("Add Specified Noise...", "stack standard=3");
scene = getImageID();
newImage("truth", "8-bit black", 300, 200, 1);
frame(0.5);
run("Gaussian Blur...", "sigma=1");
run("Add Specified Noise...", "standard=3");

newImage("between", "8-bit black", 300, 200, 6);
setFont("SansSerif", 15, "bold antialiased");
function panel(n, source, slice, label) {
	selectImage(source);
	setSlice(slice);
	run("Select All");
	run("Copy");
	run("Select None");
	selectWindow("between");
	setSlice(n);
	run("Paste");
	run("Select None");
	setColor("white");
	drawString(label, 6, 20, "black");
}
panel(1, scene, 1, "frame 1, measured");
selectWindow("truth");
panel(2, getImageID(), 1, "what really was between");
panel(3, scene, 2, "frame 2, measured");
selectImage(scene);
run("Interpolate Frames...", "method=blend");
panel(4, getImageID(), 2, "blend, t = 1.5");
selectImage(scene);
run("Interpolate Frames...", "method=flow confidence=true");
panel(5, getImageID(), 2, "Kinema's flow, t = 1.5");
selectWindow("scene-2x-confidence");
setMinAndMax(0, 1);
run("8-bit");
panel(6, getImageID(), 2, "its confidence");
selectWindow("between");
run("Make Montage...", "columns=3 rows=2 scale=1 border=2");
saveAs("PNG", "src/site/between.png");
