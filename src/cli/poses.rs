//! `--poses`, `--fps` and `--size`: poses of another tool, with their clip or in place of it.

use super::Failure;
use super::choices::Choices;
use super::say::Say;
use super::typed::TypedSize;
use gaitline::error::number_text;
use gaitline::pipeline::{GivenPoses, StatedClip, needs_model};
use std::path::{Path, PathBuf};

/// The file of a clip, with the poses that are given for it; that of the poses, where there is no clip.
pub(crate) fn given_poses(
    clip: Option<&Path>,
    choices: &Choices,
) -> Result<(PathBuf, Option<GivenPoses>), Failure> {
    let stated = [("fps", choices.fps.is_some()), ("size", choices.size.is_some())];
    let stated = stated.into_iter().find(|(_, is_stated)| *is_stated).map(|(option, _)| option);
    let Some(poses) = &choices.poses else {
        return match (clip, stated) {
            (_, Some(option)) => Err(refused(Say::StatedWithoutPoses, option)),
            (None, None) => Err(Failure::usage(Say::NoClip.text(), Say::NameClip)),
            (Some(clip), None) => Ok((clip.to_owned(), None)),
        };
    };
    match (clip, stated) {
        (Some(_), Some(option)) => Err(refused(Say::StatedWithClip, option)),
        (Some(clip), None) => {
            Ok((clip.to_owned(), Some(GivenPoses { path: poses.clone(), stated: None })))
        }
        (None, _) => {
            let stated = Some(StatedClip {
                rate_hz: rate_hz(choices.fps)?,
                size_px: choices.size.map(TypedSize::meant),
            });
            Ok((poses.clone(), Some(GivenPoses { path: poses.clone(), stated })))
        }
    }
}

fn refused(what: Say, option: &str) -> Failure {
    Failure::usage(what.filled(&[("option", option)]), Say::LeaveOutStated)
}

/// Refuses options of the pose networks where none of the clips needs them: they would have no effect. Where one does, they
/// are of that one. How many work on it has never an effect on the result, and is not looked at.
pub(crate) fn refuse_unused_engine<'a>(
    choices: &Choices,
    mut clips: impl Iterator<Item = (&'a Path, &'a Option<GivenPoses>)>,
) -> Result<(), Failure> {
    let asked = [
        ("model", choices.model.is_some()),
        ("preset", choices.preset.is_some()),
        ("device", choices.device.is_some()),
        ("models", choices.models.is_some()),
        ("onnxruntime", choices.onnxruntime.is_some()),
    ];
    let Some((option, _)) = asked.into_iter().find(|(_, is_asked)| *is_asked) else {
        return Ok(());
    };
    match clips.any(|(path, poses)| needs_model(path, poses.as_ref())) {
        true => Ok(()),
        false => {
            let what = Say::EngineWithPoses.filled(&[("option", option)]);
            Err(Failure::usage(what, Say::LeaveOutEngine))
        }
    }
}

fn rate_hz(typed: Option<f64>) -> Result<Option<f64>, Failure> {
    match typed.filter(|hz| !(1.0..=10_000.0).contains(hz)) {
        Some(value) => {
            let what = Say::FpsRange.filled(&[("value", &number_text(value))]);
            Err(Failure::usage(what, Say::SeeHelpOfAnalyze))
        }
        None => Ok(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::typed::{TypedDevice, TypedPreset};

    #[test]
    fn what_a_clip_states_itself_is_not_stated_again() {
        let choices = |poses: bool, fps: Option<f64>| Choices {
            poses: poses.then(|| "p".into()),
            fps,
            ..Choices::default()
        };
        let clip = Some(Path::new("a.mp4"));
        assert!(given_poses(clip, &choices(false, None)).is_ok_and(|(_, poses)| poses.is_none()));
        assert!(given_poses(clip, &choices(true, None)).is_ok_and(|(_, poses)| poses.is_some()));
        assert!(given_poses(None, &choices(true, Some(60.0))).is_ok());
        assert!(given_poses(clip, &choices(true, Some(60.0))).is_err());
        assert!(given_poses(clip, &choices(false, Some(60.0))).is_err());
        assert!(given_poses(None, &choices(false, None)).is_err());
        assert!(given_poses(None, &choices(true, Some(f64::NAN))).is_err());
        assert!(given_poses(None, &choices(true, Some(0.0))).is_err());
    }

    #[test]
    fn options_of_networks_go_with_clips_that_need_one() {
        let given = Some(GivenPoses { path: "p".into(), stated: None });
        let (clip, poses) = ((Path::new("a.mp4"), &None), (Path::new("poses.json"), &None));
        let with_poses = (Path::new("a.mp4"), &given);
        let asked = [
            Choices { model: Some("m".to_owned()), ..Choices::default() },
            Choices { preset: Some(TypedPreset::Quick), ..Choices::default() },
            Choices { device: Some(TypedDevice::Cpu), ..Choices::default() },
            Choices { models: Some("m".into()), ..Choices::default() },
            Choices { onnxruntime: Some("o".into()), ..Choices::default() },
        ];
        for choices in &asked {
            assert!(refuse_unused_engine(choices, [poses, with_poses].into_iter()).is_err());
            assert!(refuse_unused_engine(choices, [poses, clip].into_iter()).is_ok());
        }
        let workers = Choices { workers: Some(2), ..Choices::default() };
        assert!(refuse_unused_engine(&workers, [poses].into_iter()).is_ok());
    }

    #[test]
    fn sizes_are_whole_pixels() {
        assert_eq!("1920x1080".parse().map(TypedSize::meant), Ok([1920, 1080]));
        for wrong in ["", "1920", "1920x", "0x1080", "1920x1080x3", "-1x5", "99999x5"] {
            assert!(wrong.parse::<TypedSize>().is_err(), "{wrong}");
        }
    }
}
