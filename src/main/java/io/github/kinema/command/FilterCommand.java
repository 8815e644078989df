package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.host.DeviceChoice;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.Previewable;
import io.github.kinema.host.Processing;
import io.github.kinema.host.StackFilter;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.host.Titles;

/** What the commands that filter planes share: preview, and the way to the image. */
abstract class FilterCommand implements Command, Previewable {

	@Parameter
	protected ImagePlus image;

	@Parameter(label = "Lazy (virtual stack)", persist = false,
		description = "make a virtual stack, whose planes are computed when they are looked at or saved")
	protected boolean lazy = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu", "cuda", "opencl" }, persist = false,
		description = "where to compute; automatic: the fastest there is")
	protected String device = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	protected ImagePlus output;

	/** The filter of the inputs as they are now; an estimate is made first. */
	abstract StackFilter filter(Device on);

	/** What the title of the result ends with. */
	abstract String suffix();

	/** Lets the kernels be inspected on the result. */
	void remember(final ImagePlus filtered) {}

	/** NB: on the CPU, which needs no test beforehand. */
	@Override
	public Task preview() {
		final StackFilter filter = filter(CpuDevice.INSTANCE);
		final int plane = image.getCurrentSlice();
		return progress -> filter.plane(plane, progress);
	}

	@Override
	public void run() {
		Inputs.check(this);
		final Device on = DeviceChoice.of(device);
		try (StatusProgress progress = new StatusProgress(Inputs.name(this).replace("...", ""))) {
			final ImagePlus filtered = filter(on).filtered(Titles.derived(image, suffix()), lazy, progress);
			Processing.of(this, image, on).write(filtered, StackFilter.PIXELS);
			remember(filtered);
			output = filtered;
		}
	}
}
