package io.github.kinema.command;

import java.util.List;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import io.github.kinema.host.Inputs;
import io.github.kinema.host.SceneFile;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.scene.SampleStream;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.SceneStream;
import io.github.kinema.scene.Textures;
import io.github.kinema.tile.Progress;
import io.github.kinema.training.ClipStream;
import io.github.kinema.training.SectionStream;
import io.github.kinema.training.TripletStream;

/**
 * Writes random scenes with their truth to a file, a folder or a named pipe. {@link SceneStream} (a sequence),
 * {@link TripletStream} (triplets), {@link SectionStream} (sections) and {@link ClipStream} (clips) say byte by byte how, and give the data type that NumPy
 * reads a sample with.
 */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Write Training Scenes...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Writes random scenes with their depth, flow, masks and cameras to a file, a folder or a named pipe, to train models on.")
public class WriteTrainingScenes implements Command {

	private static final int SEQUENCE_FRAMES = 3;
	private static final int CLIP_FRAMES = 9;

	@Parameter(label = "Content", choices = { "sequence", "triplets", "sections", "clips" }, persist = false,
		description = "sequence: frames with their truth; triplets: two frames, what lies between them and what flow makes of them; sections: the same " +
			"along z, through a volume; clips: three frames of a recording, what is true of them, and the flow, depth and motion that are found in the recording")
	private String content = "sequence";

	@Parameter(label = "Kind", choices = { "all", "orbit", "dolly", "handheld", "static camera", "rotation", "planar",
		"moving objects", "cells", "filaments", "particles", "layers" }, persist = false,
		description = "as in Generate Scene; all: each sample draws one, in triplets mostly layers and moving cameras, in clips what a camera sees")
	private String kind = "all";

	@Parameter(label = "Width (pixels)", min = "1", max = "16384", persist = false, description = "columns of a frame")
	private int width = 256;

	@Parameter(label = "Height (pixels)", min = "1", max = "16384", persist = false, description = "rows of a frame")
	private int height = 256;

	@Parameter(label = "Frames (0 = as usual)", min = "0", max = "100000", persist = false,
		description = "frames of a sequence, 3 if 0; of the recording that a sample of clips is of, 9 if 0; triplets have three")
	private int frames = 0;

	@Parameter(label = "Seed", persist = false, description = "seed of the first sample; each one after it has the next")
	private long seed = 1;

	@Parameter(label = "Most noise (grey levels of 255)", min = "0", max = "255", persist = false,
		description = "as in Generate Scene; each sample draws from 0 to this")
	private double noise = 4;

	@Parameter(label = "Most blur (pixels)", min = "0", max = "100", persist = false,
		description = "standard deviation of the blur; each sample draws from 0 to this")
	private double blur = 0;

	@Parameter(label = "Most drift of the exposure", min = "0", max = "0.99", persist = false,
		description = "how far the exposure wanders, as a share; each sample draws from 0 to this")
	private double drift = 0;

	@Parameter(label = "Most time from frame to frame", min = "1", max = "1000", persist = false,
		description = "in frames of Generate Scene; sequences and clips draw from 1 to this, and move so much faster; triplets: from first to last; " +
			"sections: from first to last, in pixels")
	private double step = 4;

	@Parameter(label = "Textures (folder, empty = computed)", style = "directory", persist = false,
		description = "photographs as PNG or JPEG, which every second surface is painted with, but nothing in microscopy")
	private String textures = "";

	@Parameter(label = "Count (0 = until the pipe is closed)", min = "0", persist = false,
		description = "number of samples; one of clips has a clip for each frame but two")
	private long count = 16;

	@Parameter(label = "File", persist = false, validater = "checkFile",
		description = "the file, which is replaced; a folder, which gets a file for each sample, called by its seed; or the named pipe")
	private String file = "";

	/** Says while the dialog is open what it still lacks. */
	private void checkFile() {
		new SceneFile(file);
	}

	@Override
	public void run() {
		Inputs.check(this);
		try (StatusProgress progress = new StatusProgress("Write Training Scenes")) {
			new SceneFile(file).write(stream(progress), count, progress);
		}
	}

	private SampleStream stream(final Progress progress) {
		final Textures painted = Textures.of(textures, progress);
		final boolean all = "all".equals(kind);
		if ("triplets".equals(content)) return new TripletStream(all ? TripletStream.MIXTURE : List.of(SceneKind.of(kind)),
			width, height, seed, noise, blur, drift, step, painted);
		if ("sections".equals(content)) return new SectionStream(width, height, seed, noise, blur, step);
		if ("clips".equals(content)) return new ClipStream(all ? ClipStream.MIXTURE : List.of(SceneKind.of(kind)), width, height,
			frames == 0 ? CLIP_FRAMES : frames, seed, noise, blur, drift, step, painted);
		return new SceneStream(all ? List.of(SceneKind.values()) : List.of(SceneKind.of(kind)), width, height, frames == 0
			? SEQUENCE_FRAMES : frames, seed, noise, blur, drift, step, painted);
	}
}
