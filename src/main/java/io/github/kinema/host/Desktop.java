package io.github.kinema.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ij.ImageJ;

/** Opens a plain ImageJ with the Kinema of the class path in its menus. */
public final class Desktop {

	private static final String MENUS = "plugins.config";

	private Desktop() {}

	/**
	 * Opens ImageJ; quitting it ends this Java.
	 *
	 * @throws UncheckedIOException if the menu entries cannot be written to a
	 *           temporary folder
	 */
	public static void open() {
		offerMenus();
		// NB: a port of 0 keeps ImageJ from handing over to one that already runs.
		ImageJ.main(new String[] { "-port0" });
	}

	/** Makes the next ImageJ find the menu entries of the class path. */
	static void offerMenus() {
		// NB: ImageJ takes menu entries only from jars in a folder "plugins"; the
		// classes then come from the class path.
		try {
			final Path home = Files.createTempDirectory("kinema");
			final Path plugins = Files.createDirectory(home.resolve("plugins"));
			final Path jar = plugins.resolve("Kinema_.jar");
			writeMenus(jar);
			for (final Path path : new Path[] { home, plugins, jar }) {
				path.toFile().deleteOnExit();
			}
			System.setProperty("plugins.dir", home.toString());
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	/** Joins all lists of menu entries: there may be other plugins beside ours. */
	private static void writeMenus(final Path jar) throws IOException {
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new ZipEntry(MENUS));
			final Enumeration<URL> lists = Desktop.class.getClassLoader().getResources(MENUS);
			while (lists.hasMoreElements()) {
				try (InputStream list = lists.nextElement().openStream()) {
					list.transferTo(out);
				}
				out.write('\n');
			}
			out.closeEntry();
		}
	}
}
