"""Runs a converted model and its original side by side, and says how far apart their outputs are.

    compare_with_tflite.py MODEL.tflite MODEL.onnx LOW HIGH

LOW and HIGH are what the pixel values 0 and 255 become. The pictures are made here: drawn people of
several sizes and poses, seeded noise, and an empty one. They need no file, no codec and no licence, and
the drawn people are found as people, so that the comparison covers what the model is used for.
Prints JSON: a line for each quantity, and the shapes of the outputs. Ends with status 1 if a quantity is
further off than its tolerance.
"""

import json
import os
import sys

import numpy as np

# The largest difference allowed, in the output's own unit. Two runtimes add up float32 in different
# orders, and processors differ, so a few times more is allowed than was measured (README.md); an error
# of the conversion shows as whole pixels.
TOLERANCES = {
    "boxes": (0.02, "px of 224"),
    "scores": (0.01, "before the sigmoid"),
    "landmark position": (0.02, "px of 256"),
    "landmark visibility": (5e-4, "probability"),
    "world": (2e-4, "m"),
    "presence": (5e-4, "probability"),
    "heatmap": (0.01, "before the sigmoid"),
}
PERSON_FOUND = 0.5  # presence above which the landmarks mean anything

# A person in a box of height 1, feet at 0, for drawing: joints as (right, up) of the standing figure.
LIMBS = [
    # from, to, thickness, colour
    ("hip_l", "knee_l", 0.075, (40, 50, 90)),
    ("knee_l", "ankle_l", 0.055, (45, 55, 95)),
    ("ankle_l", "toe_l", 0.045, (20, 20, 20)),
    ("hip_r", "knee_r", 0.075, (50, 60, 105)),
    ("knee_r", "ankle_r", 0.055, (55, 65, 110)),
    ("ankle_r", "toe_r", 0.045, (25, 25, 25)),
    ("hip_l", "shoulder_l", 0.10, (150, 40, 40)),
    ("hip_r", "shoulder_r", 0.10, (160, 45, 45)),
    ("neck", "pelvis", 0.12, (155, 42, 42)),
    ("shoulder_l", "elbow_l", 0.05, (165, 50, 50)),
    ("elbow_l", "wrist_l", 0.04, (205, 160, 130)),
    ("shoulder_r", "elbow_r", 0.05, (170, 52, 52)),
    ("elbow_r", "wrist_r", 0.04, (210, 165, 135)),
    ("neck", "head", 0.06, (200, 155, 125)),
    ("head", "crown", 0.11, (210, 165, 135)),
]


def drawn_person(size, stride, height, lean=0.0):
    """A picture of a person who walks: `stride` from -1 to 1, `height` as part of the picture's."""
    step, arm = 0.14 * stride, 0.12 * stride
    joints = {
        "crown": (0.01, 0.92), "head": (0.0, 0.89), "neck": (0.0, 0.80), "pelvis": (0.0, 0.52),
        "shoulder_l": (0.09, 0.79), "shoulder_r": (-0.09, 0.79), "hip_l": (0.05, 0.52), "hip_r": (-0.05, 0.52),
        "elbow_l": (0.13 - arm, 0.64), "elbow_r": (-0.13 + arm, 0.64),
        "wrist_l": (0.14 - 1.6 * arm, 0.50), "wrist_r": (-0.14 + 1.6 * arm, 0.50),
        "knee_l": (0.06 + step, 0.28), "knee_r": (-0.06 - step, 0.28),
        "ankle_l": (0.06 + 1.5 * step, 0.05), "ankle_r": (-0.06 - 1.5 * step, 0.05),
        "toe_l": (0.10 + 1.5 * step, 0.02), "toe_r": (-0.02 - 1.5 * step, 0.02),
    }  # fmt: skip
    across, down = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5)
    picture = np.stack([150 + 0.2 * down, 160 + 0.1 * across, 140 + 0.0 * down], axis=-1)
    scale, ground = height * size, size * (0.5 + height / 2)

    def place(name):
        right, up = joints[name]
        return size / 2 + (right + lean * up) * scale, ground - up * scale

    for start, end, thickness, colour in LIMBS:
        distance = _distance_to_segment(across, down, place(start), place(end))
        radius = thickness * scale / 2
        inside = np.clip(radius - distance + 0.5, 0, 1)[..., None]
        shade = 0.75 + 0.25 * np.clip(1 - distance / radius, 0, 1)[..., None]
        picture = picture * (1 - inside) + np.array(colour) * shade * inside
    return np.clip(picture, 0, 255).astype(np.uint8)


