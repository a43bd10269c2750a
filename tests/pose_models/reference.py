#!/usr/bin/env python3
"""Writes what rtmlib makes of known tensors and pictures, for the tests of the decoders.

    reference.py [FOLDER]

FOLDER is tests/fixtures/pose_models where none is given. Needs `rtmlib` 0.0.16 (Apache-2.0) and what it depends on, no
weights. The test command does not run it. Tensors and pictures follow from a formula that the Rust tests have too
(`noise`), so a fixture holds only its numbers, the shape, and rtmlib's answer. YOLO-pose, which rtmlib lacks, is held
against the documented layout and OpenCV's own suppression.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
from rtmlib.tools.object_detection.rtmdet import RTMDet
from rtmlib.tools.object_detection.yolox import YOLOX
from rtmlib.tools.pose_estimation.rtmo import RTMO
from rtmlib.tools.pose_estimation.rtmpose import RTMPose
from rtmlib.tools.pose_estimation.vitpose import ViTPose

ROOT = Path(__file__).resolve().parents[2]
IMAGENET = {"mean": (123.675, 116.28, 103.53), "std": (58.395, 57.12, 57.375)}


def noise(count, seed):
    """Whole numbers from 0 to 65535 that look random: a hash of the place and the seed, in 32 bits."""
    h = (np.arange(count, dtype=np.uint64) * 0x9E3779B1 + seed) & 0xFFFFFFFF
    h ^= h >> 15
    h = (h * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    h ^= h >> 16
    return (h & 0xFFFF).astype(np.int64)


def tensor(shape, seed, low, high):
    """Values from low to high, exact in 32 bits where both are small binary fractions."""
    return (low + (high - low) * noise(int(np.prod(shape)), seed) / 65536).reshape(shape)


def picture(width, height):
    """Ramps in three directions with a little noise: red to the right, green downwards, blue against both."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    ramps = np.stack([20 + 2 * x, 30 + 3 * y, 220 - x - 2 * y], 2)
    return (ramps + noise(ramps.size, 7).reshape(ramps.shape) % 4).astype(np.uint8)


def tool(kind, size, **keys):
    """rtmlib's object without a network: only what is before and behind it is used. `size` is width, height."""
    made = kind.__new__(kind)
    made.model_input_size = size
    made.mean, made.std, made.det_mode = keys.pop("mean", None), keys.pop("std", None), keys.pop("det_mode", "human")
    for key, value in keys.items():
        setattr(made, key, value)
    return made


def rounded(values, digits=6):
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def inputs():
    """What the networks are given of a picture, at some of the input's pixels: channel, row, column, value."""
    cases = [
        ("letterbox_wide", tool(YOLOX, (64, 64)), (90, 50), None),
        ("letterbox_tall", tool(YOLOX, (64, 64)), (33, 59), None),
        ("letterbox_same", tool(YOLOX, (64, 64)), (64, 64), None),
        ("rtmdet", tool(RTMDet, (32, 32), mean=IMAGENET["mean"][::-1], std=IMAGENET["std"][::-1]), (90, 50), None),
        ("rtmo", tool(RTMO, (64, 64)), (90, 50), None),
        ("rtmpose_tall_box", tool(RTMPose, (48, 64), **IMAGENET), (90, 50), [20.5, 5.25, 41.0, 47.75]),
        ("rtmpose_wide_box", tool(RTMPose, (48, 64), **IMAGENET), (90, 50), [-8.0, 20.0, 60.5, 44.0]),
        ("vitpose", tool(ViTPose, (48, 64), **IMAGENET), (90, 50), [30.0, 10.0, 55.0, 45.0]),
    ]
    made = []
    for name, network, size, box in cases:
        bgr = picture(*size)[:, :, ::-1].copy()
        seen = network.preprocess(bgr) if box is None else network.preprocess(bgr, box)
        values = np.asarray(seen[0], dtype=np.float64).transpose(2, 0, 1)
        places = noise(240, 11) % values.size
        samples = [[*(int(i) for i in np.unravel_index(p, values.shape)), rounded(values.flat[p], 5)] for p in places]
        made.append({"name": name, "picture": size, "input": network.model_input_size, "box": box, "samples": samples})
    return made


def simcc():
    """Curves with negative keypoints among them; rtmlib's answer in picture pixels, for two boxes."""
    made = []
    for seed, box in [(1, [20.5, 5.25, 41.0, 47.75]), (2, [300.0, 200.0, 700.0, 420.0])]:
        keypoints, size = 12, (48, 64)
        x = tensor((1, keypoints, 2 * size[0]), seed, -0.5, 0.5)
        y = tensor((1, keypoints, 2 * size[1]), seed + 100, -0.5, 0.5)
        x[0, 3], y[0, 3] = x[0, 3] - 1, y[0, 3] - 1
        network = tool(RTMPose, size, **IMAGENET)
        _, centre, scale = network.preprocess(picture(90, 50), box)
        points, scores = network.postprocess([x.astype(np.float32), y.astype(np.float32)], centre, scale)
        case = {"keypoints": keypoints, "input": size, "box": box, "lowered": 3, "seed": seed}
        made.append(case | {"points": rounded(points[0]), "scores": rounded(scores[0])})
    return made


