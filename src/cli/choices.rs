//! The options that may be typed, or stand in a TOML file.

use super::limits::timeout_in_range;
use super::say::Say;
use super::typed::{
    TypedAudience, TypedCamera, TypedDevice, TypedExport, TypedLanguage, TypedPaper, TypedPerson,
    TypedPreset, TypedSex, TypedSize, TypedTask, TypedView,
};
use clap::Args;
use gaitline::gait::GivenScale;
use gaitline::options::OptionsError;
use serde::Deserialize;
use std::path::PathBuf;

/// The options that may be typed or stand in a TOML file.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Choices {
    /// Output folder [default: gaitline-out]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,

    /// Also write overlay.mp4: the clip with the skeleton drawn on it
    #[arg(long)]
    pub(crate) overlay: bool,

    /// Embed the film in report.html, to share a single file
    #[arg(long)]
    pub(crate) single_file: bool,

    /// Make no film and no pictures, which saves a tenth of the time; report.html has drawings only
    #[arg(long, conflicts_with = "single_file")]
    pub(crate) no_film: bool,

    /// Blur the heads of all detected people in film, pictures and overlay. People who were not detected (far away,
    /// mostly hidden) are not blurred: check before sharing. The clip itself is not changed
    #[arg(long)]
    pub(crate) blur_faces: bool,

    /// Blur everything but the analysed person in film, pictures and overlay: others, and the room. Together with
    /// --blur-faces the person's own head too
    #[arg(long)]
    pub(crate) blur_others: bool,

    /// Also write these files of other programs into the folder export: trc, mot, c3d (each needs a scale and a side view),
    /// xlsx
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(crate) export: Vec<TypedExport>,

    /// Also print the page to report.pdf (visit.pdf for a visit), on A4 or --pdf=letter. Needs Chromium or Firefox, or
    /// the program named in GAITLINE_BROWSER
    #[arg(long, value_name = "PAPER", num_args = 0..=1, require_equals = true, default_missing_value = "a4")]
    pub(crate) pdf: Option<TypedPaper>,

    /// Landmarks of this clip from another tool: OpenPose JSON (BODY_25, HALPE-26 and others; a folder with one file per
    /// frame), MMPose JSON, COCO results JSON (AlphaPose), MediaPipe landmarks (CSV or JSON). Without CLIP, give --fps and
    /// --size
    #[arg(long, value_name = "FILE|FOLDER")]
    pub(crate) poses: Option<PathBuf>,

    /// With --poses and without CLIP: frames a second of the clip
    #[arg(long, value_name = "N")]
    pub(crate) fps: Option<f64>,

    /// With --poses and without CLIP: width and height of the upright picture in pixels, as in 1920x1080
    #[arg(long, value_name = "WxH")]
    pub(crate) size: Option<TypedSize>,

    /// Analyse this person instead of the detected walker: by number, which the report shows of everyone, or by a place in the
    /// upright picture in pixels and a time in seconds of the file's own clock, as in 640,360@2.5
    #[arg(long, value_name = "N|X,Y@S")]
    pub(crate) person: Option<TypedPerson>,

    /// Ignore everything before this time, in seconds of the file's own clock
    #[arg(long, value_name = "S")]
    pub(crate) start: Option<f64>,

    /// Ignore everything after this time, in seconds of the file's own clock
    #[arg(long, value_name = "S")]
    pub(crate) end: Option<f64>,

    /// Capture rate of a slow-motion clip in frames a second, if the file does not state it
    #[arg(long, value_name = "HZ")]
    pub(crate) capture_fps: Option<f64>,

    /// Set the scale from the person's height without shoes: step length and speed in metres
    #[arg(long, value_name = "CM", conflicts_with_all = ["leg_length_cm", "known_length"])]
    pub(crate) height_cm: Option<f64>,

    /// Set the scale from the leg length without shoes, from the greater trochanter (the outer hip bone) to the floor
    #[arg(long, value_name = "CM", conflicts_with = "known_length")]
    pub(crate) leg_length_cm: Option<f64>,

    /// Set the scale from an object of known length lying along the walking line: length in cm, then the pixel
    /// coordinates of its two ends in a still of the upright clip (from the left, from the top). Side view, still camera
    #[arg(long, value_name = "CM=X1,Y1,X2,Y2")]
    pub(crate) known_length: Option<String>,

    /// Stickers on the body, as in asis=green,psis=magenta, or a TOML file with one such line each. Sites: asis, psis,
    /// trochanter, knee, malleolus, patella. Colours: red, orange, yellow, green, cyan, blue, purple, magenta, pink,
    /// or #rrggbb
    #[arg(long, value_name = "STICKERS")]
    pub(crate) markers: Option<String>,

    /// The person's sex, for limits and norms that differ by sex
    #[arg(long, value_name = "SEX")]
    pub(crate) sex: Option<TypedSex>,

    /// Norms of your own, in place of the built-in ones of children and adults; `gaitline norms build` makes the file
    #[arg(long, value_name = "FILE")]
    pub(crate) norms: Option<PathBuf>,

    /// Reader of the report [default: professional]; patients get one sheet in plain words, without hypotheses
    #[arg(long, value_name = "WHO")]
    pub(crate) audience: Option<TypedAudience>,

    /// Language of the patient's sheet by its code, as de for German [default: en]; everything else is in English
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<TypedLanguage>,

    /// Replace the page's heading; nothing else on the page names a person, a file or a date
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Answers to the red-flag screening questions (TOML; `gaitline questions` prints a file to fill in)
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,

    /// Ask the red-flag screening questions on the terminal
    #[arg(long, conflicts_with = "answers")]
    pub(crate) ask: bool,

    /// Override the detected camera view; left and right are the subject's own
    #[arg(long, value_name = "VIEW")]
    pub(crate) view: Option<TypedView>,

    /// Override the detected task
    #[arg(long, value_name = "TASK")]
    pub(crate) task: Option<TypedTask>,

    /// Override the detected camera movement
    #[arg(long, value_name = "CAMERA")]
    pub(crate) camera: Option<TypedCamera>,

    /// How much time to take: quick, standard or best [default: standard]
    #[arg(long, value_name = "PRESET")]
    pub(crate) preset: Option<TypedPreset>,

    /// Pose model in place of the preset's; `gaitline models` lists them
    #[arg(long, value_name = "NAME")]
    pub(crate) model: Option<String>,

    /// Device that computes the pose networks [default: auto]. A device that this build lacks, or that does not start, is
    /// replaced by the CPU; `gaitline models` lists the devices
    #[arg(long, value_name = "DEVICE")]
    pub(crate) device: Option<TypedDevice>,

    /// Number of frames (in a study: clips) processed in parallel [default: one per processor core; in a study at most one
    /// per 600 MB of free memory]; does not change the result
    #[arg(long, value_name = "N", value_parser = workers_in_range)]
    pub(crate) workers: Option<usize>,

    /// Give a clip up that takes longer than this, in seconds [default: never; in a study 21600, six hours]
    #[arg(long, value_name = "S", value_parser = timeout_in_range)]
    pub(crate) timeout: Option<f64>,

    /// Give a clip up when the program takes more memory than this, in MB [default: nine tenths of the memory there is]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_memory: Option<u64>,

    /// Model folder [default: found near the program]; also GAITLINE_MODELS
    #[arg(long, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,

    /// ONNX Runtime library [default: in the model folder]; also GAITLINE_ONNXRUNTIME
    #[arg(long, value_name = "FILE")]
    pub(crate) onnxruntime: Option<PathBuf>,

    /// Print each report as one line of JSON to standard output
    #[arg(long)]
    pub(crate) json: bool,

    /// Print errors only
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,

    /// Print who was found, what was repaired, and how long it took
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// More workers than this only cost memory.
pub(crate) const MOST_WORKERS: usize = 64;

