//! Puts the report together.

use crate::anatomy::{Side, Site};
use crate::assessment::Assessment;
use crate::evidence::{
    CitedSource, ErrorProfile, KeyedThreshold, OwnNorms, SOURCES, THRESHOLDS, typical_error,
};
use crate::gait::{Angle, AngleSeries, GaitCycle, Reason};
use crate::motion::{AngleEstimate, CameraMotion, Motion, Pass, Tilt};
use crate::options::Options;
use crate::report::document::{
    AngleSummary, ChosenBy, PersonSummary, REPORT_SCHEMA_VERSION, Report, Subject, Tool,
};
use crate::report::explained::Explained;
use crate::report::gait::{gait, rounded_event};
use crate::report::inputs::ReportInputs;
use crate::report::note::Severity;
use crate::report::notes::notes;
use crate::report::stickers::{StickerSummary, missing, of_other_views, stickers};
use crate::report::unavailable::Unavailable;
use crate::report::words;
use crate::signal::{mean, quantile, rounded, standard_deviation};
use crate::track::{PoseSequence, PoseSource};

impl Report {
    /// Puts the report of an assessed clip together. Pure: no file, no clock.
    #[must_use]
    pub fn build(sequence: &PoseSequence, assessment: &Assessment, options: &Options) -> Self {
        let inputs = &ReportInputs::of(sequence, assessment, options);
        let profile = ErrorProfile::of(sequence.model.as_ref());
        Self {
            schema_version: REPORT_SCHEMA_VERSION,
            tool: Tool::this(),
            statement: words::statement().to_owned(),
            clip: sequence.clip.clone(),
            model: sequence.model.clone(),
            pose_source: sequence.source.clone(),
            options: options.clone(),
            subject: subject(inputs),
            passes: inputs.motion.passes.iter().map(rounded_pass).collect(),
            stickers: stickers(inputs),
            repairs: inputs.motion.repairs,
            quality: notes(inputs),
            angles: inputs.gait.angles.iter().map(|s| summary(s, inputs.motion, profile)).collect(),
            events: inputs.gait.events.iter().map(rounded_event).collect(),
            gait: gait(inputs),
            findings: assessment.findings.clone(),
            explained: Explained::to(
                options.audience,
                assessment.explanation.clone(),
                assessment.red_flags.clone(),
            ),
            not_measured: words::not_measured(&not_shown(inputs)),
            conventions: words::conventions(),
            thresholds: THRESHOLDS.iter().map(KeyedThreshold::described).collect(),
            sources: sources(options),
        }
    }

    /// What made the poses: the model, or another tool; `None` where that is not known.
    pub(crate) fn poses_made_by(&self) -> Option<String> {
        let model = self.model.as_ref().map(|model| model.name.clone());
        model.or_else(|| self.pose_source.as_ref().map(PoseSource::name))
    }

    /// Declared stickers that a view could show and that no pass did.
    pub(crate) fn missing_stickers(&self) -> Vec<&StickerSummary> {
        missing(&self.stickers)
    }

    /// Places of declared stickers that no pass of this clip can show.
    pub(crate) fn sites_of_other_views(&self) -> Vec<Site> {
        of_other_views(&self.stickers, &self.options.reading.markers)
    }

    /// Whether a leg was behind the other one in every stride seen from the side.
    pub(crate) fn is_always_far(&self, side: Side) -> bool {
        let pass = |c: &GaitCycle| self.passes.get(c.pass);
        let own = self.gait.cycles.iter().filter(|c| c.side == side);
        let mut seen = own.filter_map(pass).peekable();
        let is_far = |p: &Pass| p.view.near_side() == Some(side.opposite());
        seen.peek().is_some() && seen.all(is_far)
    }

    /// What a user should know at once, in words.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let serious = self.quality.iter().filter(|n| n.severity >= Severity::Warning);
        serious.map(|n| format!("{} {}", n.what, n.advice)).collect()
    }
}

/// The built-in sources, and the norm file where the user gave one.
fn sources(options: &Options) -> Vec<CitedSource> {
    let of_file = options.norms.as_ref().map(OwnNorms::cited);
    SOURCES.map(Into::into).into_iter().chain(of_file).collect()
}

