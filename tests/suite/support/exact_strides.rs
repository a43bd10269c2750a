//! What a stride's measures would be if they were exact, from a truth file.

use gaitline::anatomy::Side;
use gaitline::gait::{EventKind, GaitCycle};
use gaitline::internals::signal::mean;
use gaitline::validation::Truth;

/// A true event farther than this from a measured one is another event: a share of the stride.
const SAME_EVENT: f64 = 0.2;

/// The true events of a stride, in s.
pub(crate) struct ExactStride {
    side: Side,
    start: f64,
    opposite_off: Option<f64>,
    opposite_on: Option<f64>,
    off: Option<f64>,
    end: f64,
}

impl ExactStride {
    /// The true stride that a measured one shows; `None` where the truth file has no such stride.
    pub(crate) fn of(truth: &Truth, cycle: &GaitCycle) -> Option<Self> {
        let near = |kind, side, time_s: f64| {
            let times = truth.events(kind, side).into_iter().map(|e| e.0);
            let nearest = times.min_by(|a, b| (a - time_s).abs().total_cmp(&(b - time_s).abs()))?;
            ((nearest - time_s).abs() <= SAME_EVENT * cycle.stride_s()).then_some(nearest)
        };
        // what was measured must be in the truth file; what was not seen need not
        let of = |kind, side, time_s: Option<f64>| match time_s {
            Some(time_s) => near(kind, side, time_s).map(Some),
            None => Some(None),
        };
        let contact = |time_s: f64, is_seen: bool| {
            let exact_s = near(EventKind::InitialContact, cycle.side, time_s);
            exact_s.or((!is_seen).then_some(time_s))
        };
        let other = cycle.side.opposite();
        Some(Self {
            side: cycle.side,
            start: contact(cycle.start_s, cycle.contact_s().is_some())?,
            opposite_off: of(EventKind::FootOff, other, cycle.opposite_foot_off_s)?,
            opposite_on: of(EventKind::InitialContact, other, cycle.opposite_contact_s)?,
            off: of(EventKind::FootOff, cycle.side, cycle.foot_off_s)?,
            end: contact(cycle.end_s, cycle.next_contact_s().is_some())?,
        })
    }

