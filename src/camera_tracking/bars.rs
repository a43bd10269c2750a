//! Bars around a film that was put into a frame of another shape, with text on them or without.
//!
//! They never move, and their text has more texture than many a wall: a camera that pans would seem to stand still.

use crate::camera_tracking::grey::Grey;

/// A bar has one brightness, to so many levels.
const MOST_OFF: f32 = 4.0;

/// At the picture's very edge, such a share of it shows.
const LEAST_AT_EDGE: f64 = 0.95;

/// Farther in, text may cover the rest.
const LEAST_INSIDE: f64 = 0.5;

/// Boxes (left, top, right, bottom) of the bars of a picture: at two opposite edges or at all four, of one brightness. No
/// scene has the same even line at both.
pub(super) fn bars(picture: &Grey) -> Vec<[f32; 4]> {
    let (width, height) = (picture.width, picture.height);
    if width < 2 || height < 2 {
        return Vec::new();
    }
    let row = |y: usize| picture.row(y).to_vec();
    let column = |x: usize| (0..height).map(|y| picture.row(y)[x]).collect::<Vec<f32>>();
    let [top, bottom] = at_both_edges(height, row);
    let [left, right] = at_both_edges(width, column);
    let (w, h) = (width as f32, height as f32);
    let [top, bottom, left, right] = [top, bottom, left, right].map(|lines| lines as f32);
    let all =
        [[0.0, 0.0, w, top], [0.0, h - bottom, w, h], [0.0, 0.0, left, h], [w - right, 0.0, w, h]];
    all.into_iter().filter(|b| b[2] > b[0] && b[3] > b[1]).collect()
}

/// How many lines at the first edge and at the last one belong to bars.
fn at_both_edges(count: usize, line: impl Fn(usize) -> Vec<f32>) -> [usize; 2] {
    let [first, last] = [line(0), line(count - 1)];
    let level = first[first.len() / 2];
    if [&first, &last].iter().any(|edge| share_of(edge, level) < LEAST_AT_EDGE) {
        return [0; 2];
    }
    let before = thickness(0..count, |i| share_of(&line(i), level));
    let after = thickness((before..count).rev(), |i| share_of(&line(i), level));
    // a picture that is even all over has no bars
    if before + after == count { [0; 2] } else { [before, after] }
}

/// How many lines a bar has: text may interrupt it, but it ends with a line that is even along its whole length, as no
/// wall or ceiling that fades into the scene does.
fn thickness(lines: impl Iterator<Item = usize>, share: impl Fn(usize) -> f64) -> usize {
    let shares = lines.map(share).take_while(|share| *share >= LEAST_INSIDE);
    let even = shares.enumerate().filter(|(_, share)| *share >= LEAST_AT_EDGE);
    even.last().map_or(0, |(i, _)| i + 1)
}

fn share_of(line: &[f32], level: f32) -> f64 {
    let same = line.iter().filter(|v| (**v - level).abs() <= MOST_OFF).count();
    same as f64 / line.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::video::Picture;
    use image::{Rgb, RgbImage};

    fn of(level: impl Fn(u32, u32) -> u8) -> Vec<[f32; 4]> {
        let picture = RgbImage::from_fn(320, 180, |x, y| Rgb([level(x, y); 3]));
        bars(&Grey::shrunk(Picture::of_rgb(&picture).luma()).0)
    }

    fn scene(x: u32, y: u32) -> u8 {
        (60 + (x / 8 * 37 + y / 8 * 59) % 120) as u8
    }

    #[test]
    fn bars_with_text_on_them_are_found() {
        let found = of(|x, y| match y {
            20..30 if (40..180).contains(&x) && x % 3 == 0 => 255,
            0..40 | 140..180 => 0,
            _ => scene(x, y),
        });
        assert_eq!(found, [[0.0, 0.0, 320.0, 40.0], [0.0, 140.0, 320.0, 180.0]]);
        let around = of(|x, y| match (x, y) {
            (30..290, 40..140) => scene(x, y),
            _ => 250,
        });
        assert_eq!(around.len(), 4);
        assert_eq!(around[3], [290.0, 0.0, 320.0, 180.0]);
    }

    #[test]
    fn a_scene_has_none() {
        assert!(of(scene).is_empty());
        // a dark ceiling, and a floor of another brightness
        assert!(
            of(|x, y| if y < 30 {
                5
            } else if y > 150 {
                90
            } else {
                scene(x, y)
            })
            .is_empty()
        );
        assert!(of(|_, _| 128).is_empty());
        // a bright ceiling and floor, and a wall that is as bright in part: only ceiling and floor are even
        let bright = of(|x, y| match y {
            0..20 | 160..180 => 255,
            _ if x < 200 => 255,
            _ => scene(x, y),
        });
        assert!(
            bright.iter().all(|b| b[3] <= 20.0 || b[1] >= 160.0 || b[2] <= 200.0),
            "{bright:?}"
        );
    }
}
