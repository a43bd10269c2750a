//! What the measures of a clip would be if they were exact.

use crate::anatomy::Side;
use crate::gait::{Angle, EventKind, MeasureId};
use crate::signal::mean;
use crate::validation::truth::{Truth, letter, truth_angle};

impl Truth {
    /// The mean of a measure over the clip if it were exact; NaN where the truth file does not tell.
    #[must_use]
    pub fn measure(&self, id: MeasureId, side: Side) -> f64 {
        match id {
            MeasureId::StepTime => self.step_time_s(side),
            MeasureId::StanceShare => self.stance_pct(side),
            MeasureId::StanceTime => self.stance_time_s(side),
            MeasureId::SwingTime => self.swing_time_s(side),
            MeasureId::StepLength => self.mean_of(&format!("step_length_{}_m", letter(side))),
            MeasureId::WalkingSpeed => self.mean_of("speed_m_s"),
            MeasureId::StepWidth => self.mean_of("step_width_m"),
            MeasureId::KneeFlexionLoadingPeak => {
                self.extreme(Angle::KneeFlexion, side, 0.03, 0.30, true)
            }
            MeasureId::KneeFlexionSwingPeak => {
                self.extreme(Angle::KneeFlexion, side, 0.55, 0.95, true)
            }
            MeasureId::HipFlexionMinimum => self.extreme(Angle::Thigh, side, 0.35, 0.70, false),
            MeasureId::FppaStanceMean => self.mean_over(Angle::Fppa, side, 0.10, 0.50),
            MeasureId::FppaStairLowering => self.mean_over(Angle::Fppa, side, 0.40, 0.50),
            MeasureId::StairWeightAcceptanceTime => self.acceptance(side)[0],
            MeasureId::StairWeightAcceptanceSinking => self.acceptance(side)[1],
            MeasureId::PelvicObliquityMidStance => {
                self.mean_over(Angle::PelvicObliquity, side, 0.12, 0.31)
            }
            MeasureId::HipAdductionStancePeak => {
                self.extreme(Angle::HipAdduction, side, 0.03, 0.55, true)
            }
            _ => f64::NAN,
        }
    }

    /// A mean of the whole clip, by a truth file's own name; NaN where it has none.
    fn mean_of(&self, name: &str) -> f64 {
        let means = self.spatiotemporal.as_ref();
        means.and_then(|m| *m.get(name)?).unwrap_or(f64::NAN)
    }

    /// As the file states it, or from its events.
    fn step_time_s(&self, side: Side) -> f64 {
        let stated = self.mean_of(&format!("step_time_{}_s", letter(side)));
        if stated.is_finite() {
            return stated;
        }
        let (other, own) = (self.contacts_s(side.opposite()), self.contacts_s(side));
        self.mean_interval_s(&other, &own)
    }

    fn stance_pct(&self, side: Side) -> f64 {
        let stated = self.mean_of(&format!("stance_percent_{}", letter(side)));
        match stated.is_finite() {
            true => stated,
            false => 100.0 * self.stance_of_events_s(side) / self.stride_of_events_s(side),
        }
    }

    fn stance_time_s(&self, side: Side) -> f64 {
        self.stance_pct(side) / 100.0 * self.stride_time_s(side)
    }

    fn swing_time_s(&self, side: Side) -> f64 {
        (1.0 - self.stance_pct(side) / 100.0) * self.stride_time_s(side)
    }

    fn stride_time_s(&self, side: Side) -> f64 {
        let stated = self.mean_of("stride_time_s");
        if stated.is_finite() { stated } else { self.stride_of_events_s(side) }
    }

    fn contacts_s(&self, side: Side) -> Vec<f64> {
        self.event_times_s(EventKind::InitialContact, side)
    }

    fn stride_of_events_s(&self, side: Side) -> f64 {
        mean(self.contacts_s(side).windows(2).map(|two| two[1] - two[0]))
    }

