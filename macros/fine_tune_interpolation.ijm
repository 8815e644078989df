// Fine-Tune Interpolation...: a model is asked for frames of a recording, and learns from what was measured.
// It takes PyTorch; see the README. The model may be named by the macro's argument.
model = getArgument();
if (model == "") model = "interpolation";
newImage("beads", "8-bit black", 96, 80, 12);
for (i = 0; i < nSlices; i++) {
	setSlice(i + 1);
	for (k = 0; k < 12; k++) {
		setColor(90 + 12 * k);
		fillOval(7 * k + 2 * i - 10, (29 * k) % 70 + i - 6, 9, 9);
	}
}
run("Gaussian Blur...", "sigma=2 stack");
run("Properties...", "channels=1 slices=1 frames=12");
name = "beads-" + round(1e9 * random);

run("Fine-Tune Interpolation...", "axis=automatic model=" + model + " name=" + name + " guide=0 steps=25 rate=0.0001 seed=1 device=automatic");

// The frame in the middle of the last three, by the model before and after, and a summary for each.
if (nResults != 4) exit("4 rows expected, not " + nResults);
if (getResultString("Method", 3) != name) exit("the last row should be that of " + name + ", not of " + getResultString("Method", 3));
if (!(getResult("MAE", 3) < getResult("MAE", 2))) exit("the model should have become better");

selectImage("beads");
run("Interpolate Frames...", "factor=2 method=learned model=" + name);
setSlice(2);
label = getInfo("slice.label");
info = getMetadata("Info");

folder = getDirectory("home") + ".kinema" + File.separator + "models" + File.separator + name + File.separator;
if (!File.exists(folder)) folder = getDirectory("imagej") + "models" + File.separator + "kinema" + File.separator + name + File.separator;
files = getFileList(folder);
for (i = 0; i < files.length; i++) ok = File.delete(folder + files[i]);
ok = File.delete(folder);
if (label != "synthetic t=1.5 of 1|2 learned") exit("slice 2 is labelled " + label);
if (indexOf(info, "model " + name) < 0) exit("the Info should name the model: " + info);
