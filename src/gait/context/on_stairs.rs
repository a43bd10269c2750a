//! Whether a pass goes over stairs.

use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::motion::Pass;

/// Down or up stairs, as the user says or else as the places show where the feet stand; `None` elsewhere.
pub(crate) fn on_stairs(pass: &Pass, known: &UserContext) -> Option<Task> {
    let descent_deg = pass.tilt.descent_deg.unwrap_or(0.0);
    let seen = if descent_deg > 0.0 { Task::StairDescent } else { Task::StairAscent };
    match known.task {
        Some(task) => task.is_on_stairs().then_some(task),
        None => pass.tilt.is_stairs().then_some(seen),
    }
}
