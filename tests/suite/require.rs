//! What a machine lacks is skipped, unless `GAITLINE_REQUIRE` asks for it.

use crate::support::{Need, is_required};

#[test]
fn only_what_is_asked_for_is_required() {
    let all = [
        Need::SharedClips,
        Need::Sample,
        Need::Models,
        Need::Browser,
        Need::Ffmpeg,
        Need::Accelerator,
    ];
    let of = |words| all.map(|need| is_required(words, need));
    assert_eq!(of(""), [false; 6]);
    assert_eq!(of("clips"), [true, true, false, false, false, false]);
    assert_eq!(of("sample, models ,browser"), [false, true, true, true, false, false]);
    assert_eq!(of("ffmpeg,"), [false, false, false, false, true, false]);
    assert_eq!(of("accelerator"), [false, false, false, false, false, true]);
}

#[test]
#[should_panic(expected = "none of clips")]
fn a_word_that_stands_for_nothing_is_refused() {
    is_required("models,clip", Need::Models);
}
