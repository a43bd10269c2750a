//! Spots of a sticker's colour and size where the pose says that a sticker would be.

use crate::anatomy::{Side, Site};
use crate::image_features::colour::Oklab;
use crate::image_features::markers::Marker;
use crate::image_features::marks::Spot;
use crate::image_features::patch::Patch;
use crate::pose::Pose;
use crate::video::{Cutout, Picture};
use image::{GrayImage, Luma};
use imageproc::region_labelling::{Connectivity, connected_components};
use std::collections::BTreeMap;

/// A pixel's hue may differ from the declared one by so much: lamps and cameras shift it.
const MAX_HUE_DEG: f32 = 35.0;

/// Least chroma along the declared hue, from the palest to the strongest: a sticker stands out from what is
/// around it at one of these, on skin as well as on a shirt of a neighbouring colour.
const CHROMA_STEPS: [f32; 4] = [0.05, 0.08, 0.12, 0.17];

/// Less distance between a spot's colour and that around it is a fold or a shadow.
const LEAST_CONTRAST: f32 = 0.09;

/// A sticker in the shade keeps at least so much of its declared chroma; skin has a third of an orange sticker's.
const LEAST_CHROMA_RATIO: f32 = 0.4;

/// More chroma along the sticker's hue than around it: twice what can just be told apart.
const LEAST_CHROMA_STEP: f32 = 0.04;

/// Diameter of a sticker as a share of the body's height from nose to foot: from 8 mm, seen at a slant, to
/// 6 cm at 1.6 m.
const DIAMETER_RATIO: std::ops::RangeInclusive<f32> = 0.005..=0.04;

/// A smaller spot has no colour of its own: in video, colour has half the resolution of brightness.
const LEAST_DIAMETER_PX: f32 = 1.8;

/// A disc seen at a slant is at most so many times longer than wide; what is longer is an edge.
const MAX_LENGTH_RATIO: f32 = 4.0;

/// At most so many spots of a frame are kept for a marker, those of most contrast.
const MOST_SPOTS: usize = 6;

/// The spots of one frame that may be stickers of a marker, by falling contrast.
pub(super) fn spots(picture: &Picture, pose: &Pose, marker: &Marker) -> Vec<Spot> {
    let area_px = area_px(pose, marker.site, pose.nose_to_foot_px());
    spots_in(&picture.cutout(area_px), pose, marker)
}

/// The same, of pixels that hold the place where to look.
fn spots_in(cutout: &Cutout, pose: &Pose, marker: &Marker) -> Vec<Spot> {
    let height_px = pose.nose_to_foot_px();
    let Some(patch) = Patch::of(cutout, area_px(pose, marker.site, height_px)) else {
        return Vec::new();
    };
    let mut spots: Vec<Spot> = Vec::new();
    for least_chroma in CHROMA_STEPS {
        for region in regions(&patch, marker.colour.oklab(), least_chroma) {
            let Some(spot) = measured(&patch, &region, marker, height_px) else { continue };
            insert(&mut spots, spot);
        }
    }
    spots.sort_by(|a, b| b.contrast.total_cmp(&a.contrast));
    spots.truncate(MOST_SPOTS);
    spots
}

/// Where to look: left, top, right, bottom.
///
/// # Source
/// The hip's joint centre lies 30 % of the pelvis' width, some 5 % of the height from nose to foot, below
/// the ASIS (Bell et al., J Biomech 1990;23:617); the network's points differ from the joints by some 3 %.
fn area_px(pose: &Pose, site: Site, height_px: f32) -> [f32; 4] {
    let (above, around) = match site {
        Site::Asis | Site::Psis => (0.06, 0.11),
        Site::Trochanter => (0.0, 0.10),
        Site::Knee | Site::Patella => (0.0, 0.08),
        Site::Malleolus => (0.0, 0.07),
    };
    let points = Side::BOTH.map(|side| pose.keypoint(site.joint().on(side)));
    let reach = around * height_px;
    let [xs, ys] = [points.map(|p| p.x_px), points.map(|p| p.y_px - above * height_px)];
    [
        xs[0].min(xs[1]) - reach,
        ys[0].min(ys[1]) - reach,
        xs[0].max(xs[1]) + reach,
        ys[0].max(ys[1]) + reach,
    ]
}

/// Connected pixels of a patch.
type Region = Vec<(u32, u32)>;

