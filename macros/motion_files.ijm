// Save Motion File..., Open Motion File...: flow and depth come back as they went, a trajectory scores itself.
folder = getDirectory("temp") + "kinema-motion-files" + File.separator;
File.makeDirectory(folder);
newImage("flow", "32-bit ramp", 40, 30, 4);
run("Multiply...", "value=7 stack");
run("Properties...", "channels=2 slices=1 frames=2");

run("Save Motion File...", "file=[" + folder + "flow_####.flo] format=automatic source=[active image]");
run("Save Motion File...", "file=[" + folder + "flow_####.png] format=[kitti flow]");
run("Open Motion File...", "file=[" + folder + "flow_####.flo] format=automatic");

Stack.getDimensions(width, height, channels, slices, frames);
if (channels != 2 || frames != 2) exit("two channels and two frames expected, not " + channels + " and " + frames);
rename("reopened");
run("Compare With Truth...", "task=flow truth=flow");
if (getResult("EPE", 2) != 0) exit("no error expected, but " + getResult("EPE", 2) + " px");
run("Open Motion File...", "file=[" + folder + "flow_####.png]");
rename("in steps");
run("Compare With Truth...", "task=flow truth=flow");
// A KITTI PNG holds 64 steps to the pixel.
if (getResult("EPE", 2) > 1.5 / 128) exit("an error of half a step expected, not " + getResult("EPE", 2) + " px");

path = folder + "camera.txt";
File.saveString("# timestamp tx ty tz qx qy qz qw\n0 0 0 0 0 0 0 1\n1 1 0 0 0 0 0 1\n2 2 1 0 0 0 0 1\n3 3 1 1 0 0 0 1\n4 4 2 1 0 0 0 1\n", path);
run("Open Motion File...", "file=[" + path + "]");
run("Save Motion File...", "file=[" + folder + "copy.txt] source=[" + path + "]");
run("Compare With Truth...", "task=camera estimate=[" + folder + "copy.txt] truth=[" + path + "]");
if (nResults != 6) exit("five poses and a row for all expected, not " + nResults + " rows");
if (getResult("ATE", 5) > 1e-9 || getResult("Snippet_ATE", 5) > 1e-9) exit("no error expected, but " + getResult("ATE", 5));

files = getFileList(folder);
for (i = 0; i < files.length; i++) ok = File.delete(folder + files[i]);
ok = File.delete(folder);
