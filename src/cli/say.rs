//! What the command line prints, by id.

use gaitline::catalogue::Catalogue;
use strum::IntoStaticStr;

/// A text of the command line; it stands in the catalogue under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[cfg_attr(test, derive(strum::VariantArray))]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Say {
    Error,
    Warning,
    SeeHelpOfAnalyze,
    SeeHelpOfVisit,
    OptionKeys,
    LanguageNeedsPatient,
    AddPatient,
    WorkersRange,
    TimeoutRange,
    Following,
    LookingAgain,
    Drawing,
    ClipsFailed,
    Took,
    StickersWrong,
    StickersFileWrong,
    StickersExample,
    StickersFileLines,
    TooManyNames,
    OneNameEach,
    PageIsWrong,
    PageMustBeHtml,
    PageWouldOverwrite,
    OtherPageName,
    CannotRenderComparison,
    ReportDefect,
    CannotWriteOutput,
    CheckFreeSpace,
    ModelsIn,
    ModelIsDefault,
    ModelIsWrong,
    ModelLicence,
    ModelSource,
    ModelDetector,
    ModelLandmarks,
    ModelNetwork,
    ModelHash,
    WeightsIntact,
    WeightsNotPrepared,
    WeightsNotAdded,
    WeightsUnknown,
    WeightsDamaged,
    WeightsUnreadable,
    WeightsAdded,
    WeightsOfModels,
    WeightsOfNoModel,
    ModelErrors,
    ModelErrorsOfOthers,
    ModelErrorsAreWrong,
    IgnoredErrors,
    CheckHead,
    CheckQuantity,
    CheckFactor,
    CheckClips,
    CheckNotMeasured,
    CheckMeaning,
    CheckCopies,
    ClipLeftOut,
    ErrorsSaved,
    ErrorsNotSaved,
    RuntimeLoads,
    RuntimeIsWrong,
    Devices,
    DeviceInBoth,
    DeviceInBuild,
    DeviceOfOtherLibraries,
    DeviceOfOtherBuilds,
    DeviceCpu,
    DeviceNotInBuild,
    DeviceNotInLibrary,
    DeviceDoesNotStart,
    AnswersHead,
    AnswersQuestion,
    AnswersArePrinted,
    AskNeedsTerminal,
    AnswerByFile,
    BeforeQuestions,
    LeftLegHurts,
    RightLegHurts,
    Question,
    AnswerYOrN,
    NotAnswered,
    AnswerAll,
    VisitClipsMissing,
    OptionOfOneClip,
    OverlayOfOneClip,
    OptionBelowClip,
    VisitFile,
    VisitIsEmpty,
    TableIsNotUtf8,
    TableIsEmpty,
    TableQuoteOpen,
    TableLine,
    TableNeedsFile,
    TableColumnUnnamed,
    TableColumnTwice,
    SameClipLines,
    SameClipFiles,
    TableColumnTaken,
    TableColumnOfAll,
    TableRowLength,
    TableRowNeedsFile,
    TableFile,
    TableCell,
    TableAlone,
    NoClipsFound,
    ShardRange,
    StudyProblems,
    MendTable,
    OptionNotOfStudy,
    OptionAsColumn,
    ExportNeedsScale,
    AddScale,
    PosesOfOneClip,
    NoClip,
    NameClip,
    StatedWithClip,
    StatedWithoutPoses,
    LeaveOutStated,
    EngineWithPoses,
    LeaveOutEngine,
    FpsRange,
    SizeForm,
    PersonForm,
    AppReady,
    AppElsewhere,
    OpenYourself,
    StudyPlan,
    StudyOthers,
    StudyBar,
    StudyTook,
    StudyClipDone,
    StudyCollected,
    StudyVerified,
    FileChanged,
    FileMissing,
    FileUnknown,
    OnlyForm,
    NormsWouldOverwrite,
    OtherNormsName,
    NormsAbout,
    NormsSpeeds,
    NormsNoSpeeds,
    NormsQuantity,
    NormsNotSelected,
    NormsWithoutReport,
    NormsWithoutWalking,
    NormsOfFew,
    NormsWithoutSpread,
}

impl Say {
    /// The text in English.
    pub(crate) fn text(self) -> &'static str {
        Catalogue::english().text(&self.key())
    }

    /// The text in English, its places filled in.
    pub(crate) fn filled(self, places: &[(&str, &str)]) -> String {
        Catalogue::english().filled(&self.key(), places)
    }

    fn key(self) -> String {
        let id: &str = self.into();
        format!("cli.{id}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use strum::VariantArray;

    #[test]
    fn every_text_is_there_and_none_is_spare() {
        let ids: BTreeSet<&str> = Say::VARIANTS.iter().map(Into::into).collect();
        assert_eq!(Catalogue::english().names_in("cli"), ids);
    }
}
