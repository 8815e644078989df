package io.github.kinema.scene;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** A scene in which the point that a pixel sees can be found, and found again at another instant. */
abstract class TracedScene implements Scene {

	/** Points that are followed, along each side of the image. */
	private static final int FOLLOWED = 12;

	private final SceneKind kind;
	private final int width;
	private final int height;

	TracedScene(final SceneKind kind, final int width, final int height) {
		this.kind = kind;
		this.width = width;
		this.height = height;
	}

	/** The scene at an instant. */
	abstract Moment at(double time);

	@Override
	public final SceneKind kind() {
		return kind;
	}

	@Override
	public final int width() {
		return width;
	}

	@Override
	public final int height() {
		return height;
	}

	@Override
	public Plane render(final double time, final Progress progress) {
		return shoot(time, new double[0], progress).frame();
	}

	@Override
	public Truth truth(final double time, final double other, final Progress progress) {
		return trace(time, null, new double[] { other }, progress).get(0);
	}

	@Override
	public Shot shoot(final double time, final double[] others, final Progress progress) {
		final Plane frame = new Plane(width, height);
		return new Shot(frame, trace(time, frame, others, progress));
	}

	@Override
	public double[][] follow(final double time, final double... others) {
		final Moment here = at(time);
		final Moment[] there = DoubleStream.of(others).mapToObj(this::at).toArray(Moment[]::new);
		final Hits hits = new Hits(1);
		final double[][] ways = new double[FOLLOWED * FOLLOWED][2 + 2 * there.length];
		for (int i = 0; i < ways.length; i++) {
			ways[i][0] = (i % FOLLOWED + 0.5) / FOLLOWED * (width - 1);
			ways[i][1] = (i / FOLLOWED + 0.5) / FOLLOWED * (height - 1);
			here.cast(ways[i][0], ways[i][1], 1, false, hits);
			for (int k = 0; k < there.length; k++) {
				there[k].find(hits, 1);
				ways[i][2 + 2 * k] = hits.toX[0];
				ways[i][3 + 2 * k] = hits.toY[0];
			}
		}
		return ways;
	}

	/** @param frame to fill with what is seen; null if nobody asks */
	final List<Truth> trace(final double time, final Plane frame, final double[] others, final Progress progress) {
		final Moment here = at(time);
		final Moment[] there = DoubleStream.of(others).mapToObj(this::at).toArray(Moment[]::new);
		final List<Truth> truths = Stream.generate(this::empty).limit(others.length).toList();
		Bands.run(height, progress, (from, to) -> here.walk(from, to, frame != null, (y, hits) -> {
			progress.check();
			if (frame != null) for (int x = 0; x < width; x++) frame.values()[x + y * width] = (float) hits.light[x];
			for (int i = 0; i < there.length; i++) {
				there[i].find(hits, width);
				fill(truths.get(i), y, here, hits);
			}
		}));
		return truths;
	}

	private Truth empty() {
		return new Truth(kind.hasCamera() ? Optional.of(new Plane(width, height)) : Optional.empty(), new Plane(width,
			height), new Plane(width, height), new Plane(width, height), new Plane(width, height), new Plane(width, height));
	}

	private void fill(final Truth truth, final int y, final Moment here, final Hits hits) {
		final float[] flowX = truth.flowX().values();
		final float[] flowY = truth.flowY().values();
		final float[] occlusion = truth.occlusion().values();
		final float[] edge = truth.edge().values();
		for (int x = 0; x < width; x++) {
			final int at = x + y * width;
			flowX[at] = (float) (hits.toX[x] - x);
			flowY[at] = (float) (hits.toY[x] - y);
			occlusion[at] = hits.hidden[x] ? 1 : 0;
			edge[at] = hits.edge[x] ? 1 : 0;
		}
		for (int x = 0, to; x < width; x = to) {
			to = hits.endOfRun(x, width);
			if (here.rests(hits.surface[x])) Arrays.fill(truth.mask().values(), x + y * width, to + y * width, 1);
		}
		if (truth.depth().isPresent()) for (int x = 0; x < width; x++)
			truth.depth().get().values()[x + y * width] = (float) hits.depth[x];
	}
}
