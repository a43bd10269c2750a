//! Clips as phones make them, made here by the ffmpeg program ("skipped" where it is not installed).

use crate::support::{self, Need, Shown, ffmpeg, skip};
use gaitline::error::VideoError;
use gaitline::internals::video::{
    Coding, Colours, Decoder, Encoder, FrameSource, Picture, SmallSize, TimeRange,
};
use image::{Rgb, RgbImage};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Four coloured quarters: red, green / blue, white.
const QUARTERS: &str = "color=red:s=64x48:r=30:d=1[a];color=lime:s=64x48:r=30:d=1[b];\
color=blue:s=64x48:r=30:d=1[c];color=white:s=64x48:r=30:d=1[d];[a][b]hstack[t];[c][d]hstack[u];[t][u]vstack";

const RED: [u8; 3] = [255, 0, 0];
const GREEN: [u8; 3] = [0, 255, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const WHITE: [u8; 3] = [255, 255, 255];

/// Makes a clip of the coloured quarters; `None`, and says so, where this ffmpeg cannot.
fn quarters(folder: &TempDir, name: &str, options: &[&str]) -> Option<PathBuf> {
    let path = folder.path().join(name);
    let mut arguments = vec!["-filter_complex", QUARTERS];
    arguments.extend(options);
    arguments.push(path.to_str().unwrap());
    let is_made = ffmpeg(&arguments);
    if !is_made {
        skip(Need::Ffmpeg, &format!("this ffmpeg cannot make {name}"));
    }
    is_made.then_some(path)
}

fn read(path: &Path) -> Result<(Decoder, Vec<Shown>), VideoError> {
    read_range(path, TimeRange::default())
}

fn read_range(path: &Path, range: TimeRange) -> Result<(Decoder, Vec<Shown>), VideoError> {
    let mut decoder = Decoder::open(path, range)?;
    let mut frames = Vec::new();
    while let Some(frame) = decoder.next_frame()? {
        frames.push(Shown::from(frame));
    }
    Ok((decoder, frames))
}

/// Top left, top right, bottom left, bottom right.
fn corners(picture: &RgbImage) -> [[u8; 3]; 4] {
    let (w, h) = picture.dimensions();
    [(w / 4, h / 4), (3 * w / 4, h / 4), (w / 4, 3 * h / 4), (3 * w / 4, 3 * h / 4)]
        .map(|(x, y)| picture.get_pixel(x, y).0)
}

fn assert_corners(picture: &RgbImage, expected: [[u8; 3]; 4], what: &str) {
    for (found, expected) in corners(picture).iter().zip(expected) {
        let off = (0..3).map(|i| found[i].abs_diff(expected[i])).max().unwrap();
        assert!(off < 40, "{what}: {:?}", corners(picture));
    }
}

#[test]
fn every_codec_in_every_container_gives_the_same_pictures_and_times() {
    let folder = tempfile::tempdir().unwrap();
    for (name, options) in [
        ("a.mp4", &["-c:v", "libx264", "-pix_fmt", "yuv420p"][..]),
        (
            "b.mov",
            &["-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=none"],
        ),
        ("c.webm", &["-c:v", "libvpx-vp9"]),
        ("d.mkv", &["-c:v", "libsvtav1"]),
        ("e.avi", &["-c:v", "mjpeg", "-q:v", "2"]),
        ("f.mkv", &["-c:v", "libx264", "-bf", "3"]),
    ] {
        let Some(clip) = quarters(&folder, name, options) else { continue };
        let (decoder, frames) = read(&clip).unwrap();
        assert_eq!(frames.len(), 30, "{name}");
        assert_eq!(decoder.warnings(), Vec::<String>::new(), "{name}");
        assert_corners(&frames[15].rgb, [RED, GREEN, BLUE, WHITE], name);
        for (i, frame) in frames.iter().enumerate() {
            assert_eq!(frame.index, i, "{name}");
            assert!((frame.time_s - i as f64 / 30.0).abs() < 1.1e-3, "{name}: {}", frame.time_s);
        }
    }
}

#[test]
fn turned_pictures_stand_upright() {
    let folder = tempfile::tempdir().unwrap();
    let Some(clip) = quarters(&folder, "plain.mp4", &["-c:v", "libx264"]) else { return };
    for (degrees, is_turned) in [("90", true), ("180", false), ("270", true)] {
        let path = folder.path().join(format!("turned{degrees}.mp4"));
        let (from, to) = (clip.to_str().unwrap(), path.to_str().unwrap());
        if !ffmpeg(&["-display_rotation", degrees, "-i", from, "-c", "copy", to]) {
            // ffmpeg before 6 has another way to say it
            let tag = format!("rotate={degrees}");
            assert!(ffmpeg(&["-i", from, "-c", "copy", "-metadata:s:v:0", &tag, to]));
        }
        let shown = folder.path().join("shown.png");
        assert!(ffmpeg(&["-i", to, "-frames:v", "1", shown.to_str().unwrap()]));
        let expected = corners(&image::open(&shown).unwrap().to_rgb8());
        let (decoder, frames) = read(&path).unwrap();
        assert_ne!(expected[0], RED, "ffmpeg itself turns it");
        assert_corners(&frames[3].rgb, expected, degrees);
        let size = (decoder.info().width_px, decoder.info().height_px);
        assert_eq!(frames[3].rgb.dimensions(), size);
        assert_eq!(size == (96, 128), is_turned, "{degrees}: {size:?}");
        assert_eq!(decoder.info().rotation_deg % 180 != 0, is_turned);
    }
}

#[test]
fn mirrored_pictures_are_mirrored_back() {
    let folder = tempfile::tempdir().unwrap();
    let Some(clip) = quarters(&folder, "plain.mp4", &["-c:v", "libx264"]) else { return };
    // ffmpeg writes no mirrored matrix: the first entry of the track header's becomes -1
    let mut bytes = std::fs::read(&clip).unwrap();
    let header = bytes.windows(4).position(|w| w == b"tkhd").unwrap();
    let matrix = header + 4 + 40;
    assert_eq!(bytes[matrix..matrix + 4], 0x1_0000_i32.to_be_bytes());
    bytes[matrix..matrix + 4].copy_from_slice(&(-0x1_0000_i32).to_be_bytes());
    let path = folder.path().join("mirrored.mp4");
    std::fs::write(&path, bytes).unwrap();
    let (decoder, frames) = read(&path).unwrap();
    assert!(decoder.info().mirrored);
    assert_corners(&frames[3].rgb, [GREEN, RED, WHITE, BLUE], "mirrored");
}

#[test]
fn uneven_times_are_the_true_ones() {
    let folder = tempfile::tempdir().unwrap();
    let uneven = [
        "-vf",
        "settb=1/3000,setpts='(N+0.4*mod(N\\,3))/30/TB'",
        "-vsync",
        "vfr",
        "-c:v",
        "libx264",
    ];
    let path = folder.path().join("vfr.mkv");
    let mut arguments = vec!["-f", "lavfi", "-i", "testsrc=s=64x48:r=30:d=1"];
    arguments.extend(uneven);
    arguments.extend(["-enc_time_base", "1/1000"]);
    arguments.push(path.to_str().unwrap());
    if !ffmpeg(&arguments) {
        skip(Need::Ffmpeg, "this ffmpeg cannot make uneven times");
        return;
    }
    let (_, frames) = read(&path).unwrap();
    for (n, frame) in frames.iter().enumerate() {
        let expected_s = (n as f64 + 0.4 * (n % 3) as f64) / 30.0;
        assert!((frame.time_s - expected_s).abs() < 1.5e-3, "{n}: {} {expected_s}", frame.time_s);
    }
}

#[test]
fn odd_sizes_high_rates_and_oblong_pixels() {
    let folder = tempfile::tempdir().unwrap();
    let odd = ["-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj444p"];
    let path = folder.path().join("odd.mkv");
    let mut arguments = vec!["-f", "lavfi", "-i", "rgbtestsrc=s=63x47:r=240:d=0.5"];
    arguments.extend(odd);
    arguments.push(path.to_str().unwrap());
    if !ffmpeg(&arguments) {
        skip(Need::Ffmpeg, "no ffmpeg");
        return;
    }
    let (decoder, frames) = read(&path).unwrap();
    assert_eq!((decoder.info().width_px, decoder.info().height_px), (63, 47));
    assert_eq!(frames.len(), 120);
    assert!((frames[119].time_s - 119.0 / 240.0).abs() < 1.1e-3);
    // red, green and blue stripes, from dark at the first column to bright at the last
    let column = |x: u32| [4, 23, 44].map(|y| frames[5].rgb.get_pixel(x, y).0);
    let is_bright = |(i, p): (usize, &[u8; 3])| p[i] > 200 && p[(i + 1) % 3] < 60;
    assert!(column(62).iter().enumerate().all(is_bright), "{:?}", column(62));
    assert!(column(0).iter().flatten().all(|&v| v < 40), "{:?}", column(0));

    let Some(wide) = quarters(&folder, "wide.mkv", &["-c:v", "libx264", "-aspect", "16:6"]) else {
        return;
    };
    let (decoder, frames) = read(&wide).unwrap();
    assert_eq!((decoder.info().width_px, decoder.info().height_px), (256, 96));
    assert_corners(&frames[0].rgb, [RED, GREEN, BLUE, WHITE], "oblong");
}

#[test]
fn high_dynamic_range_is_brought_to_a_visible_range() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hlg.mkv");
    let made = ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "color=0xBFBFBF:s=64x48:r=30:d=0.3",
        "-c:v",
        "libx265",
        "-pix_fmt",
        "yuv420p10le",
        "-color_trc",
        "arib-std-b67",
        "-color_primaries",
        "bt2020",
        "-colorspace",
        "bt2020nc",
        "-x265-params",
        "log-level=none:transfer=arib-std-b67:colorprim=bt2020:colormatrix=bt2020nc",
        path.to_str().unwrap(),
    ]);
    if !made {
        skip(Need::Ffmpeg, "this ffmpeg cannot make HLG");
        return;
    }
    let (decoder, frames) = read(&path).unwrap();
    assert!(decoder.info().hdr);
    let grey = frames[0].rgb.get_pixel(30, 20).0;
    assert!(grey.iter().all(|v| (150..250).contains(v)), "{grey:?}");
}

