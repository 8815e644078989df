package io.github.kinema.host;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A command whose inputs take words beside numbers, lines, and an image that may be absent, for tests. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Special Words...", headless = true,
	attrs = @Attr(name = "no-legacy"), description = "Does nothing.")
public class SpecialWords implements Command {

	@Parameter(label = "Other", required = false, persist = false, attrs = @Attr(name = "absent", value = "this image"),
		description = "another image")
	private ImagePlus other;

	@Parameter(label = "Width", persist = false, attrs = { @Attr(name = "above", value = "0"), @Attr(name = "none", value =
		"none") }, description = "more than nothing")
	private double width = Double.POSITIVE_INFINITY;

	@Parameter(label = "Level", persist = false, attrs = { @Attr(name = "above", value = "0"), @Attr(name = "estimate",
		value = "estimateLevel") }, description = "found if need be")
	private double level = Double.NaN;

	@Parameter(label = "Matrix", style = "text area", persist = false, description = "rows of numbers")
	private String matrix = "1 2; 3 4";

	@SuppressWarnings("unused") // NB: called by name.
	private double estimateLevel() {
		return 42;
	}

	@Override
	public void run() {
		Inputs.check(this);
	}
}
