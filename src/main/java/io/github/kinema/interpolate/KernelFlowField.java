package io.github.kinema.interpolate;

import java.util.List;
import java.util.Map;

import io.github.kinema.device.DeviceBuffer;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelPasses;
import io.github.kinema.device.KernelSource;
import io.github.kinema.motion.Flow;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** Works out a {@link FlowField} on a device: what {@link FlowMotion#dense} does, but for the confidence. */
final class KernelFlowField {

	private static final KernelSource SOURCE = new KernelSource("flow_motion", Map.ofEntries( //
		Map.entry("RADIUS", Integer.toString(Agreement.RADIUS)), //
		Map.entry("ROUNDS", Integer.toString(FlowProjection.ROUNDS)), //
		Map.entry("DONE", FlowProjection.DONE + "f"), Map.entry("NEGLIGIBLE", FlowMotion.NEGLIGIBLE + "f"), //
		Map.entry("STILL", FlowMotion.STILL + "f"), Map.entry("BROKEN", FlowMotion.BROKEN + "f"), //
		Map.entry("SAME", FlowMotion.SAME + "f"), Map.entry("RELATIVE_SLACK", FlowMotion.RELATIVE_SLACK + "f"), //
		Map.entry("SLACK", FlowMotion.SLACK + "f"), Map.entry("HIDDEN", FlowMotion.HIDDEN + "f"), //
		Map.entry("OUTSIDE", FlowMotion.OUTSIDE + "f")), true);

	private final DeviceScope scope;
	private final KernelPasses passes;
	private final Progress progress;
	private final int width;
	private final int height;

	/** A motion, or part of one. */
	private record Motion(DeviceBuffer u, DeviceBuffer v) {

		void release() {
			u.release();
			v.release();
		}
	}

	KernelFlowField(final DeviceScope scope, final int width, final int height, final Progress progress) {
		this.scope = scope;
		this.progress = progress;
		this.width = width;
		this.height = height;
		passes = new KernelPasses(scope, SOURCE, progress);
	}

	/** The main motion, the doubtful one, and none. */
	List<DeviceField> of(final FlowField field) {
		final FlowMotion flows = field.motion();
		final float t = field.t();
		final Motion forward = upload(flows.forward());
		final Motion backward = upload(flows.backward());
		final DeviceBuffer hiddenInFirst = hidden(backward, forward);
		final DeviceBuffer hiddenInSecond = hidden(forward, backward);
		final Motion one = project(forward, t, 1);
		final Motion other = project(backward, 1 - t, -1);
		forward.release();
		backward.release();

		final DeviceBuffer first = upload(flows.first());
		final DeviceBuffer second = upload(flows.second());
		final DeviceBuffer none = constant(0);
		final DeviceBuffer differenceOne = differences(first, second, one, t);
		final DeviceBuffer differenceOther = differences(first, second, other, t);
		final DeviceBuffer differenceStill = differences(first, second, new Motion(none, none), 0.5f);
		first.release();
		second.release();

		final Motion main = motion();
		final Motion doubt = motion();
		final DeviceBuffer shareDoubt = plane();
		final DeviceBuffer shareStill = plane();
		run("choose", one.u(), one.v(), other.u(), other.v(), differenceOne, differenceOther, differenceStill,
			hiddenInFirst, hiddenInSecond, main.u(), main.v(), doubt.u(), doubt.v(), shareDoubt, shareStill, width, height,
			t);
		one.release();
		other.release();
		differenceOne.release();
		differenceOther.release();
		differenceStill.release();

		final DeviceField moving = field(main, shareDoubt, hiddenInFirst, hiddenInSecond, t, true);
		main.release();
		final DeviceField doubtful = field(doubt, shareDoubt, hiddenInFirst, hiddenInSecond, t, false);
		doubt.release();
		hiddenInFirst.release();
		hiddenInSecond.release();
		return List.of(moving, doubtful, new DeviceField(none, none, none, none, constant(t), shareStill));
	}

	private DeviceBuffer hidden(final Motion there, final Motion back) {
		final DeviceBuffer hidden = plane();
		run("hidden", there.u(), there.v(), back.u(), back.v(), hidden, width, height);
		return hidden;
	}

	private Motion project(final Motion flow, final float part, final float sign) {
		final Motion projected = motion();
		run("project", flow.u(), flow.v(), projected.u(), projected.v(), width, height, part, sign);
		return projected;
	}

	private DeviceBuffer differences(final DeviceBuffer first, final DeviceBuffer second, final Motion motion,
		final float t)
	{
		final DeviceBuffer differences = plane();
		final DeviceBuffer sums = plane();
		run("squares", first, second, motion.u(), motion.v(), differences, width, height, t);
		run("column_sums", differences, sums, width, height);
		run("means", sums, differences, width, height);
		sums.release();
		return differences;
	}

	private DeviceField field(final Motion motion, final DeviceBuffer share, final DeviceBuffer hiddenInFirst,
		final DeviceBuffer hiddenInSecond, final float t, final boolean everywhere)
	{
		final DeviceField field = new DeviceField(plane(), plane(), plane(), plane(), plane(), share);
		run("field", motion.u(), motion.v(), share, hiddenInFirst, hiddenInSecond, field.toFirstX(), field.toFirstY(),
			field.toSecondX(), field.toSecondY(), field.weight(), width, height, t, everywhere ? 1 : 0);
		return field;
	}

	private DeviceBuffer constant(final float value) {
		final DeviceBuffer plane = plane();
		run("constant_plane", plane, width, height, value);
		return plane;
	}

	private void run(final String function, final Object... arguments) {
		passes.run(function, 4, width, height, arguments);
	}

	private DeviceBuffer plane() {
		return scope.allocate((long) width * height);
	}

	private Motion motion() {
		return new Motion(plane(), plane());
	}

	private Motion upload(final Flow flow) {
		progress.check();
		return new Motion(scope.upload(flow.u()), scope.upload(flow.v()));
	}

	private DeviceBuffer upload(final Plane plane) {
		progress.check();
		return scope.upload(plane.values());
	}
}
