//! Processor time and memory of this process.

use std::time::Duration;

use cpu_time::ProcessTime;

/// Of all its threads, so that an engine with threads of its own pays for them.
pub fn cpu() -> Duration {
    ProcessTime::now().as_duration()
}

/// Bytes in memory at this moment; 0 where the system does not say.
pub fn resident() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}
