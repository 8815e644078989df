package io.github.kinema.host;

import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.command.Command;

import com.google.gson.Gson;

import ij.ImagePlus;
import io.github.kinema.device.Device;
import io.github.kinema.model.StoredModel;

/**
 * What an image says of itself once all of it was computed from measured pixels: a
 * block in its Info, sentences and one line of JSON. Labels stay: each slice still
 * shows what was measured then and there.
 *
 * @param kinema version of Kinema
 * @param command the command as macros name it
 * @param date when, ISO 8601, UTC
 * @param source title of the image that it was made from
 * @param settings the command's keys and values
 * @param model id of the model that made the pixels; null if there was none
 * @param sha256 checksum of its weights; null if there was none
 * @param device where it was computed
 * @param digitalSourceType a term of IPTC's digital source types
 */
public record Processing(String kinema, String command, String date, String source, Map<String, String> settings,
	String model, String sha256, String device, String digitalSourceType)
{

	/** Describes a run of a command, now. */
	public static Processing of(final Command command, final ImagePlus source, final Device device) {
		return new Processing(Version.get(), Inputs.name(command), Provenance.now(), source.getTitle(), Inputs.texts(command),
			null, null, device.id(), "algorithmicallyEnhanced");
	}

	/** The same, where a model made the pixels. */
	public Processing by(final StoredModel by) {
		return new Processing(kinema, command, date, source, settings, by.id(), by.sha256(), device, Provenance.PAINTED);
	}

	/** The same, where a model had a part in what was measured, but painted nothing. */
	public Processing with(final StoredModel part) {
		return new Processing(kinema, command, date, source, settings, part.id(), part.sha256(), device, digitalSourceType);
	}

	/**
	 * Appends this to an image's Info.
	 *
	 * @param what how its pixels came about: whole sentences
	 */
	public void write(final ImagePlus image, final String what) {
		Provenance.append(image, "Kinema " + kinema + ", " + command + ", " + date + "\n" + what + "\nSettings: " +
			settings.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()) //
				.collect(Collectors.joining(" ")) +
			"." + (model == null ? "" : " Model " + model + " (sha256 " + sha256 + ").") + " Device " + device + ". Digital source type (IPTC): " + digitalSourceType + ".\n" +
			new Gson().toJson(this) + "\n");
	}
}
