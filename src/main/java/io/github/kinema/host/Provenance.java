package io.github.kinema.host;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;

import ij.ImagePlus;
import io.github.kinema.interpolate.MotionMethod;
import io.github.kinema.interpolate.Sample;
import io.github.kinema.model.ModelTask;
import io.github.kinema.model.StoredModel;

/**
 * What an image says of itself once some of its slices were computed: a label on
 * each of these slices, and a block in the image's Info, a few sentences and one
 * line of JSON. Both survive saving as TIFF.
 *
 * @param kinema version of Kinema
 * @param command the command as macros name it
 * @param date when, ISO 8601, UTC
 * @param axis time or slices
 * @param frames length of that axis before
 * @param interval calibrated distance of neighbours along it before; 0 unknown
 * @param unit its unit
 * @param method what found the motion
 * @param model id of the learned model; null if there was none
 * @param sha256 checksum of its weights; null if there was none
 * @param device where it was computed
 * @param digitalSourceType a term of IPTC's digital source types
 */
public record Provenance(String kinema, String command, String date, String axis, int frames, double interval,
	String unit, String method, String model, String sha256, String device, String digitalSourceType)
{

	/** What labels of synthetic slices begin with. */
	private static final Pattern SYNTHETIC = Pattern.compile("synthetic t=[0-9.]+ of \\d+\\|\\d+ .*", Pattern.DOTALL);

	/** The term for images of which a model has painted a part. */
	static final String PAINTED = "compositeWithTrainedAlgorithmicMedia";

	private static final String JSON_START = "{\"kinema\":";

	/** Describes a computation, now. */
	static Provenance of(final String command, final StackAxis axis, final ImagePlus source, final MotionMethod method,
		final String device)
	{
		final StoredModel model = method.model();
		return new Provenance(Version.get(), command, now(), axis.key(), axis.length(source), finite(axis.interval(source)),
			axis.unit(source), method.name(), model == null ? null : model.id(), model == null ? null : model.sha256(), device,
			isPainted(model) ? PAINTED : "algorithmicallyEnhanced");
	}

	/** Whether a model paints pixels, instead of moving them. */
	private static boolean isPainted(final StoredModel model) {
		return model != null && model.descriptor().task() == ModelTask.INTERPOLATE;
	}

	/** NB: JSON knows no other numbers, and importers set stranger ones. */
	private static double finite(final double value) {
		return Double.isFinite(value) ? value : 0;
	}

	/** The label of a synthetic slice: frames count from 1. */
	static String label(final Sample sample, final String method) {
		final String t = new BigDecimal(sample.position() + 1).setScale(6, RoundingMode.HALF_EVEN)
			.stripTrailingZeros().toPlainString();
		return "synthetic t=" + t + " of " + (sample.before() + 1) + "|" + (sample.after() + 1) + " " +
			(sample.kind() == Sample.Kind.NEAREST ? "nearest" : method);
	}

	/** Whether a slice with this label was computed. */
	static boolean isSynthetic(final String label) {
		return label != null && SYNTHETIC.matcher(label).matches();
	}

	/** The blocks in an image's Info, oldest first; lines that only look like one are passed over. */
	static List<Provenance> read(final ImagePlus image) {
		final List<Provenance> blocks = new ArrayList<>();
		final String info = image.getInfoProperty();
		if (info != null) info.lines().filter(line -> line.startsWith(JSON_START)).forEach(line -> {
			try {
				blocks.add(new Gson().fromJson(line, Provenance.class));
			}
			catch (final JsonSyntaxException exc) {
				// Text of someone else's: nothing that this project wrote.
			}
		});
		return blocks;
	}

	/** Appends this to an image's Info. */
	void write(final ImagePlus image) {
		append(image, text());
	}

	/** Says in an image's Info that its computed slices are gone. */
	static void writeRemoval(final ImagePlus image) {
		append(image, "Kinema " + Version.get() + ", Keep Measured Frames, " + now() +
			"\nAll synthetic slices were removed: " + remainder(image) + "\n");
	}

	/** NB: a block without an axis is a {@link Processing}. */
	private static String remainder(final ImagePlus image) {
		final String commands = read(image).stream().filter(block -> block.axis() == null).map(Provenance::command) //
			.distinct().collect(Collectors.joining(", "));
		return commands.isEmpty() ? "every slice is as measured."
			: "every slice is of a measured one, but not as measured, after " + commands + ".";
	}

	/** Appends a text to an image's Info. */
	static void append(final ImagePlus image, final String text) {
		final String info = image.getInfoProperty();
		image.setProperty("Info", (info == null || info.isEmpty() ? "" : info.stripTrailing() + "\n\n") + text);
	}

	/** The time, ISO 8601, UTC. */
	static String now() {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
	}

	private String text() {
		return "Kinema " + kinema + ", " + command + ", " + date + "\n" + //
			"Slices labelled \"synthetic t=... of a|b " + method + "\" were computed from frames a and b along the axis " +
			axis + "; all others are, bit by bit, those of the image that this was made from.\n" + //
			(PAINTED.equals(digitalSourceType)
				? "A model painted them: their pixels are its invention, not moved from measured ones.\n" : "") + //
			"Method " + method + (model == null ? "" : ", model " + model + " (sha256 " + sha256 + ")") + ", device " +
			device + ". Digital source type (IPTC): " + digitalSourceType + ".\n" + //
			"Plugins > Kinema > Keep Measured Frames removes the computed slices.\n" + //
			new Gson().toJson(this) + "\n";
	}
}
