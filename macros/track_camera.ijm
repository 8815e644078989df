// Track Camera...: the path of a synthetic orbit is that of the truth, but for its scale.
run("Generate Scene...", "kind=orbit width=160 height=120 frames=6 seed=3 noise=1 bits=8");
path = getDirectory("temp") + "kinema-track-camera.txt";
run("Save Motion File...", "file=[" + path + "] source=orbit-camera");
rename("footage");

run("Track Camera...", "field=46.1 focal=0 axis=time guide=0 path=true device=cpu");

if (getTitle() != "footage-path" || bitDepth() != 24) exit("footage-path, an RGB picture, expected");
run("Compare With Truth...", "task=camera estimate=footage-camera truth=[" + path + "]");
ok = File.delete(path);
if (nResults != 7) exit("a pose for each of 6 frames and a row for all expected, not " + nResults + " rows");
if (getResult("Step_rotation", 6) > 0.1) exit("turned by " + getResult("Step_rotation", 6) + " degrees a step too much or too little");
if (getResult("ATE", 6) > 0.01) exit("off by " + getResult("ATE", 6));
