// Apply Image Model...: a model of one operator, the square root, brightens what is dark.
hex = "08083a4f0a0c0a01611201622204537172741201675a1d0a016112180a16080112120a0208010a0208010a031201680a03120177621d0a"
	+ "016212180a16080112120a0208010a0208010a031201680a0312017742040a001011";
onnx = "";
for (i = 0; i < lengthOf(hex); i += 2) onnx += fromCharCode(parseInt(substring(hex, i, i + 2), 16));
path = getDirectory("temp") + "kinema-sqrt.onnx";
File.saveString(onnx, path);
name = "sqrt-" + round(1e9 * random);
run("Import Model...", "file=[" + path + "] name=" + name + " task=automatic range=[0 to 1] order=rgb multiple=1 result=[grey values]");

newImage("ramp", "16-bit black", 101, 20, 2);
run("Macro...", "code=v=1000+x stack");
makeRectangle(0, 0, 101, 10);
run("Apply Image Model...", "model=" + name + " lazy=false device=automatic");
title = getTitle();
inside = getPixel(25, 5);
outside = getPixel(25, 15);
label = getInfo("slice.label");
info = getMetadata("Info");

ok = File.delete(path);
folder = getDirectory("home") + ".kinema" + File.separator + "models" + File.separator + name + File.separator;
if (!File.exists(folder)) folder = getDirectory("imagej") + "models" + File.separator + "kinema" + File.separator + name + File.separator;
files = getFileList(folder);
for (i = 0; i < files.length; i++) ok = File.delete(folder + files[i]);
ok = File.delete(folder);
if (title != "ramp-" + name || bitDepth() != 16 || nSlices != 2) exit("another image expected, not " + title);
if (inside != 1050) exit("the root of a quarter is a half: 1050 expected, not " + inside);
if (outside != 1025) exit("outside the selection nothing should change: 1025 expected, not " + outside);
if (indexOf(label, "painted by " + name) < 0) exit("the label should name the model: " + label);
if (indexOf(info, "sha256") < 0) exit("the Info should name the model's checksum: " + info);
