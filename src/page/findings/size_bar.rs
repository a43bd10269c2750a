//! How large a finding is, as a picture: the value and its interval on an axis with what is usual, borderline and
//! beyond the limit.

use crate::findings::Compared;
use crate::page::basics::html::escaped;
use crate::page::basics::number::{decimals_in, decimals_of_limit, fixed};
use crate::page::plots::axis::{Scale, nice_step};
use crate::page::text::texts::Texts;
use std::fmt::Write;

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 60.0;
const MIDDLE: f64 = 28.0;
/// Top and height of what lies about the middle.
const ZONE: [f64; 2] = [17.0, 22.0];
/// Where the names of usual and limit stand.
const NAMES: f64 = 12.0;
const MARGIN: f64 = 12.0;
/// A label's text is no wider.
const TEXT: f64 = 84.0;

/// What the axis spans, in units of the way from usual to the limit, before the value stretches it.
const SPAN: [f64; 2] = [-0.6, 1.8];

/// The picture's content, in a box of 320 by 60.
pub(crate) fn svg(compared: &Compared, t: Texts) -> String {
    let axis = Axis::of(compared);
    let mut svg = String::new();
    let [usual, borderline, flag] =
        [compared.usual, compared.borderline, compared.flag].map(|v| axis.x(v));
    let far = if flag >= usual { WIDTH - MARGIN } else { MARGIN };
    zone(&mut svg, "borderline", borderline, flag);
    zone(&mut svg, "beyond", flag, far);
    let right = WIDTH - MARGIN;
    let _ = write!(
        svg,
        r#"<line class="axis" x1="{MARGIN}" x2="{right}" y1="{MIDDLE}" y2="{MIDDLE}"/>"#
    );
    let text = |key: &str, v: f64, decimals: usize| {
        let shown = fixed(v, decimals);
        escaped(&t.fill(&format!("page_findings.size.{key}"), &[("value", &shown)]))
    };
    let texts = [
        (usual, text("usual", compared.usual, decimals_of_limit(compared.usual, 0))),
        (flag, text("limit", compared.flag, decimals_of_limit(compared.flag, 0))),
    ];
    numbers_below(&mut svg, &axis, &compared.unit);
    for ((x, text), middle) in texts.iter().zip(apart(usual, flag)) {
        label(&mut svg, *x, middle, text);
    }
    if let Some([low, high]) = compared.ci95.map(|ci| ci.map(|v| axis.x(v))) {
        let _ = write!(
            svg,
            r#"<path class="whisker" d="M{low:.1} {MIDDLE}H{high:.1}M{low:.1} {top}v12M{high:.1} {top}v12"/>"#,
            top = MIDDLE - 6.0
        );
    }
    let x = axis.x(compared.value);
    let _ = write!(
        svg,
        r#"<path class="value" d="M{x:.1} {top}l7 8l-7 8l-7 -8Z"/>"#,
        top = MIDDLE - 8.0
    );
    svg
}

/// The same in words.
pub(crate) fn words(compared: &Compared, unit: &str, t: Texts) -> String {
    let decimals = decimals_in(&compared.unit);
    let value = match compared.ci95 {
        Some([low, high]) => {
            let [least, most] = compared.possible_values();
            let [value, low, high] =
                [compared.value, low.max(least), high.min(most)].map(|v| fixed(v, decimals));
            let places = [("value", &*value), ("low", &*low), ("high", &*high)];
            t.fill("page_findings.table.interval", &places)
        }
        None => fixed(compared.value, decimals),
    };
    let usual = fixed(compared.usual, decimals_of_limit(compared.usual, 0));
    let limits = [compared.borderline, compared.flag];
    let [borderline, limit] = limits.map(|v| fixed(v, decimals_of_limit(v, 0)));
    let places = [
        ("value", &*value),
        ("unit", unit),
        ("usual", &*usual),
        ("borderline", &*borderline),
        ("limit", &*limit),
    ];
    t.fill("page_findings.size.said", &places)
}

struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    /// Holds the zones, the value and its interval; a wild interval may run out of it.
    fn of(compared: &Compared) -> Self {
        let way = compared.flag - compared.usual;
        let way = if way == 0.0 { 1.0 } else { way };
        let ends = SPAN.map(|share| compared.usual + share * way);
        let most =
            |v: f64| v.clamp(compared.usual - 4.0 * way.abs(), compared.usual + 4.0 * way.abs());
        let interval = compared.ci95.unwrap_or([compared.value; 2]);
        let all = [ends[0], ends[1], most(compared.value), most(interval[0]), most(interval[1])];
        let [least, greatest] = compared.possible_values();
        Self {
            low: all.into_iter().fold(f64::INFINITY, f64::min).max(least),
            high: all.into_iter().fold(f64::NEG_INFINITY, f64::max).min(greatest),
        }
    }

    fn x(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        MARGIN + share * (WIDTH - 2.0 * MARGIN)
    }
}

