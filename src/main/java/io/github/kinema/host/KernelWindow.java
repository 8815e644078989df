package io.github.kinema.host;

import java.awt.BorderLayout;
import java.awt.Canvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Frame;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Toolkit;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

import ij.IJ;
import ij.Prefs;
import io.github.kinema.filter.AdaptiveFilter;
import io.github.kinema.filter.AdaptiveWeights;
import io.github.kinema.filter.Window;

/** A small window with an adaptive kernel and its numbers. To be used where events are handled. */
final class KernelWindow extends Frame {

	private static final long serialVersionUID = 1L;
	private static final String PLACE = "kinema.kernel";
	private static final int SIZE = 231;
	private static final int MARGIN = 40;
	private static final int LINE = 16;
	private static final int LINES = 6;
	private static final MathContext DIGITS = new MathContext(4);
	private static final Color EDGE = new Color(0xff8c00);

	private transient AdaptiveWeights weights;
	private List<String> lines = List.of("Move over an image.");

	/** @param closed what to do when somebody closes it */
	KernelWindow(final Runnable closed) {
		super("Kernel");
		setLayout(new BorderLayout());
		add(new Picture(), BorderLayout.CENTER);
		pack();
		setResizable(false);
		// NB: the image keeps the keys and the mouse.
		setFocusableWindowState(false);
		setAlwaysOnTop(true);
		final Point place = Prefs.getLocation(PLACE);
		if (place != null) setLocation(place);
		else setLocation(Toolkit.getDefaultToolkit().getScreenSize().width - getWidth() - MARGIN, MARGIN);
		addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosing(final WindowEvent event) {
				closed.run();
			}
		});
	}

	/** Shows the kernel at pixel (x, y). */
	void show(final AdaptiveWeights kernel, final AdaptiveFilter.Settings settings, final int x, final int y) {
		weights = kernel;
		lines = lines(kernel, settings, x, y);
		repaintPicture();
	}

	/** Says why there is no kernel. */
	void say(final String sentence) {
		weights = null;
		lines = List.of(Caller.wrap(sentence).split("\n"));
		repaintPicture();
	}

	private void repaintPicture() {
		if (!isVisible()) setVisible(true);
		getComponent(0).repaint();
	}

	/** Remembers where it stands, and goes. */
	void close() {
		if (isShowing()) Prefs.saveLocation(PLACE, getLocation());
		dispose();
	}

	/** The numbers, in words. */
	static List<String> lines(final AdaptiveWeights kernel, final AdaptiveFilter.Settings settings, final int x,
		final int y)
	{
		int samples = 0;
		for (final float value : kernel.values())
			if (value > 0) samples++;
		final String range = new BigDecimal(settings.range()).round(DIGITS).toPlainString();
		return List.of("(" + x + ", " + y + "), radius " + settings.radius() + ", range " + range, //
			String.format("averages like %.1f of %d samples", kernel.effectiveSamples(), samples),
			String.format("%.1f %% from this side of the edge", 100 * kernel.nearShare()), //
			String.format("%.1f %% from beyond it (orange)", 100 * kernel.farShare()), //
			"the edge: " + IJ.d2s(kernel.contrast(), kernel.contrast() < 10 ? 3 : 0) + " grey values", //
			settings.iterations() == 1 ? "one pass" : "the last of " + settings.iterations() + " passes");
	}

	/** The weights of the pixel's own slice, the largest white. */
	static BufferedImage picture(final AdaptiveWeights kernel) {
		final Window window = kernel.window();
		final BufferedImage picture = new BufferedImage(window.width(), window.height(), BufferedImage.TYPE_INT_RGB);
		final int first = window.radiusZ() * window.width() * window.height();
		float most = 0;
		for (int i = 0; i < window.width() * window.height(); i++) most = Math.max(most, kernel.values()[first + i]);
		for (int y = 0; y < window.height(); y++) {
			for (int x = 0; x < window.width(); x++) {
				final float value = kernel.values()[first + x + y * window.width()];
				final int grey = most > 0 ? Math.round(255 * value / most) : 0;
				picture.setRGB(x, y, window.contains(x - window.radiusX(), y - window.radiusY(), 0) ? grey << 16 | grey << 8 | grey
					: 0x30343c);
			}
		}
		return picture;
	}

	private final class Picture extends Canvas {

		private static final long serialVersionUID = 1L;
		private final double scale = Math.max(1, Toolkit.getDefaultToolkit().getScreenResolution() / 96.0);

		@Override
		public Dimension getPreferredSize() {
			return new Dimension((int) (scale * SIZE), (int) (scale * (SIZE + LINE * LINES + 8)));
		}

		/** NB: what the canvas would clear first flickers. */
		@Override
		public void update(final Graphics g) {
			paint(g);
		}

		@Override
		public void paint(final Graphics g) {
			final BufferedImage buffer = new BufferedImage(getWidth(), getHeight(), BufferedImage.TYPE_INT_RGB);
			final Graphics b = buffer.getGraphics();
			b.setColor(new Color(0x202328));
			b.fillRect(0, 0, getWidth(), getHeight());
			if (weights != null) paintWeights(b);
			b.setColor(Color.WHITE);
			b.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) (12 * scale)));
			int y = weights == null ? LINE : SIZE + LINE;
			for (final String line : lines) {
				b.drawString(line, (int) (6 * scale), (int) (scale * y));
				y += LINE;
			}
			b.dispose();
			g.drawImage(buffer, 0, 0, null);
		}

		private void paintWeights(final Graphics g) {
			final Window window = weights.window();
			final int cell = Math.max(1, (int) (scale * SIZE) / Math.max(window.width(), window.height()));
			final int left = ((int) (scale * SIZE) - cell * window.width()) / 2;
			final int top = ((int) (scale * SIZE) - cell * window.height()) / 2;
			g.drawImage(picture(weights), left, top, cell * window.width(), cell * window.height(), null);
			final int first = window.radiusZ() * window.width() * window.height();
			g.setColor(EDGE);
			for (int y = 0; y < window.height(); y++) {
				for (int x = 0; x < window.width(); x++) {
					if (!weights.far()[first + x + y * window.width()]) continue;
					g.drawLine(left + x * cell, top + y * cell + cell - 1, left + x * cell + cell - 1, top + y * cell);
				}
			}
			g.setColor(Color.CYAN);
			g.drawRect(left + window.radiusX() * cell, top + window.radiusY() * cell, cell - 1, cell - 1);
		}
	}
}
