package io.github.kinema.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

import ij.IJ;
import ij.Macro;
import ij.io.OpenDialog;
import ij.macro.Interpreter;
import ij.plugin.Macro_Runner;
import ij.plugin.PlugIn;
import ij.plugin.frame.Editor;

/** Runs a macro file, and knows afterwards whether it failed. */
public final class MacroHost implements PlugIn, IntSupplier {

	private static final String DEMO = "/macros/demo.ijm";
	private static final Pattern EXIT_WITH_MESSAGE = Pattern.compile("\\bexit\\s*\\(\\s*[^)\\s]");

	private int status = 1;

	/**
	 * Runs a macro on the current thread.
	 *
	 * @param arg the path of the macro file, then, on a line of its own, the
	 *          argument for the macro; empty for the demonstration
	 */
	@Override
	public void run(final String arg) {
		final String[] lines = arg.split("\n", 2);
		try {
			final String macro = lines[0].isEmpty() ? demo() : read(new File(lines[0]));
			status = run(macro, lines.length > 1 ? lines[1] : "");
		}
		catch (final IOException exc) {
			System.err.println("The macro cannot be read: " + exc.getMessage());
		}
	}

	/** The exit status: 0 if the macro did not fail. */
	@Override
	public int getAsInt() {
		return status;
	}

	/** Unlike {@link IJ#runMacro}, which does not tell of all errors. */
	private static int run(final String macro, final String argument) {
		final Interpreter interpreter = new Interpreter();
		try {
			interpreter.run(macro, argument);
			return interpreter.wasError() ? 1 : 0;
		}
		catch (final OutOfMemoryError exc) {
			System.err.println("The macro needs more memory than the " + (Runtime.getRuntime().maxMemory() >> 20) +
				" MB it has: open its images as virtual stacks, or start Java with a larger -Xmx (Maven: MAVEN_OPTS).");
			return 1;
		}
		catch (final RuntimeException exc) {
			if (!Macro.MACRO_CANCELED.equals(exc.getMessage())) {
				System.err.println("The macro failed: " + exc);
				return 1;
			}
			return interpreter.wasError() || exitsWithMessage(macro, interpreter) ? 1 : 0;
		}
	}

	/** NB: ImageJ tells {@code exit()} and {@code exit("message")} apart nowhere. */
	private static boolean exitsWithMessage(final String macro, final Interpreter interpreter) {
		final String[] lines = macro.split("\r?\n|\r", -1);
		final int line = interpreter.getLineNumber() - 1;
		return line >= 0 && line < lines.length && EXIT_WITH_MESSAGE.matcher(lines[line]).find();
	}

	private static String demo() throws IOException {
		try (InputStream in = MacroHost.class.getResourceAsStream(DEMO)) {
			if (in == null) throw new IOException(DEMO + " is missing.");
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String read(final File file) throws IOException {
		final File absolute = file.getAbsoluteFile();
		OpenDialog.setLastDirectory(absolute.getParent() + File.separator);
		OpenDialog.setLastName(absolute.getName());
		announce(absolute.getPath());
		return Editor.doInclude(text(absolute));
	}

	private static String text(final File file) throws IOException {
		try {
			return Files.readString(file.toPath());
		}
		catch (final CharacterCodingException exc) {
			// NB: how ImageJ itself reads macros.
			return Files.readString(file.toPath(), StandardCharsets.ISO_8859_1);
		}
	}

	/** Lets the macro find out with {@code getInfo("macro.filepath")} where it is. */
	private static void announce(final String path) {
		try {
			final Field field = Macro_Runner.class.getDeclaredField("filePath");
			field.setAccessible(true);
			field.set(null, path);
		}
		catch (final ReflectiveOperationException exc) {
			// NB: another ImageJ than we know; the macro gets no path then.
			IJ.showStatus("No macro.filepath");
		}
	}
}
