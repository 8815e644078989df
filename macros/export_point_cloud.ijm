// Export Point Cloud...: a height with a hole and the colours of a photograph, as binary PLY.
newImage("height", "32-bit black", 20, 10, 1);
run("Macro...", "code=v=x+y");
setPixel(3, 3, NaN);
run("Properties...", "channels=1 slices=1 frames=1 unit=micron pixel_width=0.5 pixel_height=0.5 voxel_depth=1");
newImage("photo", "RGB white", 20, 10, 1);
selectWindow("height");
path = getDirectory("temp") + "kinema-cloud-" + round(1e9 * random) + ".ply";

run("Export Point Cloud...", "file=[" + path + "] colour=photo field=0");

text = File.openAsRawString(path, 400);
if (!startsWith(text, "ply\nformat binary_little_endian 1.0")) exit("a binary PLY file expected");
if (indexOf(text, "element vertex 199\n") < 0) exit("199 points expected in " + text);
bytes = File.length(path) - indexOf(text, "end_header") - 11;
ok = File.delete(path);
if (bytes != 199 * 15) exit("15 bytes a point expected, not " + bytes / 199);
