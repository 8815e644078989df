package io.github.kinema.command;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.MotionFiles;
import io.github.kinema.host.OpenWindow;
import io.github.kinema.host.StatusProgress;

/** Saves flow, depth and camera trajectories in the files of the field. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Save Motion File...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Saves optical flow (two channels, x and y) as .flo or KITTI PNG, depth as KITTI PNG, TUM PNG or PFM, or a table with a camera trajectory as TUM text. NaN is unknown.")
public class SaveMotionFile implements Command {

	@Parameter(required = false)
	private ImagePlus image;

	@Parameter(label = "File", style = "save", persist = false,
		description = "where to; with # for the digits of a number, as in flow_####.flo, a file for each frame")
	private String file = "";

	@Parameter(label = "Format", choices = { "automatic", "flo", "kitti flow", "kitti depth", "tum depth", "pfm",
		"tum trajectory" }, persist = false,
		description = "automatic: by the ending of the name, .flo, .pfm or .txt; of a .png you must say what it shall hold")
	private String format = "automatic";

	@Parameter(label = "Source", attrs = @Attr(name = "windows"), persist = false,
		description = "what to save: the active image or another by title, or a table with a camera trajectory")
	private String source = OpenWindow.ACTIVE;

	@Override
	public void run() {
		Inputs.check(this);
		final MotionFiles files = MotionFiles.toSave(file, format);
		if (!files.hasPlanes()) {
			files.save(OpenWindow.trajectory("source", source));
			return;
		}
		try (StatusProgress progress = new StatusProgress("Save Motion File")) {
			files.save(OpenWindow.image("source", source, image), progress);
		}
	}
}
