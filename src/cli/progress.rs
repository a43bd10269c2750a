//! The progress bar on standard error; silent when that is no terminal.

use super::limits::Limits;
use super::say::Say;
use gaitline::pipeline::{Progress, UsedUp};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar for one clip.
pub(crate) struct Bar {
    bar: ProgressBar,
    limits: Limits,
}

impl Bar {
    /// A bar that shows itself, or one that does not.
    pub(crate) fn new(name: &str, is_shown: bool, limits: Limits) -> Self {
        let target =
            if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style(&format!(
            "{{prefix}}: {}, {{pos}} frames, {{per_sec}}",
            Say::Following.text()
        )));
        bar.set_prefix(name.to_owned());
        Self { bar, limits }
    }

    /// Another stage, with a known number of frames.
    fn stage(&self, what: Say, of: usize) {
        self.bar.set_style(style(&format!(
            "{{prefix}}: {} {{wide_bar}} {{pos}}/{{len}}, {{per_sec}}, {{eta}} left",
            what.text()
        )));
        self.bar.reset();
        self.bar.set_length(of as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn read(&self, frames: usize, of: Option<u64>) {
        if let (1, Some(of)) = (frames, of) {
            self.stage(Say::Following, of as usize);
        }
        self.bar.set_position(frames as u64);
    }

    fn corrected(&self, frames: usize, of: usize) {
        if frames == 1 {
            self.stage(Say::LookingAgain, of);
        }
        self.bar.set_position(frames as u64);
    }

    fn drawn(&self, frames: usize, of: usize) {
        if frames == 1 {
            self.stage(Say::Drawing, of);
        }
        self.bar.set_position(frames as u64);
    }

    fn used_up(&self) -> Option<UsedUp> {
        self.limits.used_up()
    }
}

/// A template of ours; one that indicatif does not like is a defect that costs only the bar.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
