//! Everything that the page shows, and what is to be done: shared by the answers to the browser and the threads at work.

use crate::app::store::data_folder::DataFolder;
use crate::app::store::record::{Exported, Kind, Phase, Problem, Record};
use crate::pipeline::{ClipPreview, Progress, UsedUp};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::Result;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What a thread is to do with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    /// Stills, and what is recognised.
    Look(u32),
    /// Everything, by the options of the record.
    Analyse(u32),
    /// One page with everything in it.
    Export(u32, Exported),
}

/// The desk.
pub(super) struct Desk {
    pub(super) folder: DataFolder,
    entries: Mutex<BTreeMap<u32, Entry>>,
    version: watch::Sender<u64>,
    looks: Sender<Job>,
    analyses: Sender<Job>,
}

/// An entry, and what is known of it besides its record.
struct Entry {
    record: Record,
    preview: Option<ClipPreview>,
    summary: Option<Summary>,
    outputs: Vec<String>,
    /// In seconds since 1970, and bytes.
    added: (u64, u64),
    /// How far the work is, in thousandths; as much as [`UNKNOWN`] where that is not known.
    share: Arc<AtomicU32>,
    /// Nobody waits for the work any more.
    is_stopped: Arc<AtomicBool>,
}

const UNKNOWN: u32 = u32::MAX;

/// What an analysed clip shows, for the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    pub(super) tasks: Vec<Value>,
    pub(super) views: Vec<Value>,
    /// Why no gait could be measured, in words.
    pub(super) refused: Option<String>,
    /// How many findings are flagged.
    pub(super) flagged: usize,
}

/// An entry as the page is told of it.
#[derive(Serialize)]
struct Told<'a> {
    number: u32,
    #[serde(flatten)]
    kind: &'a Kind,
    label: &'a str,
    added_s: u64,
    bytes: u64,
    phase: ToldPhase<'a>,
    options: &'a Map<String, Value>,
    look: &'a Option<ClipPreview>,
    outputs: &'a [String],
    summary: &'a Option<Summary>,
    exported: &'a Option<Exported>,
}

#[derive(Serialize)]
struct ToldPhase<'a> {
    #[serde(flatten)]
    phase: &'a Phase,
    share: Option<f64>,
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
        for (number, record) in folder.records()? {
            match record.phase {
                Phase::Looking => jobs.push(Job::Look(number)),
                Phase::Queued | Phase::Analysing => jobs.push(Job::Analyse(number)),
                Phase::Looked | Phase::Done | Phase::Failed { .. } => {}
            }
            let entry = Entry {
                preview: folder.preview(number),
                summary: summary_of(&folder, number),
                ..Entry::new(&folder, number, record)
            };
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
            Job::Analyse(_) | Job::Export(..) => &self.analyses,
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

    /// Changes a record and keeps it. Nothing happens where the entry is gone.
    pub(super) fn change(&self, number: u32, change: impl FnOnce(&mut Record)) -> Result<()> {
        let mut entries = self.entries();
        let Some(entry) = entries.get_mut(&number) else { return Ok(()) };
        change(&mut entry.record);
        entry.share.store(UNKNOWN, Ordering::Relaxed);
        entry.outputs = self.folder.outputs(number);
        let written = self.folder.write_record(number, &entry.record);
        drop(entries);
        self.has_changed();
        written
    }

    /// The phase of an entry from now on.
    pub(super) fn enter(&self, number: u32, phase: Phase) {
        if let Err(e) = self.change(number, |record| record.phase = phase) {
            let error = Problem { what: e.to_string(), hint: String::new() };
            let mut entries = self.entries();
            if let Some(entry) = entries.get_mut(&number) {
                entry.record.phase = Phase::Failed { error };
            }
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

    /// Whoever works on an entry stops at the next frame.
    pub(super) fn stop(&self, number: u32) {
        if let Some(entry) = self.entries().get(&number) {
            entry.is_stopped.store(true, Ordering::Relaxed);
        }
    }

    /// Takes an entry away with all its files.
    pub(super) fn remove(&self, number: u32) -> Result<()> {
        self.stop(number);
        self.entries().remove(&number);
        self.has_changed();
        self.folder.remove(number)
    }

    /// Whether an entry is there.
    pub(super) fn has(&self, number: u32) -> bool {
        self.entries().contains_key(&number)
    }

    /// Watches the work on an entry, which begins now.
    pub(super) fn watch(self: &Arc<Self>, number: u32) -> Option<Watch> {
        let entries = self.entries();
        let entry = entries.get(&number)?;
        entry.is_stopped.store(false, Ordering::Relaxed);
        Some(Watch {
            desk: Arc::clone(self),
            share: Arc::clone(&entry.share),
            is_stopped: Arc::clone(&entry.is_stopped),
        })
    }
}

impl Entry {
    fn new(folder: &DataFolder, number: u32, record: Record) -> Self {
        Self {
            record,
            preview: None,
            summary: None,
            outputs: folder.outputs(number),
            added: folder.added(number),
            share: Arc::new(AtomicU32::new(UNKNOWN)),
            is_stopped: Arc::default(),
        }
    }

    fn told(&self, number: u32) -> Told<'_> {
        let share = Some(self.share.load(Ordering::Relaxed)).filter(|share| *share != UNKNOWN);
        Told {
            number,
            kind: &self.record.kind,
            label: &self.record.label,
            added_s: self.added.0,
            bytes: self.added.1,
            phase: ToldPhase {
                phase: &self.record.phase,
                share: share.map(|share| f64::from(share) / 1000.0),
            },
            options: &self.record.options,
            look: &self.preview,
            outputs: &self.outputs,
            summary: &self.summary,
            exported: &self.record.exported,
        }
    }
}

/// Reading the clip takes this share of the work; what is left are the frames that are looked at again.
const READING_SHARE: f64 = 0.9;

/// Watches the work on one entry, for the page.
pub(super) struct Watch {
    desk: Arc<Desk>,
    share: Arc<AtomicU32>,
    is_stopped: Arc<AtomicBool>,
}

impl Watch {
    /// Tells the page, at most once a hundredth of the work.
    fn set(&self, share: f64) {
        let new = 10 * (share.clamp(0.0, 1.0) * 100.0) as u32;
        if self.share.swap(new, Ordering::Relaxed) != new {
            self.desk.has_changed();
        }
    }

    /// Whether nobody waits for it any more.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}

impl Progress for Watch {
    fn read(&self, frames: usize, of: Option<u64>) {
        if let Some(of) = of.filter(|of| *of > 0) {
            self.set(READING_SHARE * frames as f64 / of as f64);
        }
    }

    fn corrected(&self, frames: usize, of: usize) {
        self.set(READING_SHARE + (1.0 - READING_SHARE) * frames as f64 / of.max(1) as f64);
    }

    fn drawn(&self, _frames: usize, _of: usize) {}

    fn used_up(&self) -> Option<UsedUp> {
        self.is_stopped().then_some(UsedUp::Patience)
    }
}
