package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Tests that the self-test finds a device that cannot be trusted. */
class DeviceCheckTest {

	/** These may differ at a few pixels, where a rounding error decides. */
	private static final Set<String> DECIDING = Set.of("optical flow", "frame between", "depth from focus");

	/** NB: what the CPU gives is found once for all tests. */
	private static final DeviceCheck CHECK = new DeviceCheck(0);

	/** Changes what a method of another object gives; {@code arguments} are those of the call. */
	private interface Change {

		void apply(Method method, Object[] arguments);
	}

	/** A real device whose scopes do something wrong after each call. */
	private static KernelDevice broken(final Change change) {
		final KernelDevice real = KernelDevices.first(Device.Api.OPENCL);
		return proxy(KernelDevice.class, real, (method, arguments) -> {}, result -> result instanceof DeviceScope //
			? proxy(DeviceScope.class, (DeviceScope) result, change, same -> same) : result);
	}

	private static <T> T proxy(final Class<T> type, final T real, final Change change,
		final UnaryOperator<Object> result)
	{
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method,
			arguments) -> {
			try {
				final Object value = result.apply(method.invoke(real, arguments));
				change.apply(method, arguments);
				return value;
			}
			catch (final InvocationTargetException exc) {
				throw exc.getCause();
			}
		}));
	}

	/** Applies a function to the last value that is downloaded. */
	private static Change last(final DoubleUnaryOperator function) {
		return (method, arguments) -> {
			if (!method.getName().equals("download")) return;
			final float[] values = (float[]) (arguments.length == 5 ? arguments[2] : arguments[1]);
			values[values.length - 1] = (float) function.applyAsDouble(values[values.length - 1]);
		};
	}

	@Test
	void theProcessorAgreesWithItself() {
		final DeviceReport report = CHECK.of(CpuDevice.INSTANCE, Progress.NONE);
		assertTrue(report.passes(), report.complaint());
		for (final DeviceScore score : report.scores()) {
			assertEquals(0, score.deviation(), score.operation());
			assertTrue(score.throughput() > 0 && score.share() > 0, score.operation());
		}
		assertTrue(report.speed() > 0);
	}

	@Test
	void oneWrongValueIsFound() {
		final DeviceReport report = CHECK.of(broken(last(value -> value + 0.01)), Progress.NONE);
		assertFalse(report.passes());
		for (final DeviceScore score : report.scores()) {
			if (!DECIDING.contains(score.operation())) assertFalse(score.passes(), score.operation());
		}
		assertTrue(report.complaint().startsWith("copy deviates"), report.complaint());
	}

	@Test
	void whatIsNoNumberIsFound() {
		final DeviceReport report = CHECK.of(broken(last(value -> Double.NaN)), Progress.NONE);
		for (final DeviceScore score : report.scores()) {
			if (!DECIDING.contains(score.operation())) assertFalse(score.passes(), score.operation());
		}
	}

	@Test
	void aFailureIsSaidAndTheOtherOperationsAreTested() {
		final DeviceReport report = CHECK.of(broken((method, arguments) -> {
			if (method.getName().equals("allocate")) throw new DeviceException("The fan is off.");
		}), Progress.NONE);
		assertEquals("copy: The fan is off.", report.complaint());
		assertTrue(report.scores().size() >= 8);
		for (final DeviceScore score : report.scores()) assertFalse(score.passes(), score.operation());
	}

	@Test
	void stopsWhenAsked() {
		assertThrows(CancellationException.class, () -> CHECK.of(CpuDevice.INSTANCE, new Impatient(1)));
	}
}
