package io.github.kinema.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Kinema that is running. */
final class Version {

	private Version() {}

	static String get() {
		try (InputStream in = Version.class.getResourceAsStream("/io/github/kinema/version.properties")) {
			final Properties properties = new Properties();
			properties.load(in);
			return properties.getProperty("version");
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("Kinema's jar is incomplete: version.properties cannot be read.", exc);
		}
	}
}
