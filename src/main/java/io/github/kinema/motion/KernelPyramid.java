package io.github.kinema.motion;

import java.util.ArrayList;
import java.util.List;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.tile.Plane;

/** {@link Pyramid} of two planes on a device. */
final class KernelPyramid {

	private final KernelPasses passes;
	private final List<Level> levels = new ArrayList<>();

	/** Both planes at one scale. */
	record Level(int width, int height, DeviceBuffer first, DeviceBuffer second) {

		int size() {
			return width * height;
		}
	}

	KernelPyramid(final DeviceScope scope, final KernelPasses passes, final Plane first, final Plane second) {
		this.passes = passes;
		levels.add(new Level(first.width(), first.height(), scope.upload(first.values()), scope.upload(second.values())));
		while (levels.size() < Pyramid.levels(first.width(), first.height())) {
			final Level fine = levels.get(levels.size() - 1);
			final int width = (fine.width() + 1) / 2;
			final int height = (fine.height() + 1) / 2;
			final Level coarse = new Level(width, height, scope.allocate(width * height), scope.allocate(width * height));
			passes.run("halve", 1, width, height, fine.first(), coarse.first(), fine.width(), fine.height());
			passes.run("halve", 1, width, height, fine.second(), coarse.second(), fine.width(), fine.height());
			levels.add(coarse);
		}
	}

	int levels() {
		return levels.size();
	}

	/** The planes at a scale; 0 is the finest. */
	Level level(final int level) {
		return levels.get(level);
	}

	/** Sets the flow of the coarsest level to none. */
	void still(final DeviceFlow flow) {
		final Level level = levels.get(levels.size() - 1);
		passes.run("no_motion", 1, level.width(), level.height(), flow.u(), flow.v(), level.width(), level.height());
	}

	/** The motion of the next coarser level at this level's size. */
	void twice(final DeviceFlow coarse, final DeviceFlow fine, final Level level) {
		passes.run("twice", 1, level.width(), level.height(), coarse.u(), coarse.v(), fine.u(), fine.v(), level.width(),
			level.height());
	}
}