/// The connected regions of about a hue and at least a chroma.
fn regions(patch: &Patch, hue: Oklab, least_chroma: f32) -> Vec<Region> {
    let most_aside = MAX_HUE_DEG.to_radians().tan();
    let is_alike = |c: Oklab| {
        let [along, aside] = c.along(hue);
        along >= least_chroma && aside.abs() <= most_aside * along
    };
    let mask = GrayImage::from_fn(patch.width, patch.height, |x, y| {
        Luma([u8::from(is_alike(patch.at(x, y)))])
    });
    let labels = connected_components(&mask, Connectivity::Eight, Luma([0]));
    let mut regions: BTreeMap<u32, Region> = BTreeMap::new();
    for (x, y, label) in labels.enumerate_pixels().filter(|p| p.2.0[0] > 0) {
        regions.entry(label.0[0]).or_default().push((x, y));
    }
    regions.into_values().collect()
}

/// Of the same spot found at several steps of chroma, the clearest.
fn insert(spots: &mut Vec<Spot>, new: Spot) {
    let is_same = |s: &Spot| (s.x_px - new.x_px).hypot(s.y_px - new.y_px) < new.diameter_px;
    match spots.iter_mut().find(|s| is_same(s)) {
        Some(known) if known.contrast < new.contrast => *known = new,
        Some(_) => {}
        None => spots.push(new),
    }
}

/// A region as a spot, or `None` where it has not a sticker's size, shape or contrast.
fn measured(patch: &Patch, region: &Region, marker: &Marker, height_px: f32) -> Option<Spot> {
    let diameter = |area: f32| 2.0 * (area / std::f32::consts::PI).sqrt();
    let rough_px = diameter(region.len() as f32);
    if rough_px > DIAMETER_RATIO.end() * height_px {
        return None;
    }
    let window = Window::about(patch, region, rough_px);
    let around = window.around(patch);
    let colour = strongest(patch, region, marker.colour.oklab());
    let contrast = colour.distance(around[0]);
    if contrast < LEAST_CONTRAST || !is_of_its_own(colour, around, marker.colour.oklab()) {
        return None;
    }
    let shape = Shape::of(patch, &window, colour, around);
    let diameter_px = diameter(shape.area_px);
    let is_sized = DIAMETER_RATIO.contains(&(diameter_px / height_px));
    if !is_sized || diameter_px < LEAST_DIAMETER_PX || shape.length_ratio > MAX_LENGTH_RATIO {
        return None;
    }
    Some(Spot {
        site: marker.site,
        // the middle of the picture's first pixel is at half a pixel
        x_px: patch.left as f32 + shape.middle[0] + 0.5,
        y_px: patch.top as f32 + shape.middle[1] + 0.5,
        diameter_px,
        colour,
        contrast,
    })
}

/// Whether a colour has enough of a sticker's hue, and more of it than both colours beside it: where two colours
/// blend into each other, as at a seam, the blend has at most as much as one of them.
fn is_of_its_own(colour: Oklab, around: [Oklab; 2], sticker: Oklab) -> bool {
    let [own, a, b] = [colour, around[0], around[1]].map(|c| c.along(sticker)[0]);
    own >= LEAST_CHROMA_RATIO * sticker.chroma() && own >= a.max(b) + LEAST_CHROMA_STEP
}

/// The mean of the region's quarter that has most of the hue: its edge is mixed with what is around.
fn strongest(patch: &Patch, region: &Region, hue: Oklab) -> Oklab {
    let mut colours: Vec<Oklab> = region.iter().map(|&(x, y)| patch.at(x, y)).collect();
    colours.sort_by(|a, b| b.along(hue)[0].total_cmp(&a.along(hue)[0]));
    colours.truncate(colours.len().div_ceil(4));
    let n = colours.len() as f32;
    let mean = |of: fn(&Oklab) -> f32| colours.iter().map(of).sum::<f32>() / n;
    Oklab { l: mean(|c| c.l), a: mean(|c| c.a), b: mean(|c| c.b) }
}

/// A region with a margin about it, cut off at the patch: left, top, right, bottom, the last ones included.
struct Window {
    bounds: [u32; 4],
}

impl Window {
    fn about(patch: &Patch, region: &Region, diameter_px: f32) -> Self {
        let rim = 2 + (0.3 * diameter_px) as u32;
        let start = [u32::MAX, u32::MAX, 0, 0];
        let [x0, y0, x1, y1] = region
            .iter()
            .fold(start, |b, &(x, y)| [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]);
        let bounds = [
            x0.saturating_sub(rim),
            y0.saturating_sub(rim),
            (x1 + rim).min(patch.width - 1),
            (y1 + rim).min(patch.height - 1),
        ];
        Self { bounds }
    }

