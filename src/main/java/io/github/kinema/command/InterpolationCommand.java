package io.github.kinema.command;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;

/** The keys that all interpolating commands share. */
abstract class InterpolationCommand implements Command {

	@Parameter
	protected ImagePlus image;

	@Parameter(label = "Axis", choices = { "automatic", "time", "slices" }, persist = false,
		description = "the axis that gets new planes; automatic: time if there are frames, else slices")
	protected String axis = "automatic";

	@Parameter(label = "Method", choices = { "automatic", "flow", "blend" }, persist = false,
		description = "automatic: the better one by a quick self-check on this stack")
	protected String method = "automatic";

	@Parameter(label = "Guide channel (0 = all)", min = "0", persist = false,
		description = "the channel that drives the motion; 0: all of them")
	protected int guide = 0;

	@Parameter(label = "Confidence stack", persist = false,
		description = "also a 32-bit stack, 0 (guessed) to 1 (sure)")
	protected boolean confidence = false;

	@Parameter(label = "Respect scene cuts", persist = false,
		description = "never interpolate across a scene cut: the nearer measured frame fills the gap")
	protected boolean cuts = true;

	@Parameter(label = "Lazy", persist = false,
		description = "a virtual stack that computes its frames when they are looked at")
	protected boolean lazy = false;

	@Parameter(label = "Device", choices = { "automatic", "cpu" }, persist = false,
		description = "where to compute; automatic: the fastest there is")
	protected String device = "automatic";
}