    /// A measure of that name; `None` where the truth file does not tell. Definitions as those of the measures.
    pub(crate) fn measure(&self, truth: &Truth, name: &str) -> Option<f64> {
        let stride = self.end - self.start;
        let stance = || Some(self.off? - self.start);
        let single = || Some(self.opposite_on? - self.opposite_off?);
        let both = || Some(stance()? - single()?);
        let share = |seconds: f64| 100.0 * seconds / stride;
        let read = |name: &str, read: fn(&[f64]) -> f64| {
            Some(read(&self.curve(truth, name))).filter(|value| value.is_finite())
        };
        match name {
            "stride_time_s" => Some(stride),
            "step_time_s" => Some(self.end - self.opposite_on?),
            "stance_time_s" => stance(),
            "swing_time_s" => Some(stride - stance()?),
            "single_support_time_s" => single(),
            "double_support_time_s" => both(),
            "stance_pct" => stance().map(share),
            "swing_pct" => Some(100.0 - share(stance()?)),
            "single_support_pct" => single().map(share),
            "double_support_pct" => both().map(share),
            "cadence_spm" => Some(120.0 / stride),
            "step_length_m" => {
                let other = truth.footprint_m(self.side.opposite(), self.start)?;
                let step = truth.footprint_m(self.side, self.start)? - other;
                Some(step * self.swing_ahead_m(truth)?.signum())
            }
            "stride_length_m" => Some(self.ahead_m(truth)?.abs()),
            "walking_speed_m_s" => Some(self.ahead_m(truth)?.abs() / stride),
            "knee_flexion_at_contact_deg" => read("knee_flexion", |c| c[0]),
            "knee_flexion_loading_peak_deg" => read("knee_flexion", |c| most(&c[3..=30])),
            "knee_flexion_loading_excursion_deg" => {
                read("knee_flexion", |c| most(&c[3..=30]) - c[0])
            }
            "knee_flexion_stance_minimum_deg" => read("knee_flexion", |c| least(&c[25..=55])),
            "knee_flexion_swing_peak_deg" => read("knee_flexion", |c| most(&c[55..=95])),
            "knee_flexion_range_deg" => read("knee_flexion", |c| most(c) - least(c)),
            "hip_flexion_vertical_at_contact_deg" => read("thigh_angle", |c| c[0]),
            "hip_flexion_vertical_minimum_deg" => read("thigh_angle", |c| least(&c[35..=70])),
            "hip_flexion_vertical_swing_peak_deg" => read("thigh_angle", |c| most(&c[70..])),
            "hip_flexion_vertical_range_deg" => read("thigh_angle", |c| most(c) - least(c)),
            "hip_flexion_trunk_range_deg" => read("hip_flexion_trunk", |c| most(c) - least(c)),
            "ankle_dorsiflexion_at_contact_deg" => read("ankle_dorsiflexion", |c| c[0]),
            "ankle_dorsiflexion_stance_peak_deg" => {
                read("ankle_dorsiflexion", |c| most(&c[20..=60]))
            }
            "ankle_dorsiflexion_push_off_deg" => read("ankle_dorsiflexion", |c| least(&c[50..=80])),
            "trunk_lean_forward_mean_deg" => read("trunk_lean_forward", average),
            "trunk_lean_forward_loading_change_deg" => read("trunk_lean_forward", |c| {
                let changes = c[..=15].iter().map(|v| v - c[0]);
                changes.max_by(|a, b| a.abs().total_cmp(&b.abs())).unwrap_or(f64::NAN)
            }),
            "fppa_loading_peak_deg" => read("knee_fppa", |c| most(&c[3..=30])),
            "fppa_stance_mean_deg" => read("knee_fppa", |c| average(&c[10..=50])),
            "hip_adduction_stance_peak_deg" => read("hip_adduction", |c| most(&c[3..=55])),
            "pelvic_obliquity_mid_stance_deg" => read("pelvic_obliquity", |c| average(&c[12..=31])),
            "pelvic_obliquity_swing_mean_deg" => read("pelvic_obliquity", |c| average(&c[75..=90])),
            "pelvic_obliquity_range_deg" => read("pelvic_obliquity", |c| most(c) - least(c)),
            "trunk_lean_right_stance_mean_deg" => {
                read("trunk_lean_right", |c| average(&c[12..=50]))
            }
            "trunk_lean_right_range_deg" => read("trunk_lean_right", |c| most(c) - least(c)),
            _ => None,
        }
    }

    /// How far the other foot goes over this one along the world's axis: which way the person walks.
    fn swing_ahead_m(&self, truth: &Truth) -> Option<f64> {
        let other = self.side.opposite();
        let landed = truth.footprint_m(other, self.opposite_on?)?;
        Some(landed - truth.footprint_m(other, self.start)?)
    }

    /// From footprint to footprint along the world's axis.
    fn ahead_m(&self, truth: &Truth) -> Option<f64> {
        Some(truth.footprint_m(self.side, self.end)? - truth.footprint_m(self.side, self.start)?)
    }

    /// An angle at every percent of the stride, linear between frames; NaN where the truth file does not tell.
    fn curve(&self, truth: &Truth, name: &str) -> Vec<f64> {
        let at = |percent: usize| {
            let time_s = self.start + (self.end - self.start) * percent as f64 / 100.0;
            truth.angle_at(name, self.side, time_s)
        };
        (0..=100).map(|percent| at(percent).unwrap_or(f64::NAN)).collect()
    }
}

/// NaN where any value is, as of the others.
fn most(values: &[f64]) -> f64 {
    values
        .iter()
        .copied()
        .reduce(|a, b| if b > a || b.is_nan() { b } else { a })
        .unwrap_or(f64::NAN)
}

fn least(values: &[f64]) -> f64 {
    -most(&values.iter().map(|v| -v).collect::<Vec<_>>())
}

fn average(values: &[f64]) -> f64 {
    if values.iter().all(|v| v.is_finite()) { mean(values.iter().copied()) } else { f64::NAN }
}