#[test]
fn interlaced_pictures_lose_their_comb() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("interlaced.mkv");
    let made = ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "nullsrc=s=128x96:r=50:d=1,geq=lum='16+219*lt(X,64+40*sin(N/3))':cb=128:cr=128",
        "-vf",
        "interlace=lowpass=0",
        "-c:v",
        "mpeg2video",
        "-flags",
        "+ilme+ildct",
        path.to_str().unwrap(),
    ]);
    if !made {
        skip(Need::Ffmpeg, "this ffmpeg cannot make interlaced pictures");
        return;
    }
    let (decoder, frames) = read(&path).unwrap();
    assert!(decoder.info().interlaced);
    assert_eq!(frames.len(), 25);
    assert!((frames[24].time_s - 24.0 / 25.0).abs() < 2e-3);
    // at a moving edge the two fields' rows alternate; a row is like the next, once they are parted
    let teeth = |rgb: &RgbImage| {
        let level = |x, y| i32::from(rgb.get_pixel(x, y).0[1]);
        let is_tooth = |x, y| {
            let to_both = level(x, y) - (level(x, y - 1) + level(x, y + 1)) / 2;
            to_both.abs() > 100
        };
        (1..95).flat_map(|y| (0..128).map(move |x| (x, y))).filter(|&(x, y)| is_tooth(x, y)).count()
    };
    let worst = frames.iter().map(|f| teeth(&f.rgb)).max().unwrap();
    assert!(worst < 94, "less than one column of teeth: {worst}");
}

