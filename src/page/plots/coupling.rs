//! One angle against another over the mean cycle: a loop a leg.

use crate::anatomy::Side;
use crate::page::plots::axis::{Axis, Size};
use crate::page::plots::ranges::Look;
use crate::page::text::texts::Texts;
use std::fmt::Write;

const SIZE: Size =
    Size { width: 480.0, height: 420.0, left: 62.0, right: 24.0, top: 16.0, bottom: 42.0 };

/// As the `viewBox` says it.
pub(crate) const VIEW_BOX: &str = "0 0 480 420";

/// Where on the loop arrows show the way it goes: in swing and in stance, away from contact and foot off.
const ARROWS_PCT: [usize; 2] = [30, 80];

/// One leg's loop: two series of 101 values, in degrees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Loop<'a> {
    pub(crate) side: Option<Side>,
    pub(crate) along_deg: &'a [f64],
    pub(crate) up_deg: &'a [f64],
    /// When the foot leaves the ground, in percent of the cycle.
    pub(crate) off_pct: Option<f64>,
}

/// The SVG element's content: what is usual (a loop without a side) behind the legs'.
pub(crate) fn svg(along: Look, up: Look, loops: &[Loop<'_>], t: Texts) -> String {
    let x = along.scale.widened(loops.iter().flat_map(|l| l.along_deg.iter().copied()));
    let y = up.scale.widened(loops.iter().flat_map(|l| l.up_deg.iter().copied()));
    let axis = Axis { size: SIZE, x, y };
    let [low, high] = along.words;
    let below = t.fill("page_gait.coupling.along", &[("low", low), ("high", high)]);
    let knee = up.words.map(|word| t.fill("page_gait.coupling.up", &[("word", word)]));
    let mut svg = axis.rows();
    svg += &axis.columns();
    svg += &axis.numbers_below("°");
    svg += &axis.titles(&below, [&knee[0], &knee[1]]);
    loops.iter().for_each(|l| draw(&mut svg, &axis, l));
    svg
}

fn draw(svg: &mut String, axis: &Axis, of: &Loop<'_>) {
    let class = of.side.map_or("norm", |s| s.name());
    let points = of.along_deg.iter().copied().zip(of.up_deg.iter().map(|v| Some(*v)));
    let _ = write!(svg, r#"<path class="curve {class}" d="{}"/>"#, axis.path(points));
    let Some(side) = of.side else { return };
    ARROWS_PCT.into_iter().for_each(|percent| draw_arrow(svg, axis, of, percent));
    if let Some([x, y]) = place(axis, of, 0) {
        let _ = write!(svg, r#"<circle class="mark {class}" cx="{x:.1}" cy="{y:.1}" r="6"/>"#);
    }
    let off = of.off_pct.filter(|p| (0.0..=100.0).contains(p)).map(|p| p.round() as usize);
    if let Some([x, y]) = off.and_then(|percent| place(axis, of, percent)) {
        let hollow = if side == Side::Left { "M-6 -6h12v12h-12Z" } else { "M0 -8l8 8l-8 8l-8 -8Z" };
        let _ = write!(
            svg,
            r#"<path class="mark off {class}" transform="translate({x:.1} {y:.1})" d="{hollow}"/>"#
        );
    }
}

fn place(axis: &Axis, of: &Loop<'_>, percent: usize) -> Option<[f64; 2]> {
    Some([axis.x(*of.along_deg.get(percent)?), axis.y(*of.up_deg.get(percent)?)])
}

/// A head that points the way the loop goes.
fn draw_arrow(svg: &mut String, axis: &Axis, of: &Loop<'_>, percent: usize) {
    let ends = (place(axis, of, percent.saturating_sub(2)), place(axis, of, percent + 2));
    let (Some(from), Some(to)) = ends else { return };
    let turned = (to[1] - from[1]).atan2(to[0] - from[0]).to_degrees();
    let [x, y] = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
    let class = of.side.map_or("norm", |s| s.name());
    let _ = write!(
        svg,
        r#"<path class="arrow {class}" transform="translate({x:.1} {y:.1}) rotate({turned:.0})" d="M-6 -6L6 0L-6 6"/>"#
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gait::Angle;
    use crate::page::plots::ranges::look_of;

    fn texts() -> Texts {
        Texts::of(crate::catalogue::Language::ENGLISH)
    }

    #[test]
    fn arrows_point_the_way_the_loop_goes() {
        let [hip, knee] =
            [Angle::HipFlexionVertical, Angle::KneeFlexion].map(|angle| look_of(angle, texts()));
        let up: Vec<f64> = (0..101).map(f64::from).map(|p| p / 2.0).collect();
        let still = vec![0.0; 101];
        let of = |up_deg: &[f64]| {
            let one =
                Loop { side: Some(Side::Left), along_deg: &still, up_deg, off_pct: Some(62.0) };
            svg(hip, knee, &[one], texts())
        };
        assert!(of(&up).contains("rotate(-90)\" d"), "up in the picture is minus 90 degrees");
        let down: Vec<f64> = up.iter().rev().copied().collect();
        assert!(of(&down).contains("rotate(90)\" d"));
        assert!(of(&up).contains("mark off left") && !of(&up).contains("NaN"));
    }

    #[test]
    fn wild_input_draws_no_mark_beyond_the_loop() {
        let [hip, knee] =
            [Angle::HipFlexionVertical, Angle::KneeFlexion].map(|angle| look_of(angle, texts()));
        let one = Loop { side: Some(Side::Right), along_deg: &[], up_deg: &[], off_pct: Some(1e9) };
        let drawn = svg(hip, knee, &[one], texts());
        assert!(!drawn.contains("mark") && !drawn.contains("NaN"));
    }
}
