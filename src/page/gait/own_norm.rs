//! What the page says of norms of the user's own: whose they are, and whether their speeds fit.

use crate::evidence::{BeyondNorms, OwnNorms};
use crate::findings::PaceOf;
use crate::page::basics::html::Sentence;
use crate::page::basics::number::Number;
use crate::page::text::texts::Texts;
use crate::report::Report;

/// From what a walk's speed was worked out.
pub(super) fn from(of: PaceOf, t: Texts) -> &'static str {
    t.key(match of {
        PaceOf::Way => "page_gait.mean_stride.from_way",
        PaceOf::Cadence => "page_gait.mean_stride.from_cadence",
    })
}

/// Whose the curves are, their speeds beside that of this walk, and the file. `None` where none of them is drawn.
pub(super) fn words(report: &Report, own: &OwnNorms, t: Texts) -> Option<Sentence> {
    let first = report.gait.norms.first()?;
    let say = |key: &str| t.say(&format!("page_gait.mean_stride.{key}"));
    let whose = say("own").with("name", &own.head.name).with("who", &first.population);
    let file = say("own_file").with("sha256", &own.sha256);
    let mut said = vec![whose];
    said.extend(of_walk(report, t));
    said.extend(of_cohort(own, t));
    said.extend(beyond(report, t));
    said.push(file);
    let said: Vec<String> = said.iter().map(ToString::to_string).collect();
    Some(Sentence::of_html(said.join(" ")))
}

fn of_walk(report: &Report, t: Texts) -> Option<Sentence> {
    let speed = report.gait.norm_speed.as_ref()?;
    let said = t
        .say("page_gait.mean_stride.own_walk")
        .with("speed", &Number::new(speed.value, 2, "/gait/norm_speed/value"))
        .with("from", from(speed.of, t));
    Some(said)
}

fn of_cohort(own: &OwnNorms, t: Texts) -> Option<Sentence> {
    let Some([low, high]) = own.head.speeds else {
        return Some(t.say("page_gait.mean_stride.own_no_speeds"));
    };
    let number = |value, end: usize| Number::new(value, 2, format!("/options/norms/speeds/{end}"));
    let said = t.say("page_gait.mean_stride.own_speeds");
    Some(said.with("low", &number(low, 0)).with("high", &number(high, 1)))
}

fn beyond(report: &Report, t: Texts) -> Option<Sentence> {
    Some(match report.gait.norm_speed.as_ref()?.beyond? {
        BeyondNorms::Slower => t.say("page_gait.mean_stride.own_slower"),
        BeyondNorms::Faster => t.say("page_gait.mean_stride.own_faster"),
    })
}
