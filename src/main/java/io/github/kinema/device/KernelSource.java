package io.github.kinema.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The source of kernels and the constants that it is compiled with: one C text
 * for CUDA and OpenCL, behind the prelude of each.
 *
 * @param name of the file {@code kernels/NAME.c} among the resources
 * @param constants macros to define, by name
 * @param exact whether it shall round as Java does: no product joined with a sum, and
 *          division and root correctly rounded where the device can. So what searches
 *          and decides finds the same on every device
 */
public record KernelSource(String name, Map<String, String> constants, boolean exact) {

	private static final String FOLDER = "/kernels/";

	private static final String INCLUDE = "#include \"";

	/** A source without constants. */
	public KernelSource(final String name) {
		this(name, Map.of());
	}

	/** A source that is free to round as is fastest. */
	public KernelSource(final String name, final Map<String, String> constants) {
		this(name, constants, false);
	}

	/** @throws IllegalArgumentException if there is no such source. */
	public KernelSource {
		constants = Map.copyOf(constants);
		if (KernelSource.class.getResource(FOLDER + name + ".c") == null) {
			throw new IllegalArgumentException("There is no kernel source " + name + ".c.");
		}
	}

	/** The whole text: the prelude of that API, the constants, the source. */
	public String text(final Device.Api api) {
		final StringBuilder text = new StringBuilder(read("prelude_" + api.key() + ".h"));
		new TreeMap<>(constants).forEach((key, value) -> text.append("#define ").append(key).append(' ') //
			.append(value).append('\n'));
		return text.append(included(name + ".c")).toString();
	}

	/** The text of a file, headers that it names put in. */
	private static String included(final String file) {
		final StringBuilder text = new StringBuilder("#line 1\n");
		int line = 1;
		for (final String row : read(file).split("\n")) {
			line++;
			final boolean header = row.startsWith(INCLUDE);
			if (header) text.append(read(row.substring(INCLUDE.length(), row.lastIndexOf('"')))).append("#line ").append(line);
			else text.append(row);
			text.append('\n');
		}
		return text.toString();
	}

	private static String read(final String file) {
		try (InputStream stream = KernelSource.class.getResourceAsStream(FOLDER + file)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("Kinema's kernel source " + file + " cannot be read.", exc);
		}
	}
}
