//! How tables and plots of a clip with several tasks are told apart.

use crate::gait::Task;
use crate::page::text::labels::task_words;
use crate::page::text::texts::Texts;
use crate::report::Gait;

/// What a measure or plot is called, with its task where the clip shows several.
pub(crate) fn of_task(gait: &Gait, task: Task, label: &str, t: Texts) -> String {
    match gait.measures.iter().any(|m| m.task != task) {
        true => {
            t.fill("page_gait.table.of_task", &[("measure", label), ("task", task_words(t, task))])
        }
        false => label.to_owned(),
    }
}

/// The id of a plot on the page.
pub(crate) fn plot_id(name: &str, task: Task) -> String {
    match task {
        Task::StairDescent => format!("{name}-stairs"),
        Task::StairAscent => format!("{name}-stairs-up"),
        _ => name.to_owned(),
    }
}
