#!/usr/bin/env python3
"""Makes tiny networks that answer in the shapes of real ones, and as a picture of three coloured spots tells them to.

    tiny_networks.py [FOLDER]

FOLDER is tests/fixtures/pose_models where none is given. Needs the packages `onnx` and `onnxruntime`. There are no
weights: a network is a few operations that move the brightness of the picture into its outputs.

The picture is dark but for three soft spots. The green one is the middle of the pelvis, the red one the left hip, the
blue one the right hip. So a mistaken order of colours exchanges left and right.

* A detector finds a person wherever a cell is green: a box of fixed size about the cell.
* A landmark network sees the left side's keypoints about the red spot, the right side's about the blue one, and those of
  the middle about the green one, each as far above or below as a standing person's (`BODY`, in input pixels).
* A network of one pass does both.

After writing, each network is run on a picture with known spots, and its answer is checked.
"""

import os
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import: it would send data to its maker
import onnxruntime  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
IMAGENET = ((123.675, 116.28, 103.53), (58.395, 57.12, 57.375))

# Right and down of the spot, in pixels of an input of 192 x 256, in which a box with padding holds some 205 rows.
BODY = {
    "nose": (0, -88), "eye": (3, -92), "ear": (6, -90), "shoulder": (0, -60), "elbow": (4, -32), "wrist": (4, -6),
    "hip": (0, 0), "knee": (0, 46), "ankle": (0, 86), "head": (0, -100), "neck": (0, -66), "middle": (0, 0),
    "big_toe": (10, 94), "small_toe": (7, 94), "heel": (-5, 93),
}  # fmt: skip

PAIRS = ["eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle"]
COCO17 = [("nose", 1)] + [(name, colour) for name in PAIRS for colour in (0, 2)]
HALPE26 = COCO17 + [("head", 1), ("neck", 1), ("middle", 1)]
HALPE26 += [(name, colour) for name in ("big_toe", "small_toe", "heel") for colour in (0, 2)]


class Graph:
    """A network under construction: each method adds operations and returns the name of their result."""

    def __init__(self, side_y, side_x):
        self.nodes, self.constants, self.outputs, self.count = [], [], [], 0
        self.input = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, side_y, side_x])

    def add(self, kind, *inputs, outputs=1, **attributes):
        names = [f"n{self.count + i}" for i in range(outputs)]
        self.count += outputs
        inputs = [i if isinstance(i, str) else self.constant(i) for i in inputs]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, value):
        value = np.asarray(value)
        value = value.astype(np.int64 if value.dtype.kind in "iu" else np.float32)
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def output(self, name, value, shape, kind=TensorProto.FLOAT):
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def write(self, path):
        graph = helper.make_graph(self.nodes, path.stem, [self.input], self.outputs, self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
        model.producer_name = "gaitline tests"
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, path)
        assert path.stat().st_size < 50_000, path

    def brightness(self, order, mean, deviation):
        """Red, green and blue from 0 to 1, whatever the network's input is."""
        levels = self.add("Mul", "input", np.reshape(np.divide(deviation, 255.0), (1, 3, 1, 1)))
        levels = self.add("Add", levels, np.reshape(np.divide(mean, 255.0), (1, 3, 1, 1)))
        return levels if order == "rgb" else self.add("Gather", levels, [2, 1, 0], axis=1)

    def soft(self, levels, size):
        """Averaged over squares, so that a spot has one highest pixel."""
        half = size // 2
        return self.add(
            "AveragePool", levels, kernel_shape=[size, size], strides=[1, 1], pads=[half] * 4, count_include_pad=1
        )

    def steps(self, count, each, shifts, last):
        """For each keypoint, the places of `count` steps of a curve, less its shift: (keypoints, count), cut to 0..last."""
        places = self.add("Range", np.float32(0), np.float32(count), np.float32(1))
        places = self.add("Mul", places, np.float32(each))
        moved = self.add("Sub", places, np.reshape(np.float32(shifts), (-1, 1)))
        return self.add("Clip", moved, np.float32(0), np.float32(last))

    def taken(self, values, places, axis):
        """Values at places between two pixels, along the last axes (or the rows of maps)."""
        results = []
        for rounding in ("Floor", "Ceil"):
            whole = self.add("Cast", self.add(rounding, places), to=TensorProto.INT64)
            results.append(self.add("GatherElements", values, whole, axis=axis))
        return self.add("Mul", self.add("Add", *results), np.float32(0.5))


