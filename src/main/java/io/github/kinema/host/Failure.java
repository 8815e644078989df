package io.github.kinema.host;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

import io.github.kinema.device.DeviceException;

/**
 * Why a command ended early, in words for its user.
 * <p>
 * A command says what the user can mend with an
 * {@link IllegalArgumentException}, an {@link IllegalStateException}, an
 * {@link UncheckedIOException} or a {@link DeviceException}, each with a whole sentence; that it was stopped
 * with a {@link CancellationException}. Everything else is our own mistake.
 * </p>
 */
final class Failure {

	private static final int MIB = 1 << 20;

	private final String message;
	private final String details;

	private Failure(final String message, final String details) {
		this.message = message;
		this.details = details;
	}

	static Failure of(final String title, final Throwable thrown) {
		final Throwable cause = thrown instanceof CompletionException && //
			thrown.getCause() != null ? thrown.getCause() : thrown;
		if (cause instanceof CancellationException) return new Failure(null, null);
		if (cause instanceof OutOfMemoryError) return new Failure(outOfMemory(title), null);
		final String sentence = sentence(cause);
		return sentence != null ? new Failure(sentence, null) : bug(title, cause);
	}

	/** Whether the user wanted it so; then there is nothing to tell. */
	boolean isCancelled() {
		return message == null;
	}

	/** The sentence for the user. */
	String message() {
		return message;
	}

	/** What the makers of Kinema need to know, or null. */
	String details() {
		return details;
	}

	private static String sentence(final Throwable cause) {
		// NB: not their subclasses: a NumberFormatException is a mistake of ours.
		final boolean meant = cause.getClass() == IllegalArgumentException.class || //
			cause.getClass() == IllegalStateException.class;
		if (cause instanceof DeviceException) return withHint(cause.getMessage());
		if (meant) return cause.getMessage();
		if (!(cause instanceof UncheckedIOException)) return null;
		final Throwable io = cause.getCause();
		return String.valueOf(cause.getMessage()).equals(io.toString()) ? io.getMessage()
			: cause.getMessage();
	}

	/** What went wrong on a device, and a way out, if it does not say one. */
	private static String withHint(final String message) {
		return message.contains("device=cpu") ? message : message + " Use device=cpu, or see Kinema Devices.";
	}

	private static String outOfMemory(final String title) {
		return title + " needs more memory than the " + Runtime.getRuntime().maxMemory() / MIB +
			" MiB that ImageJ may use. Give it more in Edit>Options>Memory & Threads, close " +
			"other images, or work on a virtual stack (and, where there is such a choice, lazily).";
	}

	private static Failure bug(final String title, final Throwable cause) {
		final StringWriter trace = new StringWriter();
		cause.printStackTrace(new PrintWriter(trace, true));
		return new Failure(title + " failed: " + cause + ". This is a bug in Kinema; " +
			"the Log has what its makers need to know.", //
			"Bug in Kinema, " + title + ":\n" + trace);
	}
}
