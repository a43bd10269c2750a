//! Third reading of a clip, where asked for: the skeleton drawn on every frame.

use crate::anatomy::Side;
use crate::assessment::Assessment;
use crate::catalogue::Catalogue;
use crate::drawing::{draw_lines, draw_people, draw_pose, draw_stickers, measured};
use crate::error::AnalysisError;
use crate::gait::{Angle, AngleSeries};
use crate::pipeline::progress::{Progress, check_limits};
use crate::pipeline::reading::blurred::Blurred;
use crate::pipeline::reading::clip::Clip;
use crate::track::PoseSequence;
use crate::video::{Coding, Colours, Encoder, Picture};
use std::path::Path;

/// Writes the annotated clip, at the clip's own times; where asked for, people are made unrecognisable.
pub(crate) fn write_overlay(
    clip: &Clip<'_>,
    sequence: &PoseSequence,
    assessment: &Assessment,
    blurred: Option<&Blurred<'_>>,
    path: &Path,
    progress: &dyn Progress,
) -> Result<(), AnalysisError> {
    let mut source = (clip.open)()?;
    let info = source.info().clone();
    let played_hz = sequence.clip.timing.played_rate_hz();
    let mut encoder = Encoder::create(
        path,
        info.width_px,
        info.height_px,
        played_hz,
        Coding::Watched,
        Colours::default(),
    )?;
    let mut start_s = None;
    for (row, pose_frame) in sequence.frames.iter().enumerate() {
        check_limits(progress, &clip.file_name)?;
        let Some(mut frame) = source.next_frame()? else { break };
        if let Some(blurred) = blurred {
            blurred.hide(&mut frame.picture, row, 1.0);
        }
        let mut rgb = frame.picture.whole().into_rgb();
        draw_people(&mut rgb, &sequence.people, sequence.subject_id, pose_frame.time_s);
        if let Some(pose) = &pose_frame.pose {
            draw_pose(&mut rgb, &measured(pose, &assessment.motion, row));
        }
        draw_stickers(&mut rgb, &assessment.motion, row);
        draw_lines(&mut rgb, &lines(&assessment.gait.angles, row, pose_frame.time_s));
        encoder
            .push(&Picture::of_rgb(&rgb), frame.time_s - *start_s.get_or_insert(frame.time_s))?;
        progress.drawn(row + 1, sequence.frames.len());
    }
    Ok(encoder.finish()?)
}

/// The time, and the knees' angle that this view shows.
fn lines(angles: &[AngleSeries], row: usize, time_s: f64) -> Vec<String> {
    let value = |angle: Angle, side: Side| {
        let series = angles.iter().find(|s| s.angle == angle && s.side == Some(side))?;
        *series.values_deg.get(row)?
    };
    let line = |key: &str, angle: Angle| {
        let [left, right] = Side::BOTH.map(|side| match value(angle, side) {
            Some(deg) => format!("{deg:4.0}"),
            None => "   -".to_owned(),
        });
        let places = [("left", &*left), ("right", &*right)];
        Catalogue::english().filled(&format!("overlay.{key}"), &places)
    };
    let is_frontal = Side::BOTH.iter().any(|&s| value(Angle::Fppa, s).is_some());
    let knee = match is_frontal {
        true => line("fppa", Angle::Fppa),
        false => line("knee_flexion", Angle::KneeFlexion),
    };
    vec![format!("{time_s:6.2} s"), knee]
}

#[cfg(test)]
mod tests {
    use crate::catalogue::{Catalogue, assert_texts};

    #[test]
    fn the_texts_are_known_and_in_letters_that_can_be_drawn() {
        let keys = ["knee_flexion", "fppa"];
        assert_texts("overlay", &keys);
        let text = |key| Catalogue::english().text(&format!("overlay.{key}"));
        assert!(keys.map(text).iter().all(|t| t.is_ascii()));
    }
}
