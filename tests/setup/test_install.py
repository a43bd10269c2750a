"""`setup/install` names what is missing and touches nothing where it may not."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def program(folder, name, script):
    path = Path(folder) / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bin = folder.name
        for name in ("bash", "sh", "env", "sed", "cut", "head", "sort", "xargs", "mktemp", "rm", "tail", "cat", "grep", "dirname", "echo", "true", "flock"):
            os.symlink(shutil.which(name), Path(self.bin) / name)
        for name in ("cc", "clang"):
            program(self.bin, name, "exit 0")
        program(self.bin, "python3", "exit 0")
        program(self.bin, "cargo", "echo cargo 1.99.0")
        program(self.bin, "pkg-config", 'case "$2" in libswscale) exit 1;; *) exit 0;; esac')

    def run_install(self, *arguments, root=ROOT):
        return subprocess.run(
            [str(root / "setup" / "install"), *arguments],
            env={"PATH": self.bin},
            text=True,
            capture_output=True,
        )

    def test_without_rights_it_says_what_to_run(self):
        program(self.bin, "id", "echo 1000")
        program(self.bin, "sudo", "exit 1")
        program(self.bin, "apt-get", "echo must not run >&2; exit 9")
        done = self.run_install()
        self.assertEqual(done.returncode, 1)
        self.assertIn("libswscale-dev", done.stderr)
        self.assertNotIn("libavcodec-dev", done.stderr)
        self.assertIn("sudo sh -c", done.stderr)
        self.assertNotIn("must not run", done.stderr)

    def test_with_rights_it_installs_only_what_is_missing_and_says_so(self):
        program(self.bin, "id", "echo 0")
        program(self.bin, "apt-get", f'echo "$@" >>{self.bin}/calls')
        done = self.run_install()
        self.assertIn("installing libswscale-dev", done.stdout)
        calls = (Path(self.bin) / "calls").read_text()
        self.assertIn("install --no-install-recommends libswscale-dev", calls)

    def test_where_nothing_is_missing_it_needs_no_rights(self):
        program(self.bin, "pkg-config", "exit 0")
        program(self.bin, "id", "echo 1000")
        done = self.run_install()
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def copy_with_browser_tests(self):
        """A checkout with no more than the set-up reads, in which npm may write."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = Path(folder.name)
        for name in ("setup/install", "Cargo.toml", "tests/browser/package-lock.json"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
        for name in ("cmp", "cp", "mkdir"):
            os.symlink(shutil.which(name), Path(self.bin) / name)
        for name in ("ffmpeg", "ffprobe", "chromium"):
            program(self.bin, name, "exit 0")
        program(self.bin, "pkg-config", "exit 0")
        return root

    def test_the_browser_tests_packages_are_installed_once_and_again_when_they_changed(self):
        root = self.copy_with_browser_tests()
        program(self.bin, "node", "exit 0")
        program(self.bin, "npm", f'mkdir -p node_modules; echo "$@" >>{self.bin}/calls')
        self.assertEqual(self.run_install(root=root).returncode, 0)
        self.assertFalse((Path(self.bin) / "calls").exists(), "only the tests need npm")
        for _ in range(2):
            done = self.run_install("--tests", root=root)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        calls = Path(self.bin) / "calls"
        self.assertEqual(len(calls.read_text().splitlines()), 1)
        self.assertTrue(calls.read_text().startswith("ci "))
        with open(root / "tests/browser/package-lock.json", "a") as lock:
            lock.write("\n")
        self.run_install("--tests", root=root)
        self.assertEqual(len(calls.read_text().splitlines()), 2)

    def test_node_and_npm_are_installed_where_they_are_missing(self):
        root = self.copy_with_browser_tests()
        program(self.bin, "id", "echo 1000")
        program(self.bin, "sudo", "exit 1")
        program(self.bin, "apt-get", "exit 9")
        done = self.run_install("--tests", root=root)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nodejs npm", done.stderr)

    def test_chromium_is_installed_where_there_is_one_however_long_the_answer(self):
        root = self.copy_with_browser_tests()
        os.remove(Path(self.bin) / "chromium")
        program(self.bin, "id", "echo 0")
        program(self.bin, "node", "exit 0")
        program(self.bin, "npm", "mkdir -p node_modules")
        program(self.bin, "apt-get", f'echo "$@" >>{self.bin}/calls')
        line = "     156.0 500"
        many = f'for i in $(seq 9999); do echo "{line}"; done'
        os.symlink(shutil.which("seq"), Path(self.bin) / "seq")
        program(self.bin, "apt-cache", f'echo "  Candidate: 156.0"; {many}')
        self.run_install("--tests", root=root)
        self.assertIn("chromium", (Path(self.bin) / "calls").read_text())
        (Path(self.bin) / "calls").unlink()
        program(self.bin, "apt-cache", 'echo "  Candidate: (none)"')
        done = self.run_install("--tests", root=root)
        self.assertIn("no chromium package", done.stderr)

    def test_packages_that_npm_cannot_install_are_said_and_tried_again(self):
        root = self.copy_with_browser_tests()
        program(self.bin, "node", "exit 0")
        program(self.bin, "npm", "mkdir -p node_modules; exit 1")
        for _ in range(2):
            done = self.run_install("--tests", root=root)
            self.assertEqual(done.returncode, 1)
            self.assertIn("tests/browser", done.stderr)

    def test_no_lock_file_names_a_registry(self):
        lock = (ROOT / "tests/browser/package-lock.json").read_text()
        self.assertNotIn("resolved", lock)
        self.assertEqual(lock.count('"integrity": "sha512-'), lock.count('"node_modules/'))

    def test_an_old_rust_is_refused(self):
        program(self.bin, "pkg-config", "exit 0")
        program(self.bin, "cargo", "echo cargo 1.63.0")
        done = self.run_install()
        self.assertEqual(done.returncode, 1)
        self.assertIn("rustup update", done.stderr)

    def test_an_unknown_argument_is_refused(self):
        self.assertEqual(self.run_install("--what").returncode, 2)


if __name__ == "__main__":
    unittest.main()
