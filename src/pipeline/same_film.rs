//! Films that a visit names twice: their strides would count as if they were others.

use crate::assessment::Assessment;
use crate::error::AnalysisError;
use crate::pipeline::visit_plan::VisitPlan;
use crate::pose::sha256_of;
use crate::report::VisitClip;
use crate::track::ReadingOptions;
use std::collections::BTreeMap;

/// Two parts of one film are two clips; the same part twice is not.
///
/// # Errors
/// When two files have the same content, and parts of them that overlap are asked for.
pub(crate) fn refuse_same_films(clips: &[VisitPlan]) -> Result<(), AnalysisError> {
    let mut of_size: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, clip) in clips.iter().enumerate() {
        // a file that cannot be read is told when its turn comes
        if let Ok(about) = clip.path.metadata() {
            of_size.entry(about.len()).or_default().push(index);
        }
    }
    for alike in of_size.into_values().filter(|alike| alike.len() > 1) {
        let mut of_content: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for index in alike {
            let Ok(content) = sha256_of(&clips[index].path) else { continue };
            let same = of_content.entry(content).or_default();
            if let Some(&first) = same.iter().find(|&&first| overlap(&clips[first], &clips[index]))
            {
                let path = clips[index].path.clone();
                return Err(AnalysisError::SameFilm { path, first: first + 1, second: index + 1 });
            }
            same.push(index);
        }
    }
    Ok(())
}

/// The same of clips that were analysed: poses say of which film they are.
///
/// # Errors
/// When two clips show the same moments of one film.
pub(crate) fn refuse_same_parts(
    clips: &[VisitClip],
    assessments: &[Assessment],
) -> Result<(), AnalysisError> {
    let lasts_s = |assessment: &Assessment| {
        let time_s = &assessment.motion.time_s;
        [time_s.first(), time_s.last()].map(|time_s| time_s.copied().unwrap_or(f64::NAN))
    };
    let all: Vec<_> = clips.iter().zip(assessments.iter().map(lasts_s)).collect();
    for (index, (clip, [start_s, end_s])) in all.iter().enumerate() {
        let is_same = |(other, [other_start_s, other_end_s]): &&(&VisitClip, [f64; 2])| {
            other.sha256 == clip.sha256 && other_start_s < end_s && start_s < other_end_s
        };
        if let Some((first, _)) = all[..index].iter().find(is_same) {
            let path = clip.file_name.clone().into();
            return Err(AnalysisError::SameFilm { path, first: first.number, second: clip.number });
        }
    }
    Ok(())
}

/// Whether the parts that are asked for of one film share a time.
fn overlap(a: &VisitPlan, b: &VisitPlan) -> bool {
    let [a, b] = [a, b].map(|clip| &clip.options.reading);
    let start_s = |r: &ReadingOptions| r.start_s.unwrap_or(0.0);
    let end_s = |r: &ReadingOptions| r.end_s.unwrap_or(f64::INFINITY);
    start_s(a) < end_s(b) && start_s(b) < end_s(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use std::path::Path;

    fn clip(path: &Path, start_s: Option<f64>, end_s: Option<f64>) -> VisitPlan {
        let reading = ReadingOptions { start_s, end_s, ..ReadingOptions::default() };
        let options = Options { reading, ..Options::default() };
        VisitPlan { path: path.into(), poses: None, options }
    }

    #[test]
    fn a_film_comes_once_whatever_it_is_called_or_in_parts_that_share_no_time() {
        let folder = tempfile::tempdir().unwrap();
        let [a, copy, other, gone] =
            ["a", "copy", "other", "gone"].map(|name| folder.path().join(name));
        std::fs::write(&a, "walk").unwrap();
        std::fs::write(&copy, "walk").unwrap();
        std::fs::write(&other, "west").unwrap();
        let refused = |clips: &[VisitPlan]| match refuse_same_films(clips) {
            Err(AnalysisError::SameFilm { first, second, .. }) => Some((first, second)),
            _ => None,
        };
        let whole = |path: &Path| clip(path, None, None);
        assert_eq!(refused(&[whole(&a), whole(&other), whole(&gone), whole(&gone)]), None);
        assert_eq!(refused(&[whole(&a), whole(&other), whole(&copy)]), Some((1, 3)));
        let [early, late] = [clip(&a, None, Some(4.0)), clip(&copy, Some(4.0), None)];
        assert_eq!(refused(&[early.clone(), late.clone()]), None);
        assert_eq!(refused(&[early, late, clip(&a, Some(3.0), Some(5.0))]), Some((1, 3)));
    }
}