#[test]
fn slow_motion_and_sound_and_parts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slow.mp4");
    let made = ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "testsrc=s=64x48:r=30:d=2",
        "-f",
        "lavfi",
        "-i",
        "sine=d=2",
        "-c:v",
        "libx264",
        "-movflags",
        "use_metadata_tags",
        "-metadata",
        "com.android.capture.fps=240",
        path.to_str().unwrap(),
    ]);
    if !made {
        skip(Need::Ffmpeg, "no ffmpeg");
        return;
    }
    let (decoder, frames) = read(&path).unwrap();
    assert_eq!(decoder.info().capture_rate_hz, Some(240.0));
    assert_eq!(frames.len(), 60);

    let part = TimeRange { start_s: Some(0.5), end_s: Some(1.0) };
    let (_, frames) = read_range(&path, part).unwrap();
    assert_eq!((frames[0].index, frames.len()), (15, 16));
    assert!((frames[0].time_s - 0.5).abs() < 1e-3);
    let nothing = TimeRange { start_s: Some(9.0), end_s: None };
    assert!(matches!(read_range(&path, nothing), Err(VideoError::EmptyRange { .. })));
}

#[test]
fn a_truncated_clip_gives_its_readable_part_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for (name, options) in [
        (
            "cut.mp4",
            &["-c:v", "libx264", "-bf", "0", "-g", "5", "-movflags", "+faststart", "-b:v", "2M"][..],
        ),
        ("cut.mkv", &["-c:v", "libx264", "-bf", "0", "-g", "5", "-b:v", "2M"]),
    ] {
        let path = folder.path().join(name);
        let mut arguments = vec!["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=4"];
        arguments.extend(options);
        arguments.push(path.to_str().unwrap());
        if !ffmpeg(&arguments) {
            skip(Need::Ffmpeg, "no ffmpeg");
            return;
        }
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() * 6 / 10]).unwrap();
        let (decoder, frames) = read(&path).unwrap();
        assert!((30..110).contains(&frames.len()), "{name}: {}", frames.len());
        assert!(decoder.warnings().join(" ").contains("cut"), "{name}: {:?}", decoder.warnings());
    }
}

