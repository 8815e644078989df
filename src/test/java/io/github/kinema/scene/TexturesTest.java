package io.github.kinema.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.IntBinaryOperator;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.kinema.tile.Impatient;
import io.github.kinema.tile.Progress;

/** Photographs on the surfaces of scenes. */
class TexturesTest {

	@TempDir
	private Path folder;

	private static BufferedImage image(final int width, final int height, final IntBinaryOperator grey) {
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) image.setRGB(x, y, 0x10101 * grey.applyAsInt(x, y));
		return image;
	}

	private Textures textures() throws IOException {
		final Path file = folder.resolve("bars.PNG");
		ImageIO.write(image(300, 400, (x, y) -> x / 16 % 2 == 0 ? 40 : 200), "png", file.toFile());
		// NB: neither is a photograph, and neither is asked.
		Files.writeString(folder.resolve("readme.txt"), "bars");
		Files.writeString(folder.resolve("._bars.png"), "bars");
		return Textures.of(folder.toString(), Progress.NONE);
	}

	private static float[] rendered(final SceneKind kind, final long seed, final Textures textures) {
		return Scenes.create(kind, 48, 40, 3, seed, textures, Progress.NONE).render(0, Progress.NONE).values();
	}

	@Test
	void aboutEverySecondSurfaceIsPaintedWithAPhotograph() throws IOException {
		final Textures textures = textures();
		final Dice dice = new Dice(3);
		int photographs = 0;
		for (int i = 0; i < 200; i++) if (!isComputed(textures.paint(100, dice).tile())) photographs++;
		assertEquals(100, photographs, 30);
		for (int i = 0; i < 20; i++) assertTrue(isComputed(Textures.COMPUTED.paint(100, dice).tile()));
	}

	private static boolean isComputed(final Tile tile) {
		return Arrays.asList(Tiles.CLOUDS, Tiles.STONES, Tiles.WOOD, Tiles.SPOTS, Tiles.BRICKS, Tiles.GRAIN).contains(tile);
	}

	@Test
	void scenesShowThemButMicroscopyDoesNot() throws IOException {
		final Textures textures = textures();
		for (final SceneKind kind : SceneKind.values()) {
			final boolean microscopy = kind == SceneKind.CELLS || kind == SceneKind.FILAMENTS || kind == SceneKind.PARTICLES;
			assertEquals(microscopy, Arrays.equals(rendered(kind, 5, textures), rendered(kind, 5, Textures.COMPUTED)), kind
				.key());
			assertArrayEquals(rendered(kind, 5, textures), rendered(kind, 5, textures()), kind.key() + " is the same again");
		}
	}

	@Test
	void aCuttingHasNoSeamAndTheContrastOfAllTextures() {
		final Tile tile = Photograph.of(image(700, 530, (x, y) -> (x * x + 3 * y * y) / 97 % 256)).cut(new Dice(1));
		double sum = 0;
		double squares = 0;
		for (int y = 0; y < Tile.SIZE; y++) {
			for (int x = 0; x < Tile.SIZE; x++) {
				final double value = value(tile, x, y);
				sum += value;
				squares += value * value;
				assertTrue(Math.abs(value) <= 1);
			}
			assertEquals(value(tile, 0, y), value(tile, Tile.SIZE - 1, y));
			assertEquals(value(tile, y, 0), value(tile, y, Tile.SIZE - 1));
		}
		final int count = Tile.SIZE * Tile.SIZE;
		assertEquals(0, sum / count, 0.02);
		assertEquals(0.4, Math.sqrt(squares / count), 0.02);
	}

	@Test
	void whatIsFlatStaysFlat() {
		final Tile sky = Photograph.of(image(300, 300, (x, y) -> 180 + (x + y) % 2)).cut(new Dice(1));
		for (int x = 0; x < Tile.SIZE; x++) assertEquals(0, value(sky, x, 7), 0.02);
		assertEquals(0, value(Photograph.of(image(1, 1, (x, y) -> 255)).cut(new Dice(2)), 100, 100));
	}

	@Test
	void largePhotographsAreAveraged() {
		// Bars of one pixel, three times too large: no bar may be left.
		final Tile grey = Photograph.of(image(3000, 900, (x, y) -> y % 3 == 0 ? 255 : 0)).cut(new Dice(1));
		for (int y = 0; y < Tile.SIZE; y++) assertEquals(0, value(grey, 9, y), 1e-6);
		assertEquals(0, value(Photograph.of(image(2500, 1, (x, y) -> 60)).cut(new Dice(2)), 100, 100));
	}

	private static double value(final Tile tile, final int x, final int y) {
		return tile.at((x + 0.5) / Tile.SIZE, (y + 0.5) / Tile.SIZE, 0);
	}

	@Test
	void wrongFoldersAreNamed() throws IOException {
		assertSentence("there is no such folder", folder.resolve("none"));
		assertSentence("holds no PNG or JPEG", folder);
		textures();
		Files.writeString(folder.resolve("a.jpg"), "no photograph");
		assertSentence("a.jpg is neither PNG nor JPEG", folder);
		final byte[] png = Files.readAllBytes(folder.resolve("bars.PNG"));
		Files.write(folder.resolve("a.jpg"), Arrays.copyOf(png, png.length / 2));
		assertSentence("a.jpg cannot be read", folder);
	}

	private static void assertSentence(final String part, final Path path) {
		final Exception exc = assertThrows(IllegalArgumentException.class, () -> Textures.of(path.toString(), Progress.NONE));
		assertTrue(exc.getMessage().contains(part), exc.getMessage());
		assertFalse(exc.getMessage().contains("null"), exc.getMessage());
	}

	@Test
	void readingStopsOnRequest() throws IOException {
		textures();
		assertThrows(CancellationException.class, () -> Textures.of(folder.toString(), new Impatient(0)));
	}
}
