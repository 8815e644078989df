package io.github.kinema.motion;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelPasses;

/** {@link Refinement} on a device, for all levels of a pyramid. */
final class KernelRefinement {

	/** Planes of the finest level's size that a whole flow takes, about: pyramids and search among them. */
	static final int PLANES = 21;

	private final DeviceScope scope;
	private final KernelPasses passes;
	private final FlowSettings settings;
	private final DeviceBuffer mean;
	private final DeviceBuffer change;
	private final DeviceBuffer gradientX;
	private final DeviceBuffer gradientY;
	private final DeviceFlow cells;
	private final DeviceBuffer[] equations = new DeviceBuffer[7];
	private final DeviceBuffer changes;
	private final DeviceBuffer gradients;

	/** @param finest the largest level that will be refined */
	KernelRefinement(final DeviceScope scope, final KernelPasses passes, final FlowSettings settings,
		final KernelPyramid.Level finest)
	{
		this.scope = scope;
		this.passes = passes;
		this.settings = settings;
		mean = scope.allocate(finest.size());
		change = scope.allocate(finest.size());
		gradientX = scope.allocate(finest.size());
		gradientY = scope.allocate(finest.size());
		final long colours = 2L * ((finest.width() + 1) / 2) * finest.height();
		cells = DeviceFlow.allocate(scope, colours);
		for (int i = 0; i < equations.length; i++) equations[i] = scope.allocate(colours);
		changes = scope.allocate(Misfit.MOST);
		gradients = scope.allocate(Misfit.MOST);
	}

	/** Refines the flow in place. */
	void refine(final KernelPyramid.Level planes, final int level, final DeviceFlow flow) {
		final int width = planes.width();
		final int height = planes.height();
		final DeviceBuffer[] e = equations;
		final float smoothness = Refinement.smoothness(settings, misfit(planes, flow));
		for (int warp = 0; warp < settings.warps(level); warp++) {
			passes.run("warp", 2, width, height, planes.first(), planes.second(), flow.u(), flow.v(), mean, change, width,
				height);
			passes.run("gradients", 1, width, height, mean, gradientX, gradientY, width, height);
			passes.run("equations", 4, width, height, gradientX, gradientY, change, flow.u(), flow.v(), cells.u(),
				cells.v(), e[0], e[1], e[2], e[3], e[4], e[5], e[6], width, height, smoothness);
			for (int sweep = 0; sweep < 2 * settings.sweeps(); sweep++) {
				passes.run("relax", 2, (width + 1) / 2, height, cells.u(), cells.v(), e[0], e[1], e[2], e[3], e[4], e[5],
					e[6], width, height, sweep & 1);
			}
			passes.run("join", 1, width, height, cells.u(), cells.v(), flow.u(), flow.v(), width, height, //
				settings.reach(level));
		}
	}

	private float misfit(final KernelPyramid.Level planes, final DeviceFlow flow) {
		final int step = Misfit.step(planes.size());
		final int samples = Misfit.samples(planes.size());
		passes.run("misfit", 1, samples, 1, planes.first(), planes.second(), flow.u(), flow.v(), changes, gradients,
			planes.width(), planes.height(), step, samples);
		return Misfit.of(scope.download(changes, new float[samples]), scope.download(gradients, new float[samples]));
	}
}
