package io.github.kinema.command;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Plugin;

import io.github.kinema.host.Inputs;
import io.github.kinema.host.KernelTool;

/** Shows why the pixel-adaptive filter does what it does. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Inspect Kernel", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Puts a tool into the toolbar that shows the kernel of the pixel-adaptive filter at the pixel under the mouse: which samples count, how many, and from which side of an edge.")
public class InspectKernel implements Command {

	@Override
	public void run() {
		Inputs.check(this);
		KernelTool.install();
	}
}
