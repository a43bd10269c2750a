#!/usr/bin/env python3
"""Makes tests/fixtures from rendered clips' truth files and the poses that gaitline found in the clips.

    tests/tools/make_fixtures.py CLIPS POSES [--out FOLDER]

CLIPS holds `NAME.truth.json`, POSES what `gaitline analyze NAME.mp4 --out POSES` left: `NAME/poses.json`. Only what
an analysis of poses, and the tests of its accuracy, read is kept, rounded to less than matters.
"""

import argparse
import json
import sys
from pathlib import Path

CLIPS = (
    "normal_sagittal_left",
    "normal_sagittal_right",
    "normal_frontal",
    "normal_rear",
    "treadmill_sagittal",
    "stairs_descent_sagittal_normal",
    "stairs_descent_frontal_normal",
    "step_down_frontal_valgus_right",
    "valgus_left_frontal_15",
)
ANGLES = (
    "knee_flexion",
    "hip_flexion_trunk",
    "thigh_angle",
    "shank_angle",
    "ankle_dorsiflexion",
    "foot_pitch",
    "hip_adduction",
    "pelvic_obliquity",
    "trunk_lean_forward",
    "trunk_lean_right",
)
ANGLES_2D = ("knee_flexion_2d", "knee_fppa")
# Only the shoulders' depth is read from the network's metric landmarks.
SHOULDERS = (11, 12)


def rounded(value, decimals):
    """The number, or all numbers of a list, without more decimals than asked for."""
    if isinstance(value, list):
        return [rounded(v, decimals) for v in value]
    if isinstance(value, float):
        short = round(value, decimals)
        return int(short) if short == int(short) else short
    return value


def reduced_pose(pose):
    if pose is None:
        return None
    # x and y in px, visibility, presence; the depth is not read
    keypoints = [[*rounded(k[:2], 2), *rounded(k[2:4], 3), 0] for k in pose["keypoints"]]
    world = [rounded(p, 3) if i in SHOULDERS else [0, 0, 0] for i, p in enumerate(pose["world_m"])]
    peaks = [[[*rounded(p[:2], 1), *rounded(p[2:], 2)] for p in joint] for joint in pose.get("leg_peaks", [])]
    return {
        "score": rounded(pose["score"], 3),
        "keypoints": keypoints,
        "world_m": world,
        "leg_peaks": peaks,
    }


def reduced_poses(poses):
    subject = poses["subject_id"]
    people = [p | {"boxes": rounded_boxes(p["boxes"])} for p in poses["people"] if p["id"] == subject]
    frames = [f | {"pose": reduced_pose(f["pose"])} for f in poses["frames"]]
    return poses | {"people": people, "frames": frames}


def rounded_boxes(boxes):
    return [b | {"box_px": rounded(b["box_px"], 1)} for b in boxes]


def chosen(series, names, decimals):
    """Of a truth file's curves those of these names, of both sides or of none."""
    wanted = [f"{name}{side}" for name in names for side in ("", "_L", "_R")]
    return {name: rounded(series[name], decimals) for name in wanted if name in series}


def reduced_truth(truth):
    same = ("format", "name", "fps", "frames", "width", "height", "view", "mode", "subject", "fully_visible")
    camera = truth["camera"]
    events = {name: [{"t": e["t"]} for e in events] for name, events in truth["events"].items()}
    return {key: truth[key] for key in same} | {
        # one frame's stands for all: these cameras stand still
        "camera": camera | {"R": camera["R"][:1], "t": camera["t"][:1]},
        "events": events,
        "spatiotemporal": truth["spatiotemporal"],
        "phase": {side: rounded(values, 4) for side, values in truth["phase"].items()},
        "angles": chosen(truth["angles"], ANGLES, 2),
        "angles_2d": chosen(truth["angles_2d"], ANGLES_2D, 2),
        "joints_2d": {},
        "joints_3d": chosen(truth["joints_3d"], ("mid_hip",), 4),
    }


def write(path, value, lines):
    """Writes compact JSON in which each entry of the objects in `lines` has a line of its own."""
    compact = {"ensure_ascii": False, "separators": (",", ":")}

    def entry(key, inner):
        text = json.dumps(inner, **compact)
        if key in lines and isinstance(inner, list):
            text = "[\n" + ",\n".join(json.dumps(v, **compact) for v in inner) + "\n]"
        elif key in lines:
            inside = (f"{json.dumps(k)}:{json.dumps(v, **compact)}" for k, v in inner.items())
            text = "{\n" + ",\n".join(inside) + "\n}"
        return f"{json.dumps(key)}:{text}"

    text = "{\n" + ",\n".join(entry(k, v) for k, v in value.items()) + "\n}\n"
    path.write_text(text, encoding="utf-8")


def write_clip(out, name, poses, truth):
    write(out / f"{name}.poses.json", reduced_poses(poses), ("frames",))
    write(out / f"{name}.truth.json", reduced_truth(truth), ("angles", "angles_2d"))


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description="Makes tests/fixtures.")
    parser.add_argument("clips", type=Path)
    parser.add_argument("poses", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "fixtures")
    options = parser.parse_args()
    for name in CLIPS:
        truth = read(options.clips / f"{name}.truth.json")
        if not truth["camera"]["static"]:
            sys.exit(f"error: the camera of {name} moves")
        poses = read(options.poses / name / "poses.json")
        write_clip(options.out, name, poses, truth)
    total = sum(path.stat().st_size for path in options.out.glob("*.json"))
    print(f"{len(CLIPS)} clips, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
