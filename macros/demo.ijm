// Makes a small time-lapse, puts three frames between every two, and writes both
// the stack and a contact sheet to target/demo.
dir = "target/demo";
File.makeDirectory("target");
File.makeDirectory(dir);

frames = 5;
newImage("time-lapse", "8-bit black", 160, 120, frames);
for (i = 0; i < frames; i++) {
	setSlice(i + 1);
	setColor(200);
	fillOval(20 + 12 * i, 30 + 6 * i, 40, 40);
	setColor(120);
	fillRect(110 - 10 * i, 70, 25, 25);
}
run("Select None");
run("Gaussian Blur...", "sigma=2 stack");
run("Properties...", "channels=1 slices=1 frames=" + frames + " frame=[1 sec]");

run("Interpolate Frames...", "factor=4");
saveAs("Tiff", dir + "/interpolated.tif");
run("Make Montage...", "columns=6 rows=3 scale=1 border=2");
saveAs("PNG", dir + "/contact-sheet.png");
print("Written: " + dir + "/interpolated.tif and " + dir + "/contact-sheet.png");
