//! Film and curves under one cursor: what the page's script needs to know, as data.

use crate::anatomy::{Joint, Landmark, Side};
use crate::gait::{Angle, AngleSeries, EventKind, GaitEvent, Unit};
use crate::motion::Motion;
use crate::page::basics::number::{decimals_of, fixed};
use crate::page::clip::inputs::PageInputs;
use crate::page::pictures::film::Film;
use crate::page::plots::time;
use crate::page::text::labels::title_in;
use crate::page::text::texts::Texts;
use crate::report::Report;
use crate::signal::rounded;
use serde_json::{Value, json};

/// At most so many frames of a clip are on the page: a minute at 60 a second. A longer clip is thinned out.
const MAX_FRAMES: usize = 3600;

/// What the skeleton's lines join, beside the line between the shoulders and that between the hips.
const CHAIN: [Joint; 6] =
    [Joint::Shoulder, Joint::Hip, Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];

/// The film with its curves.
pub(crate) struct PlayerView {
    /// Where the film is; absent where only poses are at hand: the skeleton is drawn on nothing then.
    pub(crate) film: Option<String>,
    /// The picture's size in film pixels, in which the skeleton is drawn too.
    pub(crate) width_px: u32,
    pub(crate) height_px: u32,
    pub(crate) plots: Vec<TimePlotView>,
    /// For the script, as JSON that cannot end its element.
    pub(crate) data: String,
}

/// One curve over time, left and right together.
pub(crate) struct TimePlotView {
    pub(crate) id: usize,
    pub(crate) title: &'static str,
    pub(crate) column: &'static str,
    pub(crate) error: String,
    /// Of the hip line: that it is not reported as the pelvis, and why.
    pub(crate) note: &'static str,
    pub(crate) svg: String,
}

/// Longer side of the picture where there is no film.
const DRAWN_PX: f64 = 960.0;

pub(crate) fn view(inputs: &PageInputs<'_>, t: Texts) -> PlayerView {
    let time_s: Vec<f64> = inputs.sequence.frames.iter().map(|f| f.time_s).collect();
    let (width_px, height_px, scale) = size(inputs);
    PlayerView {
        film: inputs.film.as_ref().map(Film::src),
        width_px,
        height_px,
        plots: plots(inputs, &time_s, t),
        data: data(inputs, &time_s, scale, t).to_string().replace('<', "\\u003c"),
    }
}

/// Width and height of the drawing, and how large a pixel of the clip is in it.
fn size(inputs: &PageInputs<'_>) -> (u32, u32, f64) {
    if let Some(film) = &inputs.film {
        return (film.width_px, film.height_px, film.scale);
    }
    let video = &inputs.report.clip.video;
    let [width, height] = [video.width_px, video.height_px].map(|px| f64::from(px.max(1)));
    let scale = DRAWN_PX / width.max(height);
    ((width * scale).round() as u32, (height * scale).round() as u32, scale)
}

/// One plot an angle; angles without any value have none. Thigh is the same curve as the hip against vertical.
fn plots(inputs: &PageInputs<'_>, time_s: &[f64], t: Texts) -> Vec<TimePlotView> {
    let shown = Angle::ALL.into_iter().filter(|a| *a != Angle::Thigh);
    let mut plots = Vec::new();
    for (id, angle) in shown.enumerate() {
        let series: Vec<&AngleSeries> =
            inputs.assessment.gait.angles.iter().filter(|s| s.angle == angle).collect();
        let below = t.drawn("page_player.seconds");
        let Some(svg) = time::svg(time_s, &series, &below) else { continue };
        plots.push(TimePlotView {
            id,
            title: title_in(t, angle, &inputs.report.passes),
            note: note(inputs.report, angle, t),
            column: angle.column(),
            error: errors(inputs.report, angle, t),
            svg,
        });
    }
    plots
}

/// What a curve of the hip line is not, and why.
fn note(report: &Report, angle: Angle, t: Texts) -> &'static str {
    match angle.is_of_hip_line(&report.passes) {
        true => t.key("page_player.hip_line"),
        false => "",
    }
}

/// `left ± 4°, right ± 6°`.
fn errors(report: &Report, angle: Angle, t: Texts) -> String {
    let known = report.angles.iter().filter(|a| a.angle == angle && a.unavailable.is_none());
    let error = known.map(|a| {
        let error = ("error", &*fixed(a.error_deg, decimals_of(Unit::Degree)));
        match a.side {
            Some(side) => t.fill("page_player.error_of_side", &[("side", t.side(side)), error]),
            None => t.fill("page_player.error", &[error]),
        }
    });
    error.collect::<Vec<_>>().join(t.key("page_player.error_separator"))
}