    fn pixels(&self) -> impl Iterator<Item = (u32, u32)> + use<> {
        let [x0, y0, x1, y1] = self.bounds;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| (x, y)))
    }

    /// The two colours along the window's edge, the commoner one first: at the body's outline they are those of
    /// the clothes and of the room; elsewhere they are nearly one.
    fn around(&self, patch: &Patch) -> [Oklab; 2] {
        let [x0, y0, x1, y1] = self.bounds;
        let is_edge = |&(x, y): &(u32, u32)| x == x0 || x == x1 || y == y0 || y == y1;
        let edge: Vec<Oklab> = self.pixels().filter(is_edge).map(|(x, y)| patch.at(x, y)).collect();
        let common = median(&edge);
        let Some(&farthest) =
            edge.iter().max_by(|a, b| a.distance(common).total_cmp(&b.distance(common)))
        else {
            return [common; 2];
        };
        let is_other = |c: &&Oklab| c.distance(farthest) < c.distance(common);
        let other: Vec<Oklab> = edge.iter().filter(is_other).copied().collect();
        // a few pixels of another colour are a corner of something else
        [common, if 4 * other.len() > edge.len() { median(&other) } else { common }]
    }
}

/// The median colour; black where there is none.
fn median(colours: &[Oklab]) -> Oklab {
    let of = |channel: fn(&Oklab) -> f32| {
        let mut values: Vec<f32> = colours.iter().map(channel).collect();
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    Oklab { l: of(|c| c.l), a: of(|c| c.a), b: of(|c| c.b) }
}

/// How far a colour is from what is around toward the spot's own: 0 to 1.
fn share(colour: Oklab, around: Oklab, own: Oklab) -> f32 {
    let step = [own.l - around.l, own.a - around.a, own.b - around.b];
    let way = [colour.l - around.l, colour.a - around.a, colour.b - around.b];
    let dot = |x: [f32; 3]| x.iter().zip(step).map(|(x, s)| x * s).sum::<f32>();
    (dot(way) / dot(step).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0)
}

/// Middle and extent of a spot, every pixel counting as far as it is of the spot's colour and not of that
/// around it: so the edge's mixed pixels tell where between them the edge lies.
struct Shape {
    middle: [f32; 2],
    area_px: f32,
    length_ratio: f32,
}

impl Shape {
    fn of(patch: &Patch, window: &Window, colour: Oklab, around: [Oklab; 2]) -> Self {
        let share = |(x, y): (u32, u32)| {
            let [a, b] = around.map(|around| share(patch.at(x, y), around, colour));
            a.min(b)
        };
        // what is less than a fifth of the spot's colour is noise of its surroundings
        let weigh = |p: (u32, u32)| (p, Some(share(p)).filter(|s| *s >= 0.2).unwrap_or(0.0));
        let weighted: Vec<((u32, u32), f32)> = window.pixels().map(weigh).collect();
        let sum = |of: &dyn Fn(f32, f32) -> f32| -> f32 {
            weighted.iter().map(|&((x, y), w)| w * of(x as f32, y as f32)).sum()
        };
        let area = sum(&|_, _| 1.0).max(f32::MIN_POSITIVE);
        let [mx, my] = [sum(&|x, _| x) / area, sum(&|_, y| y) / area];
        let [xx, yy, xy] = [
            sum(&|x, _| (x - mx).powi(2)) / area,
            sum(&|_, y| (y - my).powi(2)) / area,
            sum(&|x, y| (x - mx) * (y - my)) / area,
        ];
        let (half, apart) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
        // a pixel has an extent of its own, so that nothing is thinner
        let [long, short] = [half + apart, half - apart].map(|v| v.max(0.0) + 1.0 / 12.0);
        Self { middle: [mx, my], area_px: area, length_ratio: (long / short).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::{Joint, Landmark};
    use crate::image_features::markers::parse_markers;
    use crate::pose::Keypoint;
    use image::{Rgb, RgbImage};

    const SHIRT: [u8; 3] = [176, 58, 52];
    const SHORTS: [u8; 3] = [52, 62, 92];
    const SKIN: [u8; 3] = [208, 160, 132];
    const WALL: [u8; 3] = [214, 208, 196];
    const GREEN: [u8; 3] = [0, 215, 75];

    /// Nose at 20, hips at 200, feet at 400 px; the left hip at 120, the right one at 80.
    fn pose() -> Pose {
        let mut keypoints = vec![Keypoint::default(); Landmark::COUNT];
        let mut put = |l: Landmark, x_px, y_px| {
            keypoints[l.index()] = Keypoint { x_px, y_px, ..Keypoint::default() };
        };
        put(Landmark::Nose, 100.0, 20.0);
        for (side, x) in [(Side::Left, 120.0), (Side::Right, 80.0)] {
            for (joint, y) in [(Joint::Hip, 200.0), (Joint::Knee, 300.0), (Joint::Ankle, 390.0)] {
                put(joint.on(side), x, y);
            }
            put(Joint::Toe.on(side), x, 400.0);
        }
        Pose { score: 1.0, keypoints, world_m: vec![], leg_peaks: vec![] }
    }

    /// A picture with a disc on it, every pixel the mean of a fine grid, as a lens makes it.
    fn with_disc(
        ground: impl Fn(f32, f32) -> [u8; 3],
        at: [f32; 2],
        radius: f32,
        colour: [u8; 3],
    ) -> RgbImage {
        const FINE: u32 = 6;
        RgbImage::from_fn(200, 420, |x, y| {
            let mut sum = [0.0_f32; 3];
            for (i, j) in (0..FINE).flat_map(|i| (0..FINE).map(move |j| (i, j))) {
                let [u, v] =
                    [(x, i), (y, j)].map(|(p, k)| p as f32 + (k as f32 + 0.5) / FINE as f32);
                let is_on = (u - at[0]).hypot(v - at[1]) <= radius;
                let c = if is_on { colour } else { ground(u, v) };
                sum = [0, 1, 2].map(|k| sum[k] + f32::from(c[k]));
            }
            Rgb(sum.map(|s| (s / (FINE * FINE) as f32).round() as u8))
        })
    }

    fn found(picture: &RgbImage, marker: &str) -> Vec<Spot> {
        let marker = parse_markers(marker).unwrap()[0];
        spots_in(&picture.clone().into(), &pose(), &marker)
    }

    #[test]
    fn a_disc_is_found_to_a_tenth_of_a_pixel() {
        for (x, y, radius) in [(118.3, 178.7, 4.0), (85.5, 190.0, 2.0), (101.9, 170.25, 6.5)] {
            let picture = with_disc(|_, _| SHIRT, [x, y], radius, GREEN);
            let spots = found(&picture, "asis=green");
            assert_eq!(spots.len(), 1, "{spots:?}");
            let off = (spots[0].x_px - x).hypot(spots[0].y_px - y);
            assert!(off < 0.1, "{off} px off at {x} {y}");
            assert!((spots[0].diameter_px / (2.0 * radius) - 1.0).abs() < 0.1, "{spots:?}");
        }
    }

    #[test]
    fn the_bodys_outline_behind_it_does_not_pull_it_aside() {
        let outline = |x: f32, _| if x < 118.0 { SHIRT } else { WALL };
        let picture = with_disc(outline, [118.0, 180.0], 4.0, [235, 20, 190]);
        let spots = found(&picture, "asis=magenta");
        assert_eq!(spots.len(), 1);
        assert!((spots[0].x_px - 118.0).hypot(spots[0].y_px - 180.0) < 0.4, "{spots:?}");
    }

    #[test]
    fn no_seam_hand_or_wide_cloth_is_a_sticker() {
        // a red shirt blends into blue shorts through magenta
        let seam = |_: f32, y: f32| {
            let share = ((y - 196.0) / 8.0).clamp(0.0, 1.0);
            [0, 1, 2]
                .map(|i| (f32::from(SHIRT[i]) * (1.0 - share) + f32::from(SHORTS[i]) * share) as u8)
        };
        let bare = with_disc(seam, [0.0, 0.0], 0.0, GREEN);
        assert_eq!(found(&bare, "psis=magenta"), []);
        let fingertip = with_disc(|_, _| SHORTS, [118.0, 205.0], 4.0, SKIN);
        assert_eq!(found(&fingertip, "trochanter=orange"), []);
        let green_shirt =
            with_disc(|_, y| if y < 200.0 { GREEN } else { SHORTS }, [0.0, 0.0], 0.0, GREEN);
        assert_eq!(found(&green_shirt, "asis=green"), []);
    }

    #[test]
    fn nothing_is_found_outside_of_the_picture_or_far_from_its_place() {
        let far = with_disc(|_, _| SHIRT, [100.0, 330.0], 4.0, GREEN);
        assert_eq!(found(&far, "asis=green"), []);
        let marker = parse_markers("malleolus=green").unwrap()[0];
        assert_eq!(spots(&Picture::of_rgb(&RgbImage::new(3, 3)), &pose(), &marker), []);
        let mut nowhere = pose();
        nowhere.keypoints.iter_mut().for_each(|k| (k.x_px, k.y_px) = (f32::NAN, f32::INFINITY));
        assert_eq!(spots(&Picture::of_rgb(&far), &nowhere, &marker), []);
    }
}
