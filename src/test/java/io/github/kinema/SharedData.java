package io.github.kinema;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.junit.jupiter.api.Assumptions;

import ij.ImagePlus;
import ij.io.Opener;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import io.github.kinema.tile.Plane;

/**
 * The real recordings that lie beside the project, in {@code ../shared/data} or
 * where the system property {@code kinema.data} says. A test that asks for one
 * that is not there is skipped with a message.
 */
public final class SharedData {

	private static final File ROOT = new File(System.getProperty("kinema.data", "../shared/data"));

	private SharedData() {}

	/**
	 * All recordings with one scene, by name: time-lapses, videos, z and focus
	 * stacks. Each is a list of frames, each frame a list of channel planes.
	 */
	public static Map<String, Supplier<List<List<Plane>>>> clips() {
		final Map<String, Supplier<List<List<Plane>>>> clips = new TreeMap<>();
		sequence(clips, "dog", "video_sam2/01_dog", "png");
		sequence(clips, "coffee", "video_sam2/04_coffee", "png");
		sequence(clips, "bbb", "video_bbb/frames", "png");
		sequence(clips, "sintel", "video_sintel_demo", "png");
		sequence(clips, "alley clean", "flow_sintel_alley1/clean", "png");
		sequence(clips, "alley final", "flow_sintel_alley1/final", "png");
		sequence(clips, "mitocheck", "micro_mitocheck", "tif");
		sequence(clips, "brightfield", "micro_brightfield", "png");
		sequence(clips, "water", "micro_bulk_water", "png");
		sequence(clips, "elegans", "zstack_celegans_em", "tif");
		sequence(clips, "desk", "rgbd_tum_fr1_desk/rgb", "png");
		sequence(clips, "office", "pose_tum_fr3_office/rgb", "png");
		stack(clips, "membrane", "micro_membrane/membrane_2d_timelapse.tif");
		stack(clips, "faketracks", "micro_faketracks/FakeTracks.tif");
		stack(clips, "envelope", "zstack_neubias/xyz_nuclear_envelope_drosophila.tif");
		stack(clips, "chromosomes", "zstack_neubias/xyz_8bit__chromosomes.tif");
		stack(clips, "nuclei", "zstack_neubias/xyz_8bit__nuclei_autothresh.tif");
		clips.put("focus", () -> files("focus_pcb", "jpg").stream() //
			.filter(file -> file.getName().startsWith("pcb")).map(SharedData::frame).toList());
		for (final int number : new int[] { 96, 100, 104, 108, 112, 116, 120, 124, 128 }) {
			final String name = String.format("flow_piv_uniform/disp_%03d", number);
			clips.put("piv " + number, () -> List.of( //
				frame(file(name + "a.bmp")), frame(file(name + "b.bmp"))));
		}
		for (int z = 1; z <= 5; z++) {
			final int slice = z;
			clips.put("mitosis z" + z, () -> mitosis(slice, slice, 1, 3));
		}
		for (int t = 1; t <= 3; t++) {
			final int frame = t;
			clips.put("mitosis t" + t, () -> mitosis(1, 5, frame, frame));
		}
		return clips;
	}

	/** One recording by its name. */
	public static List<List<Plane>> clip(final String name) {
		return clips().get(name).get();
	}

	/** The names of all recordings. */
	public static List<String> names() {
		return List.copyOf(clips().keySet());
	}

	/** A file, or a skipped test where it is missing. */
	public static File file(final String path) {
		final File file = new File(ROOT, path);
		Assumptions.assumeTrue(file.exists(), () -> "skipped: there is no " + file +
			"; -Dkinema.data=FOLDER says where the shared recordings are");
		return file;
	}

	private static void sequence(final Map<String, Supplier<List<List<Plane>>>> clips,
		final String name, final String folder, final String extension)
	{
		clips.put(name, () -> files(folder, extension).stream().map(SharedData::frame).toList());
	}

	private static void stack(final Map<String, Supplier<List<List<Plane>>>> clips,
		final String name, final String path)
	{
		clips.put(name, () -> {
			final ImagePlus image = open(file(path));
			final List<List<Plane>> frames = new ArrayList<>();
			for (int i = 1; i <= image.getStackSize(); i++) {
				frames.add(planes(image.getStack().getProcessor(i)));
			}
			return frames;
		});
	}

	/** Both channels of a part of the mitosis, over the slices and then the frames. */
	private static List<List<Plane>> mitosis(final int firstSlice, final int lastSlice,
		final int firstFrame, final int lastFrame)
	{
		final ImagePlus image = open(file("micro_mitosis5d/xyzct-mitosis.tif"));
		final List<List<Plane>> frames = new ArrayList<>();
		for (int t = firstFrame; t <= lastFrame; t++) {
			for (int z = firstSlice; z <= lastSlice; z++) {
				final List<Plane> frame = new ArrayList<>();
				for (int c = 1; c <= image.getNChannels(); c++) {
					frame.addAll(planes(image.getStack().getProcessor(image.getStackIndex(c, z, t))));
				}
				frames.add(frame);
			}
		}
		return frames;
	}

	private static List<File> files(final String folder, final String extension) {
		final File[] files = file(folder).listFiles((dir, name) -> name.endsWith("." + extension));
		Arrays.sort(files);
		return List.of(files);
	}

	private static List<Plane> frame(final File file) {
		return planes(open(file).getProcessor());
	}

	private static ImagePlus open(final File file) {
		final ImagePlus image = new Opener().openImage(file.getPath());
		if (image == null) throw new IllegalStateException("Cannot read " + file);
		return image;
	}

	private static List<Plane> planes(final ImageProcessor pixels) {
		final List<Plane> planes = new ArrayList<>();
		final int channels = pixels instanceof ColorProcessor ? 3 : 1;
		for (int c = 0; c < channels; c++) {
			// NB: the processor of an RGB image gives each channel as floats by its number.
			final float[] values = (float[]) pixels.toFloat(c, null).getPixels();
			planes.add(new Plane(pixels.getWidth(), pixels.getHeight(), values.clone()));
		}
		return planes;
	}
}
