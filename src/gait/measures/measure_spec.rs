//! What is to be known of a measure.

use crate::anatomy::Side;
use crate::gait::angles::angle::Angle;
use crate::gait::context::task_kind::Task;
use crate::gait::measures::unit::Unit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// All that is to be known of a measure, beside its words, its error and its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasureSpec {
    /// Its name in every document, with its unit at the end: `step_time_s`.
    pub name: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The plane in which it shows.
    pub plane: Plane,
    /// What it is taken from.
    pub taken_from: TakenFrom,
    /// The tasks that it is defined for.
    pub tasks: Tasks,
    /// Whose it is.
    pub sides: SideRule,
    /// Which way it counts toward a leg's own side.
    pub own_side: OwnSide,
    /// The angle that it is read off.
    pub angle: Option<Angle>,
    /// Whether it is how far something goes, from its least or its first to its greatest: never below zero.
    pub is_range: bool,
    /// What must hold for it to be printed.
    pub gates: &'static [Gate],
    /// What a rolled picture does to it.
    pub roll: Roll,
    /// Its group in tables.
    pub group: MeasureGroup,
    /// Which change of it is for the better.
    pub better: Better,
}

/// The plane in which a measure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Plane {
    /// From the side.
    Side,
    /// From the front or from behind.
    Front,
    /// From anywhere.
    Any,
}

/// The part of the movement that one value is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TakenFrom {
    /// From the contact of one foot to that of the other: both legs share its events.
    Step,
    /// From initial contact to foot off.
    Stance,
    /// From foot off to the next initial contact.
    Swing,
    /// From contact to the next contact of the same foot.
    Stride,
    /// One lowering and rising of a step-down test.
    Repetition,
    /// A stretch of the clip.
    Pass,
}

/// The tasks that a measure is defined for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tasks {
    /// Walking on the level and on stairs.
    Gait,
    /// Walking on the level only.
    Level,
    /// Walking down stairs only.
    StairDescent,
    /// Walking up stairs only.
    StairAscent,
    /// The step-down test.
    StepDown,
    /// Standing.
    Standing,
}

impl Tasks {
    /// Whether a task is one of them.
    #[must_use]
    pub fn has(self, task: Task) -> bool {
        match self {
            Self::Gait => Task::CYCLIC.contains(&task),
            Self::Level => task == Task::Walking,
            Self::StairDescent => task == Task::StairDescent,
            Self::StairAscent => task == Task::StairAscent,
            Self::StepDown => task == Task::StepDown,
            Self::Standing => task == Task::Standing,
        }
    }
}

/// Whose a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SideRule {
    /// Of both legs together.
    Body,
    /// Of each leg.
    EachLeg,
    /// Of each leg, and from the side only where it was the leg nearer to the camera: the other one is half hidden, and
    /// a difference of both may be the camera's.
    NearLeg,
}

/// Which way a measure counts toward a leg's own side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnSide {
    /// It is signed as the leg is.
    Anatomical,
    /// Positive is toward the right, or with the right side up.
    RightPositive,
    /// Positive is toward the left, or with the left side up.
    LeftPositive,
}

impl OwnSide {
    /// The sign by which a value counts toward a side.
    #[must_use]
    pub fn sign(self, side: Side) -> f64 {
        match (self, side) {
            (Self::RightPositive, Side::Left) | (Self::LeftPositive, Side::Right) => -1.0,
            _ => 1.0,
        }
    }
}

/// Something that must hold for a measure to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// The camera looks square along the way and level: else flexion shows as leaning inward.
    SquareFrontalView,
    /// The picture is level: a rolled camera looks like a leaning body.
    LevelPicture,
    /// The pace is steady.
    SteadyPace,
    /// The leg was surely seen, with bones of constant length.
    SureLeg,
    /// On stairs it cannot be told, as the passing leg is drawn upon the stance leg in loading.
    NotInLoadingOnStairs,
    /// The pelvis must be known to so many degrees: half of the 95 % interval.
    PelvisKnown,
}

/// What a rolled picture does to a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// It does not matter, or cancels in a difference of two values.
    Cancels,
    /// It turns the measure by its whole angle.
    Adds,
}

/// The group of a measure in tables.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MeasureGroup {
    /// Times and rhythm.
    Times,
    /// Lengths and speed.
    LengthsAndSpeed,
    /// Stairs and step-down.
    StairsAndStepDown,
    /// Pelvis.
    Pelvis,
    /// Hip.
    Hip,
    /// Knee.
    Knee,
    /// Ankle and foot.
    AnkleAndFoot,
    /// Trunk and arms.
    TrunkAndArms,
}

impl MeasureGroup {
    /// Its name in keys of the catalogue.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Which change of a measure is for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less is nearer to usual.
    Less,
    /// More is nearer to usual.
    More,
    /// Both too little and too much are unusual.
    Middle,
    /// Nothing is known that would tell.
    Unknown,
}

impl MeasureSpec {
    /// Of each leg, in walking on the level and on stairs, with no gate.
    pub(super) const fn new(
        name: &'static str,
        unit: Unit,
        plane: Plane,
        taken_from: TakenFrom,
        group: MeasureGroup,
    ) -> Self {
        Self {
            name,
            unit,
            plane,
            taken_from,
            tasks: Tasks::Gait,
            sides: SideRule::EachLeg,
            own_side: OwnSide::Anatomical,
            angle: None,
            is_range: false,
            gates: &[],
            roll: Roll::Cancels,
            group,
            better: Better::Unknown,
        }
    }

    pub(super) const fn of_body(self) -> Self {
        Self { sides: SideRule::Body, ..self }
    }

    pub(super) const fn of_near_leg(self) -> Self {
        Self { sides: SideRule::NearLeg, ..self }
    }

    pub(super) const fn tasks(self, tasks: Tasks) -> Self {
        Self { tasks, ..self }
    }

    pub(super) const fn read_off(self, angle: Angle) -> Self {
        Self { angle: Some(angle), ..self }
    }

    pub(super) const fn range(self) -> Self {
        Self { is_range: true, ..self }
    }

    pub(super) const fn gates(self, gates: &'static [Gate]) -> Self {
        Self { gates, ..self }
    }

    pub(super) const fn turned_by_roll(self) -> Self {
        Self { roll: Roll::Adds, ..self }
    }

    pub(super) const fn right_positive(self) -> Self {
        Self { own_side: OwnSide::RightPositive, ..self }
    }

    pub(super) const fn left_positive(self) -> Self {
        Self { own_side: OwnSide::LeftPositive, ..self }
    }

    pub(super) const fn better(self, better: Better) -> Self {
        Self { better, ..self }
    }
}
