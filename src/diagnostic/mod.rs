//! Problems found in a protocol or an intake, collected rather than thrown.

mod place;

use core::fmt;
use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::characters::is_unseen;
use crate::order;
pub use place::Place;
use place::{Cursor, Utf16};

/// One problem: what is wrong, where, and a way out.
///
/// Nothing here knows how to draw it: a terminal, an editor and a web page each show it in their own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem this is; `prescreen explain CODE` prints its page.
    pub code: Code,
    /// Where in the document, as a path of keys: `criteria[3].cite.source`.
    pub path: String,
    /// Where in the text, when the document came as text.
    pub place: Option<Place>,
    /// What is wrong, in one lower-case sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = self.severity();
        write!(f, "{severity}[{}]", self.code)?;
        if let Some(place) = &self.place {
            write!(f, " {}:{}", place.line, place.column)?;
        }
        if !self.path.is_empty() {
            write!(f, " {}", self.path)?;
        }
        write!(f, ": {}", self.message)?;
        match &self.help {
            Some(help) => write!(f, " (help: {help})"),
            None => Ok(()),
        }
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Diagnostic", 9)?;
        out.serialize_field("code", self.code.as_str())?;
        out.serialize_field("severity", self.severity().as_str())?;
        out.serialize_field("message", &self.message)?;
        if let Some(help) = &self.help {
            out.serialize_field("help", help)?;
        }
        out.serialize_field("path", &self.path)?;
        if let Some(place) = &self.place {
            out.serialize_field("line", &place.line)?;
            out.serialize_field("column", &place.column)?;
            out.serialize_field("start", &place.span.start)?;
            out.serialize_field("end", &place.span.end)?;
        }
        out.end()
    }
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document is refused.
    Error,
    /// The document is used; somebody should look.
    Warning,
    /// Worth knowing; nothing is wrong.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Every problem found in one document, sorted by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// How many more there would be.
    left_out: usize,
}

/// More than this of one document are not kept: nobody reads on, and a hostile text must not fill the memory.
const MOST_KEPT: usize = 2000;

impl Diagnostics {
    /// Adds one. Order does not matter; [`Diagnostics::settle`] sorts.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.found.len() < MOST_KEPT {
            self.found.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// Adds those of another list.
    pub(crate) fn append(&mut self, other: Self) {
        other.found.into_iter().for_each(|one| self.push(one));
        self.left_out += other.left_out;
    }

    /// Finds lines and columns, sorts by place and drops repetitions, so that equal documents give equal lists.
    pub(crate) fn settle(&mut self, text: Option<&str>) {
        order::sort(&mut self.found, |a, b| {
            let key = |d: &Diagnostic| {
                d.place
                    .as_ref()
                    .map(|place| (place.span.start, place.span.end))
            };
            (key(a), a.code, &a.path, &a.message).cmp(&(key(b), b.code, &b.path, &b.message))
        });
        // In the order of the text, so that all places together take one walk through it.
        let mut cursor = text.map(Cursor::at_start);
        for diagnostic in &mut self.found {
            let place = diagnostic.place.take();
            diagnostic.place = match (&mut cursor, place) {
                (Some(cursor), Some(place)) => Some(cursor.place(place.span)),
                (None, _) | (_, None) => None,
            };
        }
        self.found.dedup();
        // Last of all, and an error: nobody knows what the others say.
        if self.left_out > 0 {
            self.found.push(Diagnostic {
                code: Code::TooMany,
                path: String::new(),
                place: None,
                message: format!("{} more problems are not listed", self.left_out),
                help: None,
            });
            self.left_out = 0;
        }
    }

    /// Keeps only those of certain kinds.
    pub(crate) fn retain(&mut self, keep: impl Fn(Code) -> bool) {
        self.found.retain(|diagnostic| keep(diagnostic.code));
    }

    /// Puts each where it belongs; those for which that says no are left out.
    #[cfg(feature = "author")]
    pub(crate) fn amend(&mut self, amend: impl FnMut(&mut Diagnostic) -> bool) {
        self.found.retain_mut(amend);
    }

