package io.github.kinema.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.kinema.camera.CameraPath;
import io.github.kinema.camera.DepthFromMotion;
import io.github.kinema.camera.DepthMap;
import io.github.kinema.camera.DepthModel;
import io.github.kinema.camera.Footage;
import io.github.kinema.camera.LearnedSegmentation;
import io.github.kinema.camera.MotionSegmentation;
import io.github.kinema.camera.SceneFootage;
import io.github.kinema.device.CpuDevice;
import io.github.kinema.evaluate.CameraScore;
import io.github.kinema.evaluate.DepthAlignment;
import io.github.kinema.evaluate.DepthScore;
import io.github.kinema.evaluate.SegmentationScore;
import io.github.kinema.format.MotionFormat;
import io.github.kinema.format.Pinhole;
import io.github.kinema.format.PlaneFile;
import io.github.kinema.format.Pose;
import io.github.kinema.format.Trajectory;
import io.github.kinema.format.TrajectoryFile;
import io.github.kinema.model.ModelStore;
import io.github.kinema.motion.FlowSettings;
import io.github.kinema.motion.OpticalFlow;
import io.github.kinema.scene.SceneKind;
import io.github.kinema.tile.Plane;
import io.github.kinema.tile.Progress;

/**
 * Scores where a camera was, depth from its motion and what moves by itself, where the truth is known, and adds to
 * {@code target/benchmarks/motion.json}: a list of what, measure and value. Scenes to report on have other seeds than
 * those that anything was tuned on. Recordings have the intrinsics that come with them.
 * <p>
 * Run with {@code mvn -Pbenchmark test-compile exec:java -Dbenchmark=Camera}; the arguments, if any, are parts of the
 * names of the cases to run.
 * </p>
 */
public final class CameraBenchmark {

	private static final Logger LOG = Logger.getLogger("benchmark");

	private static final Path DATA = Path.of("../shared/data");

	private static final int WIDTH = 384;
	private static final int HEIGHT = 288;
	private static final int FRAMES = 20;
	private static final int SMALLEST = 50;

	/** The first of many scenes of moving objects, and how many there are. */
	private static final long MANY = 201;
	private static final int SCENES = 12;

	private static final double NOISE = 2;
	private static final double TOLERANCE = 0.02;
	private static final double NEAREST = 1e-3;

	private final List<Result> results = new ArrayList<>();

	private CameraBenchmark() {}

	/** One line of the output. */
	private record Result(String what, String measure, double value) {}

	/** What is asked of a case. */
	private interface Case {

		void run(String name) throws IOException;
	}

	public static void main(final String... args) throws IOException {
		final CameraBenchmark benchmark = new CameraBenchmark();
		benchmark.run(args, "rgbd_tum_fr1_desk", benchmark::recording);
		benchmark.run(args, "pose_tum_fr3_office", benchmark::recording);
		for (final SceneKind kind : List.of(SceneKind.ORBIT, SceneKind.DOLLY, SceneKind.HANDHELD, SceneKind.MOVING_OBJECTS,
			SceneKind.STATIC_CAMERA, SceneKind.ROTATION, SceneKind.PLANAR))
		{
			for (final long seed : new long[] { 101, 102 }) {
				benchmark.run(args, kind.key() + " " + seed, name -> benchmark.scene(name, kind, seed));
			}
		}
		benchmark.run(args, "moving objects, scenes", benchmark::segmentations);
		MotionRows.write(benchmark.results, MotionRows.CAMERA);
	}

	private void run(final String[] wanted, final String name, final Case each) throws IOException {
		if (wanted.length == 0 || Arrays.stream(wanted).anyMatch(name::contains)) each.run(MotionRows.CAMERA + name);
	}

	private void scene(final String name, final SceneKind kind, final long seed) {
		final SceneFootage scene = SceneFootage.of(kind, WIDTH, HEIGHT, FRAMES, seed, NOISE);
		final Footage footage = scene.footage();
		final CameraPath path = footage.track(Progress.NONE);
		LOG.info(() -> name + ": " + path.parallax());
		final boolean parallax = track(name, path, SceneFootage.trajectory(path), scene.truth(), SceneFootage.length(scene
			.truth()));
		if (parallax) depth(name, footage, path, IntStream.range(0, FRAMES).mapToObj(scene::depth).toList(),
			kind == SceneKind.MOVING_OBJECTS);
		if (kind == SceneKind.MOVING_OBJECTS || kind == SceneKind.STATIC_CAMERA) segment(name, scene, path);
	}

