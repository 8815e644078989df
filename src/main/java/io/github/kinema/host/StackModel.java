package io.github.kinema.host;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kinema.device.Device;
import io.github.kinema.model.ModelStore;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.PlaneModel;
import io.github.kinema.model.StoredModel;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Runs a model over an ImageJ stack, plane by plane. What it gives is an image like the
 * source, with grey values of the same kind, or 32-bit channels with numbers of the
 * model's own. Memory is a plane, what the model takes for a tile, and, unless lazy,
 * the result.
 */
public final class StackModel {

	private final ImagePlus image;
	private final StackImage source;
	private final PlaneModel model;
	private final Selection selection;
	private final int group;
	private final int given;

	/**
	 * Loads the model, and says so in the log.
	 *
	 * @param name of the model
	 * @throws IllegalArgumentException if it does not fit the image, or there is none of that name
	 * @throws IllegalStateException if no model can run here
	 */
	public StackModel(final ImagePlus image, final String name, final Device device) {
		check(image);
		this.image = image;
		source = new StackImage(image);
		final ModelStore store = Models.store();
		if (name.isEmpty()) throw new IllegalArgumentException("model is missing: name one that " + ModelTask.IMAGE.phrase() +
			". " + Models.advice(ModelTask.IMAGE));
		model = PlaneModel.open(store.find(name), ModelTask.IMAGE, device);
		model.check(source.channels() * source.colours());
		Models.announce(model.model(), model.provider());
		selection = Selection.area(image);
		group = model.takes(source.channels()) ? source.channels() : 1;
		given = model.isImage() ? group : names().size();
	}

	/**
	 * Makes sure that a model could run on an image.
	 *
	 * @throws IllegalArgumentException if its values are no grey values
	 */
	public static void check(final ImagePlus image) {
		StackImage.checkMixable(image);
	}

	/**
	 * Runs the model.
	 *
	 * @param lazy whether planes are computed when they are looked at
	 * @return a new image, without provenance
	 * @throws IllegalStateException if memory or the source does not suffice
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public ImagePlus applied(final String title, final boolean lazy, final Progress progress) {
		final int channels = source.channels() / group * given;
		final BlockStack stack = new BlockStack(source.width(), source.height(), source.size() / source.channels() * channels,
			bitDepth(), new Groups(), this::label);
		final ImageStack planes = lazy ? stack
			: stack.inMemory("Use lazy, which runs the model when planes are looked at or saved.", progress);
		final ResultImage result = ResultImage.like(image, source);
		return model.isImage() ? result.wrap(title, planes) : result.wrapPlain(title, planes, channels, source.length(
			StackAxis.SLICES), "");
	}

	/** What the values of the result are: whole sentences. */
	public String sentences() {
		if (model.isImage()) return "A model painted every pixel (inside the selection, if there was one) from the plane that it " +
			"lies in: none is as measured.";
		return "Every pixel is a number that a model gave for the plane that it lies in, not a measured value: " + String.join(
			", ", names()) + (group == source.channels() ? "." : ", for each channel of the image.") +
			" Outside the selection, if there was one, there is none (NaN).";
	}

	/** What runs. */
	public StoredModel model() {
		return model.model();
	}

	private int bitDepth() {
		return model.isImage() ? source.bitDepth() : 32;
	}

	/** The planes that come of a group of channels. NB: one by one, each colour of an RGB image has its own. */
	private List<String> names() {
		if (model.takes(group * source.colours())) return model.names();
		final List<String> names = new ArrayList<>();
		for (final String colour : List.of("red", "green", "blue")) model.names().forEach(name -> names.add(name + " " + colour));
		return source.isRGB() ? names : model.names();
	}

	/** NB: behind what stands there, by which other commands may know the plane. */
	private String label(final int plane) {
		final String before = source.label(first((plane - 1) / given) + (model.isImage() ? (plane - 1) % given : 0));
		final String what = (model.isImage() ? "painted" : names().get((plane - 1) % given)) + " by " + model.model().id();
		if (before == null || before.isEmpty()) return what;
		// NB: ImageJ keeps the headers of some formats in the lines below the label.
		final int end = before.indexOf('\n') < 0 ? before.length() : before.indexOf('\n');
		return before.substring(0, end) + " | " + what + before.substring(end);
	}

	/** The plane of the source, from 1, that a block begins with. */
	private int first(final int block) {
		return 1 + block * group;
	}

	private Object[] compute(final int block, final Progress progress) {
		final int[] czt = source.position(first(block));
		final int colours = source.colours();
		final List<Plane> result = model.run(IntStream.range(czt[0] * colours, (czt[0] + group) * colours).mapToObj(c -> source
			.plane(c, czt[1], czt[2])).toList(), progress);
		final Object[] pixels = new Object[given];
		for (int k = 0; k < given; k++) {
			if (model.isImage()) pixels[k] = selected(PixelArrays.of(source.bitDepth(), result.subList(k * colours, (k + 1) *
				colours).toArray(Plane[]::new)), source.pixels(first(block) + k));
			else pixels[k] = selected(result.get(k).values(), nothing());
		}
		return pixels;
	}

	private Object selected(final Object computed, final Object outside) {
		final Rectangle all = new Rectangle(source.width(), source.height());
		return selection == null ? computed : selection.inside(computed, all, outside);
	}

	private float[] nothing() {
		final float[] nothing = new float[source.width() * source.height()];
		Arrays.fill(nothing, Float.NaN);
		return nothing;
	}

	/** The channels that the model takes at once, in each slice and frame. */
	private final class Groups implements Blocks {

		@Override
		public int count() {
			return source.size() / group;
		}

		@Override
		public int[] planes(final int block) {
			return IntStream.range(0, given).map(k -> 1 + block * given + k).toArray();
		}

		@Override
		public int of(final int plane) {
			return (plane - 1) / given;
		}

		@Override
		public Object[] compute(final int block, final Progress progress) {
			return StackModel.this.compute(block, progress);
		}
	}
}
