// Adapt Motion Models...: depth, camera, flow and segmentation learn from a recording of a moving camera, without any truth.
// It takes PyTorch; see the README. The models that are adapted may be named by the macro's argument; by default, they are Kinema's own.
models = getArgument();
newImage("texture", "8-bit noise", 160, 120, 1);
run("Gaussian Blur...", "sigma=3");
run("Enhance Contrast...", "saturated=0.35 normalize");
newImage("footage", "8-bit black", 96, 72, 8);
for (i = 0; i < nSlices; i++) {
	selectImage("texture");
	makeRectangle(10 + 3 * i, 10 + 2 * i, 96, 72);
	run("Copy");
	selectImage("footage");
	setSlice(i + 1);
	run("Paste");
}
run("Select None");
run("Properties...", "channels=1 slices=1 frames=8");
name = "film-" + round(1e9 * random);

run("Adapt Motion Models...", "field=60 focal=0 axis=time guide=0 models=[" + models + "] name=" + name + " steps=30 rate=0.0005 seed=1 device=cpu");

// On the frames that nothing was learned from, before and after.
if (nResults != 2) exit("2 rows expected, not " + nResults);
if (getResultString("Models", 1) != name) exit("the last row should be that of " + name + ", not of " + getResultString("Models", 1));
if (!(getResult("Error", 1) < getResult("Error", 0))) exit("the models should have become better");

selectImage("footage");
run("Select None");
for (k = 0; k < 4; k++) {
	what = newArray("depth", "camera", "flow", "segmentation");
	model = name + "-" + what[k];
	folder = getDirectory("home") + ".kinema" + File.separator + "models" + File.separator + model + File.separator;
	if (!File.exists(folder)) folder = getDirectory("imagej") + "models" + File.separator + "kinema" + File.separator + model + File.separator;
	if (!File.exists(folder + "weights.onnx")) exit(model + " should have been kept");
	files = getFileList(folder);
	for (i = 0; i < files.length; i++) ok = File.delete(folder + files[i]);
	ok = File.delete(folder);
}
