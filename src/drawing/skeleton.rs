//! Skeletons and boxes drawn on pictures.

use crate::anatomy::{Joint, Landmark, Side, Site};
use crate::motion::Motion;
use crate::pose::Pose;
use crate::track::PersonTrack;
use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Point, Size};
use embedded_graphics::mono_font::{MonoTextStyleBuilder, ascii::FONT_10X20};
use embedded_graphics::pixelcolor::{Rgb888, RgbColor};
use embedded_graphics::prelude::*;
use embedded_graphics::primitives::{Circle, Line, PrimitiveStyle, Rectangle};
use embedded_graphics::text::{Baseline, Text};
use image::RgbImage;
use std::convert::Infallible;

/// The subject's left: blue. The two can be told apart by colour-blind readers too.
///
/// # Source
/// Okabe & Ito 2008, Color Universal Design.
const LEFT: Rgb888 = Rgb888::new(0, 114, 178);
/// The subject's right: vermilion.
const RIGHT: Rgb888 = Rgb888::new(213, 94, 0);
const MIDDLE: Rgb888 = Rgb888::new(240, 240, 240);
const OTHERS: Rgb888 = Rgb888::new(150, 150, 150);

/// Landmarks below this confidence are drawn as guesses: hollow.
const SURE_CONFIDENCE: f32 = 0.5;

/// The picture as a drawing surface; what falls outside is left out.
struct Canvas<'a>(&'a mut RgbImage);

impl OriginDimensions for Canvas<'_> {
    fn size(&self) -> Size {
        Size::new(self.0.width(), self.0.height())
    }
}

impl DrawTarget for Canvas<'_> {
    type Color = Rgb888;
    type Error = Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Infallible> {
        for Pixel(at, colour) in pixels {
            if let (Ok(x), Ok(y)) = (u32::try_from(at.x), u32::try_from(at.y))
                && let Some(pixel) = self.0.get_pixel_mut_checked(x, y)
            {
                pixel.0 = [colour.r(), colour.g(), colour.b()];
            }
        }
        Ok(())
    }
}

/// Draws the subject's skeleton: left blue, right vermilion, guesses hollow.
pub fn draw_pose(picture: &mut RgbImage, pose: &Pose) {
    let bounds = pose.bounds_px();
    let width_px = ((bounds[3] - bounds[1]) / 120.0).clamp(2.0, 8.0) as u32;
    let mut canvas = Canvas(picture);
    for (from, to, colour) in bones() {
        if let Some((a, b)) = point(pose, from).zip(point(pose, to)) {
            draw(
                Line::new(a, b).into_styled(PrimitiveStyle::with_stroke(colour, width_px)),
                &mut canvas,
            );
        }
    }
    for side in Side::BOTH {
        for joint in Joint::LEG {
            draw_joint(&mut canvas, pose, joint.on(side), colour_of(side), width_px);
        }
    }
}

/// Rings around the stickers that were found: left blue, right vermilion, a line between those of one place.
pub fn draw_stickers(picture: &mut RgbImage, motion: &Motion, frame: usize) {
    let height_px = motion.heights_px.get(frame).copied().unwrap_or(f64::NAN);
    if !height_px.is_finite() {
        return;
    }
    let width_px = (height_px / 240.0).clamp(1.0, 4.0) as u32;
    let mut canvas = Canvas(picture);
    let point = |site: Site, side: Side| {
        let [x, y] = motion.in_picture(motion.sticker(site, side, frame), frame);
        x.is_finite().then(|| Point::new(x.clamp(-1e5, 1e5) as i32, y.clamp(-1e5, 1e5) as i32))
    };
    for site in Site::ALL {
        let [left, right] = Side::BOTH.map(|side| point(site, side));
        if let (Some(left), Some(right)) = (left, right) {
            let style = PrimitiveStyle::with_stroke(MIDDLE, width_px);
            draw(Line::new(left, right).into_styled(style), &mut canvas);
        }
        for (side, at) in Side::BOTH.into_iter().zip([left, right]) {
            let Some(at) = at else { continue };
            let ring = Circle::with_center(at, (0.03 * height_px) as u32);
            let style = PrimitiveStyle::with_stroke(colour_of(side), 2 * width_px);
            draw(ring.into_styled(style), &mut canvas);
        }
    }
}

fn draw_joint(canvas: &mut Canvas<'_>, pose: &Pose, at: Landmark, colour: Rgb888, width_px: u32) {
    let Some(centre) = point(pose, at) else { return };
    let keypoint = pose.keypoint(at);
    let circle = Circle::with_center(centre, 3 * width_px + 1);
    let is_sure = keypoint.visibility.min(keypoint.presence) >= SURE_CONFIDENCE;
    let style = if is_sure {
        PrimitiveStyle::with_fill(colour)
    } else {
        PrimitiveStyle::with_stroke(colour, 1)
    };
    draw(circle.into_styled(style), canvas);
}

