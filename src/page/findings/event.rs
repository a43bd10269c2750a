//! A single event that looks like giving way, and the pictures around a moment.

use crate::catalogue::id_of;
use crate::error::AnalysisError;
use crate::findings::BuckleEvent;
use crate::page::basics::html::Sentence;
use crate::page::basics::number::{MOMENT_DECIMALS, Number};
use crate::page::pictures::moment_link::MomentLink;
use crate::page::pictures::still::{StillView, still};
use crate::page::pictures::stills::Stills;
use crate::page::text::texts::Texts;

/// One event that looks like giving way.
pub(crate) struct Event {
    /// What happens, a sentence each.
    pub(crate) said: Vec<Sentence>,
    /// The same in short.
    pub(crate) short: Sentence,
    pub(crate) stills: Vec<StillView>,
}

/// The event at a place of the document, with links to a page's film.
pub(crate) fn event(
    event: &BuckleEvent,
    at: &str,
    page: &str,
    stills: &Stills,
    t: Texts,
) -> Result<Event, AnalysisError> {
    let number = |value: f64, decimals: usize, name: &str| {
        Number::new(value, decimals, format!("{at}/{name}"))
    };
    let say = |key: &str| t.say(&format!("page_findings.event.{key}"));
    let grade = id_of(&event.grade);
    let moment = MomentLink::new(event.peak_s, format!("{at}/peak_s"), page, t);
    let drop = event.hip_drop_leg_pct;
    let excess = number(event.excess_deg, 0, "excess_deg");
    let said = [
        Some(
            say(&grade)
                .with("moment", &moment)
                .with("stance", &number(event.stance_pct, 0, "stance_pct")),
        ),
        Some(
            say("excess")
                .with("excess", &excess)
                .with("velocity", &number(event.velocity_deg_s, 0, "velocity_deg_s")),
        ),
        (drop >= 1.0).then(|| say("hip_drop").with("drop", &number(drop, 1, "hip_drop_leg_pct"))),
        Some(match event.recovery_s {
            Some(s) => say("recovery").with("recovery", &number(s, MOMENT_DECIMALS, "recovery_s")),
            None => say("no_recovery"),
        }),
        Some(say("basis")),
    ];
    let mut moments = vec![("onset", event.start_s), ("peak", event.peak_s)];
    moments.extend(event.recovery_s.map(|_| ("recovered", event.end_s)));
    Ok(Event {
        said: said.into_iter().flatten().collect(),
        short: say("short")
            .with("grade", &say(&format!("short_{grade}")).with("moment", &moment))
            .with("excess", &excess),
        stills: stills_at(moments, stills, t)?,
    })
}

/// The pictures of moments, each with what it is called in the catalogue's `page.still`.
pub(crate) fn stills_at(
    moments: Vec<(&'static str, f64)>,
    stills: &Stills,
    t: Texts,
) -> Result<Vec<StillView>, AnalysisError> {
    moments
        .into_iter()
        .filter_map(|(when, time_s)| still(when, time_s, stills, t).transpose())
        .collect()
}