fn data(inputs: &PageInputs<'_>, time_s: &[f64], scale: f64, t: Texts) -> Value {
    let step = time_s.len().div_ceil(MAX_FRAMES).max(1);
    let (start_s, end_s) = time::span_s(time_s);
    json!({
        "times": time_s.iter().step_by(step).map(|t| thousandths(*t)).collect::<Vec<_>>(),
        "film": inputs.film.map(|film| film_times_s(&film, time_s, step)),
        "factor": inputs.report.clip.timing.slow_motion_factor,
        "series": series(inputs, step),
        "points": points(&inputs.assessment.motion, scale, step),
        "bones": bones(),
        "events": inputs.report.events.iter().map(event).collect::<Vec<_>>(),
        "start": start_s,
        "end": end_s,
        "left": time::LEFT,
        "right": time::WIDTH - time::RIGHT,
        "width": time::WIDTH,
        "words": words(t),
    })
}

/// Where in the film each frame is to be looked for, in seconds of the film's clock: in the middle of its time on the
/// screen, so that no rounding shows its neighbour. Frames that were left out have their time too.
fn film_times_s(film: &Film<'_>, time_s: &[f64], step: usize) -> Vec<f64> {
    let middle_s = |i: usize| {
        let before_s = i.checked_sub(1).map_or(0.0, |b| time_s[i] - time_s[b]);
        let lasts_s = time_s.get(i + 1).map_or(before_s, |next| next - time_s[i]);
        film.played_s(time_s[i] + lasts_s / 2.0)
    };
    let micro = |v: f64| (v * 1e6).round() / 1e6;
    (0..time_s.len()).step_by(step).map(|i| micro(middle_s(i))).collect()
}

fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Every angle's values with as many decimals as their error allows, `null` where there is none.
fn series(inputs: &PageInputs<'_>, step: usize) -> Vec<Value> {
    let known = inputs.assessment.gait.angles.iter().filter(|s| s.unavailable.is_none());
    let one = |s: &AngleSeries| {
        let decimals = decimals_of(Unit::Degree);
        let shown = |v: f64| rounded(v, decimals as i32);
        let values: Vec<Option<f64>> =
            s.values_deg.iter().step_by(step).map(|v| v.map(shown)).collect();
        json!({
            "column": s.angle.column(),
            "side": s.side.map(Side::name),
            "decimals": decimals,
            "values": values,
        })
    };
    known.map(one).collect()
}

/// How far a value of a frame is typically off.
/// What the script says.
fn words(t: Texts) -> Value {
    const KEYS: [&str; 9] =
        ["play", "pause", "left", "right", "value", "time", "values_at", "contact", "foot_off"];
    let of = |key: &str| (key.to_owned(), json!(t.key(&format!("page_player.script.{key}"))));
    KEYS.into_iter().map(of).collect::<serde_json::Map<_, _>>().into()
}

/// The points of the skeleton: both sides of the chain, left first.
fn landmarks() -> Vec<Landmark> {
    Side::BOTH.into_iter().flat_map(|side| CHAIN.map(|joint| joint.on(side))).collect()
}

/// The cleaned positions, x and y of every point, frame after frame, in whole film pixels; `null` where not known.
fn points(motion: &Motion, scale: f64, step: usize) -> Vec<Option<i32>> {
    let landmarks = landmarks();
    let pixel = |v: f64| {
        let scaled = (v * scale).round();
        (scaled.abs() < 1e5).then_some(scaled as i32) // false for NaN
    };
    let frames = (0..motion.time_s.len()).step_by(step);
    frames
        .flat_map(|i| {
            let drawn = |l: &Landmark| motion.in_picture(motion.at(*l, i), i);
            landmarks.iter().flat_map(drawn).map(pixel).collect::<Vec<_>>()
        })
        .collect()
}

/// Pairs of points, with the side that gives the colour.
fn bones() -> Vec<Value> {
    let index = |joint: Joint, side: Side| landmarks().iter().position(|l| *l == joint.on(side));
    let mut bones = Vec::new();
    for joint in [Joint::Shoulder, Joint::Hip] {
        bones.push(json!([index(joint, Side::Left), index(joint, Side::Right), "middle"]));
    }
    for side in Side::BOTH {
        for pair in CHAIN.windows(2) {
            bones.push(json!([index(pair[0], side), index(pair[1], side), side.name()]));
        }
    }
    bones
}

fn event(event: &GaitEvent) -> Value {
    let kind = match event.kind {
        EventKind::InitialContact => "contact",
        EventKind::FootOff => "foot_off",
    };
    json!({ "t": event.time_s, "side": event.side.name(), "kind": kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::pictures::film::FilmSource;

    #[test]
    fn a_frame_is_looked_for_within_its_own_time_however_many_are_left_out() {
        let film = Film {
            source: FilmSource::Beside("film.mp4"),
            width_px: 960,
            height_px: 540,
            scale: 0.5,
            start_s: 2.0,
            slow_motion_factor: 32.0,
        };
        // 960 frames a second, one of them late
        let mut time_s: Vec<f64> = (0..12).map(|i| 2.0 + f64::from(i) / 960.0).collect();
        time_s[6] += 0.0009;
        let shown = film_times_s(&film, &time_s, 3);
        for (k, i) in (0..12).step_by(3).enumerate() {
            let [from, to] =
                [i, i + 1].map(|i| time_s.get(i).map_or(f64::INFINITY, |t| film.played_s(*t)));
            assert!(shown[k] > from + 0.0005 && shown[k] < to - 0.0005, "{i}: {shown:?}");
        }
    }
}
