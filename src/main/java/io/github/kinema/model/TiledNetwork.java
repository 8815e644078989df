package io.github.kinema.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.kinema.tile.Mirror;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.tile.TileSpan;

/**
 * Runs a model over planes of any size: whole if memory allows, else in tiles whose
 * halos hide where they meet. What a model needs beyond the right and the lower
 * border to reach a size that it takes is mirrored.
 * <p>
 * Thread-safe; one tile runs at a time, on all cores.
 * </p>
 */
public final class TiledNetwork {

	/** Memory that a model may take, in bytes. */
	private static final long BUDGET = 3L << 28;

	private final Network network;
	private final ModelDescriptor model;
	private final ModelTensor reference;
	private final long budget;

	/** @param model describes the network */
	public TiledNetwork(final Network network, final ModelDescriptor model) {
		this(network, model, BUDGET);
	}

	/**
	 * @param model describes the network
	 * @param budget memory that it may take, in bytes; exceeded where even the smallest tiles need more
	 */
	public TiledNetwork(final Network network, final ModelDescriptor model, final long budget) {
		this.network = network;
		this.model = model;
		this.budget = budget;
		reference = model.planes().get(0);
	}

	/** What runs it, for the log. */
	public String provider() {
		return network.provider();
	}

	/**
	 * Runs the model.
	 *
	 * @param planes the channels of each input that has a size, all of one size {@code [X, Y]}; mirroring changes the
	 *          sign of channels whose name ends with {@code _x} or {@code _y}, the components of vectors
	 * @param numbers the values of the other inputs
	 * @param reach how far from a pixel the inputs say to look, in pixels
	 * @return the channels of the output, of the same size
	 * @throws io.github.kinema.device.DeviceException if the runtime fails
	 * @throws IllegalStateException if the model does not give what its descriptor promises
	 * @throws java.util.concurrent.CancellationException if cancelled; it is asked before each tile
	 */
	public List<Plane> run(final Map<String, List<Plane>> planes, final Map<String, Float> numbers, final int reach,
		final Progress progress)
	{
		final Plane any = planes.get(reference.id()).get(0);
		final ModelTensor output = model.outputs().get(0);
		final int halo = output.halo() + reach;
		final List<TileSpan>[] spans = tiles(padded(any.width()), padded(any.height()), halo);
		final List<Plane> result = new ArrayList<>();
		for (int c = 0; c < output.channels().size(); c++) result.add(new Plane(any.width(), any.height()));
		int done = 0;
		for (final TileSpan y : spans[1]) {
			for (final TileSpan x : spans[0]) {
				progress.check();
				if (x.from() < any.width() && y.from() < any.height()) keep(tile(planes, numbers, x, y), x, y, result);
				progress.update((double) ++done / (spans[0].size() * spans[1].size()));
			}
		}
		return result;
	}

	/**
	 * Runs a model that has no excuse for giving anything but numbers: as {@link #run}.
	 *
	 * @throws IllegalStateException also if it gives any that is not finite
	 */
	public List<Plane> runFinite(final Map<String, List<Plane>> planes, final Map<String, Float> numbers, final int reach,
		final Progress progress)
	{
		final List<Plane> result = run(planes, numbers, reach, progress);
		for (final Plane plane : result)
			for (final float value : plane.values())
				if (!Float.isFinite(value)) throw new IllegalStateException("The model \"" + model.name() +
					"\" gives numbers that are not finite. Its weights, or their accelerator, are not to be trusted; try device=cpu.");
		return result;
	}

	/** The smallest length that the model takes and that holds an axis. */
	private int padded(final int length) {
		final int more = Math.max(0, length - reference.minimum());
		return reference.step() == 0 ? Math.max(length, reference.minimum()) //
			: reference.minimum() + (more + reference.step() - 1) / reference.step() * reference.step();
	}

