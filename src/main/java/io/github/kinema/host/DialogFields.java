package io.github.kinema.host;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.FlowLayout;
import java.awt.GridBagLayout;
import java.awt.Panel;
import java.awt.TextField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import org.scijava.command.CommandModuleItem;
import org.scijava.module.Module;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import ij.io.SaveDialog;
import ij.plugin.frame.Recorder;

/**
 * The fields of a dialog, one for each input of a command.
 * <p>
 * NB: the values are read from the fields, never with {@code getNext...()},
 * because that would record them a second time.
 * </p>
 */
final class DialogFields {

	private static final int WIDE_TEXT = 20;
	private static final int ROWS = 6;

	private final GenericDialog dialog;
	private final Inputs inputs;
	private final Module module;
	private final List<Field> fields = new ArrayList<>();

	/** An input and where its text stands now. */
	private record Field(Input input, Supplier<String> text) {}

	/** @param module holds the defaults and the active image */
	DialogFields(final GenericDialog dialog, final Inputs inputs, final Module module) {
		this.dialog = dialog;
		this.inputs = inputs;
		this.module = module;
	}

	/**
	 * Adds all fields.
	 *
	 * @param estimator asks a method of the command for a number, as the fields stand now; NaN if it has none
	 */
	void add(final ToDoubleFunction<String> estimator) {
		for (final CommandModuleItem<?> item : inputs.items()) add(item, estimator);
	}

	/**
	 * Gives the module what stands in the fields.
	 *
	 * @throws IllegalArgumentException if one of them is wrong
	 */
	void read() {
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

	private void add(final CommandModuleItem<?> item, final ToDoubleFunction<String> estimator) {
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
		fields.add(new Field(input, field(input, initial, estimator)));
	}

	private Supplier<String> field(final Input input, final Object initial, final ToDoubleFunction<String> estimator) {
		final String label = input.label();
		if (input instanceof FlagInput) {
			dialog.addCheckbox(label, Boolean.TRUE.equals(initial));
			final Checkbox box = (Checkbox) dialog.getCheckboxes().lastElement();
			return () -> String.valueOf(box.getState());
		}
		if (input instanceof ChoiceInput choices) return choice(label, choices.choices(), (String) initial);
		if (input instanceof ImageInput images) return images(images);
		if (input instanceof TitleInput titles)
			return choice(label, titles.titles(initial, active()).toArray(String[]::new), null);
		if (input instanceof ModelInput models) return choice(label, models.names(initial).toArray(String[]::new), null);
		if (input instanceof PathInput path) return path(path, initial);
		if (input instanceof NumberInput number) return number(number, initial, estimator);
		if (input instanceof LinesInput lines) {
			dialog.addMessage(label + ":");
			dialog.addTextAreas(lines.inLines(initial), null, ROWS, WIDE_TEXT);
			return dialog.getTextArea1()::getText;
		}
		dialog.addStringField(label, input.format(initial), WIDE_TEXT);
		return ((TextField) dialog.getStringFields().lastElement())::getText;
	}

	private Supplier<String> choice(final String label, final String[] choices, final String initial) {
		dialog.addChoice(label, choices, initial);
		final Choice choice = (Choice) dialog.getChoices().lastElement();
		return choice::getSelectedItem;
	}

	private Supplier<String> path(final PathInput input, final Object initial) {
		dialog.addStringField(input.label(), input.format(initial), WIDE_TEXT);
		final TextField text = (TextField) dialog.getStringFields().lastElement();
		final Button browse = new Button("Browse...");
		browse.addActionListener(event -> {
			// NB: what is chosen here stands in the field, and is recorded with it.
			Recorder.disablePathRecording();
			final String chosen = input.isFolder() ? IJ.getDirectory(input.label()) : input.isToBeSaved() //
				? chosen(new SaveDialog(input.label(), text.getText(), "")) : new OpenDialog(input.label()).getPath();
			if (chosen != null) text.setText(chosen);
		});
		// NB: in a column of its own, the button would lie beyond the border of the dialog.
		final GridBagLayout layout = (GridBagLayout) dialog.getLayout();
		final Panel row = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		layout.setConstraints(row, layout.getConstraints(text));
		row.add(text);
		row.add(browse);
		dialog.add(row);
		return text::getText;
	}

	private static String chosen(final SaveDialog dialog) {
		return dialog.getFileName() == null ? null : dialog.getDirectory() + dialog.getFileName();
	}

	private Supplier<String> number(final NumberInput input, final Object initial, final ToDoubleFunction<String> estimator) {
		final boolean word = !Double.isFinite(((Number) initial).doubleValue());
		final BigDecimal start = word ? BigDecimal.ONE : new BigDecimal(input.format(initial));
		final boolean slider = input.item().getWidgetStyle().contains("slider") && //
			input.min() != null && input.max() != null;
		if (slider) {
			dialog.addSlider(input.label(), input.min().doubleValue(), //
				input.max().doubleValue(), start.doubleValue(), input.step());
		}
		else {
			dialog.addNumericField(input.label(), start.doubleValue(), 0, //
				Math.max(word ? 8 : 6, start.toPlainString().length()), null);
		}
		final TextField text = (TextField) dialog.getNumericFields().lastElement();
		// NB: ImageJ would round what it shows.
		text.setText(word ? input.format(initial) : start.toPlainString());
		if (input.estimator() != null) {
			final DoubleSupplier estimate = () -> estimator.applyAsDouble(input.estimator());
			dialog.addToSameRow();
			dialog.addButton("Estimate", event -> estimate(text, estimate));
		}
		return text::getText;
	}

	private static void estimate(final TextField text, final DoubleSupplier estimate) {
		final double value = estimate.getAsDouble();
		if (!Double.isFinite(value)) return;
		final BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
		// NB: people read 59000 more easily than 5.9E+4, but not 0.000000059.
		text.setText(Math.abs(value) < 1e-4 ? number.toString() : number.toPlainString());
	}

	/** The image that the command works on, or null. */
	private ImagePlus active() {
		return inputs.needImage() ? (ImagePlus) module.getInput(Inputs.ACTIVE_IMAGE) : null;
	}

	/** The first image that the command does not refuse, rather another than the active one; null if it refuses all. */
	private ImagePlus fitting(final ImageInput input, final List<ImagePlus> images) {
		final List<ImagePlus> candidates = new ArrayList<>(images);
		if (candidates.remove(active())) candidates.add(active());
		return candidates.stream().filter(image -> inputs.accepts(input, image, module)).findFirst().orElse(null);
	}

	/** Offers the open images, beginning with the first that fits, or with none if that will do. */
	private Supplier<String> images(final ImageInput input) {
		final List<ImagePlus> images = ImageInput.open();
		final ImagePlus active = active();
		if (!input.isRequired()) {
			images.remove(active);
			images.add(0, null);
		}
		final String[] titles = images.stream() //
			.map(image -> image == null ? input.absent() : image.getTitle()).toArray(String[]::new);
		dialog.addChoice(input.label(), titles, null);
		final Choice choice = (Choice) dialog.getChoices().lastElement();
		if (input.isRequired()) choice.select(Math.max(0, images.indexOf(fitting(input, images))));
		return () -> {
			final ImagePlus image = images.get(choice.getSelectedIndex());
			return image == null ? null : String.valueOf(image.getID());
		};
	}
}
