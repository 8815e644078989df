package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;

/** Tests {@link MacroOptions}. */
class MacroOptionsTest {

	private static Map<String, String> parse(final String options) {
		return MacroOptions.parse(options, name -> "n".equals(name) ? "4" : null).values();
	}

	private static String problem(final String options) {
		return assertThrows(IllegalArgumentException.class, () -> parse(options)).getMessage();
	}

	@Test
	void nothingGivesNothing() {
		assertTrue(parse(null).isEmpty());
		assertTrue(parse("").isEmpty());
		assertTrue(parse("  ").isEmpty());
	}

	@Test
	void everySpellingIsRead() {
		assertEquals(Map.of("a", "1", "b", "x y", "c", "true", "d", "false", "e", "p q"), //
			parse("a=1 b=[x y] c d=false e='p q' "));
	}

	@Test
	void bracketsNestAndKeepSpacesAndEquals() {
		assertEquals(Map.of("a", "x [1 2] y", "b", "", "c", "k=v w"), //
			parse("a=[x [1 2] y] b=[] c=[k=v w]"));
	}

	@Test
	void anEmptyValueIsAValue() {
		assertEquals(Map.of("a", "", "b", "2"), parse("a= b=2"));
	}

	@Test
	void variablesAreLookedUp() {
		assertEquals(Map.of("a", "4", "b", "4"), parse("a=&n b=[&n]"));
		assertEquals("a=&m: the macro has no variable m.", problem("a=&m"));
	}

	@Test
	void aKeyTwiceIsAnError() {
		assertEquals("a: this key is given twice.", problem("a=1 b a=2"));
	}

	@Test
	void anOpenBracketIsAnError() {
		assertEquals("b=[x y: the bracket [ is never closed.", problem("a=1 b=[x y "));
	}
}
