package io.github.kinema.command;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.Border;
import io.github.kinema.host.FilterInUse;
import io.github.kinema.host.RangeEstimate;
import io.github.kinema.host.StackFilter;
import io.github.kinema.host.VoxelShape;

/** Smooths a stack but not its edges. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Pixel-Adaptive Filter...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Smooths noise and keeps edges: each pixel becomes the mean of those around it that look alike, in this image or in a guide. Bilateral, joint bilateral, rolling guidance, and non-local means in a window.")
public class PixelAdaptiveFilter extends FilterCommand {

	@Parameter(label = "Guide", required = false, validater = "checkInputs", persist = false,
		attrs = @Attr(name = "absent", value = "this image"),
		description = "the image whose edges are kept: each channel of this image by itself, or all channels of another of the same size, with one plane for all or one for each")
	private ImagePlus guide;

	@Parameter(label = "Features", choices = { "intensity", "patch" }, persist = false,
		description = "what is compared: single pixels, or the patches around them, which noise confuses less")
	private String features = "intensity";

	@Parameter(label = "Radius (px)", min = "1", persist = false, description = "how far the window reaches")
	private int radius = FilterInUse.RADIUS;

	@Parameter(label = "Space (px)", persist = false, attrs = @Attr(name = "above", value = "0"),
		description = "standard deviation of the weight by distance")
	private double space = FilterInUse.SPACE;

	@Parameter(label = "Range (grey values)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "estimate", value = "estimateRange") },
		description = "standard deviation of the weight by difference, in raw values of the guide (no calibration function counts); estimate: by the noise of the plane that is shown")
	private double range = Double.NaN;

	@Parameter(label = "Iterations", min = "1", max = "100", persist = false,
		description = "more than 1: each pass is guided by the result of the one before, which removes small detail and keeps large edges")
	private int iterations = 1;

	@Parameter(label = "Volume (3-D)", persist = false,
		description = "let the window reach over slices, too, as far in space as within a slice")
	private boolean volume = false;

	@Parameter(label = "Window", choices = { "square", "disc" }, persist = false, description = "shape of the window")
	private String window = "disc";

	@Parameter(label = "Border", choices = { "valid", "mirror" }, persist = false,
		description = "valid: beyond the border there is nothing; mirror: the image mirrored")
	private String border = "valid";

	/** Says while the dialog is open what does not fit together. */
	private void checkInputs() {
		StackFilter.check(image, guide);
		StackFilter.checkRadius(image, radius);
	}

	private double estimateRange() {
		return RangeEstimate.ofNoise(guide == null ? image : guide, guide != null, isPatch());
	}

	private boolean isPatch() {
		return "patch".equals(features);
	}

	@Override
	public void adjusted() {
		inUse().tryOut();
	}

	@Override
	public void closed() {
		FilterInUse.endTrial(image);
	}

	@Override
	void remember(final ImagePlus filtered) {
		inUse().remember(image);
		inUse().remember(filtered);
	}

	private FilterInUse inUse() {
		return new FilterInUse(image, guide, settings());
	}

	@Override
	void remark() {
		super.remark();
		RangeEstimate.sayRaw(guide == null ? image : guide);
		if (volume) VoxelShape.sayFlat(image);
	}

	@Override
	StackFilter filter(final Device on) {
		checkInputs();
		return new StackFilter(image, guide, new AdaptiveFilter(on, settings()));
	}

	private AdaptiveFilter.Settings settings() {
		if (Double.isNaN(range)) range = estimateRange();
		return new AdaptiveFilter.Settings(radius, space, range, isPatch(), iterations, volume, VoxelShape.aspectY(image),
			VoxelShape.aspectZ(image), "disc".equals(window), "mirror".equals(border) ? Border.MIRROR : Border.VALID);
	}

	@Override
	String suffix() {
		return "-filtered";
	}
}
