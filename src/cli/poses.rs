//! `--poses`, `--fps` and `--size`: poses of another tool, with their clip or in place of it.

use super::Failure;
use super::choices::Choices;
use super::say::Say;
use super::typed::TypedSize;
use gaitline::error::number_text;
use gaitline::pipeline::{GivenPoses, StatedClip};
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
    fn sizes_are_whole_pixels() {
        assert_eq!("1920x1080".parse().map(TypedSize::meant), Ok([1920, 1080]));
        for wrong in ["", "1920", "1920x", "0x1080", "1920x1080x3", "-1x5", "99999x5"] {
            assert!(wrong.parse::<TypedSize>().is_err(), "{wrong}");
        }
    }
}
