//! How much memory there is, how much the program takes, and how many clips fit into it at a time.

use sysinfo::{
    MemoryRefreshKind, ProcessRefreshKind, ProcessesToUpdate, RefreshKind, System, get_current_pid,
};

/// What one clip at work needs.
///
/// # Source
/// Measured: 314 MB for one clip of 1280×720 with `blazepose-heavy`, 485 MB for two; larger pictures need more.
const CLIP_BYTES: u64 = 600_000_000;

/// As many clips as there are cores, unless memory is short: that of the machine, or of the group of processes that a
/// scheduler or container put a limit on. At least one.
#[must_use]
pub fn workers_that_fit(cores: usize) -> usize {
    let system = memory_of_system();
    let of_group = system.cgroup_limits().map_or(u64::MAX, |limits| limits.free_memory);
    that_fit(cores, system.available_memory().min(of_group))
}

/// The bytes that there are on the machine, or that a scheduler or container allows; as many as can be counted where the
/// system does not tell.
#[must_use]
pub fn usable_memory() -> u64 {
    let system = memory_of_system();
    let of_group = system.cgroup_limits().map_or(u64::MAX, |limits| limits.total_memory);
    let of_machine = Some(system.total_memory()).filter(|bytes| *bytes > 0).unwrap_or(u64::MAX);
    of_machine.min(of_group)
}

/// The bytes of memory that this program takes; 0 where the system does not tell.
#[must_use]
pub fn memory_in_use() -> u64 {
    let Ok(own) = get_current_pid() else { return 0 };
    let mut system = System::new();
    let only_memory = ProcessRefreshKind::nothing().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[own]), false, only_memory);
    system.process(own).map_or(0, sysinfo::Process::memory)
}

fn memory_of_system() -> System {
    let only_memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    System::new_with_specifics(only_memory)
}

/// A system that does not tell its memory has enough.
fn that_fit(cores: usize, free_bytes: u64) -> usize {
    let fitting = usize::try_from(free_bytes / CLIP_BYTES).unwrap_or(usize::MAX);
    if free_bytes == 0 { cores } else { cores.min(fitting.max(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_limits_the_clips_and_one_is_always_tried() {
        let gb = |n: u64| n * 1_000_000_000;
        assert_eq!([gb(64), gb(3), 1, 0].map(|free| that_fit(16, free)), [16, 5, 1, 16]);
        assert!((1..=16).contains(&workers_that_fit(16)));
        assert!(memory_in_use() < usable_memory());
    }
}
