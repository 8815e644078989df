// Write Training Scenes...: three samples of two frames in a file, each of 64 + 2 * (64 + 40 * 32 * 24) bytes after 32.
path = getDirectory("temp") + "kinema-training-scenes";
run("Write Training Scenes...", "kind=all width=32 height=24 frames=2 seed=5 noise=2 blur=0 drift=0 step=2 count=3 file=[" + path + "]");

length = File.length(path);
if (length != 32 + 3 * (64 + 2 * (64 + 40 * 32 * 24))) exit("the file has " + length + " bytes");
i = File.delete(path);
