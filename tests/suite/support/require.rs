//! What a test may need and a machine may lack.
//!
//! A test without it is skipped, and says so. `GAITLINE_REQUIRE` turns that into a failure: a list of words, with commas
//! between them, of what must be there (`GAITLINE_REQUIRE=sample,models,browser`).

/// The variable.
const VARIABLE: &str = "GAITLINE_REQUIRE";

/// Something that a machine may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The rendered clips beside the repository.
    SharedClips,
    /// The clip of `samples/fetch`.
    Sample,
    /// The weights of `models/prepare`.
    Models,
    /// Chromium, and Node with its packages.
    Browser,
    /// Firefox, which `setup/install` does not bring.
    Firefox,
    /// The programs ffmpeg and ffprobe, able to make what a test asks for.
    Ffmpeg,
    /// Python with the packages that a test names, which `setup/install` does not bring.
    Python,
    /// A build with an accelerator, a library of ONNX Runtime that has it, and the hardware.
    Accelerator,
}

impl Need {
    /// Which need a word of the variable stands for; `clips` stands for both kinds of clips.
    fn of_word(word: &str) -> Option<&'static [Self]> {
        match word {
            "clips" => Some(&[Self::SharedClips, Self::Sample]),
            "sample" => Some(&[Self::Sample]),
            "models" => Some(&[Self::Models]),
            "browser" => Some(&[Self::Browser]),
            "firefox" => Some(&[Self::Firefox]),
            "ffmpeg" => Some(&[Self::Ffmpeg]),
            "python" => Some(&[Self::Python]),
            "accelerator" => Some(&[Self::Accelerator]),
            // no test of these: workflow/test/slurm_one_node and package/test read the same variable
            "slurm" | "package" => Some(&[]),
            _ => None,
        }
    }
}

/// Whether a list of words asks for it.
///
/// # Panics
/// When a word stands for nothing: a typing error must not make every test pass.
pub(crate) fn is_required(words: &str, need: Need) -> bool {
    let words = words.split(',').map(str::trim).filter(|w| !w.is_empty());
    let of = |word| {
        Need::of_word(word).unwrap_or_else(|| {
            panic!(
                "{VARIABLE}: {word:?} is none of clips, sample, models, browser, firefox, ffmpeg, python, accelerator, slurm, package"
            )
        })
    };
    // every word is looked up, the last one too
    let needs: Vec<Need> = words.flat_map(of).copied().collect();
    needs.contains(&need)
}

/// Says that a test is skipped, and why.
///
/// # Panics
/// When `GAITLINE_REQUIRE` asks for what is missing.
#[allow(clippy::print_stderr)] // a test that says nothing looks like one that passed
pub(crate) fn skip(need: Need, why: &str) {
    let words = std::env::var(VARIABLE).unwrap_or_default();
    assert!(!is_required(&words, need), "{VARIABLE}={words} forbids to skip this: {why}");
    eprintln!("skipped: {why}");
}
