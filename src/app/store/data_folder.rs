//! The folder of all entries.

use crate::app::store::private::{close_folder, make_folder, new_file, write_file};
use crate::app::store::record::Record;
use crate::pipeline::ClipPreview;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Holds the number that was given last.
const COUNTER: &str = "last_number";

const RECORD: &str = "entry.json";
const PREVIEW: &str = "preview.json";

/// Results, as `gaitline analyze` writes them.
pub(in crate::app) const RESULTS: &str = "results";

/// One page with everything in it, made on request.
pub(in crate::app) const SINGLE_FILE: &str = "single_file.html";

/// The patient's sheet.
pub(in crate::app) const SHEET: &str = "patient.html";

/// The folder of all entries.
#[derive(Debug, Clone)]
pub(in crate::app) struct DataFolder {
    path: PathBuf,
}

impl DataFolder {
    /// Makes the folder where it is missing, and closes it to everybody else; `None` where it holds things that are not ours.
    pub(in crate::app) fn open(path: &Path) -> Result<Option<Self>> {
        make_folder(path)?;
        let path = path.canonicalize()?;
        let counter = path.join(COUNTER);
        if !counter.is_file() {
            if std::fs::read_dir(&path)?.next().is_some() {
                return Ok(None);
            }
            write_file(&counter, b"0")?;
        }
        close_folder(&path)?;
        Ok(Some(Self { path }))
    }

    pub(in crate::app) fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that is there. Uploads and removals that were cut off are removed; a folder that holds anything else is left
    /// alone.
    pub(in crate::app) fn records(&self) -> Result<BTreeMap<u32, Record>> {
        let mut all = BTreeMap::new();
        for entry in std::fs::read_dir(&self.path)?.flatten() {
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_default();
            if name.starts_with(REMOVED) || is_cut_off(&entry.path(), name) {
                let _ = std::fs::remove_dir_all(entry.path()); // the next start tries again
                continue;
            }
            let Ok(number) = name.parse() else { continue };
            let text = std::fs::read(self.file(number, RECORD));
            if let Ok(record) = text.and_then(|text| Ok(serde_json::from_slice(&text)?)) {
                all.insert(number, record);
            }
        }
        Ok(all)
    }

    /// The number of a new entry, whose folder is made. No number is given twice, not even that of something deleted.
    pub(in crate::app) fn new_entry(&self) -> Result<u32> {
        let counter = self.path.join(COUNTER);
        let given = std::fs::read_to_string(&counter).ok().and_then(|text| text.parse().ok());
        let there = std::fs::read_dir(&self.path)?
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        let number = there.chain(given).max().unwrap_or(0_u32) + 1;
        write_file(&counter, number.to_string().as_bytes())?;
        let folder = self.folder(number);
        std::fs::create_dir(&folder)?;
        close_folder(&folder)?;
        Ok(number)
    }

    pub(in crate::app) fn folder(&self, number: u32) -> PathBuf {
        self.path.join(number.to_string())
    }

    fn file(&self, number: u32, name: &str) -> PathBuf {
        self.folder(number).join(name)
    }

    /// The clip's own file. Its name says nothing: what the file is, its content decides.
    pub(in crate::app) fn clip(&self, number: u32) -> PathBuf {
        self.file(number, CLIP)
    }

    pub(in crate::app) fn new_clip(&self, number: u32) -> Result<File> {
        new_file(&self.clip(number))
    }

    /// The folder of the results.
    pub(in crate::app) fn results(&self, number: u32) -> PathBuf {
        self.file(number, RESULTS)
    }

    /// What the report of a clip says; nothing where there is none. The same clip and options give the same bytes.
    pub(in crate::app) fn report(&self, number: u32) -> Vec<u8> {
        std::fs::read(self.results(number).join("report.json")).unwrap_or_default()
    }

    /// The folder of the stills.
    pub(in crate::app) fn stills(&self, number: u32) -> PathBuf {
        self.file(number, "look")
    }

    /// A file beside the results.
    pub(in crate::app) fn beside(&self, number: u32, name: &str) -> PathBuf {
        self.file(number, name)
    }

    pub(in crate::app) fn write_record(&self, number: u32, record: &Record) -> Result<()> {
        write_file(&self.file(number, RECORD), &serde_json::to_vec(record)?)
    }

    pub(in crate::app) fn write_preview(&self, number: u32, preview: &ClipPreview) -> Result<()> {
        write_file(&self.file(number, PREVIEW), &serde_json::to_vec(preview)?)
    }

    pub(in crate::app) fn preview(&self, number: u32) -> Option<ClipPreview> {
        serde_json::from_slice(&std::fs::read(self.file(number, PREVIEW)).ok()?).ok()
    }

