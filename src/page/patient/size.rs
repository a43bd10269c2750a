//! How large a finding is, as a bar: what is usual, what was seen, and its error. Unusual is always to the right.

use crate::catalogue::filled;
use crate::findings::{Against, Compared};
use crate::page::text::patient::Words;
use std::fmt::Write;

/// Size of the bar in its own units.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 16.0;

/// Room at both ends, so that no dot is cut.
const ROOM: f64 = 8.0;

/// One bar and its two numbers in words.
pub(crate) struct SizeView {
    pub(crate) svg: String,
    pub(crate) usual: String,
    pub(crate) seen: String,
}

/// `None` where there is no number to draw.
pub(crate) fn view(compared: &Compared, words: &Words) -> Option<SizeView> {
    let bar = Bar::of(compared)?;
    Some(SizeView {
        svg: bar.svg(),
        usual: usual_words(compared, words),
        seen: seen_words(compared, words),
    })
}

/// 1 where large values are unusual, -1 where small ones are.
fn sign(compared: &Compared) -> f64 {
    if compared.flag >= compared.usual { 1.0 } else { -1.0 }
}

/// -1 where a measure is told by its size below zero: a thigh that is 10° behind is not at -10°.
fn mirror(compared: &Compared) -> f64 {
    let is_below = compared.borderline < 0.0 || (compared.borderline == 0.0 && compared.flag < 0.0);
    if is_below { -1.0 } else { 1.0 }
}

fn usual_words(compared: &Compared, words: &Words) -> String {
    let mirror = mirror(compared);
    let text = match sign(compared) * mirror > 0.0 {
        true => &words.saw.usual_up_to,
        false => &words.saw.usual_from,
    };
    filled(text, &[("n", &bare_number(mirror * compared.borderline, &compared.unit, words))])
}

fn seen_words(compared: &Compared, words: &Words) -> String {
    let value = number(mirror(compared) * compared.value, &compared.unit, words);
    let seen = match compared.ci95 {
        Some([low, high]) => {
            let error = bare_number((high - low) / 2.0, &compared.unit, words);
            let places = [("n", value.as_str()), ("error", error.as_str())];
            filled(&words.saw.seen_give_or_take, &places)
        }
        None => filled(&words.saw.seen, &[("n", &value)]),
    };
    match compared.against {
        Against::Limit => seen,
        Against::OtherLeg => format!("{seen} ({})", words.saw.against_other_leg),
        Against::Standing => format!("{seen} ({})", words.saw.against_standing),
    }
}

fn number(value: f64, unit: &str, words: &Words) -> String {
    words.number(value, decimals(unit), unit)
}

/// With the unit's sign alone: of what it is a share is said once.
fn bare_number(value: f64, unit: &str, words: &Words) -> String {
    let sign = if unit.starts_with('%') { "%" } else { unit };
    words.number(value, decimals(unit), sign)
}

fn decimals(unit: &str) -> usize {
    match unit {
        "m/s" | "% of the leg's length" | "% of the body's height" => 1,
        _ => 0,
    }
}

/// Distances from usual toward the unusual side, in steps from usual to the limit.
struct Bar {
    /// Where usual ends.
    borderline: f64,
    value: f64,
    /// Half of the interval that holds the true value 95 times of 100.
    error: f64,
}

impl Bar {
    fn of(compared: &Compared) -> Option<Self> {
        let step = compared.flag - compared.usual;
        let error = compared.ci95.map_or(0.0, |[low, high]| (high - low) / 2.0);
        let bar = Self {
            borderline: (compared.borderline - compared.usual) / step,
            value: (compared.value - compared.usual) / step,
            error: error / step.abs(),
        };
        [bar.borderline, bar.value, bar.error].iter().all(|v| v.is_finite()).then_some(bar)
    }

    /// First and last on the axis: half a step below usual, and all of what was seen.
    fn span(&self) -> [f64; 2] {
        [-0.5, (self.value + self.error).max(1.5)]
    }