	/** What moves in many scenes, as one differs much from another; those whose camera is lost do not count, but are counted. */
	private void segmentations(final String name) {
		final double[] sums = new double[2];
		int lost = 0;
		for (long seed = MANY; seed < MANY + SCENES; seed++) {
			final SceneFootage scene = SceneFootage.of(SceneKind.MOVING_OBJECTS, WIDTH, HEIGHT, FRAMES, seed, NOISE);
			final CameraPath path;
			try {
				path = scene.footage().track(Progress.NONE);
			}
			catch (final IllegalArgumentException exc) {
				LOG.info(exc.getMessage());
				lost++;
				continue;
			}
			final List<MotionSegmentation> both = List.of(new MotionSegmentation(scene.footage(), path, CpuDevice.INSTANCE),
				new MotionSegmentation(scene.footage(), path, segmentation(), CpuDevice.INSTANCE));
			for (int k = 0; k < sums.length; k++) {
				final double iou = score(scene, both.get(k)).foreground();
				sums[k] += iou;
				add(name, "IoU of what moves, " + (k == 0 ? "geometry, " : "learned, ") + seed, iou);
			}
		}
		add(name, "scenes whose camera is lost", lost);
		add(name, "IoU of what moves, geometry, mean", sums[0] / (SCENES - lost));
		add(name, "IoU of what moves, learned, mean", sums[1] / (SCENES - lost));
	}

	private void recording(final String name) throws IOException {
		final Path folder = DATA.resolve(name.substring(MotionRows.CAMERA.length()));
		final List<Path> files = files(folder.resolve("rgb"));
		final double[] camera = Files.lines(folder.resolve("camera.txt")).filter(line -> !line.startsWith("#")).flatMap(line -> Arrays
			.stream(line.trim().split("\\s+"))).mapToDouble(Double::parseDouble).toArray();
		final List<Plane> first = MotionCases.frame(files.get(0));
		final Footage footage = new Footage(first.get(0).width(), first.get(0).height(), files.size(), new Pinhole(camera[0],
			camera[1], camera[2], camera[3]), OpticalFlow.on(CpuDevice.INSTANCE, FlowSettings.ACCURATE), frame -> MotionCases.frame(
				files.get(frame)));
		final CameraPath path = footage.track(Progress.NONE);
		final List<Pose> poses = new ArrayList<>();
		for (int i = 0; i < files.size(); i++) poses.add(path.poses().get(i).pose(time(files.get(i))));
		final Trajectory truth = TrajectoryFile.read(folder.resolve("groundtruth.txt"));
		track(name, path, new Trajectory(poses), truth, SceneFootage.length(matched(poses, truth)));
		if (!Files.exists(folder.resolve("depth"))) return;
		depth(name, footage, path, files(folder.resolve("depth")).stream().map(file -> PlaneFile.read(file,
			MotionFormat.TUM_DEPTH).get(0)).toList(), false);
	}

	private static List<Path> files(final Path folder) throws IOException {
		try (var list = Files.list(folder)) {
			return list.filter(file -> file.toString().endsWith(".png")).sorted().toList();
		}
	}

	private static double time(final Path file) {
		return Double.parseDouble(file.getFileName().toString().replace(".png", ""));
	}

	/** The true poses closest to some times. */
	private static Trajectory matched(final List<Pose> poses, final Trajectory truth) {
		return new Trajectory(poses.stream().map(pose -> truth.poses().stream().min((a, b) -> Double.compare(Math.abs(a.time() -
			pose.time()), Math.abs(b.time() - pose.time()))).orElseThrow()).distinct().toList());
	}

	/** Returns whether there is parallax. */
	private boolean track(final String name, final CameraPath path, final Trajectory estimate, final Trajectory truth,
		final double length)
	{
		add(name, "parallax: " + path.parallax(), path.parallax().ordinal());
		if (path.parallax().ordinal() > 0) return false;
		final CameraScore score = CameraScore.of(estimate, truth, TOLERANCE, Progress.NONE);
		add(name, "rotation, degrees a step", CameraScore.mean(score.stepRotation()));
		add(name, "rotation, degrees in the worst step", Arrays.stream(score.stepRotation()).filter(Double::isFinite).max()
			.orElse(Double.NaN));
		add(name, "trajectory error, share of the path", score.absoluteTrajectoryError() / length);
		return true;
	}

