//! The guide: how protocols are written, what they mean, what can be wrong with them, and how this crate is built.

/// The format of a protocol: every key, every role, every condition.
#[doc = include_str!("protocol_format.md")]
pub mod protocol_format {}

/// A clinic's own protocol, built on another: what may be added and changed, and what needs a reason.
#[doc = include_str!("extending.md")]
pub mod extending {}

/// What everything means: truth, time, names, roles, clearance, the next question.
#[doc = include_str!("semantics.md")]
pub mod semantics {}

/// Every diagnostic: what is wrong, an example, and a way out.
#[doc = include_str!("diagnostics.md")]
pub mod diagnostics {}

/// The command `batch`: what it reads, what it writes, and how a run that was cut off goes on.
#[doc = include_str!("many_intakes.md")]
pub mod many_intakes {}

/// The map of the code, and how to add to it.
#[doc = include_str!("architecture.md")]
pub mod architecture {}

/// One page of the guide.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Page {
    /// Its name, as the command line takes it.
    pub name: &'static str,
    /// Its text, Markdown.
    pub text: &'static str,
}

/// Every page.
pub const PAGES: &[Page] = &[
    Page {
        name: "protocol-format",
        text: include_str!("protocol_format.md"),
    },
    Page {
        name: "extending",
        text: include_str!("extending.md"),
    },
    Page {
        name: "semantics",
        text: include_str!("semantics.md"),
    },
    Page {
        name: "diagnostics",
        text: include_str!("diagnostics.md"),
    },
    Page {
        name: "many-intakes",
        text: include_str!("many_intakes.md"),
    },
    Page {
        name: "architecture",
        text: include_str!("architecture.md"),
    },
];

/// The section of the guide about one kind of diagnostic.
#[must_use]
pub fn explain(code: crate::Code) -> Option<&'static str> {
    let heading = format!("## `{code}`\n");
    let (_, behind) = include_str!("diagnostics.md").split_once(heading.as_str())?;
    Some(behind.split("\n## ").next().unwrap_or(behind).trim())
}
