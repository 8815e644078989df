package io.github.kinema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@link Main} as a user starts it, in a Java of its own. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MainTest {

	@TempDir
	private Path folder;

	/** What a run has left behind. */
	private record Result(int status, String out, String err) {}

	private Process start(final boolean open, final String... args) throws IOException {
		final List<String> command = new ArrayList<>(List.of( //
			System.getProperty("java.home") + "/bin/java", "-Xmx256m", //
			"-Duser.home=" + folder, "-cp", System.getProperty("java.class.path")));
		if (open) command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
		command.add(Main.class.getName());
		command.addAll(List.of(args));
		return new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile()) //
			.redirectError(folder.resolve("err").toFile()).start();
	}

	private Result run(final String... args) throws IOException, InterruptedException {
		final Process process = start(true, args);
		try {
			return new Result(process.waitFor(), read("out"), read("err"));
		}
		finally {
			process.destroyForcibly();
		}
	}

	private String read(final String name) throws IOException {
		return Files.readString(folder.resolve(name)).replace("\r", "");
	}

	private Result runMacro(final String macro, final String... argument)
		throws IOException, InterruptedException
	{
		final List<String> args = new ArrayList<>();
		args.add(Files.writeString(folder.resolve("test.ijm"), macro).toString());
		args.addAll(List.of(argument));
		return run(args.toArray(String[]::new));
	}

	@Test
	void aMacroRunsWithItsArgumentAndEveryCommand() throws Exception {
		final Result result = runMacro("print('given: ' + getArgument());\n" +
			"print(File.getName(getInfo('macro.filepath')));\n" +
			"newImage('input', '16-bit ramp', 16, 8, 3);\n" +
			"run('Every Kind...', 'count=3 more words=[two words]');\n" +
			"print(getTitle() + ' of ' + nImages);\n" +
			"run('Gaussian Blur...', 'sigma=1 stack');\n" +
			"saveAs('Tiff', getDirectory('temp') + getArgument());\n" +
			"print(isOpen('second'), nResults, getResultString('words', 0));\n", "a b.tif");
		assertEquals("", result.err);
		assertEquals("given: a b.tif\ntest.ijm\noutput of 4\n1 1 two words\n", //
			result.out);
		assertEquals(0, result.status);
		assertTrue(new File(System.getProperty("java.io.tmpdir"), "a b.tif").delete());
	}

	@Test
	void severalImagesAreToldApart() throws Exception {
		final Result result = runMacro("newImage('a', '8-bit ramp', 16, 8, 1); a = getImageID();\n" +
			"newImage('b', '8-bit ramp', 16, 8, 1);\n" +
			"run('Two Images...', 'reference=a'); print(getTitle());\n" +
			"selectImage('b'); run('Two Images...', 'reference=&a'); print(getTitle());\n");
		assertEquals("", result.err);
		assertEquals("b+a\nb+a\n", result.out);
		assertEquals(0, result.status);
	}

	@Test
	void aWrongValueStopsTheMacroWithItsLine() throws Exception {
		final Result result = runMacro("print('before');\nnewImage('a', '8-bit', 16, 8, 2);\n" +
			"run('Every Kind...', 'count=11');\nprint('after');\n");
		assertEquals("before\n", result.out);
		assertTrue(result.err.contains("count=11: count takes a whole number from 1 to 10. in line 3"),
			result.err);
		assertTrue(result.err.contains("run ( \"Every Kind...\""), result.err);
		assertEquals(1, result.status);
	}

	@Test
	void anUnknownKeyAndAFailedRunStopTheMacro() throws Exception {
		final String image = "newImage('a', '8-bit', 16, 8, 2);\n";
		final Result unknown = runMacro(image + "run('Every Kind...', 'speed=2');");
		assertTrue(unknown.err.contains("speed: there is no such key."), unknown.err);
		assertEquals(1, unknown.status);
		final Result failed = runMacro(image + "run('Every Kind...', 'mode=sentence');print('on');");
		assertTrue(failed.err.contains("The command does not like this stack."), failed.err);
		assertEquals("", failed.out);
		assertEquals(1, failed.status);
	}

	@Test
	void imagejsOwnErrorsCountToo() throws Exception {
		assertEquals(1, runMacro("run('No Such Command');").status);
		assertEquals(1, runMacro("x = ;").status);
	}

	@Test
	void exitEndsWellUnlessItHasAMessage() throws Exception {
		final Result quiet = runMacro("print('one'); exit();\nprint('two');");
		assertEquals("one\n", quiet.out);
		assertEquals(0, quiet.status);
		final Result loud = runMacro("print('one');\nexit('no images');\nprint('two');");
		assertTrue(loud.out.contains("no images") || loud.err.contains("no images"), loud.out);
		assertEquals(1, loud.status);
	}

	@Test
	void withoutTheFlagItStartsItselfAgain() throws Exception {
		final String macro = Files.writeString(folder.resolve("test.ijm"),
			"print(getArgument()); exit('no');").toString();
		final Process process = start(false, macro, "a b");
		assertEquals(1, process.waitFor());
		assertEquals("a b\nno\n", read("out"));
	}

	@Test
	void theChildEndsWithItsParent() throws Exception {
		final String macro = Files.writeString(folder.resolve("test.ijm"),
			"print('ready'); wait(600000);").toString();
		final Process parent = start(false, macro);
		while (!read("out").contains("ready") && parent.isAlive()) Thread.sleep(50);
		final ProcessHandle child = parent.children().findFirst().orElseThrow();
		// NB: forcibly, so that the parent has no chance to do anything about it.
		parent.destroyForcibly();
		child.onExit().get(1, TimeUnit.MINUTES);
		assertFalse(child.isAlive());
	}

	@Test
	void aLazyStackWhoseFileVanishesStopsTheMacro() throws Exception {
		final Result result = runMacro("file = getArgument();\n" +
			"newImage('a', '8-bit ramp', 16, 8, 6); saveAs('Tiff', file); close();\n" +
			"run('TIFF Virtual Stack...', 'open=[' + file + ']');\n" +
			"run('Interpolate Frames...', 'method=blend lazy');\n" +
			"ok = File.delete(file);\nsetSlice(9);\nprint('on');\n", folder.resolve("a.tif").toString());
		assertTrue(result.err.contains("has vanished from disk"), result.err);
		assertFalse(result.out.contains("on\n"), result.out);
		assertEquals(1, result.status);
	}

	@Test
	void aMissingFileIsASentence() throws Exception {
		final Result result = run("no such.ijm");
		assertEquals("There is no macro file no such.ijm.", result.err.trim());
		assertEquals(1, result.status);
		assertFalse(result.err.contains("Exception"));
	}

	@Test
	void tooManyArgumentsAreASentence() throws Exception {
		final Result result = run("a.ijm", "b", "c");
		assertTrue(result.err.startsWith("Kinema takes a macro file and at most one argument"));
		assertEquals(1, result.status);
	}
}
