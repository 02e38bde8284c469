//! The criteria as the author of each engine's rules would write them.
//!
//! The programs in JavaScript get the same texts from here, so that each criterion is put into each language once.

pub mod cedar;
pub mod cel;
pub mod json_logic;
pub mod json_rules;
pub mod prescreen;
pub mod rego;
pub mod zen;
