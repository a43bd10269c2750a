"""The comparison of reports shows every difference, once, and nothing that is the same."""

import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "tools"))

import compare_reports  # noqa: E402


def measure(name, side, mean):
    return {"name": name, "side": side, "mean": mean}


REPORT = {
    "gait": {
        "measures": [
            measure("step_time_s", "left", 0.5),
            measure("step_time_s", "right", 0.6),
            measure("cadence_spm", None, 110.0),
        ],
        "curve": [1.0, 2.0, 3.0],
    },
    "events": [
        {"side": "left", "kind": "foot_off", "time_s": 0.1},
        {"side": "left", "kind": "foot_off", "time_s": 1.2},
    ],
}


def changed(change):
    report = json.loads(json.dumps(REPORT))
    change(report)
    return report


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folders = [Path(folder.name) / name for name in ("before", "after")]
        for path in self.folders:
            path.mkdir()

    def write(self, index, report, name="clip/report.json"):
        path = self.folders[index] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report if isinstance(report, str) else json.dumps(report))

    def run_tool(self, *options):
        """The exit code, the differences and the summary."""
        out = io.StringIO()
        with contextlib.redirect_stderr(io.StringIO()):
            code = compare_reports.main([*map(str, self.folders), *options], out)
        found, _, summary = out.getvalue().partition("\n\n")
        if out.getvalue().startswith("\n"):
            found, summary = "", out.getvalue().strip()
        return code, found.splitlines(), summary.splitlines()

    def compare(self, before, after, *options):
        self.write(0, before)
        self.write(1, after)
        return self.run_tool(*options)

    def test_the_same_reports_have_no_difference(self):
        code, found, summary = self.compare(REPORT, REPORT)
        self.assertEqual((code, found, summary), (0, [], ["0 differences in 1 pairs of files"]))

    def test_a_changed_value_is_named_by_its_path_and_counted_by_the_folded_one(self):
        def change(report):
            report["gait"]["measures"][0]["mean"] = 0.7
            report["gait"]["measures"][1]["mean"] = 0.8
            report["gait"]["curve"][2] = 4

        code, found, summary = self.compare(REPORT, changed(change))
        self.assertEqual(code, 1)
        self.assertEqual(found, [
            "clip/report.json: /gait/measures/step_time_s,left/mean: 0.5 → 0.7",
            "clip/report.json: /gait/measures/step_time_s,right/mean: 0.6 → 0.8",
            "clip/report.json: /gait/curve/2: 3.0 → 4",
        ])
        self.assertEqual(summary, [
            "3 differences in 1 pairs of files",
            "/gait/measures/*/mean: 2",
            "/gait/curve/*: 1",
        ])

    def test_an_inserted_object_is_one_difference(self):
        new = measure("stance_time_s", "left", 0.7)
        code, found, _ = self.compare(REPORT, changed(lambda r: r["gait"]["measures"].insert(0, new)))
        self.assertEqual(code, 1)
        self.assertEqual(len(found), 1)
        self.assertIn("/gait/measures/stance_time_s,left: only after: {", found[0])
        code, found, _ = self.compare(changed(lambda r: r["gait"]["measures"].insert(1, new)), REPORT)
        self.assertIn("/gait/measures/stance_time_s,left: only before: {", found[0])
        self.assertEqual((code, len(found)), (1, 1))

    def test_an_object_without_a_name_of_its_own_is_aligned(self):
        event = {"side": "left", "kind": "foot_off", "time_s": 0.6}
        code, found, _ = self.compare(REPORT, changed(lambda r: r["events"].insert(1, event)))
        self.assertEqual((code, len(found)), (1, 1), found)
        self.assertIn("/events/left,foot_off#1: only after", found[0])
        code, found, _ = self.compare(REPORT, changed(lambda r: r["events"][1].update(time_s=1.3)))
        self.assertEqual(found, ["clip/report.json: /events/left,foot_off#1/time_s: 1.2 → 1.3"])

    def test_a_key_on_one_side_null_and_another_type_are_differences(self):
        for value in (None, "0.5", [0.5], {"x": 0.5}, True):
            after = changed(lambda r: r["gait"]["measures"][0].update(mean=value))
            self.assertEqual(self.compare(REPORT, after)[0], 1, value)
        code, found, _ = self.compare(REPORT, changed(lambda r: r["gait"].pop("curve")))
        self.assertEqual(found, ["clip/report.json: /gait/curve: only before: [1.0, 2.0, 3.0]"])
        self.assertEqual(self.compare({"a": True}, {"a": 1})[0], 1)
        self.assertEqual(self.compare({"a": None}, {})[0], 1)

    def test_a_tolerance_forgives_numbers_up_to_it(self):
        after = changed(lambda r: r["gait"]["measures"][0].update(mean=0.5009))
        self.assertEqual(self.compare(REPORT, after, "--tolerance", "0.001")[0], 0)
        self.assertEqual(self.compare(REPORT, after, "--tolerance", "0.0005")[0], 1)
        self.assertEqual(self.compare('{"a": NaN}', '{"a": NaN}')[0], 0)
        self.assertEqual(self.compare('{"a": NaN}', '{"a": 1.0}', "--tolerance", "5")[0], 1)

    def test_what_is_ignored_is_not_compared_and_what_is_not_is(self):
        def change(report):
            report["gait"]["measures"][0]["mean"] = 0.7
            report["gait"]["curve"] = []

        after = changed(change)
        left = [self.compare(REPORT, after, "--ignore", p)[2][1:] for p in (
            "/gait/measures/*/mean", "/gait/curve", "**/mean", "/gait/measures/step_*,left", "/gait",
            "/gait/*/mean", "/measures",
        )]
        curve, mean = "/gait/curve: 1", "/gait/measures/*/mean: 1"
        both = [curve, mean]
        self.assertEqual(left, [[curve], [mean], [curve], [curve], [], both, both])
        code, _, _ = self.compare(REPORT, after, "--ignore", "**/mean", "--ignore", "**/curve")
        self.assertEqual(code, 0)

    def test_files_on_one_side_only_are_differences(self):
        self.write(0, REPORT)
        self.write(1, REPORT)
        self.write(1, REPORT, "other/report.json")
        self.write(0, REPORT, "third/report.json")
        code, found, summary = self.run_tool()
        self.assertEqual(code, 1)
        self.assertEqual(found, ["other/report.json: only after", "third/report.json: only before"])
        self.assertEqual(summary[-1], "file on one side only: 2")

    def test_wrong_usage_has_a_code_of_its_own(self):
        self.assertEqual(self.run_tool()[0], 2, "no files")
        self.assertEqual(self.compare(REPORT, "{")[0], 2, "no JSON")
        for options in (["--tolerance", "-1"], ["--tolerance", "nan"], ["--ignore", "**"]):
            self.assertEqual(self.compare(REPORT, REPORT, *options)[0], 2, options)
        self.folders[1] = self.folders[1] / "missing"
        self.assertEqual(self.run_tool()[0], 2, "no folder")
        with self.assertRaises(SystemExit) as stop, contextlib.redirect_stderr(io.StringIO()):
            compare_reports.main(["one"])
        self.assertEqual(stop.exception.code, 2)


if __name__ == "__main__":
    unittest.main()
