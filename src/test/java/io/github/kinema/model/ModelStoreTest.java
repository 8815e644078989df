package io.github.kinema.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.kinema.device.CpuDevice;

/** Tests that a model is found and read, or that a sentence says why not. */
class ModelStoreTest {

	@TempDir
	private Path folder;

	private ModelStore store;

	@BeforeEach
	void copyAModel() throws IOException {
		store = new ModelStore(folder);
		Files.createDirectory(folder.resolve("mine"));
		for (final String file : List.of("rdf.yaml", "weights.onnx"))
			try (InputStream in = ModelStoreTest.class.getResourceAsStream("/models/refine/" + file)) {
				Files.copy(in, folder.resolve("mine").resolve(file));
			}
	}

	@Test
	void modelsAreFoundInTheFolderAndInTheJar() {
		assertTrue(store.names().contains("mine"), store.names().toString());
		assertTrue(store.has("refine"), "on the class path");
		assertFalse(store.has("../mine"));
		assertEquals(store.find("refine").descriptor(), store.find("mine").descriptor());
		assertArrayEquals(store.find("refine").read(), store.find("mine").read());
	}

	@Test
	void aDescriptorSaysWhatTheModelTakes() {
		final ModelDescriptor model = store.find("mine").descriptor();
		assertEquals("Test refinement", model.name());
		assertEquals(ModelTask.REFINE, model.task());
		assertEquals(Scaling.GUIDE, model.scaling());
		assertEquals(List.of("first", "last", "field", "t"), model.inputs().stream().map(ModelTensor::id).toList());
		assertArrayEquals(new long[] { 1, 7, 24, 40 }, model.input("field").shape(40, 24));
		assertArrayEquals(new long[] { 1 }, model.input("t").shape(40, 24));
		assertEquals(16, model.input("last").minimum());
		assertEquals(8, model.output("refined").step());
		assertEquals(3, model.output("refined").halo());
		assertEquals("log_error", model.output("refined").channels().get(5));
		assertEquals(17, model.weights().opset());
		assertEquals(100, model.pixelBytes());
	}

	@Test
	void whatIsWrittenIsReadAgain() {
		final ModelDescriptor model = store.find("mine").descriptor();
		assertEquals(model, DescriptorReader.read("copy", DescriptorWriter.write(model, Map.of())));
		final List<ModelTensor> inputs = List.of(ModelTensor.plane("a", List.of("red", "green", "blue"), 256, 0, 0));
		final ModelDescriptor fixed = new ModelDescriptor("Fixed: a \"name\"", "", "", ModelTask.IMAGE, inputs, List.of(
			ModelTensor.plane("b", List.of("blue", "green", "red"), 256, 0, 4)), Scaling.to(-1, 1), model.weights(), false, 7, true,
			false, new ModelTwin("training.pt", model.weights().sha256(), 32, List.of("a", "b")));
		assertEquals(fixed, DescriptorReader.read("copy", DescriptorWriter.write(fixed, Map.of())));
	}

	@Test
	void damagedWeightsAreRefused() throws IOException {
		final Path weights = folder.resolve("mine").resolve("weights.onnx");
		final byte[] bytes = Files.readAllBytes(weights);
		bytes[bytes.length / 2]++;
		Files.write(weights, bytes);
		final StoredModel model = store.find("mine");
		final Exception exc = assertThrows(UncheckedIOException.class, () -> Networks.open(model, CpuDevice.INSTANCE));
		assertTrue(exc.getMessage().contains("damaged") && exc.getMessage().contains(model.sha256()), exc.getMessage());
		Files.delete(weights);
		final Exception gone = assertThrows(UncheckedIOException.class, () -> Networks.open(model, CpuDevice.INSTANCE));
		assertTrue(gone.getMessage().contains("There is no file " + weights), gone.getMessage());
	}

	@Test
	void anUnknownNameListsTheKnownOnes() {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> store.find("yours"));
		assertTrue(exc.getMessage().contains("\"yours\"") && exc.getMessage().contains("mine"), exc.getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"format_version: 0.5.4 | format_version: 0.6.0 | has the format_version 0.6.0", //
		"type: model | type: dataset | describes a dataset", //
		"task: refine | task: guess | config.kinema.task should be one of", //
		"onnx: { | torchscript: { | weights.onnx is missing", //
		"source: weights.onnx | source: ../weights.onnx | the name of a file beside", //
		"sha256: 0588 | sha256: 05 | 64 hexadecimal digits", //
		"opset_version: 17 | opset_version: new | weights.onnx.opset_version should be a whole number", //
		"id: scale_range | id: zero_mean_unit_variance | inputs[0].preprocessing[0].id should be", //
		"{type: batch, size: 1} | {type: time, size: 1} | inputs[0].axes[0].type should be", //
		"{type: space, id: x | {type: space, id: z | x or y", //
		"id: x, size: {min: 16, step: 8} | id: x, size: 64 | inputs[0].axes[3].size should be the same for x and y", //
		"name: Test | name: [Test | is not valid YAML" })
	void aBrokenDescriptorIsASentence(final String from, final String to, final String part) throws IOException {
		final Path file = folder.resolve("mine").resolve("rdf.yaml");
		final String yaml = Files.readString(file);
		assertTrue(yaml.contains(from), from);
		Files.writeString(file, yaml.replace(from, to));
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> store.find("mine"));
		assertTrue(exc.getMessage().contains(part) && exc.getMessage().contains("rdf.yaml"), exc.getMessage());
	}

	@Test
	void aDescriptorRunsNothing() throws IOException {
		Files.writeString(folder.resolve("mine").resolve("rdf.yaml"), "!!java.io.File [/tmp]");
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> store.find("mine"));
		assertTrue(exc.getMessage().contains("not valid YAML"), exc.getMessage());
	}
}
