package io.github.kinema.command;

import java.util.List;
import java.util.Locale;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import io.github.kinema.device.Device;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.AdaptiveKernel;
import io.github.kinema.filter.Border;
import io.github.kinema.filter.Normalisation;
import io.github.kinema.filter.PixelAdaptive;
import io.github.kinema.filter.PixelAdaptiveOperator;
import io.github.kinema.filter.TypedKernel;
import io.github.kinema.host.RangeEstimate;
import io.github.kinema.host.StackFilter;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.Volume;

/** Convolves a stack, each sample weighing the less the less it looks like the pixel. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Pixel-Adaptive Convolve...", headless = true,
	attrs = @Attr(name = "no-legacy"),
	description = "Convolves with a kernel of your own that adapts to every pixel: neighbours that do not look like it count less, so that the kernel does not reach over edges.")
public class PixelAdaptiveConvolve extends FilterCommand {

	@Parameter(label = "Kernel", style = "text area", validater = "checkInputs", persist = false,
		description = "rows of numbers, odd in rows and columns")
	private String kernel = "1 4 6 4 1; 4 16 24 16 4; 6 24 36 24 6; 4 16 24 16 4; 1 4 6 4 1";

	@Parameter(label = "Space (px)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "none", value = "none") },
		description = "standard deviation of a further weight by distance; none: the kernel alone")
	private double space = Double.POSITIVE_INFINITY;

	@Parameter(label = "Range (grey values)", persist = false,
		attrs = { @Attr(name = "above", value = "0"), @Attr(name = "none", value = "none"),
			@Attr(name = "estimate", value = "estimateRange") },
		description = "standard deviation of the weight by difference; estimate: by the noise of the plane that is shown; none: plain convolution")
	private double range = Double.NaN;

	@Parameter(label = "Normalise", choices = { "weights", "kernel", "none" }, persist = false,
		description = "what the sum is divided by: weights by difference times the size of the kernel's numbers; kernel: weights by difference alone; none: nothing")
	private String normalise = "weights";

	@Parameter(label = "Border", choices = { "mirror", "valid" }, persist = false,
		description = "mirror: beyond the border lies the image mirrored; valid: nothing")
	private String border = "mirror";

	/** Says while the dialog is open what does not fit together. */
	@SuppressWarnings("unused") // NB: called by name.
	private void checkInputs() {
		final TypedKernel typed = TypedKernel.parse(kernel);
		StackFilter.check(image, null, Math.max(typed.width(), typed.height()) / 2);
	}

	private double estimateRange() {
		return RangeEstimate.ofNoise(image, false, false);
	}

	@Override
	StackFilter filter(final Device on) {
		if (Double.isNaN(range)) range = estimateRange();
		final TypedKernel typed = TypedKernel.parse(kernel);
		final boolean plain = Double.isInfinite(range);
		if (!plain) AdaptiveFilter.checkRange(range);
		final PixelAdaptive.Builder operation = PixelAdaptive.builder().setWindow(typed.window()) //
			.optWeights(typed.within(space)) //
			.optNormalisation(Normalisation.valueOf(normalise.toUpperCase(Locale.ROOT))) //
			.optBorder(Border.valueOf(border.toUpperCase(Locale.ROOT)));
		if (plain) operation.optKernel(new AdaptiveKernel.Constant());
		else operation.optSigmas((float) range);
		return new StackFilter(image, null, Math.max(typed.width(), typed.height()) / 2, new Convolution(
			PixelAdaptiveOperator.on(on), operation.build(), plain));
	}

	@Override
	String suffix() {
		return "-convolved";
	}

	/** The operator as stacks are filtered. */
	private record Convolution(PixelAdaptiveOperator operator, PixelAdaptive operation, boolean plain)
		implements StackFilter.Operation
	{

		@Override
		public int halo() {
			return -1;
		}

		@Override
		public int margin() {
			return Math.max(operation.window().radiusX(), operation.window().radiusY());
		}

		@Override
		public List<Volume> apply(final List<Volume> channels, final List<Volume> guide, final Progress progress) {
			final List<Volume> output = operator.apply(operation, channels, plain ? List.of() : guide, progress);
			if (!plain && operation.normalisation() == Normalisation.NONE) guide.forEach(feature -> markUnknown(feature,
				output));
			return output;
		}

		/** Makes unknown what a sum has under an unknown guide: to the operator that is a sum of nothing. */
		private static void markUnknown(final Volume guide, final List<Volume> output) {
			for (int z = 0; z < guide.depth(); z++) {
				final float[] features = guide.plane(z);
				for (int i = 0; i < features.length; i++) {
					if (Float.isFinite(features[i])) continue;
					for (final Volume volume : output) volume.plane(z)[i] = Float.NaN;
				}
			}
		}
	}
}
