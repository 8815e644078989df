package io.github.kinema.command;

import java.util.Locale;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import io.github.kinema.device.Device;
import io.github.kinema.filter.AdaptiveConvolution;
import io.github.kinema.filter.Border;
import io.github.kinema.filter.TypedKernel;
import io.github.kinema.host.RangeEstimate;
import io.github.kinema.host.StackFilter;

/** Convolves a stack, each sample weighing the less the less it looks like the pixel. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Pixel-Adaptive Convolve...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Convolves with a kernel of your own that adapts to every pixel: neighbours that do not look like it count less, so that the kernel does not reach over edges.")
public class PixelAdaptiveConvolve extends FilterCommand {

	@Parameter(label = "Kernel", style = "text area", validater = "checkInputs", persist = false,
		description = "rows of numbers, odd in rows and columns")
	private String kernel = "1 2 1; 2 4 2; 1 2 1";

	@Parameter(label = "Space (px)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "none", value = "none") },
		description = "standard deviation of a further weight by distance; none: the kernel alone")
	private double space = Double.POSITIVE_INFINITY;

	@Parameter(label = "Range (grey values)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "none", value = "none"),
			@Attr(name = "estimate", value = "estimateRange") },
		description = "standard deviation of the weight by difference, in raw values (no calibration function counts); estimate: by the noise of the plane that is shown; none: plain convolution")
	private double range = Double.NaN;

	@Parameter(label = "Normalise", choices = { "weights", "sum", "similarity", "none" }, persist = false,
		description = "what the sum is divided by. weights: the sum of all weights without their signs, for a mean; sum: that with their signs, as ImageJ does; similarity: the sum of the weights by difference; none: nothing")
	private String normalise = "weights";

	@Parameter(label = "Border", choices = { "mirror", "valid" }, persist = false,
		description = "mirror: beyond the border lies the image mirrored; valid: nothing")
	private String border = "mirror";

	/** Says while the dialog is open what does not fit together. */
	private void checkInputs() {
		final TypedKernel typed = TypedKernel.parse(kernel);
		StackFilter.check(image, null);
		StackFilter.checkKernel(image, typed.width(), typed.height());
	}

	private double estimateRange() {
		return RangeEstimate.ofNoise(image, false, false);
	}

	@Override
	void remark() {
		super.remark();
		if (!Double.isInfinite(range)) RangeEstimate.sayRaw(image);
	}

	@Override
	StackFilter filter(final Device on) {
		checkInputs();
		if (Double.isNaN(range)) range = estimateRange();
		final TypedKernel typed = TypedKernel.parse(kernel);
		return new StackFilter(image, null, new AdaptiveConvolution(on, typed, space, range, AdaptiveConvolution.Divisor
			.valueOf(normalise.toUpperCase(Locale.ROOT)), Border.valueOf(border.toUpperCase(Locale.ROOT))));
	}

	@Override
	String suffix() {
		return "-convolved";
	}
}
