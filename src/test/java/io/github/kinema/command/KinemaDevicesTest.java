package io.github.kinema.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import ij.measure.ResultsTable;
import io.github.kinema.device.Device;
import io.github.kinema.device.Devices;

/** Tests the table of devices. */
class KinemaDevicesTest {

	private static ResultsTable table(final boolean test) {
		return (ResultsTable) Commands.run(KinemaDevices.class, null, "test", test).get("results");
	}

	@Test
	void everyDeviceHasARowAndEveryMissingOneItsReason() {
		final ResultsTable table = table(false);
		assertEquals(Devices.found().size() + Devices.missing().size(), table.size());
		for (int i = 0; i < Devices.found().size(); i++) {
			final Device device = Devices.found().get(i);
			assertEquals(device.id(), table.getStringValue("Device", i));
			assertEquals(device.name(), table.getStringValue("Name", i));
			assertTrue(table.getStringValue("Status", i).startsWith("there"), table.getStringValue("Status", i));
			assertEquals(Math.floor(device.memory() / 1048576.0), table.getValue("Memory (MiB)", i));
		}
		for (int i = Devices.found().size(); i < table.size(); i++) {
			final String api = table.getStringValue("Device", i);
			final String reason = Devices.missing().get(Device.Api.valueOf(api.toUpperCase(Locale.ROOT)));
			assertEquals("missing: " + reason, table.getStringValue("Status", i));
		}
		assertFalse(Arrays.asList(table.getHeadings()).contains("Operation"));
	}

	@Test
	void theSelfTestHasARowForEachOperationOfEachDevice() {
		final ResultsTable table = table(true);
		for (final Device device : Devices.found()) {
			int operations = 0;
			for (int i = 0; i < table.size(); i++) {
				if (!device.id().equals(table.getStringValue("Device", i))) continue;
				final String status = table.getStringValue("Status", i);
				assertTrue(status.startsWith("passes"), device.id() + " " + status);
				if (table.getStringValue("Operation", i).isEmpty()) continue;
				operations++;
				assertTrue(Double.parseDouble(table.getStringValue("Throughput", i)) >= 0);
				assertTrue(Double.parseDouble(table.getStringValue("Deviation", i)) <= Double.parseDouble(table.getStringValue(
					"Tolerance", i)));
			}
			assertTrue(operations >= 15, operations + " operations of " + device.id());
		}
	}
}
