// Import Model...: the smallest model there is, the mean of two frames, is written, imported and used by its name.
hex = "080812003a710a0f0a01610a016212016322044d65616e1201675a1d0a016112180a16080112120a0208010a0208010a031201680a0312"
	+ "01775a1d0a016212180a16080112120a0208010a0208010a031201680a03120177621d0a016312180a16080112120a0208010a0208010a0312"
	+ "01680a0312017742040a001011";
onnx = "";
for (i = 0; i < lengthOf(hex); i += 2) onnx += fromCharCode(parseInt(substring(hex, i, i + 2), 16));
path = getDirectory("temp") + "kinema-mean.onnx";
File.saveString(onnx, path);
name = "mean-" + round(1e9 * random);

run("Import Model...", "file=[" + path + "] name=" + name + " task=automatic range=[0 to 1] order=rgb multiple=1 result=automatic");

newImage("ramp", "8-bit black", 32, 24, 2);
setSlice(1);
run("Add...", "value=60 slice");
setSlice(2);
run("Macro...", "code=v=100+x slice");
run("Properties...", "channels=1 slices=1 frames=2");
run("Interpolate Frames...", "factor=2 method=learned model=" + name + " cuts=false");
setSlice(2);
label = getInfo("slice.label");
value = getPixel(10, 5);
info = getMetadata("Info");

ok = File.delete(path);
folder = getDirectory("home") + ".kinema" + File.separator + "models" + File.separator + name + File.separator;
if (!File.exists(folder)) folder = getDirectory("imagej") + "models" + File.separator + "kinema" + File.separator + name + File.separator;
files = getFileList(folder);
for (i = 0; i < files.length; i++) ok = File.delete(folder + files[i]);
ok = File.delete(folder);
if (label != "synthetic t=1.5 of 1|2 painted") exit("slice 2 is labelled " + label);
if (value != 85) exit("the mean of 60 and 110 expected, not " + value);
if (indexOf(info, "model " + name) < 0) exit("the Info should name the model: " + info);