#[test]
fn sound_that_lasts_longer_is_no_cut() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["long-sound.mkv", "long-sound.mp4"] {
        let path = folder.path().join(name);
        let inputs =
            ["-f", "lavfi", "-i", "testsrc=s=64x48:r=30:d=1", "-f", "lavfi", "-i", "sine=d=3"];
        let mut arguments = inputs.to_vec();
        arguments.extend(["-c:v", "libx264", path.to_str().unwrap()]);
        if !ffmpeg(&arguments) {
            skip(Need::Ffmpeg, "no ffmpeg");
            return;
        }
        let (decoder, frames) = read(&path).unwrap();
        assert_eq!((frames.len(), decoder.warnings()), (30, vec![]), "{name}");
    }
}

#[test]
fn an_edit_list_is_honoured() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, part) = (folder.path().join("whole.mp4"), folder.path().join("part.mp4"));
    let whole_name = whole.to_str().unwrap();
    let made =
        ffmpeg(&[
            "-f",
            "lavfi",
            "-i",
            "testsrc=s=64x48:r=30:d=2",
            "-c:v",
            "libx264",
            "-g",
            "30",
            "-bf",
            "2",
            whole_name,
        ]) && ffmpeg(&["-ss", "1.5", "-i", whole_name, "-c", "copy", part.to_str().unwrap()]);
    if !made {
        skip(Need::Ffmpeg, "no ffmpeg");
        return;
    }
    let (decoder, frames) = read(&part).unwrap();
    assert_eq!((frames.len(), decoder.warnings()), (15, vec![]));
    assert!((frames[14].time_s - 14.0 / 30.0).abs() < 1e-3);
}

#[test]
fn damaged_parts_inside_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.mp4");
    let made = ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=320x240:r=30:d=4",
        "-c:v",
        "libx264",
        "-b:v",
        "2M",
        "-movflags",
        "+faststart",
        path.to_str().unwrap(),
    ]);
    if !made {
        skip(Need::Ffmpeg, "no ffmpeg");
        return;
    }
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4000].iter_mut().for_each(|b| *b ^= 0x5a);
    std::fs::write(&path, bytes).unwrap();
    let (decoder, frames) = read(&path).unwrap();
    assert!(frames.len() > 60);
    assert!(decoder.warnings().join(" ").contains("damaged parts"), "{:?}", decoder.warnings());
}