	/** @param moving whether things move by themselves */
	private void depth(final String name, final Footage footage, final CameraPath path, final List<Plane> truth,
		final boolean moving)
	{
		final DepthFromMotion depth = new DepthFromMotion(footage, path, CpuDevice.INSTANCE);
		final List<Plane> found = IntStream.range(0, footage.length()).mapToObj(frame -> depth.of(frame, Progress.NONE).depth())
			.toList();
		final double[] scales = new double[found.size()];
		double own = 0;
		double constant = 0;
		double one = 0;
		for (int i = 0; i < scales.length; i++) {
			final DepthScore score = score(found.get(i), truth.get(i), DepthAlignment.MEDIAN);
			scales[i] = score.scale();
			own += score.absRel() / scales.length;
			constant += score(filled(truth.get(i), 1), truth.get(i), DepthAlignment.MEDIAN).absRel() / scales.length;
		}
		final double[] sorted = scales.clone();
		Arrays.sort(sorted);
		for (int i = 0; i < scales.length; i++) {
			final float[] values = found.get(i).values();
			for (int k = 0; k < values.length; k++) values[k] *= sorted[scales.length / 2];
			one += score(found.get(i), truth.get(i), DepthAlignment.NONE).absRel() / scales.length;
		}
		add(name, "AbsRel of depth, median of each frame", own);
		add(name, "AbsRel of depth, one scale", one);
		add(name, "AbsRel of a constant depth", constant);
		final DepthModel model = new DepthModel(ModelStore.SHIPPED.find(ModelStore.DEPTH), CpuDevice.INSTANCE);
		final DepthFromMotion helped = new DepthFromMotion(footage, path, model, null, CpuDevice.INSTANCE);
		final DepthMap[] maps = IntStream.range(0, footage.length()).mapToObj(frame -> helped.of(frame, Progress.NONE)).toArray(
			DepthMap[]::new);
		add(name, "AbsRel of depth, model=depth", IntStream.range(0, maps.length).mapToDouble(i -> score(maps[i].depth(), truth.get(
			i), DepthAlignment.MEDIAN).absRel()).average().orElseThrow());
		add(name, "frames that the model helps in", Stream.of(maps).filter(DepthMap::modelled).count());
		if (!moving) return;
		final DepthFromMotion guessed = new DepthFromMotion(footage, path, model, segmentation(), CpuDevice.INSTANCE);
		add(name, "AbsRel of depth, model=depth moving=segmentation", IntStream.range(0, maps.length).mapToDouble(i -> score(guessed.of(
			i, Progress.NONE).depth(), truth.get(i), DepthAlignment.MEDIAN).absRel()).average().orElseThrow());
	}

	private static Plane filled(final Plane like, final float value) {
		final Plane plane = new Plane(like.width(), like.height());
		Arrays.fill(plane.values(), value);
		return plane;
	}

	private static DepthScore score(final Plane depth, final Plane truth, final DepthAlignment alignment) {
		return DepthScore.of(depth, false, truth, alignment, NEAREST, Double.POSITIVE_INFINITY, filled(truth, 0), Progress.NONE);
	}

	private void segment(final String name, final SceneFootage scene, final CameraPath path) {
		segment(name, "", scene, new MotionSegmentation(scene.footage(), path, CpuDevice.INSTANCE));
		segment(name, ", learned", scene, new MotionSegmentation(scene.footage(), path, segmentation(), CpuDevice.INSTANCE));
	}

	private static LearnedSegmentation segmentation() {
		return new LearnedSegmentation(ModelStore.SHIPPED.find(ModelStore.SEGMENTATION), CpuDevice.INSTANCE);
	}

	private void segment(final String name, final String method, final SceneFootage scene,
		final MotionSegmentation segmentation)
	{
		final SegmentationScore score = score(scene, segmentation);
		add(name, "IoU of what moves, pooled" + method, score.foreground());
		add(name, "IoU of what rests, pooled" + method, score.background());
	}

	private static SegmentationScore score(final SceneFootage scene, final MotionSegmentation segmentation) {
		final List<Plane> labels = segmentation.labels(SMALLEST, Progress.NONE);
		SegmentationScore score = SegmentationScore.NONE;
		for (int frame = 0; frame < FRAMES; frame++) {
			final Plane moving = scene.scene().truth(frame, frame + 1, Progress.NONE).mask();
			for (int i = 0; i < moving.values().length; i++) moving.values()[i] = 1 - moving.values()[i];
			score = score.plus(SegmentationScore.of(labels.get(frame), moving));
		}
		return score;
	}

	private void add(final String what, final String measure, final double value) {
		results.add(new Result(what, measure, value));
		LOG.info(() -> String.format(Locale.ROOT, "%-30s %-42s %8.4f", what, measure, value));
	}
}
