package io.github.kinema.host;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.TiffDecoder;
import ij.plugin.FileInfoVirtualStack;

/**
 * The file or files that a virtual stack reads, watched for change.
 * <p>
 * ImageJ reads a missing or shortened file as zeros: what is not there must not
 * pass for measured.
 * </p>
 */
final class SourceFile {

	private record Stamp(long length, long modified) {

		static Stamp of(final File file) {
			return new Stamp(file.length(), file.lastModified());
		}
	}

	/** Names the file of a plane, from 1; null if it is not known. */
	private interface Locator {

		File file(int index);
	}

	private final Locator locator;
	private final Map<File, Stamp> stamps = new ConcurrentHashMap<>();

	private SourceFile(final Locator locator) {
		this.locator = locator;
	}

	/** @throws IllegalStateException if a file is missing or ends early */
	static SourceFile of(final ImagePlus image) {
		final ImageStack stack = image.getStack();
		final SourceFile source = new SourceFile(locator(image, stack));
		for (int i = 1; i <= stack.size(); i++) {
			final File file = source.locator.file(i);
			if (file == null || source.stamps.containsKey(file)) continue;
			if (!file.isFile()) {
				throw new IllegalStateException("The file " + file + " of plane " + i +
					" is not there any more. Put it back, or open the stack again.");
			}
			source.stamps.put(file, Stamp.of(file));
		}
		return source;
	}

	/**
	 * Makes sure that an image that was opened from a TIFF has all that the file promises.
	 *
	 * @throws IllegalStateException if the file ends early
	 */
	static void checkComplete(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.fileFormat != FileInfo.TIFF || image.changes || info.getFilePath() == null) return;
		final File file = new File(info.getFilePath());
		if (file.isFile()) checkLength(file);
	}

	private static Locator locator(final ImagePlus image, final ImageStack stack) {
		if (stack instanceof FileInfoVirtualStack) {
			final FileInfo info = image.getOriginalFileInfo();
			if (info == null || info.getFilePath() == null) return i -> null;
			final File file = new File(info.getFilePath());
			return i -> file;
		}
		if (stack.getClass() == VirtualStack.class) {
			final VirtualStack images = (VirtualStack) stack;
			if (images.getDirectory() == null) return i -> null;
			return i -> {
				final File named = new File(images.getFileName(i));
				return named.isAbsolute() ? named : new File(images.getDirectory(), images.getFileName(i));
			};
		}
		return i -> null;
	}

	/** @throws IllegalStateException if the file of plane {@code index}, from 1, is not what it was */
	void check(final int index) {
		final File file = locator.file(index);
		if (file != null && !Stamp.of(file).equals(stamps.get(file))) {
			throw new IllegalStateException("The file " + file + (file.isFile() //
				? " has changed on disk since the command began. Wait until it is complete" //
				: " has vanished from disk. Put it back") + ", then open the stack and run the command again.");
		}
	}

	/** @throws IllegalStateException if the TIFF holds fewer pixels than it says */
	private static void checkLength(final File file) {
		final FileInfo[] parts;
		try {
			parts = new TiffDecoder(file.getParent() + File.separator, file.getName()).getTiffInfo();
		}
		catch (final IOException exc) {
			throw new IllegalStateException("The file " + file + " is not a TIFF that can be read to its end: " +
				exc.getMessage() + ". Copy or save it again.", exc);
		}
		if (parts == null) return;
		long promised = 0;
		long complete = 0;
		for (final FileInfo part : parts) {
			if (part.compression > FileInfo.COMPRESSION_NONE) return;
			final long plane = (long) part.width * part.height * part.getBytesPerPixel();
			final long room = file.length() - part.getOffset() + part.gapBetweenImages;
			promised += part.nImages;
			complete += Math.max(0, Math.min(part.nImages, room / (plane + part.gapBetweenImages)));
		}
		if (complete < promised) throw new IllegalStateException("The file " + file + " ends early: it holds " +
			complete + " of " + promised + " planes. Copy it again, or save the planes that are there under a new name.");
	}
}
