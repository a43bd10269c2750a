//! Poses of the rendered clips, made by the program itself.

use gaitline::options::Options;
use gaitline::pipeline::{Engine, EngineSettings, OutputSettings, analyze_clip};
use std::path::{Path, PathBuf};

/// Clips as a bench lists them: name, film, truth file.
pub(crate) type Clips = [(String, PathBuf, PathBuf)];

/// What stands after a flag on the command line.
pub(crate) fn option(flag: &str) -> Option<String> {
    std::env::args().skip_while(|a| a != flag).nth(1)
}

/// Analyses every clip into a folder of its name; `options` sees the truth file.
pub(crate) fn make(clips: &Clips, out: &Path, options: impl Fn(&Path) -> Options) {
    let Some((_, _, first)) = clips.first() else { return };
    let mut engine = match Engine::load(&options(first).model, &EngineSettings::default()) {
        Ok(engine) => engine,
        Err(e) => return println!("no poses: {e}"),
    };
    let outputs = OutputSettings { folder: out.into(), ..OutputSettings::default() };
    for (name, clip, truth) in clips {
        if let Err(e) = analyze_clip(clip, &mut engine, &options(truth), &outputs, &()) {
            println!("{name}: {e}");
        }
    }
}
