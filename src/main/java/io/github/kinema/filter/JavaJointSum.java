package io.github.kinema.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.kinema.filter.JointUpsampling.Settings;
import io.github.kinema.tile.Bands;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/** The sums of joint upsampling in Java, on all cores. */
final class JavaJointSum implements JointSum {

	@Override
	public Means apply(final JointSamples samples, final List<Plane> guide, final Settings settings,
		final Progress progress)
	{
		final int width = guide.get(0).width();
		final int height = guide.get(0).height();
		final AtomicInteger done = new AtomicInteger();
		final Means means = new Means(new ArrayList<>(), new ArrayList<>());
		for (int c = 0; c < samples.values().size(); c++) {
			means.byDistance().add(new Plane(width, height));
			means.byGuide().add(new Plane(width, height));
		}
		Bands.run(height, progress, (from, to) -> {
			new JointLines(samples, guide, settings).run(from, to, means, progress);
			progress.update(done.addAndGet(to - from) / (double) height);
		});
		return means;
	}
}
