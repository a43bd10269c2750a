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
    /// Makes the folder where it is missing, and closes it to everybody else.
    pub(in crate::app) fn open(path: &Path) -> Result<Self> {
        make_folder(path)?;
        close_folder(path)?;
        let path = path.canonicalize()?;
        Ok(Self { path })
    }

    pub(in crate::app) fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that is there. Uploads that were cut off are removed; a folder whose record cannot be read is left alone.
    pub(in crate::app) fn records(&self) -> Result<BTreeMap<u32, Record>> {
        let mut all = BTreeMap::new();
        for entry in std::fs::read_dir(&self.path)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_default();
            if name.strip_prefix('.').is_some_and(|rest| rest.parse::<u32>().is_ok()) {
                std::fs::remove_dir_all(entry.path())?; // the removal was cut off
            }
            let Ok(number) = name.parse() else { continue };
            match std::fs::read(self.file(number, RECORD)) {
                Ok(text) => {
                    if let Ok(record) = serde_json::from_slice(&text) {
                        all.insert(number, record);
                    }
                }
                Err(e) if e.kind() == ErrorKind::NotFound => self.remove(number)?,
                Err(_) => {}
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
        self.file(number, "clip")
    }

    pub(in crate::app) fn new_clip(&self, number: u32) -> Result<File> {
        new_file(&self.clip(number))
    }

    /// The folder of the results.
    pub(in crate::app) fn results(&self, number: u32) -> PathBuf {
        self.file(number, RESULTS)
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

    /// Removes an entry with all its files: out of sight first, so that nothing of it is left looking whole.
    pub(in crate::app) fn remove(&self, number: u32) -> Result<()> {
        let (folder, hidden) = (self.folder(number), self.path.join(format!(".{number}")));
        match std::fs::rename(&folder, &hidden) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
            moved => moved?,
        }
        std::fs::remove_dir_all(&hidden)
    }
}

/// An empty file whose time says when an entry without a clip was added.
const ADDED: &str = "added";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::store::record::{Kind, Phase};

    fn record() -> Record {
        Record::new(Kind::Clip, "<script>".to_owned(), serde_json::Map::new(), Phase::Looked)
    }

    #[test]
    fn what_was_added_is_there_again_and_an_upload_that_was_cut_off_is_not() {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(&place.path().join("data")).unwrap();
        let [kept, cut] = [(); 2].map(|()| folder.new_entry().unwrap());
        folder.write_record(kept, &record()).unwrap();
        folder.new_clip(cut).unwrap();
        std::fs::create_dir(folder.path().join(".77")).unwrap();
        let records = DataFolder::open(folder.path()).unwrap().records().unwrap();
        assert_eq!(records, BTreeMap::from([(kept, record())]));
        assert!(!folder.folder(cut).exists() && !folder.path().join(".77").exists());
    }

    #[test]
    fn no_number_is_given_twice() {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(place.path()).unwrap();
        let first = folder.new_entry().unwrap();
        folder.remove(first).unwrap();
        assert_eq!((first, folder.new_entry().unwrap()), (1, 2));
        assert!(folder.remove(9).is_ok(), "what is not there need not be removed");
    }
}