    fn x(&self, at: f64) -> f64 {
        let [first, last] = self.span();
        let share = ((at - first) / (last - first)).clamp(0.0, 1.0);
        ROOM + share * (WIDTH - 2.0 * ROOM)
    }

    /// The SVG element's content.
    fn svg(&self) -> String {
        let mut svg = String::new();
        let (usual, middle, value) = (self.x(self.borderline), HEIGHT / 2.0, self.x(self.value));
        let (low, high) = (self.x(self.value - self.error), self.x(self.value + self.error));
        let _ = write!(
            svg,
            r#"<rect class="all" x="0.5" y="3.5" width="{:.1}" height="9" rx="4"/><path class="usual" d="M{usual:.1} 3.5H4.5a4 4 0 0 0 0 9H{usual:.1}Z"/><path class="error" d="M{low:.1} {middle}H{high:.1}M{low:.1} 4V12M{high:.1} 4V12"/><circle class="seen" cx="{value:.1}" cy="{middle}" r="5"/>"#,
            WIDTH - 1.0
        );
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;
    use crate::evidence::Basis;
    use crate::findings::{CyclesSeen, Status};
    use crate::gait::MeasureId;

    fn compared(usual: f64, borderline: f64, flag: f64, value: f64) -> Compared {
        Compared {
            measure: MeasureId::FppaLoadingPeak,
            against: Against::Limit,
            value,
            unit: "deg".into(),
            ci95: Some([value - 3.0, value + 3.0]),
            usual,
            borderline,
            flag,
            mdc: 5.0,
            basis: Basis::Derived,
            source: "derived".into(),
            limit: "valgus_walk".into(),
            why: "".into(),
            seen: CyclesSeen { n: 3, of: 3, cycles: vec![] },
            exemplar: None,
            status: Status::Flagged,
            unmet: vec![],
        }
    }

    #[test]
    fn the_unusual_is_to_the_right_whichever_way_it_lies() {
        for (usual, borderline, flag, value) in
            [(4.0, 8.0, 10.0, 15.0), (59.0, 50.0, 45.0, 30.0), (1.8, -5.0, -8.0, -14.0)]
        {
            let bar = Bar::of(&compared(usual, borderline, flag, value)).unwrap();
            assert!(bar.x(bar.borderline) < bar.x(1.0) && bar.x(1.0) < bar.x(bar.value));
            assert!(bar.x(bar.value + bar.error) <= WIDTH && bar.x(bar.value - bar.error) >= 0.0);
            assert!(!bar.svg().contains("NaN"));
        }
        assert!(Bar::of(&compared(5.0, 5.0, 5.0, 9.0)).is_none(), "no step, no bar");
        assert!(Bar::of(&compared(4.0, 8.0, 10.0, f64::NAN)).is_none());
    }

    #[test]
    fn sizes_are_told_without_a_minus() {
        let words = Words::of(Language::ENGLISH).unwrap();
        let told = |c: Compared| {
            let view = view(&c, &words).unwrap();
            (view.usual, view.seen)
        };
        let is = |usual: &str, seen: &str| (usual.to_owned(), seen.to_owned());
        let high = told(compared(4.0, 8.0, 10.0, 15.2));
        assert_eq!(high, is("usual: up to 8°", "seen: 15°, give or take 3°"));
        let low = told(compared(59.0, 50.0, 45.0, 30.0));
        assert_eq!(low, is("usual: 50° or more", "seen: 30°, give or take 3°"));
        let back = told(compared(1.8, -5.0, -8.0, -14.0));
        assert_eq!(back, is("usual: up to 5°", "seen: 14°, give or take 3°"));
        let behind = told(compared(-17.6, -13.0, -10.0, -6.0));
        assert_eq!(behind, is("usual: 13° or more", "seen: 6°, give or take 3°"));
        let legs =
            Compared { against: Against::OtherLeg, ci95: None, ..compared(3.0, 6.0, 8.0, 9.0) };
        assert_eq!(told(legs).1, "seen: 9° (difference between the sides)");
    }
}
