package io.github.kinema.host;

import java.util.Map;

import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.plugin.frame.Recorder;

/**
 * One run of a command: image, options or dialog, checks, computation, results.
 * To be used on one thread only.
 */
final class CommandRun {

	private final CommandInfo info;
	private final Inputs inputs;
	private final String title;
	private final Caller caller = Caller.current();
	private final String recorded = caller.isRecording() ? Recorder.getCommand() : null;

	/** @throws NoClassDefFoundError if there is no such command */
	CommandRun(final String className) {
		final Class<? extends Command> type = load(className);
		info = new CommandInfo(type, type.getAnnotation(org.scijava.plugin.Plugin.class));
		inputs = new Inputs(info);
		title = title(info);
	}

	/** The leaf of a command's menu path without its dots. */
	static String title(final CommandInfo info) {
		final String leaf = info.getMenuPath().getLeaf() == null ? info.getTitle()
			: info.getMenuPath().getLeaf().getName();
		return leaf.replace("...", "").trim();
	}

	/** Runs the command, and tells the caller how it went. */
	void run() {
		// NB: here, not later, or an Esc right after the dialog would be lost.
		IJ.resetEscape();
		try {
			if (!inputs.needImage() || !inputs.requireImage() && WindowManager.getCurrentImage() == null) runWith(null);
			else runWith(lockedImage());
		}
		catch (final NoClassDefFoundError exc) {
			Recorder.disableCommandRecording();
			throw exc;
		}
		catch (final ThreadDeath exc) {
			// NB: how ImageJ ends a macro that did not stop in time.
			throw exc;
		}
		catch (final Throwable exc) {
			if (exc instanceof RuntimeException && Macro.MACRO_CANCELED.equals(exc.getMessage())) {
				throw (RuntimeException) exc;
			}
			Recorder.disableCommandRecording();
			caller.failed(title, Failure.of(title, exc));
		}
	}

	/** @param image the active image, which is unlocked when this returns; or null */
	private void runWith(final ImagePlus image) throws ModuleException {
		final Module module = info.createModule();
		try {
			if (image != null) module.setInput(Inputs.ACTIVE_IMAGE, image);
			inputs.validateImage(module);
			if (!gather(module)) {
				Recorder.disableCommandRecording();
				return;
			}
			inputs.validate(module);
			record(module);
			ServiceContext.inject(module.getDelegateObject());
			module.run();
		}
		finally {
			if (image != null) image.unlock();
		}
		Outputs.show(module);
	}

	/** @return false if the user has cancelled the dialog */
	private boolean gather(final Module module) {
		if (caller.isScript()) {
			inputs.read(MacroOptions.parse(Macro.getOptions(), caller::variable), module);
			return true;
		}
		return inputs.list().isEmpty() || new CommandDialog(title, info, inputs, module).show();
	}

	private void record(final Module module) {
		if (recorded == null || !caller.isRecording(recorded)) return;
		for (final Map.Entry<String, String> entry : inputs.format(module).entrySet()) {
			final String value = entry.getValue();
			Recorder.recordOption(entry.getKey(), value.isEmpty() ? "[]" //
				: Recorder.fixString(value));
		}
	}

	/** @throws IllegalStateException if there is no image or it is locked */
	private static ImagePlus lockedImage() {
		final ImagePlus image = WindowManager.getCurrentImage();
		if (image == null) throw new IllegalStateException(Inputs.NO_IMAGE);
		if (!image.lockSilently()) {
			throw new IllegalStateException("\"" + image.getTitle() +
				"\" is locked by another command. Wait until that one is done, or " +
				"unlock the image with Plugins>Utilities>Reset.");
		}
		return image;
	}

	private static Class<? extends Command> load(final String className) {
		try {
			return Class.forName(className, true, CommandRun.class.getClassLoader()) //
				.asSubclass(Command.class);
		}
		catch (final ClassNotFoundException exc) {
			throw new NoClassDefFoundError(className);
		}
	}
}
