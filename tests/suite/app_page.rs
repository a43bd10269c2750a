//! The page on one's own machine in a real browser, as somebody uses it who has never seen it.

use crate::support::app::App;
use crate::support::{Need, demo_clip, ffmpeg, skip, stderr, stdout};
use std::path::Path;
use std::process::Command;

/// What the script ends with where there is no browser.
const SKIPPED: i32 = 77;

#[test]
fn the_page_leads_from_a_clip_to_everything_that_is_made_of_it() {
    let Some(clip) = demo_clip() else { return };
    let place = tempfile::tempdir().unwrap();
    let short = place.path().join("walk.mp4");
    let cut = ["-ss", "2.4", "-i", clip.to_str().unwrap(), "-t", "2.2", "-an"];
    assert!(ffmpeg(&[&cut[..], &[short.to_str().unwrap()]].concat()));
    let mirrored = place.path().join("back.mp4");
    let turned = ["-i", short.to_str().unwrap(), "-vf", "hflip", mirrored.to_str().unwrap()];
    assert!(ffmpeg(&turned));
    let app = App::start(&place.path().join("data"));
    let address = format!("http://127.0.0.1:{}/{}/", app.port, app.token);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/app.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(address).args([&short, &mirrored]);
    if let Ok(pictures) = std::env::var("GAITLINE_APP_PICTURES") {
        node.arg(pictures);
    }
    let Ok(done) = node.output() else {
        return skip(Need::Browser, "no node (setup/install --tests brings it)");
    };
    if done.status.code() == Some(SKIPPED) {
        return skip(Need::Browser, stdout(&done).trim().trim_start_matches("skipped: "));
    }
    assert!(done.status.success(), "{}{}", stdout(&done), stderr(&done));
}