#[cfg(unix)]
#[test]
fn a_folder_with_an_odd_name_is_an_error_not_a_panic() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"odd\xff"));
    std::fs::create_dir(&odd).unwrap();
    let colours = Colours::default();
    let done = Encoder::create(&odd.join("x.mp4"), 64, 48, 30.0, Coding::Watched, colours);
    assert!(matches!(done, Err(VideoError::Encode { .. })));
    assert_eq!(support::names_in(&odd), Vec::<String>::new());
}

#[test]
fn damage_anywhere_never_panics() {
    let folder = tempfile::tempdir().unwrap();
    let Some(clip) =
        quarters(&folder, "whole.mp4", &["-c:v", "libx264", "-movflags", "+faststart"])
    else {
        return;
    };
    let bytes = std::fs::read(&clip).unwrap();
    let path = folder.path().join("damaged.mp4");
    for round in 0_usize..60 {
        let mut damaged = bytes.clone();
        for k in 0..20 {
            let at = (round * 7919 + k * k * 104_729) % damaged.len();
            damaged[at] ^= (round + k) as u8 | 1;
        }
        damaged.truncate(damaged.len() - (round * 997) % (damaged.len() / 2));
        std::fs::write(&path, damaged).unwrap();
        let _ = read(&path); // an error is as good as pictures
    }
}

#[test]
fn what_is_no_clip_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let open = |path: &Path| Decoder::open(path, TimeRange::default()).err().unwrap();
    assert!(matches!(open(&folder.path().join("none.mp4")), VideoError::Unreadable { .. }));
    assert!(matches!(open(folder.path()), VideoError::Unreadable { .. }));
    assert!(matches!(open(&file("empty.mp4", b"")), VideoError::Empty { .. }));
    assert!(matches!(open(&file("garbage.mp4", &[7; 5000])), VideoError::NotAVideo { .. }));
    assert!(matches!(
        open(&file("text.mp4", b"#EXTM3U\nhttp://localhost/a.ts\n")),
        VideoError::NotAVideo { .. }
    ));
    let png = folder.path().join("still.png");
    RgbImage::from_pixel(40, 40, Rgb([9, 9, 9])).save(&png).unwrap();
    assert!(matches!(open(&png), VideoError::StillImage { .. }), "{:?}", open(&png));
    let film = [&[0, 0, 0, 24][..], b"ftypmp42", &[0; 40]].concat();
    let photo = folder.path().join("motion.png");
    std::fs::write(&photo, [std::fs::read(&png).unwrap(), film].concat()).unwrap();
    let bytes = std::fs::metadata(&png).unwrap().len();
    match open(&photo) {
        VideoError::MotionPhoto { offset, .. } => assert_eq!(offset as u64, bytes),
        other => panic!("{other:?}"),
    }
    let sound = folder.path().join("sound.m4a");
    if ffmpeg(&["-f", "lavfi", "-i", "sine=d=1", sound.to_str().unwrap()]) {
        assert!(matches!(open(&sound), VideoError::NoVideoStream { .. }));
    }
    let huge = folder.path().join("huge.mkv");
    if ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "color=red:s=9000x64:r=5:d=0.4",
        "-c:v",
        "ffv1",
        huge.to_str().unwrap(),
    ]) {
        assert!(matches!(open(&huge), VideoError::TooLarge { .. }));
    }
}

#[test]
fn odd_names_are_names() {
    let folder = tempfile::tempdir().unwrap();
    let Some(clip) = quarters(&folder, "plain.mp4", &["-c:v", "libx264"]) else { return };
    for name in ["a:b.mp4", "%03d.mp4", "-i.mp4", "pipe:1", "with space\n.mp4", "без.mp4"] {
        let path = folder.path().join(name);
        std::fs::copy(&clip, &path).unwrap();
        assert_eq!(read(&path).unwrap().1.len(), 30, "{name}");
    }
}

