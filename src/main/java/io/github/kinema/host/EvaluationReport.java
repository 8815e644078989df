package io.github.kinema.host;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;

import ij.gui.Plot;
import ij.measure.ResultsTable;
import io.github.kinema.evaluate.Reliability;
import io.github.kinema.evaluate.Score;

/** Shows scores as a table and as a plot. */
public final class EvaluationReport {

	private static final Color[] COLOURS = { Color.BLUE, Color.RED, new Color(0, 140, 0), Color.MAGENTA, Color.ORANGE };

	private static final String RANKS = "Rank_correlation";

	private final List<String> methods;
	private final List<Score> scores;
	private final List<Reliability> reliabilities;

	/**
	 * @param scores those of all methods and frames, in the order of the table
	 * @param reliabilities one for each method
	 */
	public EvaluationReport(final List<String> methods, final List<Score> scores,
		final List<Reliability> reliabilities)
	{
		this.methods = methods;
		this.scores = scores;
		this.reliabilities = reliabilities;
	}

	/** A row for each score, then one for each method with the means over its frames. */
	public ResultsTable table() {
		final ResultsTable table = new ResultsTable();
		for (final Score score : scores) {
			table.addRow();
			table.addValue("Frame", score.frame() + 1);
			row(table, score.method(), score.psnr(), score.ssim(), score.mae(), score.bias(), score.peak());
			table.addValue("Displacement", score.displacement().toString());
			table.addValue(RANKS, "");
		}
		for (int m = 0; m < methods.size(); m++) {
			final String method = methods.get(m);
			final List<Score> own = of(method);
			table.addRow();
			table.addValue("Frame", "all");
			// NB: a frame that is rebuilt without any error has no finite PSNR; the mean is over the others.
			row(table, method, own.stream().mapToDouble(Score::psnr).filter(Double::isFinite).average().orElse(
				own.get(0).psnr()), own.stream().mapToDouble(Score::ssim).average().orElseThrow(), //
				own.stream().mapToDouble(Score::mae).average().orElseThrow(), //
				own.stream().mapToDouble(Score::bias).average().orElseThrow(), own.get(0).peak());
			table.addValue("Displacement", "");
			table.addValue(RANKS, reliabilities.get(m).rankCorrelation());
		}
		return table;
	}

	/** The mean PSNR of a method. NB: a frame that is rebuilt without any error has no finite one; the mean is over the others. */
	double psnr(final String method) {
		final List<Score> own = of(method);
		return own.stream().mapToDouble(Score::psnr).filter(Double::isFinite).average().orElse(own.get(0).psnr());
	}

	/** The mean absolute error of a method. */
	double mae(final String method) {
		return of(method).stream().mapToDouble(Score::mae).average().orElseThrow();
	}

	private static void row(final ResultsTable table, final String method, final double psnr, final double ssim,
		final double mae, final double bias, final double peak)
	{
		table.addValue("Method", method);
		table.addValue("PSNR", psnr);
		table.addValue("SSIM", ssim);
		table.addValue("MAE", mae);
		table.addValue("Bias", bias);
		table.addValue("Peak", peak);
	}

	/** PSNR over frames, a line for each method. */
	public Plot plot(final String title) {
		final Plot plot = new Plot(title, "Frame", "PSNR (dB)");
		for (int m = 0; m < methods.size(); m++) {
			final List<Score> own = of(methods.get(m));
			colour(plot, m);
			plot.add("connected circles", own.stream().mapToDouble(s -> s.frame() + 1).toArray(), //
				own.stream().mapToDouble(Score::psnr).map(p -> Double.isFinite(p) ? p : Double.NaN).toArray());
		}
		plot.setColor(Color.BLACK);
		plot.setLegend(String.join("\t", methods), Plot.AUTO_POSITION);
		plot.setLimitsToFit(false);
		return plot;
	}

	/**
	 * The error that the confidence stands for, against the actual one, a line for each
	 * method: on the diagonal, the confidence says the truth; below, it is too modest.
	 */
	public Plot reliability(final String title) {
		final Plot plot = new Plot(title, "Predicted error (% of the range)", "Actual error (% of the range)");
		// NB: where nothing errs, a plot still has a side.
		double end = 0.01;
		for (int m = 0; m < methods.size(); m++) {
			final Reliability.Curve curve = reliabilities.get(m).curve();
			final double[] predicted = percent(curve.predicted());
			final double[] actual = percent(curve.actual());
			end = Math.max(end, Math.max(Arrays.stream(predicted).max().orElse(0), Arrays.stream(actual).max().orElse(0)));
			colour(plot, m);
			plot.add("connected circles", predicted, actual);
		}
		plot.setColor(Color.BLACK);
		plot.setLegend(String.join("\t", methods), Plot.AUTO_POSITION);
		plot.setColor(Color.GRAY);
		plot.drawLine(0, 0, end, end);
		// NB: the same for both, so that the diagonal is one.
		plot.setLimits(0, end, 0, end);
		return plot;
	}

	private static double[] percent(final double[] shares) {
		return Arrays.stream(shares).map(share -> 100 * share).toArray();
	}

	private static void colour(final Plot plot, final int m) {
		final Color colour = COLOURS[m % COLOURS.length];
		plot.setColor(colour, colour);
		plot.setLineWidth(2);
	}

	private List<Score> of(final String method) {
		return scores.stream().filter(score -> score.method().equals(method)).toList();
	}
}
