package io.github.kinema.benchmark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.kinema.scene.SampleStream;
import io.github.kinema.scene.Textures;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;
import io.github.kinema.training.TripletStream;

/**
 * A frame that was dropped, and its neighbours.
 *
 * @param t where it lies between them, 0 to 1
 */
record Triplet(List<Plane> first, List<Plane> truth, List<Plane> second, float t) {

	/** Seeds from here on are for benchmarks alone: nothing was trained on them, and no model was chosen by them. */
	private static final long SEED = 9_700_000;
	private static final int SIDE = 256;

	/** Every second frame of a clip. */
	static List<Triplet> of(final Clip clip) {
		final List<Triplet> triplets = new ArrayList<>();
		for (final List<List<Plane>> frames : clip.sequences())
			for (int i = 0; i + 2 < frames.size(); i += 2)
				triplets.add(new Triplet(frames.get(i), frames.get(i + 1), frames.get(i + 2), 0.5f));
		return triplets;
	}

	/** Procedural scenes as the model was trained on, but others, at 8 bit; the truth is without noise. */
	static List<Triplet> ofScenes(final int count) {
		final TripletStream stream = new TripletStream(TripletStream.MIXTURE, SIDE, SIDE, SEED, 6, 1, 0.1, 12,
			Textures.COMPUTED);
		return IntStream.range(0, count).parallel().mapToObj(i -> {
			final ByteBuffer sample = stream.sample(SEED + i, Progress.NONE);
			final double t = sample.getDouble(16);
			final List<Plane> planes = IntStream.range(0, 3).mapToObj(p -> plane(sample, p)).toList();
			return new Triplet(planes.subList(0, 1), planes.subList(1, 2), planes.subList(2, 3), (float) t);
		}).toList();
	}

	private static Plane plane(final ByteBuffer sample, final int number) {
		final Plane plane = new Plane(SIDE, SIDE);
		final int start = SampleStream.SAMPLE_HEADER + Float.BYTES * SIDE * SIDE * number;
		for (int i = 0; i < SIDE * SIDE; i++)
			plane.values()[i] = Math.max(0, Math.min(255, Math.round(255 * sample.getFloat(start + Float.BYTES * i))));
		return plane;
	}
}
