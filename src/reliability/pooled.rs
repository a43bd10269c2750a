//! Measures of several clips that show the same, taken together.

use crate::anatomy::Side;
use crate::evidence::scatter_half_width;
use crate::gait::{MeasureId, Symmetry, Task};
use crate::reliability::judge::Reliability;
use crate::reliability::summary::{Grade, MeasureSummary, SymmetrySummary};
use crate::signal::{mean, rounded, standard_deviation};

/// The measures of a clip, each with the strides of other clips that have it too.
///
/// More strides scatter less in their mean. The method's own error is that of one view of one person: it is the same in
/// each clip, so more clips do not remove it. How the clips differ counts as scatter.
#[must_use]
pub fn pooled(own: &Reliability, others: &[&Reliability]) -> Reliability {
    let measures: Vec<MeasureSummary> =
        own.measures.iter().map(|m| with_strides_of(m, others)).collect();
    let symmetries = own.symmetries.iter().map(|s| between(s, &own.measures, &measures)).collect();
    Reliability { measures, symmetries, ..own.clone() }
}

fn with_strides_of(own: &MeasureSummary, others: &[&Reliability]) -> MeasureSummary {
    let is_same = |m: &&MeasureSummary| {
        (m.measure, m.task, m.side, m.seen_by) == (own.measure, own.task, own.side, own.seen_by)
    };
    let same: Vec<&MeasureSummary> =
        others.iter().filter_map(|other| other.measures.iter().find(is_same)).collect();
    if same.is_empty() {
        return own.clone();
    }
    let elsewhere: Vec<f64> = same.iter().flat_map(|m| &m.values).map(|v| v.value).collect();
    let all: Vec<f64> = own.values.iter().map(|v| v.value).chain(elsewhere.clone()).collect();
    let (n, middle, sd) = (all.len(), mean(all.iter().copied()), standard_deviation(&all));
    let constant = same.iter().map(|m| m.constant_half_width());
    let constant = constant.fold(own.constant_half_width(), f64::max);
    let half = scatter_half_width(own.measure, own.task, n, sd).hypot(constant);
    MeasureSummary {
        n,
        grade: Grade::of(n),
        mean: rounded(middle, 4),
        sd: (n > 1).then(|| rounded(sd, 4)),
        ci95: half.is_finite().then(|| [middle - half, middle + half].map(|v| rounded(v, 4))),
        elsewhere,
        ..own.clone()
    }
}

/// The difference of the legs' pooled means; its constant error is that of the clip's own.
fn between(
    own: &SymmetrySummary,
    before: &[MeasureSummary],
    pooled: &[MeasureSummary],
) -> SymmetrySummary {
    let (id, task) = (own.values.measure, own.values.task);
    let legs = |all| Side::BOTH.map(|side| leg(all, id, task, side));
    let ([Some(l), Some(r)], [Some(left), Some(right)]) = (legs(before), legs(pooled)) else {
        return own.clone();
    };
    let scatter = |a: &MeasureSummary, b: &MeasureSummary| {
        a.scatter_half_width().hypot(b.scatter_half_width())
    };
    let interval = own.difference_ci95.map(|[low, high]| {
        let constant = ((high - low).powi(2) / 4.0 - scatter(l, r).powi(2)).max(0.0).sqrt();
        scatter(left, right).hypot(constant)
    });
    let difference = left.mean - right.mean;
    SymmetrySummary {
        values: Symmetry {
            left: left.mean,
            right: right.mean,
            difference: rounded(difference, 4),
            ..own.values.clone()
        },
        difference_ci95: interval
            .map(|half| [difference - half, difference + half].map(|v| rounded(v, 4))),
        near_against_far: own.near_against_far,
    }
}

fn leg(all: &[MeasureSummary], id: MeasureId, task: Task, side: Side) -> Option<&MeasureSummary> {
    all.iter().find(|m| (m.measure, m.task, m.side) == (id, task, Some(side)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::SeenBy;
    use crate::reliability::summary::CycleValue;

    /// Of strides with these values; the error that more of them do not remove is 4.
    fn clip(values: &[f64]) -> Reliability {
        clip_of(MeasureId::KneeFlexionSwingPeak, values)
    }

    fn clip_of(id: MeasureId, values: &[f64]) -> Reliability {
        let (task, n) = (Task::Walking, values.len());
        let (middle, sd) = (mean(values.iter().copied()), standard_deviation(values));
        let half = scatter_half_width(id, task, n, sd).hypot(4.0);
        let value = |(cycle, &value): (usize, &f64)| CycleValue { cycle, value };
        let summary = MeasureSummary {
            measure: id,
            task,
            side: Some(Side::Left),
            n,
            grade: Grade::of(n),
            mean: middle,
            sd: (n > 1).then_some(sd),
            variability_pct: None,
            ci95: half.is_finite().then_some([middle - half, middle + half]),
            systematic_sd: 2.0,
            mdc: None,
            error_source: "".into(),
            seen_by: SeenBy::Network,
            values: values.iter().enumerate().map(value).collect(),
            elsewhere: Vec::new(),
        };
        Reliability {
            measures: vec![summary],
            refused: vec![],
            neutral: vec![],
            symmetries: vec![],
            curves: vec![],
        }
    }

    #[test]
    fn strides_of_several_clips_have_one_mean_and_the_methods_own_error_stays() {
        let (own, other) = (clip(&[60.0, 61.0]), clip(&[57.0, 59.0, 58.0]));
        let together = pooled(&own, &[&other]).measures.remove(0);
        let all = clip(&[60.0, 61.0, 57.0, 59.0, 58.0]).measures.remove(0);
        assert_eq!((together.n, together.grade, together.mean), (5, Grade::Low, 59.0));
        assert_eq!(together.elsewhere, [57.0, 59.0, 58.0]);
        assert_eq!(together.values, own.measures[0].values, "those of the clip itself");
        for (found, exact) in together.ci95.unwrap().into_iter().zip(all.ci95.unwrap()) {
            assert!((found - exact).abs() < 1e-3, "{found} {exact}");
        }
        assert!((together.constant_half_width() - 4.0).abs() < 1e-3);
    }

    #[test]
    fn a_single_stride_in_each_clip_makes_two() {
        let together = pooled(&clip(&[60.0]), &[&clip(&[62.0])]).measures.remove(0);
        assert_eq!((together.n, together.mean), (2, 61.0));
        // of a single one the scatter may be unknown; of two it is not
        let [one, other] = [20.0, 24.0].map(|v| clip_of(MeasureId::FppaOnset, &[v]));
        assert_eq!(one.measures[0].ci95, None);
        assert!(pooled(&one, &[&other]).measures[0].ci95.is_some());
        let alone = pooled(&clip(&[60.0]), &[]);
        assert_eq!(alone, clip(&[60.0]));
    }
}
