// Makes the picture of depth and moving things: mvn -q compile exec:java -Dexec.args="src/site/motion.ijm"
setBatchMode(true);
run("Generate Scene...", "kind=[moving objects] width=320 height=240 frames=10 seed=102 noise=2 bits=8");
rename("footage");
run("Segment Motion...", "method=learned model=segmentation field=45 focal=0 axis=automatic guide=0 smallest=50 labels=false rois=false device=cpu");
rename("moving");
selectImage("footage");
setSlice(5);
run("Estimate Depth...", "field=45 focal=0 axis=automatic guide=0 known=0 unit=m model=depth adapt=off confidence=false surface=true device=cpu");
parts = newArray("footage", "moving", "footage-depth", "footage-surface");
newImage("picture", "RGB white", 1280, 240, 1);
for (i = 0; i < parts.length; i++) {
	selectImage(parts[i]);
	if (nSlices > 1) setSlice(5);
	run("Duplicate...", "title=part");
	run("RGB Color");
	run("Size...", "width=320 height=240 interpolation=Bilinear");
	run("Select All");
	run("Copy");
	selectImage("picture");
	makeRectangle(320 * i, 0, 320, 240);
	run("Paste");
	close("part");
}
run("Select None");
saveAs("png", "src/site/motion.png");
