package io.github.kinema.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One file, or the files of a sequence whose name has a run of # where their numbers stand. Immutable. */
final class NumberedFiles {

	private static final Pattern RUN = Pattern.compile("#+");

	private final String key;
	private final Path path;

	/** @throws IllegalArgumentException if the text is no path of a file */
	NumberedFiles(final String key, final String text) {
		if (text.isBlank()) throw new IllegalArgumentException(key + " is missing: it takes the path of a file.");
		this.key = key;
		path = path(key, text).toAbsolutePath();
		if (Files.isDirectory(path)) throw new IllegalArgumentException(key + "=" + text +
			": this is a folder. Name a file in it, or a sequence with # in place of each digit, as in flow_####.flo.");
	}

	/** @throws IllegalArgumentException if no path can be written so */
	static Path path(final String key, final String text) {
		try {
			return Path.of(text);
		}
		catch (final InvalidPathException exc) {
			throw new IllegalArgumentException(key + "=" + text + ": no file can be called so. " + exc.getReason() + ".", exc);
		}
	}

	/** The path as it was given. */
	Path path() {
		return path;
	}

	private boolean isSequence() {
		return name().contains("#");
	}

	/**
	 * The files that there are, in the order of their numbers: a time stamp may have several, in as many runs.
	 *
	 * @throws IllegalArgumentException if no file has such a name, or a single run of # leaves a number out
	 */
	List<Path> existing() {
		// NB: a file may well be called so.
		if (!isSequence() || Files.exists(path)) return List.of(path);
		final StringBuilder regex = new StringBuilder();
		int end = 0;
		for (final Matcher run = RUN.matcher(name()); run.find(); end = run.end())
			regex.append(Pattern.quote(name().substring(end, run.start()))).append("(\\d+)");
		final Pattern pattern = Pattern.compile(regex + Pattern.quote(name().substring(end)));
		final List<Path> found = new ArrayList<>();
		try (Stream<Path> files = Files.list(path.getParent())) {
			files.filter(file -> pattern.matcher(file.getFileName().toString()).matches()).forEach(found::add);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(new IOException("The folder " + path.getParent() +
				" cannot be read. Check its path.", exc));
		}
		if (found.isEmpty()) throw new IllegalArgumentException("No file in " + path.getParent() + " is called " + name() +
			", where each run of # stands for a number.");
		found.sort(Comparator.comparing((Path file) -> numbers(pattern, file)).thenComparing(Comparator.naturalOrder()));
		if (runs() == 1) for (int i = 1; i < found.size(); i++)
			checkNext(pattern, found.get(i - 1), found.get(i));
		return found;
	}

	/** NB: what came after a gap would be taken for the frames before it. */
	private void checkNext(final Pattern pattern, final Path before, final Path after) {
		final BigInteger next = number(pattern, before).add(BigInteger.ONE);
		final int order = number(pattern, after).compareTo(next);
		if (order > 0) throw new IllegalArgumentException("Of the files called " + name() + ", number " + next +
			" is missing: " + before.getFileName() + " is followed by " + after.getFileName() +
			". Put it there, or number the files without gaps.");
		if (order < 0) throw new IllegalArgumentException("The files " + before.getFileName() + " and " + after.getFileName() +
			" have the same number. Move one of them elsewhere.");
	}

	private static BigInteger number(final Pattern pattern, final Path file) {
		final Matcher matcher = pattern.matcher(file.getFileName().toString());
		return matcher.matches() ? new BigInteger(matcher.group(1)) : BigInteger.ZERO;
	}

	private long runs() {
		return RUN.matcher(name()).results().count();
	}

	/** NB: padded, so that the order of the texts is that of the numbers. */
	private static String numbers(final Pattern pattern, final Path file) {
		final Matcher matcher = pattern.matcher(file.getFileName().toString());
		final StringBuilder text = new StringBuilder();
		for (int g = 1; matcher.matches() && g <= matcher.groupCount(); g++)
			text.append("0".repeat(Math.max(0, 20 - matcher.group(g).length()))).append(matcher.group(g)).append(' ');
		return text.toString();
	}

	/**
	 * Files to be written, with numbers from 1, filled with zeros to the length of the run; the one file if there is no
	 * run.
	 *
	 * @throws IllegalArgumentException if there is more than one run, or no run and more than one file
	 */
	List<Path> numbered(final int count) {
		if (runs() > 1) throw new IllegalArgumentException(key + "=" + path + ": there are " + runs() +
			" runs of #, and a frame has one number. Leave one of them, as in flow_####.flo.");
		if (count > 1 && !isSequence()) throw new IllegalArgumentException(key + "=" + path + ": there are " + count +
			" frames, and a file holds one. Put #### for their numbers into the name of the file.");
		final Matcher run = RUN.matcher(name());
		if (!run.find()) return List.of(path);
		final String format = "%0" + (run.end() - run.start()) + "d";
		return IntStream.rangeClosed(1, count).mapToObj(number -> path.resolveSibling(name().substring(0, run.start()) + String
			.format(Locale.ROOT, format, number) + name().substring(run.end()))).toList();
	}

	private String name() {
		return path.getFileName().toString();
	}
}