def maps(seed, keypoints, columns, rows):
    """Soft spots on weak noise, rounded to four digits: noise alone has no top that could be refined."""
    at = noise(3 * keypoints, seed).reshape(keypoints, 3) / 65536
    x, y = np.meshgrid(np.arange(columns), np.arange(rows))
    made = tensor((keypoints, rows, columns), seed + 1, 0.0, 0.03125)
    for k, (u, v, height) in enumerate(at):
        # two spots lie on the edge, where blur and neighbours need cells beyond it
        cx, cy = (0.2, 9.3) if k == 0 else (columns - 1.3, rows - 1.2) if k == 1 else (u * columns, v * rows)
        made[k] += (0.3 + 0.6 * height) * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 8)
    return np.round(made, 4)


def heat_maps():
    columns, rows, keypoints, box = 24, 32, 6, [30.0, 10.0, 55.0, 45.0]
    values = maps(5, keypoints, columns, rows)
    network = tool(ViTPose, (4 * columns, 4 * rows), **IMAGENET)
    _, centre, scale = network.preprocess(picture(90, 50), box)
    points, scores = network.postprocess([values[None].astype(np.float32)], centre, scale)
    cells = [int(np.argmax(m)) for m in values]
    made = {"input": network.model_input_size, "cells": [columns, rows], "box": box, "highest": cells}
    return made | {"maps": values.ravel().tolist(), "points": rounded(points[0]), "scores": rounded(scores[0])}


def apart(scores):
    """Equal scores would leave the order to the sorting."""
    kept = np.sort(scores)
    assert len(kept) > 3 and (np.diff(kept) > 1e-7).all(), "scores are equal: take another seed"


def grids():
    """Outputs before suppression, of real size, with one class and with three."""
    made = []
    for kind, side, seed, classes, ratio, limits in [
        (YOLOX, 416, 21, 1, 0.65, {"nms_thr": 0.45, "score_thr": 0.7}),
        (YOLOX, 416, 22, 3, 0.65, {"nms_thr": 0.45, "score_thr": 0.7}),
        (RTMDet, 320, 23, 1, 1.25, {"nms_thr": 0.45, "score_thr": 0.3}),
    ]:
        cells = sum((side // stride) ** 2 for stride in (8, 16, 32))
        shape = (1, cells, 5 + classes)
        # sizes up to e³ cells, so that boxes overlap; high scores are rare, since both factors must be high
        values = tensor(shape, seed, 0.0, 1.0)
        values[..., 2:4] *= 3
        network = tool(kind, (side, side), det_mode="multiclass", **limits)
        scores = values[0, :, 4] * values[0, :, 5]
        apart(scores[scores > limits["score_thr"]])
        boxes, labels = network.postprocess(values.copy(), ratio)
        case = {"kind": kind.__name__.lower(), "side": side, "seed": seed, "classes": classes, "ratio": ratio}
        made.append(case | {"boxes": rounded(boxes[labels == 0], 5)})
    return made


def in_graph():
    made = []
    for kind, seed in [(YOLOX, 31), (RTMDet, 32)]:
        values = tensor((1, 20, 5), seed, 0.0, 1.0)
        values[..., :4] *= 256
        keys = {} if kind is YOLOX else {"score_thr": 0.3}
        boxes = tool(kind, (416, 416), **keys).postprocess(values.copy(), 0.65)
        made.append({"kind": kind.__name__.lower(), "seed": seed, "count": 20, "ratio": 0.65, "boxes": rounded(boxes, 5)})
    return made


def rtmo():
    count, seed, ratio = 60, 41, 1.25
    boxes = tensor((1, count, 5), seed, 0.0, 1.0)
    boxes[..., :2] *= 128
    boxes[..., 2:4] = boxes[..., :2] + 64 + 256 * boxes[..., 2:4]
    points = tensor((1, count, 17, 3), seed + 1, 0.0, 1.0)
    points[..., :2] *= 512
    apart(boxes[0, :, 4])
    found, scores = tool(RTMO, (640, 640)).postprocess([boxes.copy(), points.copy()], ratio, 0.45, 0.7)
    return {"count": count, "seed": seed, "ratio": ratio, "points": rounded(found, 5), "scores": rounded(scores)}


def yolo_pose():
    """No rtmlib: rows of the documented layout, and OpenCV's suppression."""
    count, seed, gain, pad = 300, 52, 0.5, (0, 40)
    values = tensor((1, 56, count), seed, 0.0, 1.0)[0]
    values[:2] *= 512
    values[2:4] = 64 + 128 * values[2:4]
    values[5::3] *= 512
    values[6::3] *= 512
    values[4] *= values[4]
    apart(values[4][values[4] > 0.25])
    corner = values[:2] - values[2:4] / 2
    kept = cv2.dnn.NMSBoxes(np.concatenate([corner, values[2:4]]).T.tolist(), values[4].tolist(), 0.25, 0.7)
    people = []
    for i in np.asarray(kept).ravel():
        left_top, size, points = corner[:, i], values[2:4, i], values[5:, i].reshape(17, 3)
        box = [(left_top - pad) / gain, (left_top + size - pad) / gain]
        place = (points[:, :2] - pad) / gain
        people.append({"box": rounded(np.ravel(box), 5), "score": rounded(values[4, i]), "points": rounded(place[:4], 5)})
    assert len(people) > 20
    return {"count": count, "seed": seed, "gain": gain, "pad": pad, "people": people}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests/fixtures/pose_models"
    for make in (inputs, simcc, heat_maps, grids, in_graph, rtmo, yolo_pose):
        text = json.dumps(make(), separators=(",", ":"))
        (folder / f"{make.__name__}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
