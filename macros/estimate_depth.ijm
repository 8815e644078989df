// Estimate Depth...: the depth of a synthetic orbit, in units by a line whose length is known; then a model's guess for a
// camera that stands still. That model, of one operator, takes the root of what is bright for what is near.
run("Generate Scene...", "kind=orbit width=160 height=120 frames=8 seed=3 noise=1 bits=8");
rename("footage");
selectImage("orbit-depth");
x = newArray(30, 130);
z = newArray(getPixel(30, 100), getPixel(130, 100));
focal = 80 / tan(46.1 / 2 * PI / 180);
across = ((x[1] - 79.5) * z[1] - (x[0] - 79.5) * z[0]) / focal;
down = (100 - 59.5) * (z[1] - z[0]) / focal;
length = sqrt(across * across + down * down + (z[1] - z[0]) * (z[1] - z[0]));
selectImage("footage");
makeLine(30.5, 100.5, 130.5, 100.5);

run("Estimate Depth...", "field=46.1 focal=0 axis=time guide=0 known=" + length + " unit=m model=none adapt=geometry moving=none confidence=true surface=false device=cpu");

if (getTitle() != "footage-depth" || bitDepth() != 32 || nSlices != 8) exit("footage-depth, 8 frames of 32 bit, expected");
run("Compare With Truth...", "task=depth estimate=footage-depth truth=orbit-depth alignment=none");
if (getResult("AbsRel", 8) > 0.15) exit("a relative error of at most 0.15 expected, not " + getResult("AbsRel", 8));
selectImage("footage-depth-confidence");


hex = "08083a4f0a0c0a01611201622204537172741201675a1d0a016112180a16080112120a0208010a0208010a031201680a03120177621d0a"
	+ "016212180a16080112120a0208010a0208010a031201680a0312017742040a001011";
onnx = "";
for (i = 0; i < lengthOf(hex); i += 2) onnx += fromCharCode(parseInt(substring(hex, i, i + 2), 16));
path = getDirectory("temp") + "kinema-root.onnx";
File.saveString(onnx, path);
name = "root-" + round(1e9 * random);
run("Import Model...", "file=[" + path + "] name=" + name + " task=depth range=[0 to 1] multiple=1 output=[inverse depth]");
newImage("still", "16-bit black", 120, 90, 3);
run("Macro...", "code=v=1000+1000*(x>60)+3000*(y>45) stack");
run("Estimate Depth...", "axis=slices model=" + name + " adapt=off surface=true device=cpu");

surface = getTitle();
selectImage("still-depth");
setSlice(2);
near = getPixel(100, 80);
far = getPixel(100, 10);
info = getMetadata("Info");
ok = File.delete(path);
folder = getDirectory("home") + ".kinema" + File.separator + "models" + File.separator + name + File.separator;
if (!File.exists(folder)) folder = getDirectory("imagej") + "models" + File.separator + "kinema" + File.separator + name + File.separator;
files = getFileList(folder);
for (i = 0; i < files.length; i++) ok = File.delete(folder + files[i]);
ok = File.delete(folder);
selectImage("still-surface");
if (abs(far / near - 1.9) > 0.2) exit("near things should be at about half the depth of far ones: " + near + " and " + far);
if (indexOf(info, "Model " + name) < 0) exit("the Info should name the model: " + info);
selectImage("still-depth");