def _distance_to_segment(across, down, start, end):
    (x0, y0), (x1, y1) = start, end
    length2 = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = np.clip(((across - x0) * (x1 - x0) + (down - y0) * (y1 - y0)) / length2, 0, 1)
    return np.hypot(across - x0 - along * (x1 - x0), down - y0 - along * (y1 - y0))


def pictures(size):
    """Every picture that is compared, by name: (size, size, 3) bytes."""
    noise = np.random.RandomState(20230204).randint(0, 256, (size, size, 3), np.uint8)  # its stream is frozen
    made = {"empty": np.zeros((size, size, 3), np.uint8), "noise": noise}
    for stride, height, lean in [(0.0, 0.8, 0.0), (0.6, 0.8, 0.0), (-0.9, 0.7, 0.05), (1.0, 0.6, -0.1), (0.3, 0.5, 0.2)]:
        made[f"person, stride {stride:+.1f}, height {height}, lean {lean:+.2f}"] = drawn_person(size, stride, height, lean)
    return made


class Original:
    """The TFLite model, run by TFLite's own interpreter."""

    def __init__(self, path):
        from ai_edge_litert.interpreter import Interpreter

        self._interpreter = Interpreter(model_path=path, num_threads=1)
        self._interpreter.allocate_tensors()
        self._input = self._interpreter.get_input_details()[0]
        self.size = int(self._input["shape"][1])

    def run(self, picture):
        self._interpreter.set_tensor(self._input["index"], picture[None])
        self._interpreter.invoke()
        details = self._interpreter.get_output_details()
        outputs = [self._interpreter.get_tensor(detail["index"]) for detail in details]
        return {output.shape: output for output in outputs}


class Converted:
    """The ONNX model, run by ONNX Runtime."""

    def __init__(self, path):
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import: it would send data to its maker
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.shapes = {value.name: list(value.shape) for value in self._session.get_outputs()}

    def run(self, picture):
        batch = np.ascontiguousarray(picture.transpose(2, 0, 1)[None])
        return dict(zip(self.shapes, self._session.run(None, {"input": batch})))


def differences(original, converted):
    """The largest difference of each quantity, for the outputs of one picture.

    Where the original sees no person, its landmarks are arbitrary and magnify rounding; they are left out.
    """
    found = {}
    for name, ours in converted.items():
        if ours.ndim == 4:
            ours = ours.transpose(0, 2, 3, 1)
        theirs = original[ours.shape]
        if name in ("landmarks", "world") and original[(1, 1)][0, 0] < PERSON_FOUND:
            continue
        if name == "landmarks":
            ours, theirs = ours.reshape(-1, 5), theirs.reshape(-1, 5)
            found["landmark position"] = _largest(ours[:, :3], theirs[:, :3])
            found["landmark visibility"] = _largest(_sigmoid(ours[:, 3:]), _sigmoid(theirs[:, 3:]))
        else:
            found[name] = _largest(ours, theirs)
    return found


def _largest(ours, theirs):
    return float(np.max(np.abs(ours.astype(np.float64) - theirs)))


def _sigmoid(values):
    return 1 / (1 + np.exp(-values.astype(np.float64)))


def compare(tflite_path, onnx_path, low, high):
    """The differences of each quantity, one for each picture it was compared on, and the outputs' shapes."""
    original, converted = Original(tflite_path), Converted(onnx_path)
    found = {_quantity(name): [] for name in converted.shapes}
    for picture in pictures(original.size).values():
        scaled = low + picture.astype(np.float32) * np.float32((high - low) / 255)
        for name, difference in differences(original.run(scaled), converted.run(scaled)).items():
            found.setdefault(name, []).append(difference)
    return found, converted.shapes


def _quantity(output):
    return "landmark position" if output == "landmarks" else output


def main(tflite_path, onnx_path, low, high):
    found, shapes = compare(tflite_path, onnx_path, float(low), float(high))
    within = True
    lines = []
    for name, values in sorted(found.items()):
        allowed, unit = TOLERANCES[name]
        good = bool(values) and all(value <= allowed for value in values)  # NaN compares as not good
        within = within and good
        worst = f"{max(values):.1e}" if values else "compared on no picture"
        lines.append(f"{'' if good else 'TOO FAR: '}{name} {worst} {unit} (allowed {allowed:g})")
    print(json.dumps({"differences": lines, "shapes": shapes}))
    return 0 if within else 1


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
