package io.github.kinema.host;

import java.util.List;

import org.scijava.Context;
import org.scijava.plugin.Parameter;
import org.scijava.service.Service;
import org.scijava.util.ClassUtils;

import ij.IJ;

/** Gives commands the SciJava services that they ask for. */
final class ServiceContext {

	private ServiceContext() {}

	/** Fills the fields of services; makes a context only if there are such fields. */
	static void inject(final Object command) {
		final List<java.lang.reflect.Field> fields =
			ClassUtils.getAnnotatedFields(command.getClass(), Parameter.class);
		if (fields.stream().anyMatch(field -> isService(field.getType()))) {
			Holder.CONTEXT.inject(command);
		}
	}

	private static boolean isService(final Class<?> type) {
		return Service.class.isAssignableFrom(type) || type == Context.class;
	}

	/** Made at first use, and only once. */
	private static final class Holder {

		private static final Context CONTEXT = context();

		private static Context context() {
			// NB: in Fiji this gives the context of the application. Elsewhere
			// it would make a new one, with threads of its own.
			if (isFiji()) return (Context) IJ.runPlugIn("org.scijava.Context", "");
			final Thread thread = Thread.currentThread();
			final ClassLoader saved = thread.getContextClassLoader();
			// NB: SciJava looks for services with the thread's loader, but ours came
			// with the loader of ImageJ's plugins.
			thread.setContextClassLoader(ServiceContext.class.getClassLoader());
			try {
				return new Context(org.scijava.log.LogService.class);
			}
			finally {
				thread.setContextClassLoader(saved);
			}
		}

		private static boolean isFiji() {
			try {
				IJ.getClassLoader().loadClass("net.imagej.legacy.LegacyService");
				return true;
			}
			catch (final ClassNotFoundException exc) {
				return false;
			}
		}
	}
}
