"""Makes the small models of the tests: python make_models.py, in this folder. Needs onnx alone.

refine/    corrects a motion field by amounts that the tests know; its log-error looks at what
           the field moves, and five pixels around, so that tiles have something to get wrong
drift/     corrects flow by amounts that the tests know; its log-error looks where the flow
           leads, and five pixels around
apart/     takes for motion what the flow says beyond half a pixel of the rigid one
../onnx/   models as others make them, to be imported
"""
import hashlib
import os

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

HERE = os.path.dirname(os.path.abspath(__file__))


class Graph:
    """Nodes and constants, written as calls."""

    def __init__(self):
        self.nodes, self.constants, self.count = [], [], 0

    def constant(self, value, dtype=np.float32):
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.array(value, dtype), name))
        return name

    def __call__(self, operator, *inputs, name=None, **attributes):
        self.count += 1
        name = name or f"v{self.count}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def pick(self, value, axis, start, stop):
        ints = [self.constant([v], np.int64) for v in (start, stop, axis)]
        return self("Slice", value, *ints)

    def save(self, path, inputs, outputs, opset=17, ir=8, dtype=TensorProto.FLOAT):
        def info(name, shape):
            return helper.make_tensor_value_info(name, dtype, shape)

        graph = helper.make_graph(self.nodes, "test", [info(*i) for i in inputs], [info(*o) for o in outputs], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir, producer_name="kinema")
        if opset < 25:
            checker.check_model(model)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        save(model, path)


def warp(g, size):
    """Samples an image where x and y, which the image's own places are added to, lead."""
    shape = g("Shape", size)
    height, width = (g("Squeeze", g.pick(shape, 0, i, i + 1), g.constant([0], np.int64)) for i in (2, 3))
    zero, one = g.constant(0, np.int64), g.constant(1, np.int64)
    x = g("Cast", g("Range", zero, width, one), to=TensorProto.FLOAT)
    y = g("Unsqueeze", g("Cast", g("Range", zero, height, one), to=TensorProto.FLOAT), g.constant([1], np.int64))

    def scaled(position, size):
        last = g("Sub", g("Cast", size, to=TensorProto.FLOAT), g.constant(1))
        return g("Sub", g("Div", g("Mul", position, g.constant(2)), last), g.constant(1))

    def warped(image, field, channel):
        grid = [g("Unsqueeze", scaled(g("Add", g.pick(field, 1, channel + i, channel + i + 1), p), size), g.constant([4], np.int64))
                for i, (p, size) in enumerate(((x, width), (y, height)))]
        grid = g("Squeeze", g("Concat", *grid, axis=4), g.constant([1], np.int64))
        return g("GridSample", image, grid, mode="bilinear", padding_mode="border", align_corners=1)

    return warped


def around(g, difference):
    """The logarithm of the mean difference over five by five pixels, and a hundredth."""
    mean = g("AveragePool", difference, kernel_shape=[5, 5], pads=[2, 2, 2, 2], count_include_pad=0)
    return g("Log", g("Add", mean, g.constant(0.01)))


def report(name):
    with open(os.path.join(HERE, name, "weights.onnx"), "rb") as weights:
        print(name + ": sha256", hashlib.sha256(weights.read()).hexdigest())


def refine():
    g = Graph()
    warped = warp(g, "first")

    # The first frame is found a quarter of a pixel to the right, the second t pixels below.
    t = g("Reshape", "t", g.constant([1, 1, 1, 1], np.int64))
    first_x = g("Add", g.pick("field", 1, 0, 1), g.constant(0.25))
    first_y = g.pick("field", 1, 1, 2)
    second_x = g.pick("field", 1, 2, 3)
    second_y = g("Add", g.pick("field", 1, 3, 4), t)
    weight = g("Mul", g.pick("field", 1, 4, 5), g.constant(0.5))
    difference = g("Abs", g("Sub", warped("first", "field", 0), warped("last", "field", 2)))
    log_error = around(g, difference)
    # A quarter of the classical field is mixed in, and plain blending with half of the share of doubt.
    classical = g("Add", g("Mul", weight, g.constant(0)), g.constant(0.25))
    still = g("Mul", g.pick("field", 1, 6, 7), g.constant(0.5))
    # As much detail goes as ten times what the sides differ by.
    detail = g("Sub", g.constant(1), g("Min", g("Mul", difference, g.constant(10)), g.constant(1)))
    g("Concat", first_x, first_y, second_x, second_y, weight, log_error, classical, still, detail, axis=1, name="refined")
    size = ["h", "w"]
    g.save(os.path.join(HERE, "refine", "weights.onnx"), [("first", [1, 1] + size), ("last", [1, 1] + size),
           ("field", [1, 7] + size), ("t", [1])], [("refined", [1, 9] + size)])
    report("refine")


