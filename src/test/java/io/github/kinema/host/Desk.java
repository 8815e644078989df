package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.AWTEvent;
import java.awt.AWTException;
import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.KeyListener;
import java.awt.event.WindowEvent;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.ImageWindow;

/** A real ImageJ with its windows, and a hand on its menus and buttons, for tests. */
final class Desk implements AutoCloseable {

	/** Long, for slow machines; nothing waits longer than it must. */
	private static final long PATIENCE_MS = Long.getLong("kinema.patience", 120_000);

	/** A window that has not got the focus by then never will. */
	private static final long FOCUS_MS = 5_000;

	private final ImageJ imagej;

	/** @param home holds the preferences, in place of those of the user */
	Desk(final Path home) {
		final String saved = System.setProperty("user.home", home.toString());
		Desktop.offerMenus();
		imagej = new ImageJ(ImageJ.EMBEDDED);
		System.setProperty("user.home", saved);
	}

	/** Waits until there is something, and returns it. */
	static <T> T await(final String what, final Supplier<T> source) {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (System.currentTimeMillis() < end) {
			final T found = source.get();
			if (found != null && !Boolean.FALSE.equals(found)) return found;
			IJ.wait(20);
		}
		return fail("Waited in vain for " + what + ". " + screen("failure-" + end));
	}

	/** Chooses a command in the menus, as a person does. */
	static void choose(final String command) {
		final MenuItem item = find(Menus.getMenuBar(), command);
		assertNotNull(item, command + " is not in the menus");
		post(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, item.getActionCommand()));
	}

	/** The dialog with this title, as soon as it is there. NB: what is pressed while it opens is lost. */
	static Dialog dialog(final String title) {
		final Dialog dialog = await("the dialog " + title, () -> showing(title));
		settle();
		return dialog;
	}

	/**
	 * Shows an image and waits until it is active. NB: a window that is still on its way to the front would become so later. But
	 * without a window manager the focus may be lost for good; then ImageJ hears that it is there all the same.
	 */
	static void show(final ImagePlus image) {
		image.show();
		final ImageWindow window = image.getWindow();
		await(image.getTitle() + " to be on the screen", window::isShowing);
		final long end = System.currentTimeMillis() + FOCUS_MS;
		while (!window.isActive() && System.currentTimeMillis() < end) {
			EventQueue.invokeLater(window::toFront);
			IJ.wait(20);
		}
		settle();
		if (!window.isActive()) act(() -> window.windowActivated(new WindowEvent(window, WindowEvent.WINDOW_ACTIVATED)));
		await(image.getTitle() + " to be active", () -> WindowManager.getCurrentImage() == image);
	}

	/** Presses a button. NB: not with the robot, whose clicks get lost without a window manager. */
	static void press(final Button button) {
		await(button.getLabel() + " to be there", () -> button.isShowing() && button.isEnabled());
		post(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getActionCommand()));
	}

	private static void post(final AWTEvent event) {
		Toolkit.getDefaultToolkit().getSystemEventQueue().postEvent(event);
	}

	/** Presses Esc in a window. NB: not with the robot: that needs the focus. */
	static <T extends Component & KeyListener> void escape(final T window) {
		EventQueue.invokeLater(() -> window.keyPressed(new KeyEvent(window, KeyEvent.KEY_PRESSED,
			System.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED)));
	}

	/** The button with this label. */
	static Button button(final Container container, final String label) {
		for (final Component component : container.getComponents()) {
			if (component instanceof Button && ((Button) component).getLabel().trim().equals(label)) {
				return (Button) component;
			}
			final Button inside = component instanceof Container //
				? button((Container) component, label) : null;
			if (inside != null) return inside;
		}
		return null;
	}

	/** Waits until all events so far have been handled. */
	static void settle() {
		act(() -> {});
	}

	/** Does something where events are handled. NB: elsewhere, AWT's fields can lock up against their repainting. */
	static void act(final Runnable action) {
		try {
			EventQueue.invokeAndWait(action);
		}
		catch (final InterruptedException | InvocationTargetException exc) {
			throw new AssertionError(exc);
		}
	}

	/** Keeps a picture of a window. */
	static void picture(final Window window, final String name) {
		settle();
		// NB: time to paint; there is no event for that.
		IJ.wait(300);
		picture(new Rectangle(window.getLocationOnScreen(), window.getSize()), name);
	}

	/** Keeps a picture of the whole screen, and says where. */
	static String screen(final String name) {
		return picture(new Rectangle(Toolkit.getDefaultToolkit().getScreenSize()), name);
	}

	private static String picture(final Rectangle bounds, final String name) {
		final File file = new File("target/screenshots", name + ".png");
		file.getParentFile().mkdirs();
		try {
			ImageIO.write(new Robot().createScreenCapture(bounds), "png", file);
		}
		catch (final AWTException | IOException exc) {
			return exc.toString();
		}
		return "See " + file;
	}

	/** Closes all dialogs and images: what a test that failed has left open is in the way of the next one, and of quitting. */
	static void clear() {
		for (Dialog dialog = dialog(); dialog != null; dialog = dialog()) dialog.dispose();
		for (final ImagePlus image : ImageInput.open()) {
			image.changes = false;
			image.close();
		}
	}

	@Override
	public void close() {
		clear();
		imagej.quit();
		await("ImageJ to quit", () -> IJ.getInstance() == null);
	}

	/** A dialog that is on the screen, whatever its title, or null. */
	static Dialog dialog() {
		for (final Window window : Window.getWindows()) {
			if (window.isShowing() && window instanceof Dialog) return (Dialog) window;
		}
		return null;
	}

	/** The dialog with this title if it is on the screen, or null. */
	private static Dialog showing(final String title) {
		for (final Window window : Window.getWindows()) {
			if (window.isShowing() && window instanceof Dialog && //
				title.equals(((Dialog) window).getTitle())) return (Dialog) window;
		}
		return null;
	}

	private static MenuItem find(final MenuBar bar, final String command) {
		for (int i = 0; i < bar.getMenuCount(); i++) {
			final MenuItem found = find(bar.getMenu(i), command);
			if (found != null) return found;
		}
		return null;
	}

	private static MenuItem find(final Menu menu, final String command) {
		for (int i = 0; i < menu.getItemCount(); i++) {
			final MenuItem item = menu.getItem(i);
			final MenuItem found = item instanceof Menu ? find((Menu) item, command) : item;
			if (found != null && command.equals(found.getLabel())) return found;
		}
		return null;
	}
}
