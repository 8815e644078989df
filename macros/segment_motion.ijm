// Segment Motion...: solids that fly before a camera at rest are found as such.
run("Generate Scene...", "kind=[static camera] width=160 height=120 frames=8 seed=5 noise=1 bits=8");
rename("footage");

run("Segment Motion...", "method=geometry model=segmentation field=46.1 focal=0 axis=time guide=0 smallest=50 labels=true rois=false device=cpu");

if (getTitle() != "footage-moving" || bitDepth() != 8 || nSlices != 8) exit("footage-moving, 8 frames of 8 bit, expected");
// The truth is 1 where things rest.
selectImage("static camera-mask");
run("Macro...", "code=v=1-v stack");
run("Compare With Truth...", "task=segmentation estimate=footage-moving truth=[static camera-mask]");
if (getResult("IoU_foreground", 8) < 0.6) exit("an intersection over union of 0.6 expected, not " + getResult("IoU_foreground", 8));
selectImage("footage-things");
if (bitDepth() != 16) exit("numbers of 16 bit expected");

selectImage("footage");
run("Segment Motion...", "method=learned model=segmentation field=46.1 axis=time smallest=50 device=cpu");
if (getTitle() != "footage-moving-1") exit("footage-moving-1 should be active, not " + getTitle());
if (indexOf(getMetadata("Info"), "Model segmentation (sha256") < 0) exit("the Info should name the model: " + getMetadata("Info"));
run("Compare With Truth...", "task=segmentation estimate=footage-moving-1 truth=[static camera-mask]");
if (getResult("IoU_foreground", 8) < 0.6) exit("an intersection over union of 0.6 expected, not " + getResult("IoU_foreground", 8));