pub(crate) fn workers_in_range(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(n @ 1..=MOST_WORKERS) => Ok(n),
        _ => Err(Say::WorkersRange.filled(&[("most", &MOST_WORKERS.to_string())])),
    }
}

impl Choices {
    /// These choices, completed by those of a file.
    pub(crate) fn or(self, file: Choices) -> Choices {
        let scale = self.scale_or(&file);
        Choices {
            out: self.out.or(file.out),
            overlay: self.overlay || file.overlay,
            single_file: self.single_file || (file.single_file && !self.no_film),
            no_film: self.no_film || (file.no_film && !self.single_file),
            blur_faces: self.blur_faces || file.blur_faces,
            blur_others: self.blur_others || file.blur_others,
            export: if self.export.is_empty() { file.export } else { self.export },
            pdf: self.pdf.or(file.pdf),
            poses: self.poses.or(file.poses),
            fps: self.fps.or(file.fps),
            size: self.size.or(file.size),
            person: self.person.or(file.person),
            start: self.start.or(file.start),
            end: self.end.or(file.end),
            capture_fps: self.capture_fps.or(file.capture_fps),
            height_cm: scale.0,
            leg_length_cm: scale.1,
            known_length: scale.2,
            markers: self.markers.or(file.markers),
            sex: self.sex.or(file.sex),
            norms: self.norms.or(file.norms),
            audience: self.audience.or(file.audience),
            language: self.language.or(file.language),
            title: self.title.or(file.title),
            ask: self.ask || (file.ask && self.answers.is_none()),
            answers: self.answers.or(file.answers),
            view: self.view.or(file.view),
            task: self.task.or(file.task),
            camera: self.camera.or(file.camera),
            // a typed preset stands for its model too
            model: self.model.or(file.model.filter(|_| self.preset.is_none())),
            preset: self.preset.or(file.preset),
            device: self.device.or(file.device),
            workers: self.workers.or(file.workers),
            timeout: self.timeout.or(file.timeout),
            max_memory: self.max_memory.or(file.max_memory),
            models: self.models.or(file.models),
            onnxruntime: self.onnxruntime.or(file.onnxruntime),
            json: self.json || file.json,
            quiet: self.quiet || (file.quiet && !self.verbose),
            verbose: self.verbose || (file.verbose && !self.quiet),
        }
    }
}

