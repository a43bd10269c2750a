//! The number of a frame in a name, as in `walk_000000000012_keypoints.json` or `12.jpg`.

use crate::error::ForeignPosesError;
use std::path::Path;

/// What is around the number, which all frames of a clip share, and the number.
pub(super) fn numbered(name: &str) -> Option<(&str, usize)> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let end = stem.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = stem[..end].rfind(|c: char| !c.is_ascii_digit());
    let start = start.map_or(0, |at| at + stem[at..].chars().next().map_or(1, char::len_utf8));
    Some((&stem[..start], stem[start..end].parse().ok()?))
}

/// The numbers of frames that must be of one clip, in the order of their names.
pub(super) fn of_one_clip<'a>(
    path: &Path,
    names: impl Iterator<Item = &'a str>,
) -> Result<Vec<usize>, ForeignPosesError> {
    let mut first: Option<(&str, &str)> = None;
    let mut numbers = Vec::new();
    for name in names {
        let (around, number) = numbered(name).ok_or_else(|| ForeignPosesError::UnknownFormat {
            path: path.into(),
            why: format!("{name} has no number of a frame in its name"),
        })?;
        let (shared, one) = *first.get_or_insert((around, name));
        if around != shared {
            return Err(ForeignPosesError::SeveralClips {
                path: path.into(),
                one: one.to_owned(),
                other: name.to_owned(),
            });
        }
        numbers.push(number);
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_counts() {
        assert_eq!(numbered("walk2_000000000012_keypoints.json"), Some(("walk2_", 12)));
        assert_eq!(numbered("cam01_000007.json"), Some(("cam01_", 7)));
        assert_eq!(numbered("0.jpg"), Some(("", 0)));
        assert_eq!(numbered("é12é.json"), Some(("é", 12)));
        assert_eq!(numbered("walk.json"), None);
        assert_eq!(numbered("99999999999999999999999.json"), None);
    }
}
