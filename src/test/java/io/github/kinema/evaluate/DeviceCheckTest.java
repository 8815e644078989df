package io.github.kinema.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.kinema.device.CpuDevice;
import io.github.kinema.device.Device;
import io.github.kinema.device.DeviceException;
import io.github.kinema.device.DeviceKernel;
import io.github.kinema.device.DeviceScope;
import io.github.kinema.device.KernelDevice;
import io.github.kinema.device.KernelDevices;
import io.github.kinema.device.KernelSource;
import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Tests that the self-test finds a device that cannot be trusted. */
class DeviceCheckTest {

	/** These may differ at a few pixels, where a rounding error decides. */
	private static final Set<String> DECIDING = Set.of("optical flow", "frame between",
		"depth from focus");

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
		final DeviceReport report = CHECK.of(broken(last(value -> 1.1 * value + 1)), Progress.NONE);
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

	/** A device whose scopes do not open. */
	private static KernelDevice dead(final Supplier<Throwable> thrown) {
		return (KernelDevice) Proxy.newProxyInstance(KernelDevice.class.getClassLoader(), new Class<?>[] {
			KernelDevice.class }, (self, method, arguments) -> {
				if (method.getName().equals("isHost")) return false;
				if (method.getName().equals("open")) throw thrown.get();
				return method.getName().equals("id") ? "opencl:9" : null;
			});
	}

	/** NB: null is what the bindings of a driver throw, and a missing function is a LinkageError. */
	@Test
	void whatNobodyHasForeseenIsAFailureOfTheDevice() {
		for (final Supplier<Throwable> thrown : List.<Supplier<Throwable>>of(() -> new NullPointerException(
			"This pointer address is NULL."), () -> new UnsatisfiedLinkError("clCreateContext")))
		{
			final DeviceReport report = CHECK.of(dead(thrown), Progress.NONE);
			assertTrue(report.complaint().startsWith("copy: it failed with " + thrown.get()), report.complaint());
			assertEquals(15, report.scores().size());
			for (final DeviceScore score : report.scores()) assertFalse(score.passes(), score.operation());
		}
	}

	@Test
	void cancellingOnADeviceIsNoFailure() {
		assertThrows(CancellationException.class, () -> CHECK.of(dead(CancellationException::new), Progress.NONE));
	}

	/** A kernel that is not tested could be wrong on a device that is used. */
	@Test
	void everyKernelIsTested() throws IOException, URISyntaxException {
		// NB: slabs and directions of the flow are computed by two threads.
		final Set<String> tested = new ConcurrentSkipListSet<>();
		final Set<String> functions = new ConcurrentSkipListSet<>();
		final DeviceReport report = CHECK.of(broken((method, arguments) -> {
			if (!method.getName().equals("kernel")) return;
			tested.add(((KernelSource) arguments[0]).name());
			functions.add(arguments[1].toString());
		}), Progress.NONE);
		assertTrue(report.passes(), report.complaint());
		final Set<String> all = new TreeSet<>();
		final Set<String> declared = new TreeSet<>();
		final Path folder = Path.of(KernelSource.class.getResource("/kernels/copy.c").toURI()).getParent();
		try (Stream<Path> files = Files.list(folder)) {
			for (final Path file : files.filter(path -> path.toString().endsWith(".c")).toList()) {
				if (file.getFileName().toString().equals("broken.c")) continue;
				all.add(file.getFileName().toString().replace(".c", ""));
				Pattern.compile("^KERNEL (\\w+)", Pattern.MULTILINE).matcher(Files.readString(file)).results().forEach(
					result -> declared.add(result.group(1)));
			}
		}
		assertEquals(all, tested);
		assertEquals(declared, functions);
	}

	@Test
	void wrongSumsOfJointUpsamplingAreFound() {
		final KernelDevice real = KernelDevices.first(Device.Api.OPENCL);
		final DeviceReport report = CHECK.of(proxy(KernelDevice.class, real, (method, arguments) -> {},
			scope -> scope instanceof DeviceScope ? Proxy.newProxyInstance(DeviceScope.class.getClassLoader(), new Class<?>[] {
				DeviceScope.class }, (self, method, arguments) -> {
					if (method.getName().equals("run") && ((DeviceKernel) arguments[0]).function().equals("joint_sum")) {
						// NB: as if it saw all features as alike: the last of the arguments is what is added to K.
						final Object[] values = (Object[]) arguments[4];
						values[values.length - 1] = 1e6f;
					}
					return method.invoke(scope, arguments);
				}) : scope), Progress.NONE);
		for (final DeviceScore score : report.scores()) {
			assertEquals(!score.operation().equals("joint upsampling"), score.passes(), score.operation());
		}
	}

	@Test
	void aFailureIsSaidAndTheOtherOperationsAreTested() {
		final DeviceReport report = CHECK.of(broken((method, arguments) -> {
			if (method.getName().equals("allocate")) throw new DeviceException("The fan is off.");
		}), Progress.NONE);
		assertEquals("copy: The fan is off.", report.complaint());
		assertEquals(15, report.scores().size());
		for (final DeviceScore score : report.scores()) assertFalse(score.passes(), score.operation());
	}

	/** Also in the middle of an operation. */
	@Test
	void stopsWhenAskedOnADevice() {
		final AtomicInteger runs = new AtomicInteger();
		final Progress progress = new Progress() {

			@Override
			public void update(final double fraction) {}

			@Override
			public boolean isCancelled() {
				return runs.get() > 0;
			}
		};
		assertThrows(CancellationException.class, () -> CHECK.of(broken((method, arguments) -> {
			if (!method.getName().equals("run")) return;
			if (((DeviceKernel) arguments[0]).function().equals("relax")) runs.incrementAndGet();
		}), progress));
		// NB: the flow would go on for many more.
		assertEquals(1, runs.get());
	}

	@Test
	void stopsWhenAsked() {
		assertThrows(CancellationException.class, () -> CHECK.of(CpuDevice.INSTANCE, new Impatient(1)));
	}
}