    /// The same, with every place counted in UTF-16 units, as JavaScript and most editors count.
    #[must_use]
    pub fn in_utf16(mut self, text: &str) -> Self {
        let places = self.found.iter().filter_map(|one| one.place.as_ref());
        let units = Utf16::of(text, places);
        for place in self.found.iter_mut().filter_map(|one| one.place.as_mut()) {
            units.count(place);
        }
        self
    }

    /// Whether there is an error among them.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
        self.left_out > 0 || self.iter().any(is_error)
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// One after the other, in the order of the text.
    pub fn iter(&self) -> core::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = core::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Diagnostics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.found.serialize(serializer)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Diagnostics {}

macro_rules! codes {
    ($($variant:ident $severity:ident $code:literal $what:literal;)+) => {
        /// The kinds of problem, each with a stable code and a page in the guide.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $what] $variant,)+
        }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as it is printed: `unknown-key`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                }
            }
        }
    };
}

codes! {
    NotUtf8 Error "not-utf8" "The file is not UTF-8 text.";
    TooLarge Error "too-large" "The document is larger than anything that could be meant.";
    TooDeep Error "too-deep" "The document is nested deeper than anything that could be meant.";
    Syntax Error "syntax" "The text is not TOML, or not JSON.";
    DuplicateKey Error "duplicate-key" "A key stands twice in one table.";
    UnknownKey Error "unknown-key" "A key that means nothing here.";
    MissingKey Error "missing-key" "A key that must be there is not.";
    WrongType Error "wrong-type" "A value of another type than expected.";
    Empty Error "empty" "A text or list that holds nothing.";
    BadId Error "bad-id" "An id with characters that an id cannot have, or a word with a meaning of its own.";
    DuplicateId Error "duplicate-id" "Two things of one kind share an id.";
    UnknownWord Error "unknown-word" "A word that is not in the list of words allowed here.";
    MissingLocale Error "missing-locale" "A text lacks one of the protocol's languages.";
    UnknownLocale Error "unknown-locale" "A text has a language that the protocol does not name.";
    BadDate Error "bad-date" "Not a date.";
    BadTime Error "bad-time" "Not a time.";
    BadDuration Error "bad-duration" "Not a length of time.";
    BadVersion Error "bad-version" "Not a version of three numbers.";
    BadRange Error "bad-range" "A range whose ends do not fit.";
    TooMany Error "too-many" "More of something than the format allows.";
    UnknownSource Error "unknown-source" "A citation of a source that the protocol does not list.";
    Uncited Error "uncited" "A criterion without a citation.";
    UnknownClass Error "unknown-class" "A name that is neither a drug class nor a substance.";
    UnknownQuestion Error "unknown-question" "The id of a question that does not exist.";
    UnknownOption Error "unknown-option" "An option or tag that the question does not have.";
    UnknownCriterion Error "unknown-criterion" "The id of a criterion that does not exist.";
    UnknownBaseline Error "unknown-baseline" "The id of a baseline that does not exist.";
    ConditionSyntax Error "condition-syntax" "A condition that cannot be read.";
    ConditionMixed Error "condition-mixed" "`and` and `or` mixed without parentheses.";
    ConditionType Error "condition-type" "A test that does not fit the type of its question.";
    ConditionUnit Error "condition-unit" "A number without its unit, or with another one.";
    ConditionRange Error "condition-range" "A comparison that holds for every possible answer, or for none.";
    RoleMismatch Error "role-mismatch" "A criterion whose parts do not fit its role.";
    ListMismatch Error "list-mismatch" "A criterion that does not fit the list it stands in.";
    BadCurrency Error "bad-currency" "Not a currency, or another one than that of the estimate.";
    EmptyWindow Error "empty-window" "A washout or a wish that covers no time.";
    ContradictoryWindow Error "contradictory-window" "Two bounds of one window that contradict each other.";
    IncomparableDurations Error "incomparable-durations" "Calendar time compared with elapsed time.";
    AppliesOrder Error "applies-order" "A question that applies depending on a later one.";
    Unreachable Error "unreachable" "A question that can never apply, so that its options cannot be reached.";
    NoUsesQuestion Error "no-uses-question" "Uses of substances are tested, but nothing asks for them.";
    UnknownBase Error "unknown-base" "A protocol to build on that is not there, or is refused itself.";
    Loosened Error "loosened" "A part of the base made less strict without a reason and a name.";
    BadCase Error "bad-case" "A worked case that cannot be run.";
    CaseFailed Error "case-failed" "A worked case whose outcome differs from what it expects.";
    UnreadQuestion Warning "unread-question" "A question whose answer changes nothing.";
    ReviewOverdue Warning "review-overdue" "The protocol should have been reviewed again by now.";
    BaseChanged Warning "base-changed" "The base is another one than this was written on.";
    NoCases Warning "no-cases" "A protocol without a single worked case.";
    UnusedSource Warning "unused-source" "A source that nothing cites.";
    VacuousInclusion Warning "vacuous-inclusion" "An inclusion over a question that does not always apply.";
    LoweringUse Note "lowering-use" "A criterion that a further use can make milder.";
    Extension Note "extension" "What a protocol changes of the one that it builds on.";
    MissingNow Error "missing-now" "An intake that does not say what time it is.";
    BadAppointment Error "bad-appointment" "An appointment that ends before it starts, or whose times cannot be read.";
    AppointmentPassed Warning "appointment-passed" "An appointment whose start has passed; it may not have begun yet.";
    BadAnswer Warning "bad-answer" "An answer that cannot be understood; it counts as unknown.";
    OutOfRange Warning "out-of-range" "A number outside the range of the question; it counts as unknown.";
    Contradiction Warning "contradiction" "Statements that cannot both be true; what they say counts as unknown.";
}

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.as_str() == code)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The beginning of a text that somebody wrote, for a message: whoever sends a megabyte is not sent it back.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
    }
}

