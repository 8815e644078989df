package io.github.kinema.host;

import java.awt.GraphicsEnvironment;
import java.lang.System.Logger.Level;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.frame.Recorder;

/**
 * Who wants a command to run: a person at the menu, or a macro or script. To be
 * used on the caller's own thread.
 */
final class Caller {

	private final boolean script;

	private Caller(final boolean script) {
		this.script = script;
	}

	/** The caller on this thread. */
	static Caller current() {
		// NB: IJ.run() gives its thread this name. IJ.isMacro() would also be true
		// for a person at the menu while a macro runs somewhere else.
		return new Caller(GraphicsEnvironment.isHeadless() || //
			Thread.currentThread().getName().startsWith("Run$_"));
	}

	/** Whether there is nobody to ask: no dialog then, but defaults. */
	boolean isScript() {
		return script;
	}

	/** Whether ImageJ's recorder wants to know the options. */
	boolean isRecording() {
		// NB: without a command, nobody would ever collect the options.
		return IJ.recording() && Recorder.getCommand() != null && //
			(!script || Recorder.recordInMacros);
	}

	/**
	 * Whether ImageJ's recorder wants to know the options of a command.
	 * <p>
	 * NB: while a dialog leaves other windows usable, other commands may have come in between.
	 * </p>
	 */
	boolean isRecording(final String command) {
		if (IJ.recording() && !command.equals(Recorder.getCommand())) Recorder.setCommand(command);
		return isRecording();
	}

	/** The value of a variable of the running macro as text, or null. */
	String variable(final String name) {
		final Interpreter interpreter = Interpreter.getInstance();
		if (interpreter == null) return null;
		final String text = interpreter.getVariableAsString(name);
		if (text == null || interpreter.getStringVariable(name) != null) return text;
		// NB: ImageJ writes the number 4 as "4.0".
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	/** Tells of a failure, and stops the macro or script, if it is one. */
	void failed(final String title, final Failure failure) {
		IJ.showProgress(1.0);
		IJ.showStatus(failure.isCancelled() ? title + ": stopped" : "");
		if (failure.isCancelled()) {
			if (script) stop();
			return;
		}
		if (failure.details() != null) log(failure.details());
		final String message = IJ.getInstance() == null ? failure.message() //
			: wrap(failure.message());
		if (script) IJ.error(title, message);
		else IJ.showMessage(title, message);
	}

	private static void stop() {
		final Interpreter interpreter = Interpreter.getInstance();
		if (interpreter == null) Macro.abort();
		else if (!interpreter.done()) interpreter.abort((String) null);
	}

	private static void log(final String text) {
		if (IJ.getInstance() != null) IJ.log(text);
		else System.getLogger("io.github.kinema").log(Level.ERROR, text);
	}

	/** Breaks a text into lines that fit a message box. */
	static String wrap(final String text) {
		return text.replaceAll("(.{50,70}?) ", "$1\n");
	}
}
