// Inspect Kernel: a tool for the mouse, where there is one.
if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") exit;

run("Inspect Kernel");

if (IJ.getToolName() != "Inspect Kernel Tool") exit("the tool is not selected, but " + IJ.getToolName());
setTool("rectangle");
