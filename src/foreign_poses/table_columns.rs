//! What the columns of a table of landmarks are, by their names.

use crate::anatomy::Landmark;
use crate::foreign_poses::landmark_set::landmark_named;

/// One number of a landmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    X,
    Y,
    Z,
    Confidence,
}

/// A landmark as a table names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// By its number in MediaPipe's order.
    Number(usize),
    Landmark(Landmark),
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The number of the frame.
    Frame,
    /// The time of the frame, with the number of its units in a second.
    Time(u16),
    /// Which person.
    Person,
    /// In a table with a row for each landmark: which.
    Landmark,
    /// In such a table: one number of it.
    Own(Part),
    /// In a table with a row for each frame: one number of a landmark.
    Of(Named, Part),
    /// Nothing that is read.
    Other,
}

/// What a column is, by its name. Times are read where the name says their unit.
pub(super) fn column(name: &str) -> Column {
    let words = words(name);
    let joined = words.join("_");
    match joined.as_str() {
        "frame" | "frame_id" | "frame_index" | "frame_idx" | "frame_number" | "frame_num"
        | "frame_no" => Column::Frame,
        "timestamp_ms" | "time_ms" => Column::Time(1000),
        "timestamp_s" | "time_s" | "time_sec" | "time_seconds" | "seconds" => Column::Time(1),
        "person" | "person_id" | "person_index" | "track_id" | "pose_id" | "pose_index" => {
            Column::Person
        }
        "landmark" | "landmark_id" | "landmark_index" | "landmark_idx" | "landmark_name"
        | "joint" | "keypoint" | "keypoint_id" | "keypoint_name" | "name" => Column::Landmark,
        _ => of_landmark(&words).unwrap_or(Column::Other),
    }
}

/// `x`, or a landmark with it before or after: `x_12`, `left_hip_x`, `landmark_12_visibility`.
fn of_landmark(words: &[String]) -> Option<Column> {
    let words = without_prefix(words);
    let (first, last) = (part(words.first()?), part(words.last()?));
    let (part, rest) = match (first, last) {
        (_, Some(part)) => (part, &words[..words.len() - 1]),
        (Some(part), None) => (part, &words[1..]),
        (None, None) => return None,
    };
    match without_prefix(rest) {
        [] if rest.is_empty() => Some(Column::Own(part)),
        [] => None,
        [one] if one.chars().all(|c| c.is_ascii_digit()) => {
            Some(Column::Of(Named::Number(one.parse().ok()?), part))
        }
        names => landmark_named(&names.join("_")).map(|l| Column::Of(Named::Landmark(l), part)),
    }
}

/// Words that only say that a landmark follows.
fn without_prefix(words: &[String]) -> &[String] {
    const PREFIXES: [&str; 6] = ["landmark", "lm", "keypoint", "kp", "pose", "point"];
    let is_prefix = |word: &String| PREFIXES.contains(&word.as_str());
    &words[words.iter().take_while(|word| is_prefix(word)).count()..]
}

fn part(word: &str) -> Option<Part> {
    match word {
        "x" => Some(Part::X),
        "y" => Some(Part::Y),
        "z" => Some(Part::Z),
        "v" | "vis" | "visibility" | "confidence" | "conf" | "score" => Some(Part::Confidence),
        _ => None,
    }
}

/// The words of a name in small letters: `leftHipX`, `x12` and `LEFT_HIP.x` have several.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for c in name.trim().chars() {
        let is_new = (c.is_ascii_uppercase() && before.is_ascii_lowercase())
            || (c.is_ascii_digit() != before.is_ascii_digit());
        if !c.is_ascii_alphanumeric() || is_new {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_understood_as_people_write_them() {
        let x = |n| Column::Of(Named::Number(n), Part::X);
        for name in ["x_12", "x12", "X12", "12_x", "landmark_12_x", "lm12_x", "pose.x12"] {
            assert_eq!(column(name), x(12), "{name}");
        }
        for name in
            ["left_hip_x", "x_left_hip", "LEFT_HIP_x", "LEFT_HIP.X", "leftHipX", "left hip x"]
        {
            assert_eq!(
                column(name),
                Column::Of(Named::Landmark(Landmark::LeftHip), Part::X),
                "{name}"
            );
        }
        assert_eq!(column("v33"), Column::Of(Named::Number(33), Part::Confidence));
        assert_eq!(
            column("nose_visibility"),
            Column::Of(Named::Landmark(Landmark::Nose), Part::Confidence)
        );
        assert_eq!(column("frameNumber"), Column::Frame);
        assert_eq!(column("timestamp_ms"), Column::Time(1000));
        assert_eq!(column("x"), Column::Own(Part::X));
        assert_eq!(column("Landmark"), Column::Landmark);
        for name in ["timestamp", "time", "world_x_3", "class", "", "knee_angle"] {
            assert_eq!(column(name), Column::Other, "{name}");
        }
    }
}
