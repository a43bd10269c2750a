//! The angles of every frame.

use crate::anatomy::Side;
use crate::gait::angles::angle::{Angle, AngleSeries, LEAST_HEIGHT_PX, Reason};
use crate::gait::angles::body::Body;
use crate::motion::Motion;

/// Every angle of every frame: sided ones left then right.
///
/// # Missing data
/// A frame has a value where its pass shows the angle's plane and all points that it needs are known.
#[must_use]
pub fn measure(motion: &Motion) -> Vec<AngleSeries> {
    let mut all = Vec::new();
    for angle in Angle::ALL {
        if angle.is_sided() {
            all.extend(Side::BOTH.map(|side| series(motion, angle, Some(side))));
        } else {
            all.push(series(motion, angle, None));
        }
    }
    all
}

/// Takes out what no body can do: there the pose or the view is mistaken.
pub(crate) fn keep_possible(angles: &mut [AngleSeries]) {
    for series in angles {
        let possible_deg = series.angle.possible_deg();
        for slot in &mut series.values_deg {
            *slot = slot.filter(|deg| possible_deg.contains(deg));
        }
    }
}

fn series(motion: &Motion, angle: Angle, side: Option<Side>) -> AngleSeries {
    let mut values_deg = vec![None; motion.time_s.len()];
    let withheld = match motion {
        m if m.height_px < LEAST_HEIGHT_PX => Some(Reason::TooSmall),
        m if m.wrong_shape.is_some() => Some(Reason::WrongShape),
        _ => None,
    };
    if withheld.is_some() {
        return AngleSeries { angle, side, values_deg, unavailable: withheld };
    }
    let shown = motion.passes.iter().filter(|p| angle.is_seen_in(p.view));
    let mut unavailable = Some(Reason::WrongView);
    for pass in shown {
        for (frame, slot) in
            values_deg.iter_mut().enumerate().take(pass.end_frame).skip(pass.first_frame)
        {
            let body = Body { motion, pass, frame };
            *slot = Some(body.angle_deg(angle, side)).filter(|v| v.is_finite());
        }
        unavailable = Some(match angle {
            Angle::PelvicTilt => Reason::NoStickers,
            Angle::WaistbandSlope => Reason::NoWaistband,
            _ if motion.lacks(angle.needs()) => Reason::NoLandmarks,
            _ => Reason::NotSeen,
        });
    }
    if values_deg.iter().any(Option::is_some) {
        unavailable = None;
    }
    AngleSeries { angle, side, values_deg, unavailable }
}
