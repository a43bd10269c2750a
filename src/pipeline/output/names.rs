//! Names of folders, from names that people gave.

use std::path::Path;

/// A longer name is cut: file systems allow 255 bytes, and what is put before and after it must fit.
pub(super) const MAX_NAME_BYTES: usize = 200;

/// A folder's name from a clip's file name: its stem, without what a file system or a shell trips over.
pub(super) fn of_clip(file_name: &str) -> String {
    let stem = Path::new(file_name).file_stem().unwrap_or_default().to_string_lossy();
    let name = plain(&stem);
    match name.trim_matches(|c: char| c.is_whitespace() || c == '.') {
        "" => "clip".to_owned(),
        name if name.starts_with('-') => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// A folder's name from that of a visit; empty where nothing of it can be one.
#[must_use]
pub fn of_visit(name: &str) -> String {
    let name = plain(name);
    name.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-').to_owned()
}

/// The beginning of a name, in whole characters, without separators and control characters.
fn plain(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let mut end = 0;
    let fits = |c: &char| {
        end += c.len_utf8();
        end <= MAX_NAME_BYTES
    };
    name.chars().map(plain).take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_file_name_gives_a_usable_folder_name() {
        assert_eq!(of_clip("walk 1.final.mp4"), "walk 1.final");
        assert_eq!(of_clip("..."), "clip");
        assert_eq!(of_clip("-rf.mp4"), "_-rf");
        assert_eq!(of_clip("a\nb:c.mp4"), "a_b_c");
    }

    #[test]
    fn names_of_visits_make_folders_and_never_leave_theirs() {
        assert_eq!(of_visit("Anna, May"), "Anna, May");
        assert_eq!(of_visit("../../x"), "_.._x");
        assert_eq!(of_visit(" .. "), "");
    }

    #[test]
    fn long_names_are_cut_by_bytes_between_characters() {
        for long in ["x", "é", "歩", "🚶"] {
            let name = format!("a{}b.mp4", long.repeat(300));
            for folder in [of_clip(&name), of_visit(&name)] {
                let most = MAX_NAME_BYTES - long.len() + 1;
                assert!((most..=MAX_NAME_BYTES).contains(&folder.len()), "{}", folder.len());
                assert!(name.starts_with(&folder), "nothing is left out in the middle: {folder}");
            }
        }
    }
}
