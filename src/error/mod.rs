//! One error type for each edge of the program: what failed, where, why, and a hint what to do next.
//!
//! No foreign error type stands in these enums: a decoder's or runtime's own words are kept as text.

mod analysis;
mod app;
mod cohort;
mod foreign_poses;
mod hint;
mod model_check;
mod norm_file;
mod number;
mod pose;
mod poses_file;
mod print;
mod report_file;
mod study;
mod text_file;
mod truth_file;
mod video;
mod weights;

pub use analysis::AnalysisError;
pub use app::AppError;
pub use cohort::CohortError;
pub use foreign_poses::ForeignPosesError;
pub use model_check::ModelCheckError;
pub use norm_file::NormFileError;
pub use number::number_text;
pub use pose::PoseError;
pub use poses_file::PosesFileError;
pub use print::PrintError;
pub use report_file::ReportFileError;
pub use study::StudyError;
pub use text_file::TextFileError;
pub use truth_file::TruthFileError;
pub use video::VideoError;
pub use weights::WeightsError;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::assert_texts;
    use strum::VariantNames;

    /// Files that are no text have their own hints.
    fn without_text(variants: &[&'static str]) -> Vec<&'static str> {
        variants.iter().copied().filter(|v| *v != "not_text").collect()
    }

    #[test]
    fn every_error_has_its_hint_and_none_is_spare() {
        assert_texts("errors.text_file", TextFileError::VARIANTS);
        assert_texts("errors.app", AppError::VARIANTS);
        assert_texts("errors.video", VideoError::VARIANTS);
        assert_texts("errors.pose", &without_text(PoseError::VARIANTS));
        assert_texts("errors.weights", WeightsError::VARIANTS);
        assert_texts("errors.poses_file", &without_text(PosesFileError::VARIANTS));
        assert_texts("errors.foreign_poses", &without_text(ForeignPosesError::VARIANTS));
        assert_texts("errors.report_file", &without_text(ReportFileError::VARIANTS));
        assert_texts("errors.print", PrintError::VARIANTS);
        assert_texts("errors.truth_file", &without_text(TruthFileError::VARIANTS));
        assert_texts("errors.norm_file", &without_text(NormFileError::VARIANTS));
        let own = CohortError::VARIANTS.iter().copied().filter(|v| *v != "study");
        assert_texts("errors.cohort", &own.collect::<Vec<_>>());
        let own = ModelCheckError::VARIANTS.iter().copied();
        let own = own.filter(|v| !["folder", "truth", "analysis"].contains(v));
        assert_texts("errors.model_check", &own.collect::<Vec<_>>());
        let of_others = ["video", "pose", "poses", "foreign_poses", "print"];
        let own = StudyError::VARIANTS.iter().copied();
        let own = own.filter(|v| !["report", "analysis"].contains(v));
        assert_texts("errors.study", &own.collect::<Vec<_>>());
        let own = AnalysisError::VARIANTS.iter().copied().filter(|v| !of_others.contains(v));
        assert_texts("errors.analysis", &own.collect::<Vec<_>>());
    }
}