    fn stance_of_events_s(&self, side: Side) -> f64 {
        self.mean_interval_s(&self.contacts_s(side), &self.event_times_s(EventKind::FootOff, side))
    }

    /// The mean time from an event to the next one of the other kind, where no further event of its own lies between.
    fn mean_interval_s(&self, from: &[f64], to: &[f64]) -> f64 {
        let of = |(i, &start): (usize, &f64)| {
            let end = to.iter().copied().find(|&t| t > start)?;
            from.get(i + 1).is_none_or(|&next| end < next).then_some(end - start)
        };
        mean(from.iter().enumerate().filter_map(of))
    }

    /// The mean over the cycles of an angle's largest or smallest value in a window of the cycle (0 to
    /// 1); NaN where there is none.
    fn extreme(&self, angle: Angle, side: Side, from: f64, to: f64, is_peak: bool) -> f64 {
        let Some(phases) = self.phases(side) else { return f64::NAN };
        let mut extremes: Vec<f64> = Vec::new();
        let mut was_inside = false;
        for (frame, phase) in phases.iter().enumerate() {
            let value = self.angle(angle, Some(side), frame);
            let is_inside = phase.is_some_and(|p| (from..=to).contains(&p)) && value.is_some();
            if let (true, Some(value)) = (is_inside, value) {
                match extremes.last_mut() {
                    Some(best) if was_inside => {
                        *best = if is_peak { best.max(value) } else { best.min(value) };
                    }
                    _ => extremes.push(value),
                }
            }
            was_inside = is_inside;
        }
        mean(extremes)
    }

    /// The mean over the cycles of an angle's mean in a window of a side's cycle (0 to 1); NaN where there is none. An
    /// angle that belongs to both sides is taken in the cycles of that side.
    #[must_use]
    pub fn mean_over(&self, angle: Angle, side: Side, from: f64, to: f64) -> f64 {
        let Some(phases) = self.phases(side) else { return f64::NAN };
        let whose = angle.is_sided().then_some(side);
        let inside =
            phases.iter().enumerate().filter(|(_, p)| p.is_some_and(|p| (from..=to).contains(&p)));
        mean(inside.filter_map(|(frame, _)| self.angle(angle, whose, frame)))
    }

    fn phases(&self, side: Side) -> Option<&Vec<Option<f64>>> {
        self.phase.as_ref()?.get(letter(side))
    }

    /// From a contact until the other foot leaves, in s, and which percentage of the hips' way down to the other foot's
    /// contact falls into it: means of the steps that are in the clip.
    fn acceptance(&self, side: Side) -> [f64; 2] {
        let other = side.opposite();
        let offs = self.event_times_s(EventKind::FootOff, other);
        let contacts = self.contacts_s(other);
        let after = |all: &[f64], t: f64| all.iter().copied().find(|&u| u > t);
        let of = |t: f64| {
            let (off, on) = (after(&offs, t)?, after(&contacts, t)?);
            let sunk = |u: f64| Some(self.hips_m(t)? - self.hips_m(u)?);
            Some([off - t, 100.0 * sunk(off)? / sunk(on)?])
        };
        let all: Vec<[f64; 2]> = self.contacts_s(side).into_iter().filter_map(of).collect();
        [0, 1].map(|i| mean(all.iter().map(|a| a[i])))
    }

    /// Whether there is anything in the file that is compared with what is measured.
    pub(super) fn says_something(&self) -> bool {
        let is_known = |name: &String| {
            let stem = name.strip_suffix("_L").or(name.strip_suffix("_R")).unwrap_or(name);
            Angle::ALL.into_iter().filter_map(truth_angle).any(|angle| angle.name == stem)
        };
        let curves = self.angles.iter().chain(&self.angles_2d);
        let has_angle = curves
            .filter(|(name, _)| is_known(name))
            .any(|(_, values)| values.iter().any(Option::is_some));
        has_angle || self.events.values().any(|events| !events.is_empty())
    }
}