    pub(in crate::app) fn write_still(&self, number: u32, name: &str, jpeg: &[u8]) -> Result<()> {
        make_folder(&self.stills(number))?;
        write_file(&self.stills(number).join(name), jpeg)
    }

    /// Which of the files that the page shows are there.
    pub(in crate::app) fn outputs(&self, number: u32) -> Vec<String> {
        let results = ["report.html", "report.json", "visit.html", "comparison.html", "film.mp4"];
        let inner = results.into_iter().filter(|name| self.results(number).join(name).is_file());
        let beside = [SHEET, SINGLE_FILE].into_iter().filter(|n| self.file(number, n).is_file());
        inner.chain(beside).map(str::to_owned).collect()
    }

    /// When it was added, in seconds since 1970, and the size of the clip.
    pub(in crate::app) fn added(&self, number: u32) -> (u64, u64) {
        let of_clip = self.clip(number).metadata();
        let about = of_clip.or_else(|_| self.file(number, ADDED).metadata());
        let Ok(about) = about else { return (0, 0) };
        let since = about.modified().ok().and_then(|m| m.duration_since(UNIX_EPOCH).ok());
        (since.map_or(0, |since| since.as_secs()), about.len())
    }

    /// Remembers when something without a clip was added.
    pub(in crate::app) fn mark_added(&self, number: u32) -> Result<()> {
        new_file(&self.file(number, ADDED)).map(|_| ())
    }

    /// Takes an entry out of sight, so that nothing of it is left looking whole: where its files are until they are removed.
    pub(in crate::app) fn hide(&self, number: u32) -> Result<Option<PathBuf>> {
        let place = tempfile::Builder::new().prefix(REMOVED).tempdir_in(&self.path)?;
        match std::fs::rename(self.folder(number), place.path().join("entry")) {
            Ok(()) => Ok(Some(place.keep())),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Removes an entry with all its files.
    pub(in crate::app) fn remove(&self, number: u32) -> Result<()> {
        self.hide(number)?.map_or(Ok(()), std::fs::remove_dir_all)
    }
}

/// Whether a folder is what an upload left that was cut off: of a number, with nothing in it but a clip.
fn is_cut_off(folder: &Path, name: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    let is_ours = |name: &str| [CLIP, ADDED].contains(&name) || name.starts_with(".new-");
    name.parse::<u32>().is_ok()
        && entries.flatten().all(|e| e.file_name().to_str().is_some_and(is_ours))
}

/// What is being removed begins with this.
const REMOVED: &str = ".removed-";

/// The clip's own file.
const CLIP: &str = "clip";

/// An empty file whose time says when an entry without a clip was added.
const ADDED: &str = "added";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::store::record::{Kind, Phase};

    fn record() -> Record {
        Record::new(Kind::Clip, "<script>".to_owned(), serde_json::Map::new(), Phase::Looked)
    }

    fn open(path: &Path) -> DataFolder {
        DataFolder::open(path).unwrap().unwrap()
    }

    #[test]
    fn what_was_added_is_there_again_and_an_upload_that_was_cut_off_is_not() {
        let place = tempfile::tempdir().unwrap();
        let folder = open(&place.path().join("data"));
        let [kept, cut] = [(); 2].map(|()| folder.new_entry().unwrap());
        folder.write_record(kept, &record()).unwrap();
        folder.new_clip(cut).unwrap();
        let removed = folder.path().join(".removed-x");
        std::fs::create_dir(&removed).unwrap();
        let records = open(folder.path()).records().unwrap();
        assert_eq!(records, BTreeMap::from([(kept, record())]));
        assert!(!folder.folder(cut).exists() && !removed.exists());
    }

    #[test]
    fn nothing_of_anybody_else_is_touched() {
        let place = tempfile::tempdir().unwrap();
        let films = place.path().join("2024");
        std::fs::create_dir(&films).unwrap();
        std::fs::write(films.join("holiday.mp4"), "film").unwrap();
        assert!(DataFolder::open(place.path()).unwrap().is_none(), "not ours");
        let folder = open(&place.path().join("data"));
        let inside = folder.path().join("2023");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(inside.join("holiday.mp4"), "film").unwrap();
        assert!(open(folder.path()).records().unwrap().is_empty());
        assert!(inside.join("holiday.mp4").is_file() && films.join("holiday.mp4").is_file());
    }

    #[test]
    fn no_number_is_given_twice() {
        let place = tempfile::tempdir().unwrap();
        let folder = open(place.path());
        let first = folder.new_entry().unwrap();
        folder.remove(first).unwrap();
        assert_eq!((first, folder.new_entry().unwrap()), (1, 2));
        assert!(folder.remove(9).is_ok(), "what is not there need not be removed");
    }
}
