#!/usr/bin/env python3
"""Compares gaitline's poses with MediaPipe's own Python pose on the same clips and weights, and times both.

    benches/mediapipe_agreement.py CLIP...

For every clip: the distance between the same landmarks of both in percent of the person's height in that
frame (nose to the lower heel, over 0.93: the nose is at 93 % of the height), over the frames in which both
see somebody; frames a second of each, from file to poses (MediaPipe) and from file to report (gaitline);
and the most memory that gaitline held.
Prints "skipped" where the package mediapipe is not installed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# A process of its own: a child is charged with its parent's memory, and MediaPipe's is large.
MEASURE = (
    "import resource, subprocess, sys, time; start = time.perf_counter(); "
    "subprocess.run(sys.argv[1:], check=True); seconds = time.perf_counter() - start; "
    "print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
)
LEGS_AND_TRUNK = [11, 12, *range(23, 33)]
NOSE, HEELS = 0, (29, 30)
NOSE_HEIGHT_RATIO = 0.93


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("clips", nargs="+", type=Path)
    parser.add_argument("--gaitline", type=Path, default=ROOT / "target" / "release" / "gaitline")
    parser.add_argument("--complexity", type=int, default=1, help="0 lite, 1 full, 2 heavy")
    options = parser.parse_args()
    try:
        import mediapipe  # noqa: F401
    except ImportError:
        print("skipped: the Python package mediapipe is not installed")
        return 0
    model = ["blazepose-lite", "blazepose-full", "blazepose-heavy"][options.complexity]
    print("| clip | frames | both | median % | p95 % | legs and trunk median % | p95 % | MediaPipe fps | gaitline fps | times | peak MB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    medians = []
    for clip in options.clips:
        ours, our_fps, peak_mb = run_gaitline(options.gaitline, clip, model)
        theirs, their_fps = run_mediapipe(clip, options.complexity)
        everything = distances(ours, theirs, range(33))
        legs = distances(ours, theirs, LEGS_AND_TRUNK)
        both = sum(a is not None and b is not None for a, b in zip(ours, theirs))
        cells = [quantile(everything, 0.5), quantile(everything, 0.95), quantile(legs, 0.5), quantile(legs, 0.95)]
        medians.append(cells)
        shown = " | ".join(f"{c:.2f}" for c in cells)
        speed = f"{their_fps:.0f} | {our_fps:.0f} | {our_fps / their_fps:.2f} | {peak_mb:.0f}"
        print(f"| {clip.stem} | {len(ours)} | {both} | {shown} | {speed} |", flush=True)
    shown = " | ".join(f"{quantile([m[i] for m in medians], 0.5):.2f}" for i in range(4))
    print(f"| median of the clips | | | {shown} | | | | |")
    return 0


def run_gaitline(program, clip, model):
    """Our landmarks of every frame, frames a second from file to report, and peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", MEASURE, program, "analyze", clip, "--out", folder, "--quiet", "--model", model]
        done = subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, text=True)
        seconds, peak_mb = map(float, done.stdout.split())
        path = next(Path(folder).glob("*/poses.json"))
        frames = json.loads(path.read_text())["frames"]
    poses = [frame["pose"] and [k[:2] for k in frame["pose"]["keypoints"]] for frame in frames]
    return poses, len(poses) / seconds, peak_mb


def run_mediapipe(clip, complexity):
    """MediaPipe's landmarks of every frame, unsmoothed, and frames a second."""
    import cv2
    import mediapipe

    start = time.perf_counter()
    video = cv2.VideoCapture(str(clip))
    poses = []
    with mediapipe.solutions.pose.Pose(model_complexity=complexity, smooth_landmarks=False) as pose:
        while True:
            ok, picture = video.read()
            if not ok:
                break
            found = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).pose_landmarks
            height, width = picture.shape[:2]
            poses.append(found and [(p.x * width, p.y * height) for p in found.landmark])
    return poses, len(poses) / (time.perf_counter() - start)


def distances(ours, theirs, landmarks):
    """In percent of the person's height, over all frames that both know and that gaitline sees as they are.

    Every second frame gaitline sees in a mirror, which MediaPipe never does.
    """
    found = []
    for a, b in list(zip(ours, theirs))[::2]:
        if a is None or b is None:
            continue
        height = (max(b[heel][1] for heel in HEELS) - b[NOSE][1]) / NOSE_HEIGHT_RATIO
        if height <= 0:
            continue
        for i in landmarks:
            found.append(100 * ((a[i][0] - b[i][0]) ** 2 + (a[i][1] - b[i][1]) ** 2) ** 0.5 / height)
    return found


def quantile(values, q):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))] if ordered else float("nan")


if __name__ == "__main__":
    sys.exit(main())
