//! Which passes tell what a clip shows.

use crate::gait::Task;

/// Those in which something was recognised; all where that is in none. A clip shows a walk although the person turns at its end.
pub(super) fn told<P>(passes: impl Iterator<Item = (P, Option<Task>)>) -> Vec<(P, Option<Task>)> {
    let all: Vec<_> = passes.collect();
    let is_recognised = |task: Option<Task>| task.is_some_and(|task| task != Task::Other);
    let is_any = all.iter().any(|(_, task)| is_recognised(*task));
    all.into_iter().filter(|(_, task)| is_recognised(*task) || !is_any).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_not_told_beside_a_walk_but_where_there_is_nothing_else() {
        let of = |tasks: &[Task]| told(tasks.iter().map(|task| ((), Some(*task)))).len();
        assert_eq!(of(&[Task::Walking, Task::Other, Task::Standing]), 2);
        assert_eq!(of(&[Task::Other, Task::Other]), 2);
        assert_eq!(told([((), None)].into_iter()).len(), 1);
    }
}