/// A text somebody wrote, for a message, with what cannot be seen in it made visible.
pub(crate) fn escaped(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '"' | '\'' | '\n' | '\r' | '\t' => visible.extend(c.escape_default()),
            _ if is_unseen(c) => visible.extend(c.escape_unicode()),
            _ => visible.push(c),
        }
    }
    visible
}

/// The name closest to what was written, if it is close enough to be a slip.
///
/// Ties go to the name that comes first in the alphabet, so the answer never depends on the order of a list.
fn did_you_mean<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    /// Nobody reads a list longer than this; a hostile one must not take for ever.
    const MOST_NAMES: usize = 1000;
    let limit = 1 + written.len() / 4;
    names
        .iter()
        .copied()
        .take(MOST_NAMES)
        .filter(|name| name.len().abs_diff(written.len()) <= limit)
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// "did you mean `x`?" where something is near, or the whole list where it is short enough to read.
pub(crate) fn suggest<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    suggest_one_of(written, &names.into_iter().collect::<Vec<_>>())
}

fn suggest_one_of(written: &str, names: &[&str]) -> Option<String> {
    const LONGEST_LIST: usize = 12;
    if let Some(name) = did_you_mean(written, names) {
        return Some(format!("did you mean `{name}`?"));
    }
    let mut listed: Vec<&str> = Vec::with_capacity(LONGEST_LIST);
    for &name in names {
        if listed.contains(&name) {
            continue;
        }
        if listed.len() == LONGEST_LIST {
            return None;
        }
        listed.push(name);
    }
    (!listed.is_empty()).then(|| format!("known here: {}", quoted(listed)))
}

/// `a`, `b`, `c`
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut list = String::new();
    for name in names {
        list.push_str(if list.is_empty() { "`" } else { ", `" });
        list.push_str(name);
        list.push('`');
    }
    list
}