def offsets(keypoints, axis, scale=1.0):
    """Shift of each keypoint; those of the head lie to either side of the middle."""
    return [BODY[name][axis] * scale for name, _ in keypoints]


def rtmpose(path, keypoints):
    """SimCC of RTMPose: (1, 3, 256, 192) to (1, keypoints, 384) and (1, keypoints, 512)."""
    g = Graph(256, 192)
    soft = g.soft(g.brightness("rgb", *IMAGENET), 9)
    colours = [colour for _, colour in keypoints]
    for name, axis, pixels, shift in [("simcc_x", 2, 192, 0), ("simcc_y", 3, 256, 1)]:
        curves = g.add("Gather", g.add("ReduceMax", soft, axes=[axis], keepdims=0), colours, axis=1)
        places = g.steps(2 * pixels, 0.5, offsets(keypoints, shift), pixels - 1)
        taken = g.taken(curves, g.add("Unsqueeze", places, [0]), 2)
        g.output(name, taken, [1, len(keypoints), 2 * pixels])
    g.write(path)


def vitpose(path, keypoints):
    """Heat maps of ViTPose: (1, 3, 256, 192) to (1, keypoints, 64, 48); the first and last cells are those of the input."""
    g = Graph(256, 192)
    soft = g.soft(g.brightness("rgb", *IMAGENET), 17)
    small = g.add(
        "Resize", soft, "", "", [1, 3, 64, 48], mode="linear", coordinate_transformation_mode="align_corners"
    )
    maps = g.add("Gather", small, [colour for _, colour in keypoints], axis=1)
    for axis, cells, input_pixels, shift in [(3, 48, 192, 0), (2, 64, 256, 1)]:
        scale = (cells - 1) / (input_pixels - 1)
        places = g.steps(cells, 1.0, np.round(offsets(keypoints, shift, scale)), cells - 1)
        places = g.add("Unsqueeze", places, [0, 2] if axis == 3 else [0, 3])
        shape = [1, len(keypoints), 64, 48]
        maps = g.taken(maps, g.add("Expand", places, shape), axis)
    g.output("heatmaps", maps, [1, len(keypoints), 64, 48])
    g.write(path)