/// Draws a box and a number around everyone at a time; the subject's is coloured.
pub fn draw_people(picture: &mut RgbImage, people: &[PersonTrack], subject_id: u32, time_s: f64) {
    let mut canvas = Canvas(picture);
    let width_px = (canvas.0.height() / 240).clamp(2, 8);
    for person in people {
        let nearest = person
            .boxes
            .iter()
            .min_by(|a, b| (a.time_s - time_s).abs().total_cmp(&(b.time_s - time_s).abs()));
        let Some(found) = nearest.filter(|b| (b.time_s - time_s).abs() < 0.3) else { continue };
        let [left, top, right, bottom] = found.box_px.map(|v| v.clamp(-1e5, 1e5) as i32);
        let colour = if person.id == subject_id { RIGHT } else { OTHERS };
        let corners = Rectangle::with_corners(Point::new(left, top), Point::new(right, bottom));
        draw(corners.into_styled(PrimitiveStyle::with_stroke(colour, width_px)), &mut canvas);
        draw_label(
            &mut canvas,
            &format!(" {} ", person.id),
            Point::new(left, top.max(22) - 22),
            colour,
        );
    }
}

/// Writes lines into the top left corner.
pub fn draw_lines(picture: &mut RgbImage, lines: &[String]) {
    let mut canvas = Canvas(picture);
    for (i, line) in lines.iter().enumerate() {
        draw_label(
            &mut canvas,
            &format!(" {line} "),
            Point::new(4, 4 + 22 * i as i32),
            Rgb888::BLACK,
        );
    }
}

fn draw_label(canvas: &mut Canvas<'_>, text: &str, at: Point, background: Rgb888) {
    let style = MonoTextStyleBuilder::new()
        .font(&FONT_10X20)
        .text_color(Rgb888::WHITE)
        .background_color(background)
        .build();
    draw(Text::with_baseline(text, at, style, Baseline::Top), canvas);
}

fn draw<D: Drawable<Color = Rgb888>>(drawable: D, canvas: &mut Canvas<'_>) {
    let Ok(_) = drawable.draw(canvas); // a canvas in memory cannot fail
}

/// Where a landmark is, if that is anywhere near the picture.
fn point(pose: &Pose, landmark: Landmark) -> Option<Point> {
    let k = pose.known(landmark)?;
    let is_near = k.x_px.abs() < 1e5 && k.y_px.abs() < 1e5; // false for NaN
    is_near.then(|| Point::new(k.x_px.round() as i32, k.y_px.round() as i32))
}

fn colour_of(side: Side) -> Rgb888 {
    match side {
        Side::Left => LEFT,
        Side::Right => RIGHT,
    }
}

/// Everything that is drawn as a line.
fn bones() -> Vec<(Landmark, Landmark, Rgb888)> {
    let mut bones = vec![
        (Landmark::LeftShoulder, Landmark::RightShoulder, MIDDLE),
        (Landmark::LeftHip, Landmark::RightHip, MIDDLE),
    ];
    for side in Side::BOTH {
        let joints =
            [Joint::Shoulder, Joint::Hip, Joint::Knee, Joint::Ankle, Joint::Heel, Joint::Toe];
        for pair in joints.windows(2) {
            bones.push((pair[0].on(side), pair[1].on(side), colour_of(side)));
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pose::Keypoint;

    #[test]
    fn left_and_right_have_their_colours_and_nonsense_is_left_out() {
        let mut picture = RgbImage::new(200, 200);
        let mut keypoints =
            vec![Keypoint { x_px: f32::NAN, ..Keypoint::default() }; Landmark::COUNT];
        let sure = |x_px, y_px| Keypoint { x_px, y_px, visibility: 1.0, presence: 1.0, z_px: 0.0 };
        keypoints[Landmark::LeftHip.index()] = sure(150.0, 50.0);
        keypoints[Landmark::LeftKnee.index()] = sure(150.0, 150.0);
        keypoints[Landmark::RightHip.index()] = sure(50.0, 50.0);
        keypoints[Landmark::RightKnee.index()] = sure(50.0, 1e9);
        draw_pose(
            &mut picture,
            &Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] },
        );
        assert_eq!(picture.get_pixel(150, 100).0, [0, 114, 178]);
        assert_eq!(picture.get_pixel(50, 50).0, [213, 94, 0]);
        assert_eq!(picture.get_pixel(50, 120).0, [0, 0, 0]);
    }
}
