package io.github.kinema.host;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

/** What {@link EveryKind} inherits. */
abstract class EveryKindBase implements Command {

	@Parameter
	protected ImagePlus image;

	@Parameter(label = "More outputs", persist = false, description = "also an image and a plot")
	protected boolean more = false;
}
