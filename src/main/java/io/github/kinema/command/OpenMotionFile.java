package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.MotionFiles;
import io.github.kinema.host.StatusProgress;

/** Opens the files in which the field exchanges flow, depth and camera trajectories. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Open Motion File...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Opens optical flow (.flo, KITTI PNG), depth (KITTI PNG, TUM PNG) or a float map (PFM) as a 32-bit image, with NaN where a value is unknown, or a camera trajectory (TUM) as a table.")
public class OpenMotionFile implements Command {

	@Parameter(label = "File", style = "file", persist = false,
		description = "the file; with # for the digits of a number, as in flow_####.flo, all files of the sequence as frames")
	private String file = "";

	@Parameter(label = "Format", choices = { "automatic", "flo", "kitti flow", "kitti depth", "tum depth", "pfm",
		"tum trajectory" }, persist = false,
		description = "automatic: by what is in the file; of a PNG of depth, whose unit no file says, you must say it: 1/256 m (KITTI) or 1/5000 m (TUM)")
	private String format = "automatic";

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable table;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Override
	public void run() {
		Inputs.check(this);
		try (StatusProgress progress = new StatusProgress("Open Motion File")) {
			final MotionFiles files = MotionFiles.toOpen(file, format);
			if (files.hasPlanes()) output = files.image(progress);
			else table = files.table();
		}
	}
}
