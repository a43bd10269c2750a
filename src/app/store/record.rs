//! What is kept of a clip, a visit or a comparison.

use crate::catalogue::Catalogue;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct Record {
    /// What it is.
    #[serde(flatten)]
    pub(in crate::app) kind: Kind,
    /// What the user calls it; no path is made of it.
    pub(in crate::app) label: String,
    /// The options as the page gave them.
    #[serde(default)]
    pub(in crate::app) options: Map<String, Value>,
    /// How far it is.
    pub(in crate::app) phase: Phase,
    /// How the stored poses were read from the clip; absent where there are none.
    #[serde(default)]
    pub(in crate::app) read_as: Option<Value>,
    /// The options by which the results were made; absent where there are none. Others may have been asked for since.
    #[serde(default)]
    pub(in crate::app) analysed_with: Option<Map<String, Value>>,
    /// The page with everything in it is wanted, and not made yet.
    #[serde(default)]
    pub(in crate::app) exporting: Option<Exported>,
    /// Who is blurred in the page with everything in it; absent where there is none.
    #[serde(default)]
    pub(in crate::app) exported: Option<Exported>,
    /// One of the clips that it was made of was analysed again since.
    #[serde(default)]
    pub(in crate::app) is_outdated: bool,
    /// What was asked for last was called off, since the program was started.
    #[serde(skip)]
    pub(in crate::app) is_called_off: bool,
}

/// Who is made unrecognisable in an exported page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app) struct Exported {
    /// Faces.
    pub(in crate::app) blur_faces: bool,
    /// Everybody but the person analysed, and the surroundings.
    pub(in crate::app) blur_others: bool,
}

impl Record {
    /// Back to where it was before work was asked for: to the results, with the options that they were made by, or to the form.
    pub(in crate::app) fn call_off(&mut self) {
        (self.exporting, self.is_called_off) = (None, true);
        self.phase = match (&self.analysed_with, &self.kind) {
            (Some(options), _) => {
                self.options.clone_from(options);
                Phase::Done
            }
            (None, Kind::Clip) => Phase::Looked,
            (None, _) => Phase::Failed { error: Problem::named("cancelled") },
        };
    }

    /// A new one.
    pub(in crate::app) fn new(
        kind: Kind,
        label: String,
        options: Map<String, Value>,
        phase: Phase,
    ) -> Self {
        let (read_as, analysed_with, exporting, exported) = Default::default();
        let (is_outdated, is_called_off) = Default::default();
        Self {
            kind,
            label,
            options,
            phase,
            read_as,
            analysed_with,
            exporting,
            exported,
            is_outdated,
            is_called_off,
        }
    }
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(in crate::app) enum Kind {
    /// A video.
    Clip,
    /// Several clips of one person, together.
    Visit {
        /// Their numbers.
        of: Vec<u32>,
    },
    /// Several clips of one person, one after the other.
    Comparison {
        /// Their numbers, the earliest first.
        of: Vec<u32>,
    },
}

impl Kind {
    /// Whether a clip belongs to it.
    pub(in crate::app) fn is_made_of(&self, clip: u32) -> bool {
        match self {
            Self::Clip => false,
            Self::Visit { of } | Self::Comparison { of } => of.contains(&clip),
        }
    }
}

/// How far an entry is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub(in crate::app) enum Phase {
    /// Stills are taken, and what is recognised.
    Looking,
    /// It waits for the user.
    Looked,
    /// It waits for its turn.
    Queued,
    /// It is analysed.
    Analysing,
    /// Results are there.
    Done,
    /// It could not be done.
    Failed {
        /// What, where and why.
        error: Problem,
    },
}

/// What went wrong, and what to do next: the page says it in its own language, by the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) struct Problem {
    /// Its name in the catalogue, below `app_problems.problems`.
    #[serde(default)]
    pub(in crate::app) name: String,
    /// What, in English.
    pub(in crate::app) what: String,
    /// What to do next, in English.
    pub(in crate::app) hint: String,
    /// What the program says beyond that, in English: where and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) detail: Option<String>,
}

impl Problem {
    /// One of the catalogue's; what the catalogue does not know is another one.
    pub(in crate::app) fn named(name: &str) -> Self {
        let catalogue = Catalogue::english();
        let key = |name: &str, part: &str| format!("app_problems.problems.{name}.{part}");
        let name = if catalogue.has(&key(name, "what")) { name } else { "other" };
        let text = |part: &str| catalogue.text(&key(name, part)).to_owned();
        Self { name: name.to_owned(), what: text("what"), hint: text("hint"), detail: None }
    }

    /// The same, with what the program says beyond it.
    pub(in crate::app) fn with(self, detail: impl ToString) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }
}
