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
	private ImagePlus locked;

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
			else runWith(currentImage());
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

	/** @param image the active image, or null */
	private void runWith(final ImagePlus image) throws ModuleException {
		final Module module = info.createModule();
		try {
			if (image != null) {
				lock(image);
				module.setInput(Inputs.ACTIVE_IMAGE, image);
			}
			inputs.validateImage(module);
			if (!gather(module, image)) {
				Recorder.disableCommandRecording();
				return;
			}
			inputs.validate(module);
			// NB: what is recorded is what was used.
			if (recorded != null && caller.isRecording(recorded)) inputs.estimateAll(module);
			record(module);
			ServiceContext.inject(module.getDelegateObject());
			module.run();
		}
		finally {
			unlock();
		}
		Outputs.show(module);
	}

	/** @return false if the user has cancelled the dialog */
	private boolean gather(final Module module, final ImagePlus image) {
		if (caller.isScript()) {
			inputs.read(MacroOptions.parse(Macro.getOptions(), caller::variable), module);
			return true;
		}
		if (inputs.list().isEmpty()) return true;
		final CommandDialog dialog = new CommandDialog(title, info, inputs, module);
		if (!(module.getDelegateObject() instanceof Previewable)) return dialog.show();
		// NB: ImageJ freezes the sliders of a locked image, and a preview is to be had of any plane.
		unlock();
		if (!dialog.show()) return false;
		lock(image);
		if (WindowManager.getImage(image.getID()) != image) {
			throw new IllegalStateException("\"" + image.getTitle() + "\" was closed while the dialog was open. Open it again.");
		}
		return true;
	}

	private void record(final Module module) {
		if (recorded == null || !caller.isRecording(recorded)) return;
		for (final Map.Entry<String, String> entry : inputs.format(module).entrySet()) {
			final String value = entry.getValue();
			Recorder.recordOption(entry.getKey(), value.isEmpty() ? "[]" //
				: Recorder.fixString(value));
		}
	}

	/** @throws IllegalStateException if there is no image */
	private static ImagePlus currentImage() {
		final ImagePlus image = WindowManager.getCurrentImage();
		if (image == null) throw new IllegalStateException(Inputs.NO_IMAGE);
		return image;
	}

	/** @throws IllegalStateException if another command has locked it */
	private void lock(final ImagePlus image) {
		if (!image.lockSilently()) {
			throw new IllegalStateException("\"" + image.getTitle() +
				"\" is locked by another command. Wait until that one is done, or " +
				"unlock the image with Plugins>Utilities>Reset.");
		}
		locked = image;
	}

	private void unlock() {
		if (locked != null) locked.unlock();
		locked = null;
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
