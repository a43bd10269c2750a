//! Detection curves as a picture.

use std::fmt::Write;

/// Name, unit, and points (size, percent flagged).
pub(crate) type Curve = (&'static str, &'static str, Vec<(f64, f64)>);

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 180.0;
const LEFT: f64 = 40.0;
const TOP: f64 = 30.0;

/// One panel a curve, three in a row.
pub(crate) fn svg(curves: &[Curve]) -> String {
    let rows = curves.len().div_ceil(3) as f64;
    let (width, height) = (3.0 * (WIDTH + 60.0), rows * (HEIGHT + 80.0));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
    );
    for (i, (name, unit, points)) in curves.iter().enumerate() {
        let (x0, y0) =
            ((i % 3) as f64 * (WIDTH + 60.0) + LEFT, (i / 3) as f64 * (HEIGHT + 80.0) + TOP);
        let largest = points.last().map_or(1.0, |p| p.0);
        let at = |(size, share): (f64, f64)| {
            (x0 + WIDTH * size / largest, y0 + HEIGHT * (1.0 - share / 100.0))
        };
        let _ = writeln!(out, "<text x=\"{x0}\" y=\"{}\">{name}: flagged, %</text>", y0 - 10.0);
        let _ = writeln!(
            out,
            "<rect x=\"{x0}\" y=\"{y0}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"none\" stroke=\"#bbb\"/>"
        );
        for share in [0.0, 50.0, 100.0] {
            let (x, y) = at((0.0, share));
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{share}</text>",
                x - 5.0,
                y + 4.0
            );
        }
        for (size, _) in points.iter().step_by(2) {
            let (x, y) = at((*size, 0.0));
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{size}</text>",
                y + 16.0
            );
        }
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">true size, {unit}</text>",
            x0 + WIDTH / 2.0,
            y0 + HEIGHT + 34.0
        );
        let line: Vec<String> =
            points.iter().map(|p| at(*p)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"2\"/>",
            line.join(" ")
        );
    }
    out.push_str("</svg>\n");
    out
}
