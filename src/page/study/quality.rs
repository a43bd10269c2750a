//! How the clips were filmed.

use crate::page::study::points::Point;
use crate::page::study::spread::{Drawn, Spread, draw};
use crate::page::text::texts::Texts;
use crate::study::{ClipQuality, Counts, StudySummary};

/// A quality of all clips: a plot with its heading.
pub(super) struct QualityPlot {
    pub(super) title: &'static str,
    pub(super) drawn: Drawn,
}

/// What is drawn, by its text.
const DRAWN: [(&str, Value); 3] = [
    ("person_height", |q| q.person_height_px),
    ("rate", |q| q.rate_hz),
    ("without_pose", |q| q.frames_without_pose_pct),
];

type Value = fn(&ClipQuality) -> f64;

pub(super) fn plots(study: &StudySummary, t: Texts) -> Vec<QualityPlot> {
    let plot = |(id, value): &(&str, Value)| {
        let points = study.clips.iter().filter_map(|clip| {
            let value = value(clip.quality.as_ref()?);
            value.is_finite().then_some(Point { clip, value })
        });
        let points = points.collect();
        let row = Spread { label: String::new(), class: "both", points, middle: None };
        let drawn = draw(&[row], None, 0)?;
        Some(QualityPlot { title: t.key(&format!("page_study.quality.{id}")), drawn })
    };
    DRAWN.iter().filter_map(plot).collect()
}

/// How many clips have which camera and which worst note, in words.
pub(super) fn counts(counts: &Counts, t: Texts) -> Vec<String> {
    let said =
        |id: &str, n: usize| t.fill(&format!("page_study.quality.{id}"), &[("n", &n.to_string())]);
    let of_camera = counts.by_camera.iter().filter(|(kind, _)| !kind.is_empty());
    let of_camera = of_camera.map(|(kind, n)| said(&format!("camera_{kind}"), *n));
    let noted = |id: &str| counts.by_worst_note.get(id).map(|n| said(id, *n));
    of_camera.chain(["serious", "warning"].into_iter().filter_map(noted)).collect()
}
