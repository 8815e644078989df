package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

/** Tests {@link Inputs} and the kinds of {@link Input}. */
class InputsTest {

	private final CommandInfo info = new CommandInfo(EveryKind.class);
	private final Inputs inputs = new Inputs(info);

	private Module read(final String options) {
		try {
			final Module module = info.createModule();
			inputs.read(MacroOptions.parse(options, name -> null), module);
			return module;
		}
		catch (final ModuleException exc) {
			throw new AssertionError(exc);
		}
	}

	@Test
	void ownInputsComeBeforeInheritedOnes() {
		final List<String> keys = inputs.list().stream().map(Input::key) //
			.collect(Collectors.toList());
		assertEquals(List.of("count", "ratio", "scale", "mode", "words", "more"), keys);
	}

	@Test
	void aKeyLeftOutTakesItsDefault() {
		assertEquals(Map.of("count", "2", "ratio", "0.1", "scale", "-1.5", "mode", "fine", //
			"words", "a word", "more", "false"), inputs.format(read("")));
	}

	@Test
	void aWrongNumberIsNamedWithItsBounds() {
		assertEquals("count=abc: count takes a whole number from 1 to 10.", problem("count=abc"));
		assertEquals("scale=abc: scale takes a number.", problem("scale=abc"));
		assertEquals("mode=x: mode takes one of fine, sentence, file, bug, memory, stop, wait.",
			problem("mode=x"));
		assertEquals("more=x: more takes true or false.", problem("more=x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "count=2.5", "count=0", "count=11", "count=", "count=1,5",
		"count=0x4", "count=99999999999", "ratio=NaN", "ratio=Infinity", "ratio=1.1",
		"ratio=-0.1", "ratio=0,5", "ratio=1d", "scale=1e99", "mode=Fine", "mode=", "more=yes" })
	void aWrongValueIsNamedWithWhatIsRight(final String options) {
		final String key = options.substring(0, options.indexOf('='));
		final String problem = problem(options);
		assertEquals(options + ": " + key + " takes ", //
			problem.substring(0, options.length() + key.length() + 9));
	}

	@Test
	void anUnknownKeyIsNamedWithTheKnownOnes() {
		assertEquals("counts: there is no such key. " +
			"The keys are count, ratio, scale, mode, words, more.", problem("counts=2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.1", "1.0E-300", "0.30000000000000004", "1", "0" })
	void numbersRoundTripExactlyInEveryLocale(final String text) {
		final Locale saved = Locale.getDefault();
		try {
			Locale.setDefault(Locale.GERMANY);
			final double value = (Double) read("ratio=" + text).getInput("ratio");
			assertEquals(Double.parseDouble(text), value);
			final String again = inputs.format(read("ratio=" + text)).get("ratio");
			assertEquals(value, read("ratio=" + again).getInput("ratio"));
		}
		finally {
			Locale.setDefault(saved);
		}
	}

	@Test
	void flagsAreReadInEverySpelling() {
		assertEquals(true, read("more").getInput("more"));
		assertEquals(true, read("more=true").getInput("more"));
		assertEquals(true, read("more=1").getInput("more"));
		assertEquals(false, read("more=false").getInput("more"));
		assertEquals(false, read("more=0").getInput("more"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[x] y", "a key=3", "key=3", "&x", "'a", "a\nb", "a]b", "a [b" })
	void textThatNoMacroCouldHoldIsRefused(final String text) {
		assertThrows(IllegalArgumentException.class, () -> TextInput.check("words", text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "1-9:0.5, 12, 13.25", "a [b] c", "x = 3", "\\d+", "\"q\"" })
	void otherTextIsKept(final String text) {
		assertEquals(text, read("words=[" + text + "]").getInput("words"));
	}

	private static Module special(final String options) {
		try {
			final CommandInfo words = new CommandInfo(SpecialWords.class);
			final Module module = words.createModule();
			new Inputs(words).read(MacroOptions.parse(options, name -> null), module);
			return module;
		}
		catch (final ModuleException exc) {
			throw new AssertionError(exc);
		}
	}

	private static Map<String, String> formatted(final String options) {
		return new Inputs(new CommandInfo(SpecialWords.class)).format(special(options));
	}

	@Test
	void wordsBesideNumbersAndImagesRoundTrip() {
		assertEquals(Map.of("other", "this image", "width", "none", "level", "estimate", "matrix", "1 2; 3 4"), formatted(""));
		assertEquals(formatted(""), formatted("other=[this image] width=none level=estimate matrix=[1 2; 3 4]"));
		assertEquals(2.5, special("width=2.5").getInput("width"));
		assertEquals("2.5", formatted("level=2.5").get("level"));
		assertEquals(42, new Inputs(new CommandInfo(SpecialWords.class)).estimate("estimateLevel", special("")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "width=0", "width=-1", "width=estimate", "level=0", "level=none", "level=NaN", "width=Infinity" })
	void otherWordsAndNumbersThatAreNotAboveAreRefused(final String options) {
		final String key = options.substring(0, options.indexOf('='));
		assertEquals(options + ": " + key + " takes a number above 0, or " + (key.equals("width") ? "none" : "estimate") + ".",
			assertThrows(IllegalArgumentException.class, () -> special(options)).getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1 2\n3 4]", "[1 2;3 4;]", "[1 2\\n3 4\\n]", "[\n 1\t2 ;\r\n 3 4\n]" })
	void linesAreWrittenWithSemicolons(final String text) {
		assertEquals("1 2; 3 4", special("matrix=" + text).getInput("matrix"));
	}

	private String problem(final String options) {
		return assertThrows(IllegalArgumentException.class, () -> read(options)).getMessage();
	}
}
