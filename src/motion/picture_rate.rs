//! How many pictures a second show something new.

use crate::motion::clock::Clock;
use crate::signal::median;

/// Pictures are counted in windows of so many seconds, one from each picture on.
const WINDOW_S: f64 = 1.0;

/// The rate of the clock, or, where pictures are shown again, how many others there are in a usual second: a film of 10 pictures a
/// second that was made one of 30 has 10.
///
/// `repeated` are the frames that show the picture before again, in their order. A part that stands still does not make the rest
/// of the clip slow.
pub(super) fn picture_rate_hz(clock: &Clock, repeated: &[usize]) -> f64 {
    let is_new = |frame: &usize| repeated.binary_search(frame).is_err();
    let new_s: Vec<f64> =
        (0..clock.time_s.len()).filter(is_new).map(|frame| clock.time_s[frame]).collect();
    let (Some(&last_s), false) = (new_s.last(), repeated.is_empty()) else { return clock.rate_hz };
    // a picture at the end of a window is the first of the next one, whatever the last digit of its time
    let half_frame_s = 0.5 / clock.rate_hz;
    let count = |(index, start_s): (usize, &f64)| {
        let end_s = start_s + WINDOW_S - half_frame_s;
        let later = &new_s[index..];
        (end_s < last_s + half_frame_s).then(|| later.partition_point(|s| *s < end_s) as f64)
    };
    let counts: Vec<f64> = new_s.iter().enumerate().filter_map(count).collect();
    match counts.is_empty() {
        true => clock.rate_hz,
        false => median(counts) / WINDOW_S,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rate of a film of 30 frames a second and some seconds of which some frames are repeated.
    fn rate_hz(seconds: usize, is_repeated: impl Fn(usize) -> bool) -> f64 {
        let time_s: Vec<f64> = (0..30 * seconds).map(|i| i as f64 / 30.0).collect();
        let repeated: Vec<usize> = (1..time_s.len()).filter(|&i| is_repeated(i)).collect();
        picture_rate_hz(&Clock { time_s, rate_hz: 30.0 }, &repeated)
    }

    #[test]
    fn what_is_shown_again_is_no_picture() {
        assert_eq!(rate_hz(6, |_| false), 30.0);
        assert_eq!(rate_hz(6, |i| i % 3 != 0), 10.0);
        assert_eq!(rate_hz(6, |i| i % 5 == 4), 24.0, "a film of the cinema on television");
        assert_eq!(rate_hz(6, |i| (60..80).contains(&i)), 30.0, "it stands still once");
        assert_eq!(rate_hz(6, |i| i < 60 && i % 2 == 1), 30.0, "two seconds of six");
    }
}
