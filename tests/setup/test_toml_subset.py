"""The small TOML reader agrees with Python's own where there is one, and refuses the rest by line."""

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "models"))

import toml_subset  # noqa: E402


class Reader(unittest.TestCase):
    def test_every_file_of_ours_reads_as_with_the_real_reader(self):
        try:
            import tomllib
        except ImportError:
            self.skipTest("this Python has no tomllib")
        files = [*(ROOT / "models").glob("*.toml"), *(ROOT / "samples").glob("*.toml")]
        self.assertGreaterEqual(len(files), 5)
        for path in files:
            with self.subTest(path.name):
                self.assertEqual(toml_subset.load(path), tomllib.loads(path.read_text()))

    def test_what_it_does_not_know_is_refused_with_its_line(self):
        for text in ("a = 1\nb = 'x'", "a = 1\nb = [1,\n2]", "a = 1\nb", "a = 1\nb = 1 2"):
            with self.subTest(text), self.assertRaisesRegex(toml_subset.TomlError, "line 2"):
                toml_subset.loads(text)


if __name__ == "__main__":
    unittest.main()