#[test]
fn what_is_written_can_be_read_and_nothing_is_left_of_what_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("overlay.mp4");
    let picture = |i: u8| Picture::of_rgb(&RgbImage::from_pixel(65, 49, Rgb([i * 20, 200, 40])));
    let colours = Colours::default();
    let times_s = [0.0, 0.033, 0.1, 0.12, 0.2];
    let mut encoder = Encoder::create(&path, 65, 49, 30.0, Coding::Watched, colours).unwrap();
    for (i, time_s) in times_s.iter().enumerate() {
        encoder.push(&picture(i as u8), *time_s).unwrap();
    }
    assert!(!path.exists());
    encoder.finish().unwrap();
    let (decoder, frames) = read(&path).unwrap();
    assert_eq!(decoder.info().codec, "h264");
    assert_eq!((decoder.info().width_px, decoder.info().height_px), (64, 48));
    let found: Vec<f64> = frames.iter().map(|f| f.time_s).collect();
    assert!(found.iter().zip(times_s).all(|(a, b)| (a - b).abs() < 1e-4), "{found:?}");
    assert!(frames[4].rgb.get_pixel(30, 20).0[0].abs_diff(80) < 12);

    let mut given_up = Encoder::create(
        &folder.path().join("given-up.mp4"),
        64,
        48,
        30.0,
        Coding::Watched,
        colours,
    )
    .unwrap();
    given_up.push(&picture(1), 0.0).unwrap();
    drop(given_up);
    assert_eq!(support::names_in(folder.path()), ["overlay.mp4"]);
    let nowhere =
        Encoder::create(Path::new("/nonexistent/x.mp4"), 64, 48, 30.0, Coding::Watched, colours);
    assert!(matches!(nowhere, Err(VideoError::Encode { .. })));
}

#[test]
fn a_small_copy_shows_the_same_upright_and_toned() {
    let folder = tempfile::tempdir().unwrap();
    let hdr = ["-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-color_trc", "arib-std-b67"];
    for (name, options) in [
        ("plain.mp4", &["-c:v", "libx264", "-pix_fmt", "yuv420p"][..]),
        ("full.mp4", &["-c:v", "libx264", "-pix_fmt", "yuvj420p"]),
        ("fine.mp4", &["-c:v", "libx264", "-pix_fmt", "yuv444p"]),
        ("hdr.mp4", &[&hdr[..], &["-x265-params", "log-level=none"]].concat()),
    ] {
        let Some(clip) = quarters(&folder, name, options) else { continue };
        let mut decoder = Decoder::open(&clip, TimeRange::default()).unwrap();
        let size = SmallSize::of(128, 96, 40.0);
        decoder.copy_small(size);
        let mut count = 0;
        while let Some(frame) = decoder.next_frame().unwrap() {
            let (whole, small) = (frame.picture.whole(), frame.small.unwrap().whole());
            assert_eq!(small.rgb().dimensions(), (40, 30), "{name}");
            assert_corners(small.rgb(), corners(whole.rgb()), name);
            count += 1;
        }
        assert_eq!(count, 30, "{name}");
    }
}

/// `cargo bench --bench hostile` does the same with twenty times as many, each in a process of its own.
#[test]
fn damaged_clips_of_every_kind_end_in_pictures_or_in_an_error_that_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let clips = support::hostile::whole(folder.path());
    if clips.is_empty() {
        return skip(Need::Ffmpeg, "no ffmpeg");
    }
    for clip in clips {
        let name = clip.file_name().unwrap().to_str().unwrap();
        assert_eq!(read(&clip).unwrap().1.len(), 24, "{name}");
        let bytes = std::fs::read(&clip).unwrap();
        let damaged = folder.path().join(format!("damaged-{name}"));
        for damage in support::hostile::Damage::all(4, 6) {
            std::fs::write(&damaged, damage.done_to(&bytes)).unwrap();
            if let Err(e) = read(&damaged) {
                assert!(e.to_string().contains(name) && !e.hint().is_empty(), "{damage:?}: {e}");
            }
        }
    }
}
