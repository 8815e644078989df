package io.github.kinema.host;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A command on two images, for tests. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Two Images...", headless = true,
	attrs = @Attr(name = "no-legacy"), description = "Duplicates the other image.")
public class TwoImages implements Command {

	@Parameter
	private ImagePlus image;

	@Parameter(label = "Reference", persist = false, description = "the other image")
	private ImagePlus reference;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Override
	public void run() {
		output = reference.duplicate();
		output.setTitle(image.getTitle() + "+" + reference.getTitle());
	}
}