/// The three options of which one sets the scale: height, leg, known length.
type TypedScale = (Option<f64>, Option<f64>, Option<String>);

impl Choices {
    /// A scale on the command line replaces that of a file.
    pub(crate) fn scale_or(&self, file: &Choices) -> TypedScale {
        let of = |c: &Choices| (c.height_cm, c.leg_length_cm, c.known_length.clone());
        if of(self) == (None, None, None) { of(file) } else { of(self) }
    }

    /// The one length that is known.
    pub(crate) fn scale(&self) -> Result<Option<GivenScale>, OptionsError> {
        match (self.height_cm, self.leg_length_cm, &self.known_length) {
            (None, None, None) => Ok(None),
            (Some(height_cm), None, None) => Ok(Some(GivenScale::Height { height_cm })),
            (None, Some(leg_length_cm), None) => Ok(Some(GivenScale::LegLength { leg_length_cm })),
            (None, None, Some(typed)) => Ok(Some(GivenScale::KnownLength(typed.parse()?))),
            _ => Err(OptionsError::TwoScales),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_names_of_the_flags_and_nothing_else() {
        let file: Choices = toml::from_str(
            "out = 'x'\noverlay = true\npdf = 'letter'\nsingle-file = true\nno-film = false\nblur-faces = true\nblur-others = true\nexport = ['trc', 'xlsx']\nposes = 'p'\nfps = 60\nsize = '1280x720'\nperson = 2\nstart = 1.5\nend = 4\ncapture-fps = 240\nheight-cm = 170\nleg-length-cm = 90\nknown-length = '200=1,2,300,4'\nmarkers = 'asis=green'\nsex = 'female'\nnorms = 'n.csv'\naudience = 'patient'\nlanguage = 'de'\ntitle = 't'\nanswers = 'a'\nask = false\nview = 'left'\ntask = 'stair-descent'\ncamera = 'still'\npreset = 'best'\nmodel = 'm'\ndevice = 'tensorrt'\n\
             workers = 3\ntimeout = 60\nmax-memory = 4000\nmodels = 'f'\nonnxruntime = 'l'\njson = true\nquiet = true\nverbose = false",
        )
        .unwrap();
        assert_eq!(file.capture_fps, Some(240.0));
        assert_eq!(file.device, Some(TypedDevice::TensorRt));
        let flags: Vec<String> = <Choices as Args>::augment_args(clap::Command::new("x"))
            .get_arguments()
            .filter_map(|a| a.get_long().map(str::to_owned))
            .collect();
        assert_eq!(flags.len(), 40, "a new flag needs a key in this test's file: {flags:?}");
        assert_eq!(file.scale(), Err(OptionsError::TwoScales));
        assert!(toml::from_str::<Choices>("capture_fps = 240").is_err());
    }

    #[test]
    fn a_typed_scale_stands_for_the_whole_scale_of_a_file() {
        let file = || Choices { leg_length_cm: Some(90.0), ..Choices::default() };
        let typed = Choices { height_cm: Some(170.0), ..Choices::default() };
        assert_eq!(typed.or(file()).scale(), Ok(Some(GivenScale::Height { height_cm: 170.0 })));
        let kept = Choices::default().or(file());
        assert_eq!(kept.scale(), Ok(Some(GivenScale::LegLength { leg_length_cm: 90.0 })));
    }

    #[test]
    fn what_is_typed_wins_over_the_file() {
        let typed = Choices {
            person: "1".parse().ok(),
            device: Some(TypedDevice::Cpu),
            verbose: true,
            ..Choices::default()
        };
        let file = Choices {
            person: "2".parse().ok(),
            end: Some(3.0),
            device: Some(TypedDevice::Cuda),
            quiet: true,
            ..Choices::default()
        };
        let both = typed.or(file);
        assert_eq!(
            (both.person, both.end, both.quiet, both.verbose),
            ("1".parse().ok(), Some(3.0), false, true)
        );
        let file = || Choices { model: Some("m".to_owned()), ..Choices::default() };
        let typed = Choices { preset: Some(TypedPreset::Quick), ..Choices::default() };
        assert_eq!(typed.or(file()).model, None);
        assert_eq!(Choices::default().or(file()).model.as_deref(), Some("m"));
        assert_eq!(both.device, Some(TypedDevice::Cpu));
    }
}
