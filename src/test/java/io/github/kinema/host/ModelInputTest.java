package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;

import io.github.kinema.command.ApplyImageModel;
import io.github.kinema.command.InterpolateFrames;

/** Tests what models a dialog offers. */
class ModelInputTest {

	@TempDir
	private Path home;

	@Test
	void modelsForTheTaskAreOfferedAfterTheDefault() throws IOException {
		model("zebra", "refine", "refine");
		model("ape", "refine", "interpolate");
		model("depth", "refine", "depth");
		model("broken", "type: model", "type: zoo");
		final String before = System.setProperty("user.home", home.toString());
		try {
			final ModelInput input = input(InterpolateFrames.class);
			assertEquals(List.of("interpolation", "ape", "zebra"), input.names("interpolation"));
			assertEquals("zebra", input.parse("zebra"));
			final ModelInput images = input(ApplyImageModel.class);
			assertEquals(List.of(""), images.names(""));
			model("sharp", "refine", "image");
			assertEquals(List.of("sharp"), images.names(""));
		}
		finally {
			System.setProperty("user.home", before);
		}
	}

	private static ModelInput input(final Class<? extends Command> command) {
		return (ModelInput) new Inputs(new CommandInfo(command)).list().stream() //
			.filter(candidate -> candidate.key().equals("model")).findFirst().orElseThrow();
	}

	/** Writes a descriptor in which one text is exchanged. */
	private void model(final String name, final String from, final String to) throws IOException {
		final Path folder = Files.createDirectories(home.resolve(".kinema").resolve("models").resolve(name));
		try (InputStream in = ModelInputTest.class.getResourceAsStream("/models/refine/rdf.yaml")) {
			Files.writeString(folder.resolve("rdf.yaml"), new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(
				from.contains(":") ? from : "task: " + from, to.contains(":") ? to : "task: " + to));
		}
	}
}
