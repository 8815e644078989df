package io.github.kinema.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.kinema.host.Inputs;
import io.github.kinema.host.SceneImages;
import io.github.kinema.host.StatusProgress;
import io.github.kinema.scene.Scene;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.scene.Scenes;
import io.github.kinema.scene.Sensor;
import io.github.kinema.scene.Textures;

/** Makes a synthetic recording whose depth, motion, occlusion and camera are known exactly. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Generate Scene...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Makes a synthetic stack whose depth, flow, moving parts, occlusion and camera are known exactly, to test any method on.")
public class GenerateScene implements Command {

	@Parameter(label = "Kind", choices = { "orbit", "dolly", "handheld", "static camera", "rotation", "planar",
		"moving objects", "cells", "filaments", "particles", "layers" }, persist = false,
		description = "the first seven are seen by a camera in space; cells, filaments, particles and layers move in the image")
	private String kind = "orbit";

	@Parameter(label = "Width (pixels)", min = "1", max = "16384", persist = false, description = "columns of a frame")
	private int width = 256;

	@Parameter(label = "Height (pixels)", min = "1", max = "16384", persist = false, description = "rows of a frame")
	private int height = 256;

	@Parameter(label = "Frames", min = "1", max = "100000", persist = false, description = "number of frames")
	private int frames = 10;

	@Parameter(label = "Seed", persist = false,
		description = "the same seed makes the same stack, bit by bit, on every machine")
	private long seed = 1;

	@Parameter(label = "Noise (grey levels of 255)", min = "0", max = "255", persist = false,
		description = "standard deviation at mid-grey; half of its variance is photon noise (Poisson), half is read noise")
	private double noise = 0;

	@Parameter(label = "Bits", choices = { "8", "16", "32" }, persist = false,
		description = "bit depth of the frames; 32: brightness as a share of saturation")
	private String bits = "8";

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputdepth;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputflow;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputmask;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus outputocclusion;

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable camera;

	@Override
	public void run() {
		Inputs.check(this);
		final SceneImages images;
		try (StatusProgress progress = new StatusProgress("Generate Scene")) {
			final Scene scene = Scenes.create(SceneKind.of(kind), width, height, frames, seed, Textures.COMPUTED, progress
				.silent());
			images = new SceneImages(scene, frames, new Sensor(noise, 0, 0, 0, Integer.parseInt(bits), seed), Inputs.line(this));
			images.compute(progress);
		}
		outputdepth = images.depth();
		outputflow = images.flow();
		outputmask = images.mask();
		outputocclusion = images.occlusion();
		camera = images.camera();
		output = images.recorded();
	}
}
