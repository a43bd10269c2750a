"""Reads exported files with readers that are not gaitline's, and holds them against angles.csv.

    exports.py FOLDER

FOLDER is a clip's folder with the folder `export` in it. Prints one line for each reader: what it read, or `skipped` where
the package is not there. Ends with an error where a reader reads something else than gaitline wrote.
"""

import csv
import math
import sys
from pathlib import Path


def package(name):
    try:
        return __import__(name)
    except ImportError:
        print(f"skipped: no {name}")
        return None


def angles(folder):
    with open(folder / "angles.csv", newline="") as file:
        return list(csv.DictReader(file))


def near(a, b, tolerance, what):
    assert abs(a - b) <= tolerance, f"{what}: {a} and {b}"


def vertical_deg(upper, lower):
    """A segment against the vertical, in the plane of walking."""
    return math.degrees(math.atan2(lower[0] - upper[0], upper[1] - lower[1]))


def check_trc(opensim, path, rows):
    """The thigh of every frame has the angle of angles.csv."""
    table = opensim.TimeSeriesTableVec3(str(path))
    assert table.getTableMetaDataString("Units") == "m"
    times = list(table.getIndependentColumn())
    # copied: a column is a view of a table that may be gone
    read = {
        name: [[column[frame][axis] for axis in range(3)] for frame in range(len(times))]
        for name in table.getColumnLabels()
        for column in [table.getDependentColumn(name)]
    }
    assert len(read) == 25, sorted(read)
    compared = 0
    for frame, time_s in enumerate(times):
        row = min(rows, key=lambda row: abs(float(row["time_s"]) - time_s))
        near(float(row["time_s"]), time_s, 1e-4, "time")
        for side, letter in (("left", "L"), ("right", "R")):
            hip, knee = (read[f"{letter}{joint}"][frame] for joint in ("Hip", "Knee"))
            own = vertical_deg(hip, knee)
            if row[f"{side}_thigh_deg"] and math.isfinite(own):
                near(own, float(row[f"{side}_thigh_deg"]), 0.1, f"{side} thigh at {time_s}")
                compared += 1
    assert compared > 100, compared
    print(f"opensim: {path.name}, {len(times)} frames, {compared} thighs as in angles.csv")
    return times, read


def check_c3d(ezc3d, path, times, read, events):
    """The same markers, to a tenth of a millimetre, and the events of the report."""
    file = ezc3d.c3d(str(path))
    points, parameters = file["data"]["points"], file["parameters"]
    rate_hz = parameters["POINT"]["RATE"]["value"][0]
    assert points.shape[2] == len(times) and parameters["POINT"]["UNITS"]["value"] == ["mm"]
    near(file["header"]["points"]["first_frame"] / rate_hz, times[0], 1e-4, "first frame")
    for marker, name in enumerate(parameters["POINT"]["LABELS"]["value"]):
        for frame in range(len(times)):
            own = read[name][frame] if read else None
            if own is not None and math.isfinite(own[0]):
                for axis in range(3):
                    near(points[axis, marker, frame], 1000 * own[axis], 0.1, name)
            elif own is not None:
                assert math.isnan(points[0, marker, frame]), f"{name} is missing in frame {frame}"
    own = parameters["EVENT"]
    labels = {"Foot Strike": "initial_contact", "Foot Off": "foot_off"}
    found = [
        (side.lower(), labels[label], time_s)
        for side, label, time_s in zip(
            own["CONTEXTS"]["value"], own["LABELS"]["value"], own["TIMES"]["value"][1]
        )
    ]
    inside = [e for e in events if times[0] <= e[2] <= times[-1]]
    assert len(found) >= len(inside) > 4, (found, inside)
    for one, other in zip([f for f in found if times[0] <= f[2] <= times[-1]], inside):
        assert one[:2] == other[:2], (one, other)
        near(one[2], other[2], 1e-4, "event")
    print(f"ezc3d: {path.name}, {points.shape[1]} markers, {len(found)} events")


def check_mot(opensim, path, rows):
    """Every coordinate is there, and knee and hip have the angles of angles.csv."""
    table = opensim.TimeSeriesTable(str(path))
    assert table.getTableMetaDataString("inDegrees") == "yes"
    assert table.getNumColumns() == 23, list(table.getColumnLabels())
    times = list(table.getIndependentColumn())
    for coordinate, column in (
        ("knee_angle_l", "left_knee_flexion_deg"),
        ("knee_angle_r", "right_knee_flexion_deg"),
        ("hip_flexion_r", "right_hip_flexion_vertical_deg"),
        ("ankle_angle_l", "left_ankle_dorsiflexion_deg"),
    ):
        values = table.getDependentColumn(coordinate)
        for frame, time_s in enumerate(times):
            row = min(rows, key=lambda row: abs(float(row["time_s"]) - time_s))
            near(values[frame], float(row[column]), 0.01, coordinate)
    print(f"opensim: {path.name}, {len(times)} frames")


def check_xlsx(openpyxl, path, report):
    """A sheet of values for each gait cycle."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["measures", "strides", "cycles", "events", "findings", "dictionary"]
    strides = list(book["strides"].iter_rows(values_only=True))
    cycles = report["gait"]["cycles"]
    assert len(strides) == 1 + len(cycles)
    side, contact = strides[0].index("side"), strides[0].index("initial_contact_s")
    for row, cycle in zip(strides[1:], cycles):
        assert row[side] == cycle["side"], row
        if row[contact] is not None:
            near(row[contact], cycle["start_s"], 1e-9, "contact")
    print(f"openpyxl: {path.name}, {len(cycles)} cycles")


def main(folder):
    import json

    report = json.loads((folder / "report.json").read_text())
    events = [(e["side"], e["kind"], e["time_s"]) for e in report["events"]]
    rows, files = angles(folder), folder / "export"
    opensim, ezc3d, openpyxl = (package(name) for name in ("opensim", "ezc3d", "openpyxl"))
    for path in sorted(files.glob("*.trc")):
        if opensim:
            times, read = check_trc(opensim, path, rows)
            if ezc3d:
                check_c3d(ezc3d, path.with_suffix(".c3d"), times, read, events)
            check_mot(opensim, path.with_suffix(".mot"), rows)
    for path in files.glob("*.xlsx"):
        if openpyxl:
            check_xlsx(openpyxl, path, report)


main(Path(sys.argv[1]))
