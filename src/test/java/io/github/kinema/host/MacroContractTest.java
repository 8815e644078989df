package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Plugin;


/** Holds every command in the menus to the macro contract. */
class MacroContractTest {

	private static final Pattern ENTRY = Pattern.compile( //
		"Plugins>Kinema(?:>[^,]+)?, \"([^\"]+)\", io\\.github\\.kinema\\.host\\.Launcher\\(\"([^\"]+)\"\\)");

	/** Menu leaf to class name, of all menu entries on the class path. */
	private static List<String[]> entries() throws IOException {
		final List<String[]> entries = new ArrayList<>();
		for (final URL url : Collections.list(MacroContractTest.class.getClassLoader() //
			.getResources("plugins.config")))
		{
			try (InputStream in = url.openStream()) {
				final String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
				text.lines().filter(line -> line.contains("io.github.kinema")) //
					.forEach(line -> entries.add(entry(line)));
			}
		}
		assertTrue(entries.size() > 2, "no menu entries found");
		return entries;
	}

	private static String[] entry(final String line) {
		final Matcher matcher = ENTRY.matcher(line);
		assertTrue(matcher.matches(), line);
		return new String[] { matcher.group(1), matcher.group(2) };
	}

	@Test
	void everyCommandIsInTheMenus() throws Exception {
		final Set<String> entries = new HashSet<>();
		for (final String[] entry : entries())
			entries.add(entry[1]);
		int commands = 0;
		for (final IndexItem<Plugin> item : Index.load(Plugin.class)) {
			if (item.annotation().type() != Command.class || !item.className().startsWith("io.github.kinema.")) continue;
			assertTrue(entries.contains(item.className()), item.className() + " is missing in plugins.config");
			commands++;
		}
		assertTrue(commands >= 5, "no commands found");
	}

	static List<Class<? extends Command>> commands() throws Exception {
		final List<Class<? extends Command>> commands = new ArrayList<>();
		for (final String[] entry : entries()) {
			commands.add(Class.forName(entry[1]).asSubclass(Command.class));
		}
		return commands;
	}

	@Test
	void menuLeavesAreUniqueAndTheCommandsOwn() throws Exception {
		final Set<String> leaves = new HashSet<>();
		for (final String[] entry : entries()) {
			assertTrue(leaves.add(entry[0]), entry[0] + " comes twice");
			final String path = Class.forName(entry[1]).getAnnotation(Plugin.class).menuPath();
			assertTrue(path.startsWith("Plugins>Kinema>") && path.endsWith(">" + entry[0]), path);
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void theAnnotationLeavesTheMenuToTheLauncher(final Class<? extends Command> type) {
		final Plugin plugin = type.getAnnotation(Plugin.class);
		assertEquals(Command.class, plugin.type());
		assertTrue(plugin.headless(), "headless");
		assertFalse(plugin.description().isEmpty(), "description");
		boolean noLegacy = false;
		for (final Attr attr : plugin.attrs()) noLegacy |= attr.name().equals("no-legacy");
		assertTrue(noLegacy, "no-legacy");
		assertTrue(new CommandInfo(type).isValid());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void keysAreLowercaseAndNoneEndsAnother(final Class<? extends Command> type) {
		final List<Input> list = inputs(type).list();
		for (final Input input : list) {
			assertTrue(input.key().matches("[a-z]+"), input.key());
			for (final Input other : list) {
				if (other != input) assertFalse(other.key().endsWith(input.key()), //
					input.key() + " ends " + other.key());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void nothingIsRememberedAndEverythingIsDescribed(final Class<? extends Command> type) {
		for (final Input input : inputs(type).list()) {
			assertFalse(input.item().isPersisted(), input.key() + " is remembered");
			assertFalse(input.item().getDescription().isEmpty(), input.key() + " is not described");
			assertNotEquals(input.key(), input.item().getLabel(), input.key() + " has no label");
			assertFalse(input.label().contains("_"), input.key() + " has a label with _");
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void defaultsAreValidAndRoundTrip(final Class<? extends Command> type) throws ModuleException {
		final CommandInfo info = new CommandInfo(type);
		final Inputs inputs = new Inputs(info);
		final Module module = info.createModule();
		final Map<String, Object> defaults = new LinkedHashMap<>();
		for (final Input input : inputs.list()) {
			final Object value = module.getInput(input.key());
			if (input.isRequired()) continue;
			if (input instanceof ImageInput) assertNull(value, input.key());
			else assertNotNull(value, input.key() + " has no default");
			assertEquals(value, input.parse(input.format(value)));
			defaults.put(input.key(), value);
		}
		assertEquals(defaults.size(), inputs.format(module).size());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void theHelpShowsEveryKey(final Class<? extends Command> type) {
		final CommandInfo info = new CommandInfo(type, type.getAnnotation(Plugin.class));
		final String html = CommandHelp.html(CommandRun.title(info), info, new Inputs(info));
		for (final Input input : inputs(type).list()) {
			assertTrue(html.contains("<code>" + input.key() + "</code>"), input.key());
		}
	}

	/** NB: fails for types that no macro can give, such as files. */
	private static Inputs inputs(final Class<? extends Command> type) {
		return new Inputs(new CommandInfo(type));
	}
}
