package io.github.kinema.host;

import java.util.Map;

import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;

/** The help of a command, made from its metadata, so that it needs no network. */
final class CommandHelp {

	private CommandHelp() {}

	/** A page with what the command does, its keys and the macro line. */
	static String html(final String title, final CommandInfo info, final Inputs inputs) {
		final StringBuilder html = new StringBuilder("<html><h2>").append(escape(title)) //
			.append("</h2><p>").append(escape(info.getDescription())).append("</p>") //
			.append("<table cellpadding=3><tr><th align=left>Input</th><th align=left>Key</th>") //
			.append("<th align=left>Takes</th><th align=left>Default</th></tr>");
		final Map<String, String> defaults = defaults(info, inputs);
		for (final Input input : inputs.list()) {
			html.append("<tr valign=top><td><b>").append(escape(input.label())) //
				.append("</b></td><td><code>").append(input.key()).append("</code></td><td>") //
				.append(escape(input.rule())).append("<br><i>") //
				.append(escape(input.item().getDescription())).append("</i></td><td>") //
				.append(escape(defaults.getOrDefault(input.key(), ""))).append("</td></tr>");
		}
		// NB: not preformatted, or a long line would not be broken.
		return html.append("</table><p>In a macro:<br><code>") //
			.append(escape(macroLine(info, defaults))).append("</code></p>").toString();
	}

	private static String macroLine(final CommandInfo info, final Map<String, String> defaults) {
		final StringBuilder line = new StringBuilder("run(\"") //
			.append(info.getMenuPath().getLeaf().getName()).append("\", \"");
		String gap = "";
		for (final Map.Entry<String, String> entry : defaults.entrySet()) {
			final String value = entry.getValue();
			final boolean plain = !value.isEmpty() && value.indexOf(' ') < 0;
			line.append(gap).append(entry.getKey()).append('=') //
				.append(plain ? value : "[" + value + "]");
			gap = " ";
		}
		return line.append("\");").toString();
	}

	private static Map<String, String> defaults(final CommandInfo info, final Inputs inputs) {
		try {
			final Module module = info.createModule();
			return inputs.format(module);
		}
		catch (final ModuleException exc) {
			throw new UnsupportedOperationException(exc);
		}
	}

	private static String escape(final String text) {
		if (text == null) return "";
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}
}
