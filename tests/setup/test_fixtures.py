"""The fixtures are what their script makes: made again from themselves they stay the same."""

import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "tools"))

import make_fixtures  # noqa: E402


class Fixtures(unittest.TestCase):
    def test_they_are_made_by_the_script_and_complete(self):
        fixtures = ROOT / "tests" / "fixtures"
        names = sorted(path.name for path in fixtures.glob("*.json"))
        expected = (f"{clip}.{kind}.json" for clip in make_fixtures.CLIPS for kind in ("poses", "truth"))
        self.assertEqual(names, sorted(expected))
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder)
            for clip in make_fixtures.CLIPS:
                poses = make_fixtures.read(fixtures / f"{clip}.poses.json")
                truth = make_fixtures.read(fixtures / f"{clip}.truth.json")
                make_fixtures.write_clip(out, clip, poses, truth)
            for name in names:
                with self.subTest(name):
                    self.assertEqual((out / name).read_bytes(), (fixtures / name).read_bytes())
        size = sum((fixtures / name).stat().st_size for name in names)
        self.assertLess(size, 4e6, "a clone must stay small")


if __name__ == "__main__":
    unittest.main()