def green_cells(g, levels, side, stride):
    """Greenness of each cell: (1, cells, 1)."""
    green = g.add("Gather", levels, [1], axis=1)
    cells = g.add("AveragePool", green, kernel_shape=[stride, stride], strides=[stride, stride])
    return g.add("Reshape", cells, [1, (side // stride) ** 2, 1])


def centres(g, side, stride):
    """Middle of each cell in pixels: (1, cells, 2)."""
    columns = side // stride
    index = g.add("Range", np.float32(0), np.float32(columns**2), np.float32(1))
    row = g.add("Floor", g.add("Div", index, np.float32(columns)))
    column = g.add("Sub", index, g.add("Mul", row, np.float32(columns)))
    both = [g.add("Reshape", v, [1, columns**2, 1]) for v in (column, row)]
    middle = g.add("Add", g.add("Concat", *both, axis=2), np.float32(0.5))
    return g.add("Mul", middle, np.float32(stride))


def yolox_grid(path, side, box):
    """YOLOX without suppression: (1, 3, side, side) to (1, cells, 6)."""
    g = Graph(side, side)
    levels = g.brightness("bgr", (0, 0, 0), (1, 1, 1))
    rows = []
    for stride in (8, 16, 32):
        count = (side // stride) ** 2
        size = np.log(np.divide(box, stride)).astype(np.float32)
        fixed = np.float32([[[0.5, 0.5, size[0], size[1]]]])
        fixed = g.add("Expand", fixed, [1, count, 4])
        one = g.add("Expand", np.float32([[[1]]]), [1, count, 1])
        rows.append(g.add("Concat", fixed, green_cells(g, levels, side, stride), one, axis=2))
    cells = sum((side // stride) ** 2 for stride in (8, 16, 32))
    g.output("output", g.add("Concat", *rows, axis=1), [1, cells, 6])
    g.write(path)


def suppressed(g, levels, side, box):
    """Boxes (1, number, 5) after suppression inside, as MMDeploy's exports give them, and their number."""
    scores, middle = green_cells(g, levels, side, 8), centres(g, side, 8)
    half = np.float32([[box]]) / 2
    corners = g.add("Concat", g.add("Sub", middle, half), g.add("Add", middle, half), axis=2)
    count = (side // 8) ** 2
    chosen = g.add(
        "NonMaxSuppression", corners, g.add("Reshape", scores, [1, 1, count]), np.int64([100]), np.float32([0.45]),
        np.float32([0.05]),
    )  # fmt: skip
    index = g.add("Reshape", g.add("Slice", chosen, [2], [3], [1]), [-1])
    rows = g.add("Concat", corners, scores, axis=2)
    return g.add("Gather", rows, index, axis=1), index


def detector(path, side, box, pixels):
    """A detector with suppression inside: (1, 3, side, side) to `dets` (1, number, 5) and `labels` (1, number)."""
    g = Graph(side, side)
    boxes, index = suppressed(g, g.brightness(*pixels), side, box)
    g.output("dets", boxes, [1, "number", 5])
    labels = g.add("Mul", g.add("Unsqueeze", index, [0]), np.int64(0))
    g.output("labels", labels, [1, "number"], TensorProto.INT64)
    g.write(path)


def spots(g, levels, side, keypoints, scale):
    """Keypoints about the brightest place of each colour: (1, 1, keypoints, 3), with the brightness there."""
    soft = g.add("Reshape", g.soft(levels, 9), [3, side * side])
    score = g.add("ReduceMax", soft, axes=[1], keepdims=1)
    place = g.add("Cast", g.add("ArgMax", soft, axis=1, keepdims=1), to=TensorProto.FLOAT)
    row = g.add("Floor", g.add("Div", place, np.float32(side)))
    column = g.add("Sub", place, g.add("Mul", row, np.float32(side)))
    colours = g.add("Gather", g.add("Concat", column, row, score, axis=1), [c for _, c in keypoints], axis=0)
    shifts = np.float32([[*np.multiply(BODY[name], scale), 0] for name, _ in keypoints])
    return g.add("Reshape", g.add("Add", colours, shifts), [1, 1, len(keypoints), 3])


def rtmo(path, side, box):
    """RTMO: (1, 3, side, side) to `dets` (1, number, 5) and `keypoints` (1, number, 17, 3)."""
    g = Graph(side, side)
    levels = g.brightness("bgr", (0, 0, 0), (1, 1, 1))
    boxes, _ = suppressed(g, levels, side, box)
    points = spots(g, levels, side, COCO17, box[1] / 205)
    number = g.add("Slice", g.add("Shape", boxes), [1], [2], [0])
    shape = g.add("Concat", [1], number, [17, 3], axis=0)
    g.output("dets", boxes, [1, "number", 5])
    g.output("keypoints", g.add("Expand", points, shape), [1, "number", 17, 3])
    g.write(path)


def yolo_pose(path, side, box):
    """YOLO-pose: (1, 3, side, side) to (1, 56, cells)."""
    g = Graph(side, side)
    levels = g.brightness("rgb", (0, 0, 0), (255, 255, 255))
    middle = g.add("Concat", *[centres(g, side, stride) for stride in (8, 16, 32)], axis=1)
    scores = g.add("Concat", *[green_cells(g, levels, side, stride) for stride in (8, 16, 32)], axis=1)
    cells = sum((side // stride) ** 2 for stride in (8, 16, 32))
    size = g.add("Expand", np.float32([[box]]), [1, cells, 2])
    points = g.add("Reshape", spots(g, levels, side, COCO17, box[1] / 205), [1, 1, 51])
    rows = g.add("Concat", middle, size, scores, g.add("Expand", points, [1, cells, 51]), axis=2)
    g.output("output0", g.add("Transpose", rows, perm=[0, 2, 1]), [1, 56, cells])
    g.write(path)


def picture(width, height, red, green, blue):
    """Three soft spots on black, red first; 0 to 255."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    spot = lambda at: 255 * np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * 8.0**2))  # noqa: E731
    return np.stack([spot(red), spot(green), spot(blue)])


def run(path, levels, order="rgb", mean=(0, 0, 0), deviation=(1, 1, 1)):
    levels = levels if order == "rgb" else levels[::-1]
    given = (levels - np.reshape(mean, (3, 1, 1))) / np.reshape(deviation, (3, 1, 1))
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {"input": given[None].astype(np.float32)})


def check_landmarks(folder):
    levels = picture(192, 256, (110, 128), (96, 126), (82, 130))
    at = {0: (110, 128), 1: (96, 126), 2: (82, 130)}
    x, y = run(folder / "tiny_rtmpose.onnx", levels, "rgb", *IMAGENET)
    assert (x.shape, y.shape) == ((1, 26, 384), (1, 26, 512))
    for k, (name, colour) in enumerate(HALPE26):
        found = np.argmax(x[0, k]) / 2, np.argmax(y[0, k]) / 2
        expected = np.add(at[colour], BODY[name])
        assert np.abs(np.subtract(found, expected)).max() < 0.1, (name, found, expected)
    assert 0.5 < x.max() <= 1, x.max()
    (maps,) = run(folder / "tiny_vitpose.onnx", levels, "rgb", *IMAGENET)
    assert maps.shape == (1, 17, 64, 48)
    for k, (name, colour) in enumerate(COCO17):
        row, column = np.unravel_index(np.argmax(maps[0, k]), (64, 48))
        found = column * 191 / 47, row * 255 / 63
        assert np.abs(np.subtract(found, np.add(at[colour], BODY[name]))).max() < 5, name


def check_boxes(folder):
    bgr = {"order": "bgr"}
    rtmdet = {"order": "bgr", "mean": IMAGENET[0][::-1], "deviation": IMAGENET[1][::-1]}
    for name, side, box, keys in [
        ("tiny_yolox", 416, (64, 128), bgr), ("tiny_rtmdet", 320, (64, 128), rtmdet),
    ]:  # fmt: skip
        at = (side * 0.4, side * 0.5)
        boxes, labels = run(folder / f"{name}.onnx", picture(side, side, at, at, at), **keys)
        best = boxes[0, 0]
        assert boxes.shape[2] == 5 and labels.shape == boxes.shape[:2] and 0.7 < best[4] <= 1, boxes
        assert np.abs((best[:2] + best[2:4]) / 2 - at).max() <= 4 and np.allclose(best[2:4] - best[:2], box)
        empty, _ = run(folder / f"{name}.onnx", np.zeros((3, side, side)), **keys)
        assert empty.shape == (1, 0, 5)
    at = (200, 196)
    (rows,) = run(folder / "tiny_yolox_grid.onnx", picture(416, 416, at, at, at), **bgr)
    best = rows[0, np.argmax(rows[0, :2704, 4])]
    assert rows.shape == (1, 3549, 6) and best[4] > 0.7 and np.allclose(np.exp(best[2:4]) * 8, (64, 128))


def check_one_stage(folder):
    at = ((340, 320), (320, 318), (300, 322))
    levels = picture(640, 640, *at)
    boxes, points = run(folder / "tiny_rtmo.onnx", levels, "bgr")
    (rows,) = run(folder / "tiny_yolo_pose.onnx", levels, "rgb", (0, 0, 0), (255, 255, 255))
    assert points.shape == (1, boxes.shape[1], 17, 3) and rows.shape == (1, 56, 8400)
    best = rows[0, :, np.argmax(rows[0, 4])]
    assert boxes[0, 0, 4] > 0.7 and best[4] > 0.7
    for k, (name, colour) in enumerate(COCO17):
        expected = np.add(at[colour], np.multiply(BODY[name], 240 / 205))
        for found in (points[0, 0, k], best[5:].reshape(17, 3)[k]):
            assert np.abs(found[:2] - expected).max() < 0.01 and found[2] > 0.5, (name, found, expected)
    nobody, _ = run(folder / "tiny_rtmo.onnx", 0 * levels, "bgr")
    assert nobody.shape == (1, 0, 5)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests/fixtures/pose_models"
    rtmpose(folder / "tiny_rtmpose.onnx", HALPE26)
    vitpose(folder / "tiny_vitpose.onnx", COCO17)
    detector(folder / "tiny_yolox.onnx", 416, (64, 128), ("bgr", (0, 0, 0), (1, 1, 1)))
    reversed_colours = (IMAGENET[0][::-1], IMAGENET[1][::-1])
    detector(folder / "tiny_rtmdet.onnx", 320, (64, 128), ("bgr", *reversed_colours))
    yolox_grid(folder / "tiny_yolox_grid.onnx", 416, (64, 128))
    rtmo(folder / "tiny_rtmo.onnx", 640, (120, 240))
    yolo_pose(folder / "tiny_yolo_pose.onnx", 640, (120, 240))
    check_landmarks(folder)
    check_boxes(folder)
    check_one_stage(folder)


if __name__ == "__main__":
    main()
