package io.github.kinema.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;

/** Tests {@link KernelSource}. */
class KernelSourceTest {

	@Test
	void headersArePutInAndLinesStillCount() {
		final String text = new KernelSource("included").text(Device.Api.OPENCL);
		assertTrue(text.contains("FUNCTION float linear("), text);
		assertTrue(text.endsWith("\n#line 2\nKERNEL nothing(const int first_row) {}\n"), text);
		assertEquals(-1, text.indexOf("#include"));
	}

	@Test
	void constantsAreDefinedBeforeTheSource() {
		final String text = new KernelSource("included", Map.of("B", "2", "A", "1.0E-4f")).text(Device.Api.CUDA);
		assertTrue(text.indexOf("#define A 1.0E-4f\n#define B 2\n") < text.indexOf("#line 1\n"), text);
		assertTrue(text.contains("#define A 1.0E-4f\n#define B 2\n"), text);
	}

	@Test
	void openCLJoinsNoProductWithASumUnasked() {
		assertTrue(new KernelSource("included").text(Device.Api.OPENCL).contains("#pragma OPENCL FP_CONTRACT OFF\n"));
	}

	@Test
	void aSourceThatIsNotThereIsNamed() {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> new KernelSource("missing"));
		assertTrue(exc.getMessage().contains("missing.c"), exc.getMessage());
	}
}
