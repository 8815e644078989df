package io.github.kinema.motion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceMemoryException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A pass through a focus stack on a device that runs kernels: what {@link JavaFocusPass} does. */
final class KernelFocusPass implements FocusPass {

	/** Planes in memory besides two for each channel. */
	private static final int PLANES = 5 + FocusSums.SIDES + 2 + 4;

	private final KernelDevice device;
	private final FocusStack stack;
	private final KernelSource source;
	private final int radius;
	private final DeviceScope scope;
	private final DeviceBuffer window;
	private final DeviceBuffer peak;
	private final DeviceBuffer slice;
	private final DeviceBuffer sides;
	private final DeviceBuffer recent;
	private final DeviceBuffer least;
	private final DeviceBuffer total;
	private final DeviceBuffer weight;
	private final DeviceBuffer known;
	private final DeviceBuffer energy;
	private final DeviceBuffer line;
	private final DeviceBuffer gain;
	private final DistantDetail distant;
	private final DeviceBuffer around;
	private final DeviceBuffer[] values;
	private final DeviceBuffer[] sharp;
	private int now;

	KernelFocusPass(final KernelDevice device, final FocusSettings settings, final FocusStack stack) {
		this.device = device;
		this.stack = stack;
		radius = settings.radius();
		source = new KernelSource("depth_from_focus", Map.of("RADIUS", Integer.toString(radius), "TENENGRAD", //
			settings.measure() == FocusMeasure.TENENGRAD ? "1" : "0"), true);
		distant = new DistantDetail(settings, stack);
		scope = device.open();
		try {
			final long size = stack.size();
			window = scope.upload(settings.window());
			peak = scope.allocate(size);
			slice = scope.allocate(size);
			sides = scope.allocate(FocusSums.SIDES * size);
			recent = scope.allocate(2 * size);
			least = scope.allocate(size);
			total = scope.allocate(size);
			weight = scope.allocate(size);
			known = scope.allocate(size);
			energy = scope.allocate(size);
			line = scope.allocate(size);
			gain = scope.allocate(size);
			around = scope.allocate(distant.size());
			values = new DeviceBuffer[stack.channels()];
			sharp = new DeviceBuffer[stack.channels()];
			Arrays.setAll(values, c -> scope.allocate(size));
			Arrays.setAll(sharp, c -> scope.allocate(size));
		}
		catch (final DeviceMemoryException exc) {
			scope.close();
			throw tooLittle(exc);
		}
	}

	private DeviceException tooLittle(final DeviceMemoryException exc) {
		return exc.of("Depth from focus of " + stack.width() + " x " + stack.height() + " pixels in " + stack.channels() +
			(stack.channels() == 1 ? " channel" : " channels"), device, (PLANES + 2L * stack.channels()) * stack.size());
	}

	@Override
	public void add(final List<Plane> channels, final Progress progress) {
		final KernelPasses passes = new KernelPasses(scope, source, progress);
		final int width = stack.width();
		final int height = stack.height();
		if (now == 0) begin(passes);
		passes.run("fill", 1, width, height, known, 1f, width, height);
		passes.run("fill", 1, width, height, energy, 0f, width, height);
		for (int c = 0; c < values.length; c++) {
			scope.upload(channels.get(c).values(), 0, values[c], 0, stack.size());
			passes.run("know", 1, width, height, values[c], known, width, height);
			if (c >= stack.from() && c < stack.to()) {
				passes.run("add_energy", 2, width, height, values[c], energy, width, height);
			}
		}
		passes.run("average", 1 + radius / 2, width, height, energy, window, line, width, height);
		final Plane detail = distant.of(channels, progress);
		scope.upload(detail.values(), 0, around, 0, detail.values().length);
		passes.run("take_in", 2 + radius / 2, width, height, line, window, known, peak, slice, sides, recent, least, total, weight, //
			gain, around, distant.cell(), detail.width(), detail.height(), Float.NaN, now, width, height);
		for (int c = 0; c < values.length; c++) {
			passes.run("mix_in", 1, width, height, values[c], gain, sharp[c], width, height);
		}
		now++;
	}

	private void begin(final KernelPasses passes) {
		final int width = stack.width();
		final int height = stack.height();
		passes.run("begin", 2, width, height, peak, slice, sides, recent, least, total, weight, Float.NaN, width, height);
		for (final DeviceBuffer plane : sharp) passes.run("fill", 1, width, height, plane, Float.NaN, width, height);
	}

	@Override
	public FocusSums sums() {
		final FocusSums sums = FocusSums.of(stack.size(), sharp.length);
		if (now == 0) return sums;
		scope.download(peak, sums.peak());
		scope.download(slice, sums.slice());
		for (int s = 0; s < FocusSums.SIDES; s++) {
			scope.download(sides, (long) s * stack.size(), sums.sides()[s], 0, stack.size());
		}
		scope.download(least, sums.least());
		scope.download(total, sums.total());
		scope.download(weight, sums.weight());
		for (int c = 0; c < sharp.length; c++) scope.download(sharp[c], sums.sharp()[c]);
		return sums;
	}

	@Override
	public void close() {
		scope.close();
	}
}
