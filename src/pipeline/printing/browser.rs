//! Which browser there is, and running it for a while.

use crate::page::percent_encoded;
use crate::pipeline::printing::failure::Failure;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// Names a browser that is not on the `PATH`, or another than the first.
const VARIABLE: &str = "GAITLINE_BROWSER";

/// Programs that print, the best first: Chromium does it in one call.
const NAMES: [&str; 10] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "brave-browser",
    "brave",
    "firefox",
    "firefox-esr",
];

/// How long a browser may take in all: a slow machine's needs some ten seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it is asked whether it is done.
const LOOK: Duration = Duration::from_millis(50);

/// By what protocol a browser is told to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// By its command line.
    Chromium,
    /// By its Marionette port.
    Firefox,
}

/// A browser of this machine.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    pub(crate) kind: Kind,
    /// How long it may take for anything that it is waited for.
    pub(crate) patience: Duration,
}

impl Browser {
    /// The one that is asked for, or the first that is found.
    pub(crate) fn find() -> Option<Self> {
        let asked = std::env::var_os(VARIABLE).filter(|v| !v.is_empty());
        Self::among(asked, &std::env::var_os("PATH").unwrap_or_default())
    }

    fn among(asked: Option<OsString>, path: &OsStr) -> Option<Self> {
        let program = match asked {
            Some(asked) => on_path(&asked, path).or(Some(asked.into())),
            None => NAMES.iter().find_map(|name| on_path(OsStr::new(name), path)),
        }?;
        let name = program.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let kind = if name.contains("firefox") { Kind::Firefox } else { Kind::Chromium };
        Some(Self { program, kind, patience: PATIENCE })
    }

    /// Starts it with settings of its own, so that it neither reads nor leaves anything of the user's; what it says goes
    /// to a file.
    pub(crate) fn start(&self, arguments: &[OsString], said: &Path) -> Result<Running, Failure> {
        let log = std::fs::File::create(said)?;
        let child = Command::new(&self.program)
            .args(arguments)
            .envs(
                ["XDG_CONFIG_HOME", "XDG_CACHE_HOME"]
                    .map(|name| (name, said.with_extension("home"))),
            )
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        Ok(Running { child, patience: self.patience })
    }
}

/// A program by its name in the folders of a `PATH`.
fn on_path(name: &OsStr, path: &OsStr) -> Option<PathBuf> {
    which::which_in_global(name, Some(path)).ok()?.next()
}

/// A browser at work; it does not outlive this.
pub(crate) struct Running {
    child: Child,
    patience: Duration,
}

impl Running {
    /// Waits until it has ended by itself; whether it went well.
    ///
    /// # Errors
    /// When it does not end in time.
    pub(crate) fn ended(&mut self) -> Result<bool, Failure> {
        self.until(|status| Ok(status.map(|s| s.success())))
    }

    /// Asks again and again, until there is an answer or patience ends; who asks is told how the browser ended, if it did.
    pub(crate) fn until<T>(
        &mut self,
        mut ask: impl FnMut(Option<ExitStatus>) -> Result<Option<T>, Failure>,
    ) -> Result<T, Failure> {
        for _ in 0..self.patience.as_millis().div_ceil(LOOK.as_millis()) {
            if let Some(answer) = ask(self.child.try_wait()?)? {
                return Ok(answer);
            }
            std::thread::sleep(LOOK);
        }
        Err(Failure::Silent)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill(); // it has usually ended
        let _ = self.child.wait();
    }
}

/// The last line that a program said, for a message.
pub(crate) fn last_words(said: &Path) -> String {
    let text = std::fs::read(said).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let last = text.lines().map(str::trim).rfind(|l| !l.is_empty());
    last.unwrap_or("it gave no reason").chars().take(200).collect()
}

/// The address of a file: every byte that might mean something is written as a number.
pub(crate) fn address(path: &Path) -> String {
    format!("file://{}", percent_encoded(path.as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(
            address(Path::new("/tmp/a b#c?/é.html")),
            "file:///tmp/a%20b%23c%3F/%C3%A9.html"
        );
    }

    #[cfg(unix)]
    #[test]
    fn chromium_is_preferred_and_what_is_asked_for_wins() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().as_os_str();
        let program = |name: &str, mode: u32| {
            let file = folder.path().join(name);
            std::fs::write(&file, "").unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(mode)).unwrap();
            file
        };
        assert_eq!(Browser::among(None, path), None);
        program("brave", 0o644);
        assert_eq!(Browser::among(None, path), None, "what may not be run is no program");
        let found = |asked: Option<&str>| {
            let browser = Browser::among(asked.map(Into::into), path).unwrap();
            (browser.program, browser.kind)
        };
        let firefox = (program("firefox", 0o755), Kind::Firefox);
        assert_eq!(found(None), firefox);
        let chromium = (program("chromium", 0o755), Kind::Chromium);
        assert_eq!(found(None), chromium);
        assert_eq!(found(Some("firefox")), firefox);
        assert_eq!(found(Some("/opt/x/chrome")), ("/opt/x/chrome".into(), Kind::Chromium));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_browser_that_hangs_is_given_up_and_ended() {
        let folder = tempfile::tempdir().unwrap();
        let patience = Duration::from_millis(1);
        let browser = Browser { program: "sleep".into(), kind: Kind::Chromium, patience };
        let mut running = browser.start(&["600".into()], &folder.path().join("said")).unwrap();
        let process = PathBuf::from(format!("/proc/{}", running.child.id()));
        assert_eq!(running.ended(), Err(Failure::Silent));
        assert!(process.exists());
        drop(running);
        assert!(!process.exists());
    }

    #[test]
    fn the_last_words_are_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(last_words(file.path()), "it gave no reason");
        std::fs::write(file.path(), "one\n two \n\n").unwrap();
        assert_eq!(last_words(file.path()), "two");
    }
}
