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
			if (file == null) continue;
			if (!file.isFile()) {
				throw new IllegalStateException("The file " + file + " of plane " + i +
					" is not there any more. Put it back, or open the stack again.");
			}
			source.stamps.computeIfAbsent(file, Stamp::of);
		}
		if (stack instanceof FileInfoVirtualStack && source.stamps.size() == 1)
			checkLength(source.stamps.keySet().iterator().next(), stack.size());
		return source;
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
				? " has changed on disk since the command began" : " has vanished from disk") +
				". Wait until it is complete, then open the stack and run the command again.");
		}
	}

	/** @throws IllegalStateException if the TIFF holds fewer pixels than it says */
	private static void checkLength(final File file, final int planes) {
		final FileInfo[] parts;
		try {
			parts = new TiffDecoder(file.getParent() + File.separator, file.getName()).getTiffInfo();
		}
		catch (final IOException exc) {
			throw new IllegalStateException("The file " + file + " is not a TIFF that can be read to its end: " +
				exc.getMessage() + ". Copy or save it again.", exc);
		}
		if (parts == null) return;
		for (int i = 0; i < parts.length; i++) {
			final FileInfo part = parts[i];
			if (part.compression > FileInfo.COMPRESSION_NONE) continue;
			final long plane = (long) part.width * part.height * part.getBytesPerPixel();
			final long end = part.getOffset() + part.nImages * (plane + part.gapBetweenImages) - part.gapBetweenImages;
			if (end > file.length()) {
				final long complete = parts.length > 1 ? i : Math.max(0, (file.length() - part.getOffset()) / (plane + part.gapBetweenImages));
				throw new IllegalStateException("The file " + file + " ends early: it holds " + complete +
					" of " + planes + " planes. Copy it again, or open only the planes that are there.");
			}
		}
	}
}