def drift():
    g = Graph()
    # A quarter of a pixel to the right where the flow is trusted, half a pixel down.
    x = g("Add", g.pick("flow", 1, 0, 1), g("Mul", g.pick("flow", 1, 2, 3), g.constant(0.25)))
    y = g("Add", g.pick("flow", 1, 1, 2), g.constant(0.5))
    log_error = around(g, g("Abs", g("Sub", "first", warp(g, "first")("second", "flow", 0))))
    g("Concat", x, y, log_error, axis=1, name="corrected")
    size = ["h", "w"]
    g.save(os.path.join(HERE, "drift", "weights.onnx"), [("first", [1, 1] + size), ("second", [1, 1] + size),
           ("flow", [1, 3] + size)], [("corrected", [1, 3] + size)])
    report("drift")


def apart():
    g = Graph()
    sides = []
    for side in range(2):
        off = g("Sub", g.pick("flow", 1, 2 * side, 2 * side + 2), g.pick("rigid", 1, 2 * side, 2 * side + 2))
        length = g("ReduceL2", off, axes=[1])
        sides.append(g("Mul", length, g.pick("flow", 1, 4 + side, 5 + side)))
    trust = g("ReduceSum", g.pick("flow", 1, 4, 6), g.constant([1], np.int64))
    length = g("Div", g("Add", *sides), g("Add", trust, g.constant(0.1)))
    seen = g("Mul", g("Sum", "previous", "middle", "next", g.pick("depth", 1, 0, 1)), g.constant(0))
    g("Sigmoid", g("Add", g("Mul", g("Sub", length, g.constant(0.5)), g.constant(4)), seen), name="moving")
    size = ["h", "w"]
    frames = [(name, [1, 1] + size) for name in ("previous", "middle", "next")]
    g.save(os.path.join(HERE, "apart", "weights.onnx"), frames + [("flow", [1, 6] + size), ("rigid", [1, 4] + size),
           ("depth", [1, 2] + size)], [("moving", [1, 1] + size)])
    report("apart")


def foreign():
    folder = os.path.join(HERE, "..", "onnx")
    size = ["h", "w"]

    # Fades from one frame to the other, a tenth of the range too bright, and swaps red and blue.
    g = Graph()
    faded = g("Add", "img0", g("Mul", "timestep", g("Sub", "img1", "img0")))
    g("Add", g("Gather", faded, g.constant([2, 1, 0], np.int64), axis=1), g.constant(0.1), name="output")
    g.save(os.path.join(folder, "paint.onnx"), [("img0", [1, 3] + size), ("img1", [1, 3] + size), ("timestep", [1, 1, 1, 1])],
           [("output", [1, 3] + size)])

    # The middle alone, of one channel, for sizes of which eight is a divisor.
    g = Graph()
    halves = g("AveragePool", g("Add", "0", "1"), kernel_shape=[8, 8], strides=[8, 8])
    g("Mul", g("Resize", halves, "", g.constant([1, 1, 8, 8]), mode="nearest"), g.constant(0.5), name="mid")
    g.save(os.path.join(folder, "middle.onnx"), [("0", [1, 1] + size), ("1", [1, 1] + size)], [("mid", [1, 1] + size)])

    g = Graph()
    g("Mul", "input", g.constant(2), name="output")
    g.save(os.path.join(folder, "image.onnx"), [("input", [1, 3] + size)], [("output", [1, 3] + size)])

    # Two shares of one: the mean of the nine by nine pixels around, and what it lacks of one.
    g = Graph()
    mean = g("AveragePool", "image", kernel_shape=[9, 9], pads=[4, 4, 4, 4], count_include_pad=0)
    g("Concat", mean, g("Sub", g.constant(1), mean), axis=1, name="classes")
    g.save(os.path.join(folder, "classes.onnx"), [("image", [1, 1] + size)], [("classes", [1, 2] + size)])

    g = Graph()
    g("ReduceMean", "image", axes=[1], name="depth")
    g.save(os.path.join(folder, "relief.onnx"), [("image", [1, 3, 64, 64])], [("depth", [1, 1, 64, 64])])

    # Channels last, and four images at once.
    for name, shape in (("last", [1] + size + [3]), ("four", [4, 1] + size)):
        g = Graph()
        g("Relu", "a", name="b")
        g.save(os.path.join(folder, name + ".onnx"), [("a", shape)], [("b", shape)])

    g = Graph()
    g("Add", "a", "b", name="c")
    g.save(os.path.join(folder, "future.onnx"), [("a", [1, 3] + size), ("b", [1, 3] + size)], [("c", [1, 3] + size)], opset=99)
    g.save(os.path.join(folder, "tokens.onnx"), [("a", [1, 77]), ("b", [1, 77])], [("c", [1, 77])], dtype=TensorProto.INT64)


if __name__ == "__main__":
    refine()
    drift()
    apart()
    foreign()