fn zone(svg: &mut String, class: &str, from: f64, to: f64) {
    let (x, width) = (from.min(to), (from - to).abs());
    let [y, height] = ZONE;
    let _ = write!(
        svg,
        r#"<rect class="{class}" x="{x:.1}" y="{y}" width="{width:.1}" height="{height}"/>"#
    );
}

/// Where the middles of two texts go: below their ticks, inside the picture, and not over each other.
fn apart(a: f64, b: f64) -> [f64; 2] {
    let inside = |x: f64| x.clamp(TEXT / 2.0, WIDTH - TEXT / 2.0);
    let (low, high) = (inside(a.min(b)), inside(a.max(b)));
    let push = ((TEXT - (high - low)) / 2.0).max(0.0);
    let low = inside(low - push).min(WIDTH - 1.5 * TEXT);
    let high = inside(high + push).max(low + TEXT);
    if a <= b { [low, high] } else { [high, low] }
}

/// The axis' round values; degrees have their sign.
fn numbers_below(svg: &mut String, axis: &Axis, unit: &str) {
    let step = nice_step((axis.high - axis.low) / 4.0);
    let decimals = if step < 1.0 { 2 } else { 0 };
    let sign = if unit == "deg" { "°" } else { "" };
    let (from, y) = (MIDDLE + 11.0, HEIGHT - 4.0);
    for value in (Scale { low: axis.low, high: axis.high, step }).ticks() {
        let (x, text) = (axis.x(value), fixed(value, decimals));
        let _ = write!(
            svg,
            r#"<path class="axis" d="M{x:.1} {from}v4"/><text class="xlabel" x="{x:.1}" y="{y}">{text}{sign}</text>"#
        );
    }
}

/// A tick with a text above, about its own middle.
fn label(svg: &mut String, x: f64, middle: f64, text: &str) {
    let _ = write!(
        svg,
        r#"<line class="axis" x1="{x:.1}" x2="{x:.1}" y1="{top}" y2="{bottom}"/><text x="{middle:.1}" y="{NAMES}" text-anchor="middle">{text}</text>"#,
        top = MIDDLE - 8.0,
        bottom = MIDDLE + 6.0
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Basis;
    use crate::findings::{Against, CyclesSeen, Status};
    use crate::gait::MeasureId;

    fn texts() -> Texts {
        Texts::of(crate::catalogue::Language::ENGLISH)
    }

    fn compared(value: f64, usual: f64, flag: f64) -> Compared {
        Compared {
            measure: MeasureId::FppaLoadingPeak,
            against: Against::Limit,
            value,
            unit: "deg".into(),
            ci95: Some([value - 2.0, value + 2.0]),
            usual,
            borderline: (usual + flag) / 2.0,
            flag,
            mdc: 1.0,
            basis: Basis::Derived,
            source: "x".into(),
            limit: "valgus_walk".into(),
            why: "".into(),
            seen: CyclesSeen { n: 1, of: 1, cycles: vec![0] },
            exemplar: None,
            status: Status::Flagged,
            unmet: vec![],
        }
    }

    #[test]
    fn the_value_stands_on_the_right_side_of_the_limit_whichever_way_it_is() {
        for (value, usual, flag) in [(14.0, 2.0, 10.0), (35.0, 59.0, 45.0)] {
            let c = compared(value, usual, flag);
            let axis = Axis::of(&c);
            let is_beyond = (axis.x(value) - axis.x(flag)) * (axis.x(flag) - axis.x(usual)) > 0.0;
            assert!(is_beyond, "{value}");
            let drawn = svg(&c, texts());
            assert!(!drawn.contains("NaN"));
            assert!(
                drawn.matches(r#"class="xlabel""#).count() >= 2,
                "an axis without numbers: {drawn}"
            );
        }
        for (usual, limit) in
            [(31.0, 80.0), (80.0, 31.0), (5.0, 5.0), (310.0, 315.0), (160.0, 161.0)]
        {
            let [a, b] = apart(usual, limit);
            assert!((a - b).abs() >= TEXT - 1e-9, "{usual} {limit}: over each other");
            assert_eq!(a < b, usual <= limit);
            assert!([a, b].iter().all(|x| (TEXT / 2.0..=WIDTH - TEXT / 2.0).contains(x)));
        }
        let wild = svg(&compared(1e9, 0.0, 0.0), texts());
        assert!(!wild.contains("NaN") && !wild.contains("inf"), "{wild}");
    }
}