/// Whether an angle has values anywhere in the clip.
/// What this clip does not show of what a clip may show.
fn not_shown(inputs: &ReportInputs<'_>) -> Vec<&'static str> {
    let is_tilt = |s: &AngleSeries| s.angle == Angle::PelvicTilt && s.unavailable.is_none();
    words::not_shown(inputs.gait.angles.iter().any(is_tilt), !inputs.gait.flights.is_empty())
}

fn subject(inputs: &ReportInputs<'_>) -> Subject {
    let people = inputs.sequence.people.iter().map(|p| PersonSummary {
        id: p.id,
        first_s: rounded(p.first_s, 3),
        last_s: rounded(p.last_s, 3),
        seen_pct: rounded(p.seen_pct, 1),
        height_px: rounded(p.height_px, 0),
        subject_score: rounded(p.subject_score, 4),
    });
    Subject {
        id: inputs.sequence.subject_id,
        chosen_by: match inputs.sequence.reading.person {
            Some(_) => ChosenBy::User,
            None => ChosenBy::Program,
        },
        people: people.collect(),
    }
}

fn rounded_pass(pass: &Pass) -> Pass {
    Pass {
        start_s: rounded(pass.start_s, 4),
        end_s: rounded(pass.end_s, 4),
        yaw_deg: rounded(pass.yaw_deg, 1),
        yaw_sd_deg: rounded(pass.yaw_sd_deg, 1),
        tilt: Tilt {
            roll: pass.tilt.roll.map(rounded_angle),
            pitch: pass.tilt.pitch.map(rounded_angle),
            camera_height: pass.tilt.camera_height.map(|heights| rounded(heights, 2)),
            descent_deg: pass.tilt.descent_deg.map(|d| rounded(d, 1)),
            on_steps: pass.tilt.on_steps,
        },
        camera: CameraMotion {
            kind: pass.camera.kind,
            shake_px: pass.camera.shake_px.map(|px| rounded(px, 2)),
            shake_height_pct: pass.camera.shake_height_pct.map(|pct| rounded(pct, 3)),
            way_heights_s: pass.camera.way_heights_s.map(|way| rounded(way, 3)),
        },
        ..pass.clone()
    }
}

fn rounded_angle(angle: AngleEstimate) -> AngleEstimate {
    AngleEstimate { deg: rounded(angle.deg, 1), sd_deg: rounded(angle.sd_deg, 1) }
}

fn summary(series: &AngleSeries, motion: &Motion, profile: ErrorProfile) -> AngleSummary {
    let values: Vec<f64> = series.values_deg.iter().flatten().copied().collect();
    let of = |value: f64| value.is_finite().then(|| rounded(value, 2));
    let shown = motion.passes.iter().filter(|p| series.angle.is_seen_in(p.view));
    let seen_by = shown.map(|p| series.angle.seen_by(series.side, p)).max().unwrap_or_default();
    let error = typical_error(series.angle, seen_by, profile);
    let is_far = is_always_far(series, motion);
    AngleSummary {
        angle: series.angle,
        side: series.side,
        frames: values.len(),
        measured_pct: rounded(
            100.0 * values.len() as f64 / series.values_deg.len().max(1) as f64,
            1,
        ),
        mean_deg: of(mean(values.iter().copied())),
        sd_deg: of(standard_deviation(&values)),
        low_deg: of(quantile(values.iter().copied(), 0.02)),
        high_deg: of(quantile(values.iter().copied(), 0.98)),
        error_deg: if is_far { error.far_deg } else { error.near_deg },
        error_source: error.source.into(),
        unavailable: series.unavailable.map(|reason| unavailable(series.angle, reason)),
    }
}

fn unavailable(angle: Angle, reason: Reason) -> Unavailable {
    let id = words::advice_id_for(angle, reason);
    Unavailable { reason, advice_id: id.into(), advice: words::angle_advice(id).into() }
}

/// Whether a leg is hidden behind the other one in every pass that shows the angle.
fn is_always_far(series: &AngleSeries, motion: &Motion) -> bool {
    let mut shown = motion.passes.iter().filter(|p| series.angle.is_seen_in(p.view)).peekable();
    let is_far =
        |p: &Pass| series.side.is_some() && p.view.near_side() == series.side.map(Side::opposite);
    shown.peek().is_some() && shown.all(is_far)
}
