// Write Training Scenes...: three samples of two frames in a file, each of 64 + 2 * (64 + 40 * 32 * 24) bytes after 32.
path = getDirectory("temp") + "kinema-training-scenes";
run("Write Training Scenes...", "content=sequence kind=all width=32 height=24 frames=2 seed=5 noise=2 blur=0 drift=0 step=2 textures=[] count=3 file=[" + path + "]");

length = File.length(path);
if (length != 32 + 3 * (64 + 2 * (64 + 40 * 32 * 24))) exit("the file has " + length + " bytes");
i = File.delete(path);

// Two triplets, to train interpolation on; surfaces are painted with the photographs in a folder, here one of them.
folder = getDirectory("temp") + "kinema-textures" + File.separator;
File.makeDirectory(folder);
newImage("ramp", "8-bit ramp", 300, 280, 1);
saveAs("PNG", folder + "ramp.png");
run("Write Training Scenes...", "content=triplets kind=layers width=32 height=24 seed=5 noise=2 blur=0 drift=0 step=12 textures=[" + folder + "] count=2 file=[" + path + "]");

length = File.length(path);
if (length != 32 + 2 * (64 + 21 * 4 * 32 * 24)) exit("the file of triplets has " + length + " bytes");
i = File.delete(path);
i = File.delete(folder + "ramp.png");
i = File.delete(folder);

// The inner frames of two recordings with their neighbours, to train depth, camera, flow and segmentation on.
run("Write Training Scenes...", "content=clips kind=all width=32 height=24 frames=4 seed=5 noise=2 blur=0 drift=0 step=2 textures=[] count=2 file=[" + path + "]");

length = File.length(path);
if (length != 32 + 2 * 2 * (256 + 24 * 4 * 32 * 24)) exit("the file of clips has " + length + " bytes");
i = File.delete(path);
