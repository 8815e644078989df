// Kinema Devices: what this computer can compute on, what is missing and why, and the self-test, printed line by line.
// On a computer without Maven: java -cp "PATH/TO/JARS/*" io.github.kinema.Main macros/kinema_devices.ijm
run("Kinema Devices", "test=true");

headings = split(Table.headings, "\t");
tested = 0;
for (i = 0; i < Table.size; i++) {
	line = "";
	for (k = 0; k < headings.length; k++) {
		value = Table.getString(headings[k], i);
		if (headings[k] != " " && value != "") line = line + headings[k] + ": " + value + "; ";
	}
	print(line);
	status = Table.getString("Status", i);
	if (startsWith(status, "fails")) exit(Table.getString("Device", i) + " " + status);
	if (startsWith(status, "passes the self-test")) tested++;
}
// The CPU is always there.
if (Table.getString("Device", 0) != "cpu") exit("cpu expected first");
if (tested < 1) exit("no device was tested");
