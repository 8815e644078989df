package io.github.kinema.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import ij.text.TextWindow;
import io.github.kinema.device.Devices;

/** Looks at the devices through menu and dialog, with no image open. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeviceWindowTest {

	@TempDir
	private Path home;

	@Test
	void theTableIsShownWithoutAnImage() {
		assumeFalse(GraphicsEnvironment.isHeadless(), WindowTest.NO_DISPLAY);
		try (Desk desk = new Desk(home)) {
			final Recorder recorder = new Recorder();
			Desk.choose("Kinema Devices");
			final GenericDialog dialog = (GenericDialog) Desk.dialog("Kinema Devices");
			Desk.press(dialog.getButtons()[0]);
			final int rows = Devices.found().size() + Devices.missing().size();
			final ResultsTable results = ResultsTable.getResultsTable();
			final ResultsTable table = Desk.await("the table", () -> {
				final ResultsTable shown = ResultsTable.getResultsTable("Kinema Devices");
				return shown != null && shown.size() == rows ? shown : null;
			});
			assertSame(results, ResultsTable.getResultsTable(), "the user's measurements stay where they are");
			assertEquals("cpu", table.getStringValue("Device", 0));
			Desk.await("the recorded line", () -> recorder.getText().contains("run(\"Kinema Devices\", \"test=false\");"));
			recorder.close();
			Desk.act(() -> ((TextWindow) WindowManager.getWindow("Kinema Devices")).close(false));
		}
	}
}
