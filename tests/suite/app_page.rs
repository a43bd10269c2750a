//! The page on one's own machine in a real browser, as somebody uses it who has never seen it.

use crate::support::app::App;
use crate::support::{browser, demo_clip, ffmpeg};
use std::ffi::OsString;

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
    let pictures = std::env::var_os("GAITLINE_APP_PICTURES");
    let arguments = [address.into(), short.into(), mirrored.into()].into_iter().chain(pictures);
    browser::printed_by("app.mjs", &arguments.collect::<Vec<OsString>>());
}
