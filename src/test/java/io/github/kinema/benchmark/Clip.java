package io.github.kinema.benchmark;

import java.util.List;

import io.github.kinema.tile.Plane;

/**
 * A recording to rebuild frames of.
 *
 * @param name as it stands in the results
 * @param natural whether it is a recording or rendering of everyday scenes, in
 *          contrast to microscopy and z stacks
 * @param peak the signal's range for PSNR: 255 for 8 bit and RGB; for 16 bit the
 *          clip's own maximum minus its minimum
 * @param sequences one or more runs of frames, each frame a list of channels
 */
record Clip(String name, boolean natural, double peak, List<List<List<Plane>>> sequences) {}
