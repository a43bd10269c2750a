//! Whether a pass goes over stairs.

use crate::gait::context::task_kind::Task;
use crate::gait::context::user_context::UserContext;
use crate::motion::Pass;

/// Whether the places where the feet stand show another way than that of a task; only from the side do they show a level way.
pub(crate) fn contradicts(pass: &Pass, task: Task) -> bool {
    let seen = match pass.tilt.descent_deg {
        Some(_) if pass.tilt.is_stairs() => seen_on_stairs(pass),
        Some(_) => Task::Walking,
        None => return false,
    };
    pass.facing != 0 && Task::CYCLIC.contains(&task) && task != seen
}

/// Down or up stairs, as the user says or else as the places show where the feet stand; `None` elsewhere.
pub(crate) fn on_stairs(pass: &Pass, known: &UserContext) -> Option<Task> {
    match known.task {
        Some(task) => task.is_on_stairs().then_some(task),
        None => pass.tilt.is_stairs().then(|| seen_on_stairs(pass)),
    }
}

fn seen_on_stairs(pass: &Pass) -> Task {
    match pass.tilt.descent_deg {
        Some(deg) if deg > 0.0 => Task::StairDescent,
        _ => Task::StairAscent,
    }
}
