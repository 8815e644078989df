package io.github.kinema.command;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.PointCloud;
import io.github.kinema.host.StatusProgress;

/** Saves a height or depth as coloured points in space. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Export Point Cloud...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Saves the height or depth that is shown as a cloud of coloured points, for programs that show and measure surfaces: binary PLY, in calibrated units. Pixels that are no number (NaN) are left out.")
public class ExportPointCloud implements Command {

	@Parameter
	private ImagePlus image;

	@Parameter(label = "File", style = "save", persist = false, description = "where to; ends with .ply")
	private String file = "";

	@Parameter(label = "Colour", required = false, validater = "checkColour", persist = false,
		attrs = @Attr(name = "absent", value = "this image"),
		description = "the image whose colours the points have, as it is shown: of the same size, with one plane for all or one for each")
	private ImagePlus colour;

	@Parameter(label = "Field (degrees)", min = "0", max = "179", persist = false,
		description = "horizontal field of view of the camera that saw the depth; 0: heights under a microscope, seen along parallel rays")
	private double field = 0;

	/** Says while the dialog is open what does not fit together. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkColour() {
		PointCloud.check(image, colour);
	}

	@Override
	public void run() {
		Inputs.check(this);
		try (StatusProgress progress = new StatusProgress("Export Point Cloud")) {
			new PointCloud(image, colour, field).write(file, progress);
		}
	}
}
