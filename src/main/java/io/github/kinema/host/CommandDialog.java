package io.github.kinema.host;

import java.awt.AWTEvent;
import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Point;
import java.awt.event.ActionEvent;
import java.lang.reflect.InvocationTargetException;

import org.scijava.command.CommandInfo;
import org.scijava.module.Module;

import ij.Executer;
import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;
import ij.gui.NonBlockingGenericDialog;

/**
 * Asks for the inputs of a command.
 * <p>
 * It says at once what is wrong with a value, and begins with the defaults each
 * time: only its place on the screen is remembered. For a {@link Previewable}
 * command, it shows what the command would do.
 * </p>
 */
final class CommandDialog implements DialogListener {

	private static final String PLACE = "kinema.dialog.";
	private static final String PREVIEW = "Preview";
	private static final Color WRONG = new Color(0xb00020);
	/** Lines and columns of most sentences, kept free for them: a button that moves away is a button missed. */
	private static final String ROOM = (" ".repeat(110) + "\n").repeat(3);

	private final String title;
	private final String placeKey;
	private final Inputs inputs;
	private final Module module;
	private final GenericDialog dialog;
	private final DialogFields fields;
	private final MultiLineLabel verdict;
	private final Preview preview;
	private final Checkbox previewBox;

	/** @param module holds the defaults and the active image */
	CommandDialog(final String title, final CommandInfo info, final Inputs inputs,
		final Module module)
	{
		this.title = title;
		this.inputs = inputs;
		this.module = module;
		placeKey = PLACE + info.getPluginClass().getSimpleName();
		final Previewable command = module.getDelegateObject() instanceof Previewable previewable ? previewable : null;
		dialog = command == null ? new GenericDialog(title) : new NonBlockingGenericDialog(title);
		fields = new DialogFields(dialog, inputs, module);
		fields.add(this::estimate);
		if (command == null) {
			preview = null;
			previewBox = null;
		}
		else {
			dialog.addCheckbox(PREVIEW, false);
			previewBox = (Checkbox) dialog.getCheckboxes().lastElement();
			preview = new Preview(command, (ImagePlus) module.getInput(Inputs.ACTIVE_IMAGE), this::busy, this::failed,
				this::cancel);
		}
		dialog.addMessage(ROOM, null, WRONG);
		verdict = (MultiLineLabel) dialog.getMessage();
		dialog.addHelp(CommandHelp.html(title, info, inputs));
		dialog.addDialogListener(this);
	}

	/**
	 * Waits until the user presses a button.
	 *
	 * @return whether that was OK; the module then has all values
	 * @throws IllegalArgumentException if a value is wrong after all
	 */
	boolean show() {
		final Point place = Prefs.getLocation(placeKey);
		if (place != null) dialog.setLocation(place.x, place.y);
		dialog.getButtons()[0].setEnabled(dialogItemChanged(dialog, null));
		// NB: not where events are handled: ImageJ holds a lock on its listeners while one of them waits for just that.
		if (preview != null) Executer.addCommandListener(preview);
		try {
			dialog.showDialog();
		}
		finally {
			if (preview != null) {
				Executer.removeCommandListener(preview);
				whereEventsAre(this::endPreview);
			}
		}
		Prefs.saveLocation(placeKey, dialog.getLocation());
		// NB: not wasCanceled(), which would also stop a macro that runs elsewhere.
		if (!dialog.wasOKed()) return false;
		fields.read();
		return true;
	}

	@Override
	public boolean dialogItemChanged(final GenericDialog source, final AWTEvent event) {
		String problem = "";
		try {
			fields.read();
			inputs.validate(module);
			inputs.format(module);
			if (module.getDelegateObject() instanceof Previewable command) command.adjusted();
		}
		catch (final IllegalArgumentException | IllegalStateException exc) {
			problem = exc.getMessage();
		}
		say(problem);
		if (preview != null) {
			if (problem.isEmpty()) preview.set(previewBox.getState());
			else preview.clear();
		}
		return problem.isEmpty();
	}

	private void endPreview() {
		preview.close();
		((Previewable) module.getDelegateObject()).closed();
	}

	private void say(final String problem) {
		verdict.setText(problem.isEmpty() ? ROOM : Caller.wrap(problem) + "\n ");
		final Dimension has = verdict.getSize();
		final Dimension wants = verdict.getPreferredSize();
		if (dialog.isShowing() && (wants.width > has.width || wants.height > has.height)) dialog.pack();
	}

	private void busy(final boolean computing) {
		IJ.showStatus(computing ? title + ": computing the preview..." : "");
	}

	/** NB: as if the user had; without its image there is nothing to do. */
	private void cancel() {
		final Button cancel = dialog.getButtons()[1];
		dialog.actionPerformed(new ActionEvent(cancel, ActionEvent.ACTION_PERFORMED, cancel.getActionCommand()));
	}

	private void failed(final Throwable problem) {
		say(Failure.of(title, problem).message());
	}

	private double estimate(final String method) {
		try {
			fields.read();
			return inputs.estimate(method, module);
		}
		catch (final IllegalArgumentException | IllegalStateException exc) {
			// NB: said when the inputs are checked; the field keeps what it shows.
			return Double.NaN;
		}
	}

	/** Does something where events are handled, and waits until it is done. */
	static void whereEventsAre(final Runnable task) {
		if (EventQueue.isDispatchThread()) {
			task.run();
			return;
		}
		try {
			EventQueue.invokeAndWait(task);
		}
		catch (final InterruptedException exc) {
			Thread.currentThread().interrupt();
		}
		catch (final InvocationTargetException exc) {
			throw new IllegalStateException(exc.getCause());
		}
	}
}
