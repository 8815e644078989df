package io.github.kinema.host;

import java.awt.AWTEvent;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Point;
import java.awt.TextField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.Module;

import ij.ImagePlus;
import ij.Prefs;
import ij.gui.DialogListener;
import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;

/**
 * Asks for the inputs of a command.
 * <p>
 * It says at once what is wrong with a value, and begins with the defaults each
 * time: only its place on the screen is remembered. NB: the values are read from
 * the fields, never with {@code getNext...()}, because that would record them a
 * second time.
 * </p>
 */
final class CommandDialog implements DialogListener {

	private static final String PLACE = "kinema.dialog.";
	private static final Color WRONG = new Color(0xb00020);
	private static final int WIDE_TEXT = 20;

	private final String placeKey;
	private final Inputs inputs;
	private final Module module;
	private final GenericDialog dialog;
	private final List<Field> fields = new ArrayList<>();
	private final MultiLineLabel verdict;

	/** An input and where its text stands now. */
	private record Field(Input input, Supplier<String> text) {}

	/** @param module holds the defaults and the active image */
	CommandDialog(final String title, final CommandInfo info, final Inputs inputs,
		final Module module)
	{
		this.inputs = inputs;
		this.module = module;
		placeKey = PLACE + info.getPluginClass().getSimpleName();
		dialog = new GenericDialog(title);
		for (final CommandModuleItem<?> item : inputs.items()) add(item);
		dialog.addMessage(" \n ", null, WRONG);
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
		dialog.showDialog();
		Prefs.saveLocation(placeKey, dialog.getLocation());
		// NB: not wasCanceled(), which would also stop a macro that runs elsewhere.
		if (!dialog.wasOKed()) return false;
		read();
		return true;
	}

	@Override
	public boolean dialogItemChanged(final GenericDialog source, final AWTEvent event) {
		String problem = "";
		try {
			read();
			inputs.validate(module);
			inputs.format(module);
		}
		catch (final IllegalArgumentException | IllegalStateException exc) {
			problem = exc.getMessage();
		}
		verdict.setText(problem.isEmpty() ? " \n " : Caller.wrap(problem) + "\n ");
		if (!verdict.getSize().equals(verdict.getPreferredSize()) && source.isShowing()) {
			source.pack();
		}
		return problem.isEmpty();
	}

	private void read() {
		for (final Field field : fields) {
			module.setInput(field.input.key(), value(field.input, field.text.get()));
		}
	}

	private static Object value(final Input input, final String text) {
		if (text == null) return null;
		if (!(input instanceof NumberInput)) return input.parse(text);
		try {
			return input.parse(text);
		}
		catch (final IllegalArgumentException exc) {
			// NB: who looks at the dialog knows the label, not the key.
			throw new IllegalArgumentException(input.label() + ": takes " + input.rule() + ".");
		}
	}

	private void add(final CommandModuleItem<?> item) {
		final Object initial = module.getInput(item.getName());
		if (Inputs.isMessage(item)) {
			dialog.addMessage(String.valueOf(initial));
			return;
		}
		final Input input = Input.of(item);
		final boolean below = !fields.isEmpty() && //
			fields.get(fields.size() - 1).input instanceof FlagInput;
		// NB: ImageJ puts fields too close below check boxes.
		if (below && !(input instanceof FlagInput)) dialog.setInsets(8, 0, 5);
		fields.add(new Field(input, field(input, initial)));
	}

	private Supplier<String> field(final Input input, final Object initial) {
		final String label = input.label();
		if (input instanceof FlagInput) {
			dialog.addCheckbox(label, Boolean.TRUE.equals(initial));
			final Checkbox box = (Checkbox) dialog.getCheckboxes().lastElement();
			return () -> String.valueOf(box.getState());
		}
		if (input instanceof ChoiceInput) {
			dialog.addChoice(label, ((ChoiceInput) input).choices(), (String) initial);
			final Choice choice = (Choice) dialog.getChoices().lastElement();
			return choice::getSelectedItem;
		}
		if (input instanceof ImageInput) return images(input);
		if (input instanceof NumberInput) return number((NumberInput) input, initial);
		dialog.addStringField(label, input.format(initial), WIDE_TEXT);
		return ((TextField) dialog.getStringFields().lastElement())::getText;
	}

	private Supplier<String> number(final NumberInput input, final Object initial) {
		final BigDecimal start = new BigDecimal(input.format(initial));
		final boolean slider = input.item().getWidgetStyle().contains("slider") && //
			input.min() != null && input.max() != null;
		if (slider) {
			dialog.addSlider(input.label(), input.min().doubleValue(), //
				input.max().doubleValue(), start.doubleValue(), input.step());
		}
		else {
			dialog.addNumericField(input.label(), start.doubleValue(), 0, //
				Math.max(6, start.toPlainString().length()), null);
		}
		final TextField text = (TextField) dialog.getNumericFields().lastElement();
		// NB: ImageJ would round what it shows.
		text.setText(start.toPlainString());
		return text::getText;
	}

	/** Offers the open images, beginning with one that is not the active one. */
	private Supplier<String> images(final Input input) {
		final List<ImagePlus> images = ImageInput.open();
		if (!input.isRequired()) images.add(0, null);
		final String[] titles = images.stream() //
			.map(image -> image == null ? "None" : image.getTitle()).toArray(String[]::new);
		dialog.addChoice(input.label(), titles, null);
		final Choice choice = (Choice) dialog.getChoices().lastElement();
		final Object active = inputs.needImage() ? module.getInput(Inputs.ACTIVE_IMAGE) : null;
		if (images.size() > 1 && images.get(0) == active) choice.select(1);
		return () -> {
			final ImagePlus image = images.get(choice.getSelectedIndex());
			return image == null ? null : String.valueOf(image.getID());
		};
	}
}