	/** Splits the longer side of the tiles until they fit into memory, or do not get smaller. */
	@SuppressWarnings("unchecked") // NB: Java makes no arrays of lists.
	private List<TileSpan>[] tiles(final int width, final int height, final int halo) {
		final int[] size = { width, height };
		final int[] tile = { length(width, 1, halo), length(height, 1, halo) };
		final int[] parts = { 1, 1 };
		while ((long) tile[0] * tile[1] * model.pixelBytes() > budget) {
			final int side = tile[0] >= tile[1] ? 0 : 1;
			final int smaller = length(size[side], ++parts[side], halo);
			// NB: below this, most of the work would be done in halos.
			if (smaller <= 4 * halo || smaller == tile[side]) break;
			tile[side] = smaller;
		}
		return new List[] { cover(width, tile[0], halo), cover(height, tile[1], halo) };
	}

	private int length(final int axis, final int parts, final int halo) {
		if (reference.step() == 0) return reference.minimum();
		return TileSpan.length(axis, parts, reference.minimum(), reference.step(), halo);
	}

	private List<TileSpan> cover(final int axis, final int length, final int halo) {
		// NB: a model of one size cannot look farther than that.
		final int possible = reference.step() == 0 ? Math.min(halo, length / 4) : halo;
		return TileSpan.cover(axis, length, Math.max(1, reference.step()), possible);
	}

	private Tensor tile(final Map<String, List<Plane>> planes, final Map<String, Float> numbers, final TileSpan x,
		final TileSpan y)
	{
		final List<Tensor> inputs = new ArrayList<>();
		for (final ModelTensor input : model.inputs()) {
			final long[] shape = input.shape(x.length(), y.length());
			final float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
			final Float number = numbers.get(input.id());
			if (number != null) Arrays.fill(values, number);
			else for (int c = 0; c < input.channels().size(); c++)
				read(planes.get(input.id()).get(c), input.channels().get(c), x.start(), y.start(), x.length(), y.length(),
					values, c * x.length() * y.length());
			inputs.add(new Tensor(input.id(), shape, values));
		}
		final List<Tensor> outputs;
		synchronized (this) {
			outputs = network.run(inputs);
		}
		final ModelTensor promised = model.outputs().get(0);
		final Tensor output = outputs.stream().filter(tensor -> tensor.id().equals(promised.id())).findFirst().orElseThrow(
			() -> new IllegalStateException("The model \"" + model.name() + "\" has no output \"" + promised.id() +
				"\", which its descriptor promises."));
		final long[] shape = promised.shape(x.length(), y.length());
		if (!Arrays.equals(shape, output.shape())) throw new IllegalStateException("The model \"" + model.name() +
			"\" gives \"" + output.id() + "\" of the shape " + Arrays.toString(output.shape()) + ", where its descriptor " +
			"promises " + Arrays.toString(shape) + ".");
		return output;
	}

	/** Reads a rectangle that may reach beyond the plane, where it is mirrored: that turns round the components of vectors. */
	static void read(final Plane plane, final String channel, final int left, final int top, final int width,
		final int height, final float[] values, final int offset)
	{
		final boolean alongX = channel.endsWith("_x");
		final boolean alongY = channel.endsWith("_y");
		for (int y = 0, i = offset; y < height; y++) {
			final int row = Mirror.inside(top + y, plane.height()) * plane.width();
			final boolean down = alongY && Mirror.isReversed(top + y, plane.height());
			for (int x = 0; x < width; x++, i++) {
				final float value = plane.values()[row + Mirror.inside(left + x, plane.width())];
				values[i] = down || alongX && Mirror.isReversed(left + x, plane.width()) ? -value : value;
			}
		}
	}

	private static void keep(final Tensor tile, final TileSpan x, final TileSpan y, final List<Plane> result) {
		for (int c = 0; c < result.size(); c++) {
			final Plane plane = result.get(c);
			final int count = Math.min(x.to(), plane.width()) - x.from();
			for (int row = y.from(); row < Math.min(y.to(), plane.height()); row++)
				System.arraycopy(tile.values(), x.from() - x.start() + x.length() * (row - y.start() + c * y.length()), plane
					.values(), x.from() + row * plane.width(), count);
		}
	}
}
