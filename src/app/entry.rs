//! One entry of the page: its record, and what is known of it besides.

use crate::app::store::data_folder::DataFolder;
use crate::app::store::record::{Exported, Kind, Phase, Record};
use crate::evidence::Urgency;
use crate::pipeline::ClipPreview;
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// An entry, and what is known of it besides its record.
pub(super) struct Entry {
    pub(super) record: Record,
    pub(super) preview: Option<ClipPreview>,
    pub(super) summary: Option<Summary>,
    outputs: Vec<String>,
    /// In seconds since 1970, and bytes.
    added: (u64, u64),
    /// Counts how often work was asked for or called off: a job of an earlier time is none any more.
    pub(super) turn: u64,
    pub(super) look: Control,
    pub(super) work: Control,
}

/// What a thread at work and the page tell each other.
#[derive(Clone)]
pub(super) struct Control {
    /// How far it is; [`UNKNOWN`] where that is not known.
    hundredths: Arc<AtomicU32>,
    /// Nobody waits for it any more.
    is_stopped: Arc<AtomicBool>,
}

const UNKNOWN: u32 = u32::MAX;

impl Default for Control {
    fn default() -> Self {
        Self { hundredths: Arc::new(AtomicU32::new(UNKNOWN)), is_stopped: Arc::default() }
    }
}

/// What an analysed clip shows, for the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    pub(super) tasks: Vec<Value>,
    pub(super) views: Vec<Value>,
    /// Why no gait could be measured, by its id.
    pub(super) refused: Option<Value>,
    /// How many findings are flagged.
    pub(super) flagged: usize,
    /// How soon somebody should look first, where anything asks for it.
    pub(super) urgency: Option<Urgency>,
}

/// An entry as the page is told of it.
#[derive(Serialize)]
pub(super) struct Told<'a> {
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
    is_outdated: bool,
    is_called_off: bool,
    /// Changes with everything that is asked for.
    turn: u64,
}

#[derive(Serialize)]
struct ToldPhase<'a> {
    #[serde(flatten)]
    phase: &'a Phase,
    share: Option<f64>,
}

impl Control {
    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// Whether that is news.
    pub(super) fn set_hundredths(&self, hundredths: u32) -> bool {
        let new = hundredths.min(100);
        self.hundredths.swap(new, Ordering::Relaxed) != new
    }

    fn share(&self) -> Option<f64> {
        let hundredths = self.hundredths.load(Ordering::Relaxed);
        (hundredths != UNKNOWN).then(|| f64::from(hundredths) / 100.0)
    }
}

impl Entry {
    pub(super) fn new(folder: &DataFolder, number: u32, record: Record) -> Self {
        Self {
            record,
            preview: None,
            summary: None,
            outputs: folder.outputs(number),
            added: folder.added(number),
            turn: 0,
            look: Control::default(),
            work: Control::default(),
        }
    }

    /// Changes the record once it is written.
    pub(super) fn rewrite(
        &mut self,
        folder: &DataFolder,
        number: u32,
        change: impl FnOnce(&mut Record),
    ) -> Result<()> {
        let mut record = self.record.clone();
        change(&mut record);
        folder.write_record(number, &record)?;
        self.record = record;
        self.outputs = folder.outputs(number);
        Ok(())
    }

    pub(super) fn told(&self, number: u32) -> Told<'_> {
        let control = if self.record.phase == Phase::Looking { &self.look } else { &self.work };
        Told {
            number,
            kind: &self.record.kind,
            label: &self.record.label,
            added_s: self.added.0,
            bytes: self.added.1,
            phase: ToldPhase { phase: &self.record.phase, share: control.share() },
            options: &self.record.options,
            look: &self.preview,
            outputs: &self.outputs,
            summary: &self.summary,
            exported: &self.record.exported,
            is_outdated: self.record.is_outdated,
            is_called_off: self.record.is_called_off,
            turn: self.turn,
        }
    }
}
