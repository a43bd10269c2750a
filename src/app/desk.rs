//! Everything that the page shows, and what is to be done: shared by the answers to the browser and the threads at work.

use crate::app::entry::{Control, Entry, Summary, Told};
use crate::app::store::data_folder::DataFolder;
use crate::app::store::record::{Kind, Phase, Record};
use crate::pipeline::ClipPreview;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Result;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What a thread is to do with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    /// Stills, and what is recognised.
    Look(u32),
    /// Everything, by the record; the second number says which time it was asked for.
    Work(u32, u64),
}

/// The desk.
pub(super) struct Desk {
    pub(super) folder: DataFolder,
    entries: Mutex<BTreeMap<u32, Entry>>,
    version: watch::Sender<u64>,
    looks: Sender<Job>,
    analyses: Sender<Job>,
}

impl Job {
    /// Of which entry.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Look(number) | Self::Work(number, _) => number,
        }
    }
}

impl Desk {
    /// The desk of a folder; whatever was not finished is begun again.
    pub(super) fn of(
        folder: DataFolder,
        looks: Sender<Job>,
        analyses: Sender<Job>,
        summary_of: impl Fn(&DataFolder, u32) -> Option<Summary>,
    ) -> Result<Self> {
        let mut entries = BTreeMap::new();
        let mut jobs = Vec::new();
        for (number, mut record) in folder.records()? {
            let preview = folder.preview(number);
            let has_failed = matches!(record.phase, Phase::Failed { .. });
            if record.kind == Kind::Clip && preview.is_none() && !has_failed {
                jobs.push(Job::Look(number));
            }
            if matches!(record.phase, Phase::Queued | Phase::Analysing) {
                record.phase = Phase::Queued;
                jobs.push(Job::Work(number, 0));
            }
            let mut entry = Entry::new(&folder, number, record);
            (entry.preview, entry.summary) = (preview, summary_of(&folder, number));
            entries.insert(number, entry);
        }
        let desk = Self {
            folder,
            entries: Mutex::new(entries),
            version: watch::Sender::new(1),
            looks,
            analyses,
        };
        jobs.into_iter().for_each(|job| desk.give(job));
        Ok(desk)
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<u32, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has_changed(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    /// Tells when something changes.
    pub(super) fn version(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Hands a job to the thread that does it.
    pub(super) fn give(&self, job: Job) {
        let thread = match job {
            Job::Look(_) => &self.looks,
            Job::Work(..) => &self.analyses,
        };
        let _ = thread.send(job); // the threads end with the program
    }

    /// Everything, as the page is told of it: the newest first.
    pub(super) fn told(&self) -> Value {
        let version = *self.version.borrow();
        let entries = self.entries();
        let all: Vec<Told<'_>> = entries.iter().rev().map(|(number, e)| e.told(*number)).collect();
        serde_json::json!({ "version": version, "folder": self.folder.path(), "entries": all })
    }

    /// Adds an entry whose folder is there.
    pub(super) fn add(&self, number: u32, record: Record) -> Result<()> {
        self.folder.write_record(number, &record)?;
        self.entries().insert(number, Entry::new(&self.folder, number, record));
        self.has_changed();
        Ok(())
    }

    /// The record of an entry.
    pub(super) fn record(&self, number: u32) -> Option<Record> {
        self.entries().get(&number).map(|entry| entry.record.clone())
    }

    /// Changes a record and keeps it: as it was where it cannot be written. Nothing happens where the entry is gone.
    pub(super) fn change(&self, number: u32, change: impl FnOnce(&mut Record)) -> Result<()> {
        let mut entries = self.entries();
        let Some(entry) = entries.get_mut(&number) else { return Ok(()) };
        entry.rewrite(&self.folder, number, change)?;
        drop(entries);
        self.has_changed();
        Ok(())
    }

    /// Asks for work on an entry.
    pub(super) fn queue(&self, number: u32, change: impl FnOnce(&mut Record)) -> Result<()> {
        let mut entries = self.entries();
        let Some(entry) = entries.get_mut(&number) else { return Ok(()) };
        entry.rewrite(&self.folder, number, |record| {
            change(record);
            (record.phase, record.is_called_off) = (Phase::Queued, false);
        })?;
        entry.turn += 1;
        let job = Job::Work(number, entry.turn);
        drop(entries);
        self.has_changed();
        self.give(job);
        Ok(())
    }

    /// Calls work off. What waits goes back at once to where it was before, and what is at work when it comes to its next frame, or with its worker.
    pub(super) fn cancel(&self, number: u32) -> Result<()> {
        let mut entries = self.entries();
        let Some(entry) = entries.get_mut(&number) else { return Ok(()) };
        entry.work.stop();
        if entry.record.phase == Phase::Queued {
            entry.turn += 1;
            entry.rewrite(&self.folder, number, Record::call_off)?;
        }
        drop(entries);
        self.has_changed();
        Ok(())
    }

    /// Begins work that was asked for: the record and who watches; `None` where it was called off.
    pub(super) fn begin(self: &Arc<Self>, number: u32, turn: u64) -> Option<(Record, Watch)> {
        let mut entries = self.entries();
        let entry = entries.get_mut(&number)?;
        if entry.turn != turn || entry.record.phase != Phase::Queued {
            return None;
        }
        entry.work = Control::default();
        // where it cannot be written the work fails by that, too
        let _ = entry.rewrite(&self.folder, number, |record| record.phase = Phase::Analysing);
        entry.record.phase = Phase::Analysing;
        let begun = (entry.record.clone(), self.watch(entry.work.clone()));
        drop(entries);
        self.has_changed();
        Some(begun)
    }

    /// Begins to look at a clip.
    pub(super) fn begin_look(self: &Arc<Self>, number: u32) -> Option<Watch> {
        let entries = self.entries();
        entries.get(&number).map(|entry| self.watch(entry.look.clone()))
    }

    fn watch(self: &Arc<Self>, control: Control) -> Watch {
        Watch { desk: Arc::clone(self), control }
    }

    /// The phase of an entry from now on, also where it cannot be kept.
    pub(super) fn enter(&self, number: u32, phase: Phase) {
        if self.change(number, |record| record.phase = phase.clone()).is_err() {
            if let Some(entry) = self.entries().get_mut(&number) {
                entry.record.phase = phase;
            }
            self.has_changed();
        }
    }

    /// What an entry looks like at first sight, as far as it is known.
    pub(super) fn show(&self, number: u32, preview: ClipPreview) {
        if let Some(entry) = self.entries().get_mut(&number) {
            entry.preview = Some(preview);
        }
        self.has_changed();
    }

    /// What an analysis found.
    pub(super) fn sum_up(&self, number: u32, summary: Option<Summary>) {
        if let Some(entry) = self.entries().get_mut(&number) {
            entry.summary = summary;
        }
    }

    /// Marks what was made of a clip that was analysed again since.
    pub(super) fn outdate(&self, clip: u32) {
        let mut entries = self.entries();
        for (number, entry) in entries.iter_mut().filter(|(_, e)| e.record.kind.is_made_of(clip)) {
            // where it cannot be written, it is at least told as long as the program runs
            let _ = entry.rewrite(&self.folder, *number, |record| record.is_outdated = true);
            entry.record.is_outdated = true;
        }
        drop(entries);
        self.has_changed();
    }

    /// Takes an entry away: where its files are until they are removed.
    pub(super) fn remove(&self, number: u32) -> Result<Option<PathBuf>> {
        let mut entries = self.entries();
        let Some(entry) = entries.get(&number) else { return Ok(None) };
        entry.look.stop();
        entry.work.stop();
        let hidden = self.folder.hide(number)?;
        entries.remove(&number);
        drop(entries);
        self.has_changed();
        Ok(hidden)
    }

    /// Whether an entry is there.
    pub(super) fn has(&self, number: u32) -> bool {
        self.entries().contains_key(&number)
    }
}

/// Watches the work on one entry, for the page.
pub(super) struct Watch {
    desk: Arc<Desk>,
    control: Control,
}

impl Watch {
    /// Tells the page, at most once a hundredth of the work.
    pub(super) fn set(&self, hundredths: u32) {
        if self.control.set_hundredths(hundredths) {
            self.desk.has_changed();
        }
    }

    /// Whether nobody waits for it any more.
    pub(super) fn is_stopped(&self) -> bool {
        self.control.is_stopped()
    }
}
