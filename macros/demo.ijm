// Makes a small time-lapse, puts three frames between every two, and writes both
// the stack and a contact sheet to target/demo.

// Six nuclei with spots, each on its own way, over a faint background.
function frame(t) {
	random("seed", 7);
	setColor(28);
	for (i = 0; i < 110; i++) {
		x = 240 * random; y = 160 * random; r = 2 + 7 * random;
		setColor(18 + 24 * random);
		fillOval(x - r, y - r, 2 * r, 2 * r);
	}
	for (n = 0; n < 6; n++) {
		x = 28 + 184 * random; y = 22 + 116 * random;
		vx = 44 * (random - 0.5); vy = 36 * (random - 0.5);
		r = 13 + 8 * random;
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

dir = "target/demo";
File.makeDirectory("target");
File.makeDirectory(dir);

frames = 5;
newImage("time-lapse", "8-bit black", 240, 160, frames);
for (i = 0; i < frames; i++) {
	setSlice(i + 1);
	frame(0.4 * i);
	setMetadata("Label", "measured " + (i + 1));
}
run("Gaussian Blur...", "sigma=1 stack");
run("Add Specified Noise...", "stack standard=2");
run("Properties...", "channels=1 slices=1 frames=" + frames + " unit=um pixel_width=0.2 pixel_height=0.2 voxel_depth=1 frame=[1 sec]");

run("Interpolate Frames...", "factor=4");
saveAs("Tiff", dir + "/interpolated.tif");
run("Make Montage...", "columns=6 rows=3 scale=1 border=2 font=12 label use");
saveAs("PNG", dir + "/contact-sheet.png");
print("Written: " + dir + "/interpolated.tif and " + dir + "/contact-sheet.png");
