package io.github.kinema.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;

import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.measure.ResultsTable;

/** A command with every kind of input and output, for tests. */
@Plugin(type = Command.class, menuPath = "Plugins>Kinema>Every Kind...", headless = true,
	attrs = @Attr(name = "no-legacy"), description = "Adds a number to every pixel.")
public class EveryKind extends EveryKindBase {

	@Parameter(visibility = ItemVisibility.MESSAGE, persist = false)
	private final String hint = "Adds a number to every pixel of the stack.";

	@Parameter(label = "Count", min = "1", max = "10", style = "slider", persist = false,
		description = "what to add")
	private int count = 2;

	@Parameter(label = "Ratio", min = "0", max = "1", persist = false, validater = "checkRatio",
		description = "0.5 is refused")
	private double ratio = 0.1;

	@Parameter(label = "Scale", persist = false, description = "any number")
	private float scale = -1.5f;

	@Parameter(label = "Mode", choices = { "fine", "sentence", "file", "bug", "memory", "stop",
		"wait" }, persist = false, description = "how the run shall end")
	private String mode = "fine";

	@Parameter(label = "Words", persist = false, description = "any text")
	private String words = "a word";

	@Parameter
	private LogService log;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus output;

	@Parameter(type = ItemIO.OUTPUT)
	private ImagePlus second;

	@Parameter(type = ItemIO.OUTPUT)
	private ResultsTable table;

	@Parameter(type = ItemIO.OUTPUT)
	private Plot plot;

	@SuppressWarnings("unused")
	private void checkRatio() {
		if (ratio == 0.5) throw new IllegalArgumentException("ratio=0.5: a half is not allowed.");
	}

	@Override
	public void run() {
		Inputs.check(this);
		if (log == null) throw new AssertionError("no service");
		end();
		output = image.duplicate();
		output.setTitle("output");
		for (int i = 1; i <= output.getStackSize(); i++) output.getStack().getProcessor(i).add(count);
		table = new ResultsTable();
		table.incrementCounter();
		table.addValue("count", count);
		table.addValue("ratio", ratio);
		table.addValue("scale", scale);
		table.addValue("words", words);
		if (!more) return;
		second = image.duplicate();
		second.setTitle("second");
		plot = new Plot("plot", "x", "y", new double[] { 0, 1 }, new double[] { 1, 2 });
	}

	private void end() {
		switch (mode) {
			case "sentence":
				throw new IllegalStateException("The command does not like this stack.");
			case "file":
				throw new UncheckedIOException(new IOException("The file ends early."));
			case "bug":
				throw new ArrayIndexOutOfBoundsException(7);
			case "memory":
				throw new OutOfMemoryError();
			case "stop":
				throw new CancellationException();
			case "wait":
				waitForEver();
				break;
			default:
		}
	}

	private static void waitForEver() {
		try (StatusProgress progress = new StatusProgress("Every Kind")) {
			for (long i = 0;; i++) {
				progress.update((i % 1000) / 1000.0);
				progress.check();
				Thread.onSpinWait();
			}
		}
	}
}
