//! `.trc`: marker trajectories, as OpenSim and Pose2Sim read them.

use crate::export::laboratory::LabPass;
use crate::export::markers::MARKERS;
use std::fmt::Write;

/// A pass as text.
///
/// # Format
/// Tab-separated; metres. Every row, and the row of coordinate names, ends in a tab, as OpenSim writes them: otherwise a
/// missing last marker shortens its row, and OpenSim refuses the file. A missing marker has three empty cells. The blank
/// line before the data is OpenSim's, too.
pub(super) fn trc(pass: &LabPass<'_>, file: &str) -> String {
    let clock = &pass.clock;
    let (rate, frames, markers) = (rate_text(clock.rate_hz), clock.count, MARKERS.len());
    let first = clock.first;
    let mut text = format!(
        "PathFileType\t4\t(X/Y/Z)\t{file}\n\
         DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n\
         {rate}\t{rate}\t{frames}\t{markers}\tm\t{rate}\t{first}\t{frames}\nFrame#\tTime\t"
    );
    text.extend(MARKERS.iter().map(|marker| format!("{}\t\t\t", marker.name)));
    text.push_str("\n\t\t");
    text.extend((1..=markers).map(|n| format!("X{n}\tY{n}\tZ{n}\t")));
    text.push_str("\n\n");
    let tracks: Vec<_> = MARKERS.iter().map(|marker| pass.marker_m(marker)).collect();
    for frame in 0..frames {
        let _ = write!(text, "{}\t{:.6}\t", first + frame, clock.time_s(frame)); // a String takes everything
        for track in &tracks {
            text.push_str(&cells(track[frame]));
        }
        text.push('\n');
    }
    text
}

/// Tenths of a millimetre.
fn cells(at_m: [f64; 3]) -> String {
    match at_m.iter().all(|value| value.is_finite()) {
        true => at_m.iter().map(|value| format!("{value:.4}\t")).collect(),
        false => "\t\t\t".to_owned(),
    }
}

/// A frame rate, without zeros that say nothing.
pub(super) fn rate_text(rate_hz: f64) -> String {
    let text = format!("{rate_hz:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
