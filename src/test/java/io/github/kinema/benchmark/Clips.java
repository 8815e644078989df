package io.github.kinema.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import ij.ImagePlus;
import ij.io.Opener;
import ij.process.ImageProcessor;
import io.github.kinema.tile.Plane;

/** Reads the clips of a data folder, each only when it is asked for. */
final class Clips {

	private final Path data;

	Clips(final Path data) {
		this.data = data;
	}

	/** One supplier for each clip, natural clips first. */
	List<Supplier<Clip>> all() {
		return List.of( //
			() -> images("dog", true, "video_sam2/01_dog", ".png"), //
			() -> images("coffee", true, "video_sam2/04_coffee", ".png"), //
			() -> images("bbb", true, "video_bbb/frames", ".png"), //
			() -> images("sintel_demo", true, "video_sintel_demo", ".png"), //
			() -> images("micro_brightfield", false, "micro_brightfield", ".png"), //
			() -> images("micro_bulk_water", false, "micro_bulk_water", ".png"), //
			() -> tiffs("micro_mitocheck", "micro_mitocheck"), //
			() -> stack("micro_membrane", "micro_membrane/membrane_2d_timelapse.tif"), //
			() -> stack("micro_faketracks", "micro_faketracks/FakeTracks.tif"), //
			() -> stack("micro_mitosis5d", "micro_mitosis5d/xyzct-mitosis.tif"), //
			() -> tiffs("zstack_celegans_em", "zstack_celegans_em"), //
			() -> stack("zstack_neubias_envelope",
				"zstack_neubias/xyz_nuclear_envelope_drosophila.tif"), //
			() -> stack("zstack_neubias_chromosomes",
				"zstack_neubias/xyz_8bit__chromosomes.tif"), //
			() -> stack("zstack_neubias_nuclei",
				"zstack_neubias/xyz_8bit__nuclei_autothresh.tif"));
	}

	private List<Path> files(final String folder, final String ending) {
		try (Stream<Path> list = Files.list(data.resolve(folder))) {
			return list.filter(p -> p.toString().endsWith(ending)).sorted().toList();
		}
		catch (final IOException exc) {
			throw new UncheckedIOException(exc);
		}
	}

	private Clip images(final String name, final boolean natural, final String folder,
		final String ending)
	{
		final List<List<Plane>> frames = new ArrayList<>();
		for (final Path file : files(folder, ending)) {
			try {
				frames.add(channels(ImageIO.read(file.toFile())));
			}
			catch (final IOException exc) {
				throw new UncheckedIOException(exc);
			}
		}
		return new Clip(name, natural, 255, List.of(frames));
	}

	private static List<Plane> channels(final BufferedImage image) {
		final int width = image.getWidth();
		final int height = image.getHeight();
		final int bands = image.getRaster().getNumBands();
		final List<Plane> planes = new ArrayList<>();
		// NB: a fourth band is opacity, not a measurement.
		for (int band = 0; band < (bands < 3 ? 1 : 3); band++) {
			planes.add(new Plane(width, height, image.getRaster().getSamples(0, 0, width,
				height, band, (float[]) null)));
		}
		return planes;
	}

	private Clip tiffs(final String name, final String folder) {
		final List<List<Plane>> frames = new ArrayList<>();
		for (final Path file : files(folder, ".tif")) {
			frames.add(List.of(plane(open(file).getProcessor())));
		}
		return new Clip(name, false, 255, List.of(frames));
	}

	/** Along time if there is more than one frame, else along z. */
	private Clip stack(final String name, final String file) {
		final ImagePlus image = open(data.resolve(file));
		final boolean time = image.getNFrames() > 1;
		final int length = time ? image.getNFrames() : image.getStackSize();
		final List<List<List<Plane>>> sequences = new ArrayList<>();
		for (int slice = 1; slice <= (time ? image.getNSlices() : 1); slice++) {
			final List<List<Plane>> frames = new ArrayList<>();
			for (int i = 1; i <= length; i++) {
				final List<Plane> channels = new ArrayList<>();
				for (int c = 1; c <= (time ? image.getNChannels() : 1); c++) {
					final int index = time ? image.getStackIndex(c, slice, i) : i;
					channels.add(plane(image.getStack().getProcessor(index)));
				}
				frames.add(channels);
			}
			sequences.add(frames);
		}
		return new Clip(name, false, image.getBitDepth() == 8 ? 255 : range(sequences),
			sequences);
	}

	private static ImagePlus open(final Path file) {
		return new Opener().openTiff(file.getParent() + "/", file.getFileName().toString());
	}

	private static Plane plane(final ImageProcessor processor) {
		final float[] values = new float[processor.getPixelCount()];
		for (int i = 0; i < values.length; i++) {
			values[i] = processor.getf(i);
		}
		return new Plane(processor.getWidth(), processor.getHeight(), values);
	}

	private static double range(final List<List<List<Plane>>> sequences) {
		float min = Float.POSITIVE_INFINITY;
		float max = Float.NEGATIVE_INFINITY;
		for (final List<List<Plane>> sequence : sequences) {
			for (final List<Plane> frame : sequence) {
				for (final Plane plane : frame) {
					for (final float value : plane.values()) {
						min = Math.min(min, value);
						max = Math.max(max, value);
					}
				}
			}
		}
		return max - min;
	}
}
