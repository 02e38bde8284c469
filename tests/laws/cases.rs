//! How many cases a property is tried with, and which.

use proptest::test_runner::{Config, RngSeed};

/// So many cases, or as many times more as `PROPTEST_CASES` asks for. Nothing is written to disk.
///
/// The cases are the same in every run, so that a red run is somebody's doing; `PROPTEST_RNG_SEED` asks for others.
pub(crate) fn cases(cases: u32, max_shrink_iters: u32) -> Config {
    const USUAL: u32 = 256;
    const SEED: u64 = 20_261_122;
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    let usual = Config::default();
    Config {
        cases: (cases * asked.unwrap_or(USUAL)).div_ceil(USUAL),
        failure_persistence: None,
        max_shrink_iters,
        rng_seed: match usual.rng_seed {
            RngSeed::Random => RngSeed::Fixed(SEED),
            RngSeed::Fixed(asked) => RngSeed::Fixed(asked),
        },
        ..usual
    }
}
