// Evaluate Interpolation...: every second frame is dropped, rebuilt and compared.
newImage("cells", "8-bit black", 128, 96, 9);
for (i = 0; i < nSlices; i++) {
	setSlice(i + 1);
	setColor(180);
	fillOval(20 + 4 * i, 24 + 2 * i, 32, 28);
	setColor(110);
	fillOval(90 - 3 * i, 50, 20, 20);
}
run("Gaussian Blur...", "sigma=2 stack");
run("Add Specified Noise...", "stack standard=1");

run("Evaluate Interpolation...", "axis=automatic step=2 methods=[blend, flow] model=interpolation guide=0 errors=true device=automatic");

// Four rebuilt frames and a summary for each of the two methods.
if (nResults != 10) exit("10 rows expected, not " + nResults);
blend = 0;
flow = 0;
for (i = 0; i < nResults; i++) {
	if (getResultString("Frame", i) == "all") {
		if (getResultString("Method", i) == "blend") blend = getResult("PSNR", i);
		else flow = getResult("PSNR", i);
	}
}
if (!(flow > blend + 1)) exit("flow (" + flow + " dB) should be better than blend (" + blend + " dB)");
