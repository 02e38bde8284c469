//! What comes of a screening: plain data, the same in Rust, on the command line and in JavaScript.

use serde::{Serialize, Serializer};

use super::estimate::Estimated;
use super::lists::Listed;
use super::notice::Notice;
use super::said::Said;
use crate::diagnostic::Diagnostics;
use crate::disposition::Disposition;
use crate::document::to_json;
use crate::protocol::ProtocolRef;
use crate::protocol::model::{Outcome, Role, Section, Text};
pub use crate::protocol::standing::Status;
use crate::time::{ImpreciseTime, Instant, Offset};

/// Everything one evaluation of a protocol says about one intake.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Screening<'p> {
    /// The version of this shape.
    pub schema: u32,
    /// The engine and its version: `prescreen 0.1.0`.
    pub engine: &'static str,
    /// Which protocol was used.
    pub protocol: ProtocolRef<'p>,
    /// The time at which it was made, as it was given.
    pub now: String,
    /// The times of the treatment that it was made for.
    pub appointment: Appointment,
    /// The overall answer.
    pub disposition: Disposition,
    /// The protocol's own words for it, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'p Outcome>,
    /// What it may become at worst, once everything is known.
    pub worst_case: Disposition,
    /// Whether it is already as bad as it can become.
    pub settled: bool,
    /// Every criterion that is raised or may be, in the protocol's order. Those that are not here are clear.
    pub findings: Vec<Finding<'p>>,
    /// The lists in which some of the criteria are shown, those that are done among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Listed<'p>>,
    /// What something is likely to cost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub estimates: Vec<Estimated<'p>>,
    /// When the deferrals end; the start itself when there are none.
    pub clearance: Clearance,
    /// What to do until the treatment and after it, in the order of time.
    pub plan: Vec<PlanEntry<'p>>,
    /// What is not known and could matter, most important first.
    pub missing: Vec<Missing<'p>>,
    /// What to ask now; `None` when nothing that can be asked would change the answer.
    pub next_question: Option<NextQuestion<'p>>,
    /// Questions that were answered and do not apply. Their answers count for nothing.
    pub set_aside: Vec<&'p str>,
    /// What could not be understood of the answers.
    pub problems: Diagnostics,
    /// What whoever shows this has to show with it.
    pub notices: Vec<Notice<'p>>,
}

impl Screening<'_> {
    /// The finding of a criterion; `None` when the criterion is clear.
    #[must_use]
    pub fn finding(&self, criterion: &str) -> Option<&Finding<'_>> {
        self.findings
            .iter()
            .find(|finding| finding.criterion == criterion)
    }

    /// The screening as JSON text: the bytes that the command line prints and that `JSON.stringify` gives in JavaScript.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// Whether a criterion is raised, possible or clear.
    #[must_use]
    pub fn status(&self, criterion: &str) -> Status {
        self.finding(criterion)
            .map_or(Status::Clear, |finding| finding.status)
    }
}

/// When the treatment starts and ends, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Appointment {
    /// The start: the appointment's, or now.
    pub start: Interval,
    /// The end: the appointment's, or what follows from the protocol's duration.
    pub end: Interval,
}

/// What one criterion says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Finding<'p> {
    /// The criterion.
    pub criterion: &'p str,
    /// Its role.
    pub role: Role,
    /// Where a page shows it, apart from the rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
    /// Whether it is raised or possible.
    pub status: Status,
    /// What it contributes to the disposition, or could; `None` for what is only told.
    pub contributes: Option<Disposition>,
    /// What a raised finding could contribute beyond that, through a side of it that is only possible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub could_become: Option<Disposition>,
    /// What the person reads, in every language. `None` for what the engine itself adds, which the words of the face say.
    pub message: Option<&'p Text>,
    /// What was said that this rests on.
    pub evidence: Vec<Evidence<'p>>,
    /// The answers that suffice to raise it; empty while it is only possible.
    pub culprits: Vec<AnswerRef<'p>>,
    /// When time alone clears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clearance: Option<Clearance>,
    /// By whose authority.
    pub citation: CitationRef<'p>,
    /// Further authorities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_citations: Vec<CitationRef<'p>>,
}

/// Points to an answer, or to one item of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswerRef<'p> {
    /// The question.
    pub question: &'p str,
    /// The place in the list, from 0, where the answer is a list of uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
}

/// Something said that a finding rests on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Evidence<'p> {
    /// Where it was said.
    pub at: AnswerRef<'p>,
    /// What was said: the answer, or the name of the substance and how it was read.
    pub said: Said<'p>,
    /// Whether `time` is that of the last use or of the next; absent where it is no use.
    pub occasion: Option<Occasion>,
    /// When it was used or will be.
    pub time: Option<Interval>,
    /// The time that had to stay free of it.
    pub window: Option<Interval>,
}

/// Which use of a substance is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The last one.
    Last,
    /// The next one that is planned.
    Next,
}

/// A moment, with the offset in which it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The moment itself.
    pub instant: Instant,
    /// The offset of the place where the treatment is given.
    pub offset: Offset,
}

impl core::fmt::Display for Moment {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.instant.rfc3339(self.offset).unwrap_or_default())
    }
}

/// RFC 3339; `null` for a moment that cannot be written, which is to say never.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.instant.rfc3339(self.offset).serialize(serializer)
    }
}

/// A time known to lie between two moments; `None` where it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Not before this.
    pub earliest: Option<Moment>,
    /// Not after this.
    pub latest: Option<Moment>,
}

impl Interval {
    pub(crate) fn of(time: ImpreciseTime, offset: Offset) -> Self {
        let moment = |instant: Instant| instant.is_bounded().then_some(Moment { instant, offset });
        Self {
            earliest: moment(time.earliest()),
            latest: moment(time.latest()),
        }
    }
}

/// When deferrals end, given the uses stated and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Clearance {
    /// The earliest start at which none is certainly raised; `None` if there is none.
    pub possible_from: Option<Moment>,
    /// The earliest start at which none is raised or even possible; `None` if that cannot be said yet.
    pub certain_from: Option<Moment>,
}

/// By whose authority a criterion stands.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CitationRef<'p> {
    /// The source's id.
    pub source: &'p str,
    /// Its title.
    pub title: &'p str,
    /// Who published it.
    pub publisher: &'p str,
    /// Where to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'p str>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<&'p str>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<&'p str>,
    /// Where in the source.
    pub at: &'p str,
    /// What kind of authority it is.
    pub basis: &'static str,
    /// What a reader should know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'p str>,
    /// The protocol that says so, where a protocol builds on another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<&'p str>,
}

/// Something to do, or not to do, until a time or from a time on.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PlanEntry<'p> {
    /// What the time means.
    pub kind: PlanKind,
    /// The time.
    pub at: PlanTime,
    /// What it is about.
    pub subject: Subject<'p>,
    /// The criterion that asks for it.
    pub criterion: &'p str,
}

/// What the time of a plan entry means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// The last use before the treatment is not later than this.
    LastUseBy,
    /// To be avoided from here on.
    AvoidFrom,
    /// The next use is not before this.
    NotBefore,
    /// No longer to be avoided from here on.
    AvoidUntil,
    /// It would be better to wait until here.
    PreferNotBefore,
}

impl PlanKind {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LastUseBy => "last_use_by",
            Self::AvoidFrom => "avoid_from",
            Self::NotBefore => "not_before",
            Self::AvoidUntil => "avoid_until",
            Self::PreferNotBefore => "prefer_not_before",
        }
    }
}

/// The time of a plan entry. Where start or end of the treatment are imprecise, the two differ, and `certain` is the one
/// that is always enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlanTime {
    /// Enough if the treatment happens to fall well; `None` if that is open.
    pub possible: Option<Moment>,
    /// Always enough; `None` if that is open.
    pub certain: Option<Moment>,
}

/// What a plan entry is about.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Subject<'p> {
    /// A substance, under the name that the person gave it.
    Substance(String),
    /// An activity, in every language.
    Activity(&'p Text),
}

/// Something that is not known and could matter.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Missing<'p> {
    /// Where.
    pub at: AnswerRef<'p>,
    /// What of it.
    pub ask: Ask,
    /// Why it is not known.
    pub why: Why,
    /// The gravest thing that it could bring about.
    pub could_become: Disposition,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// The answer to the question.
    Answer,
    /// What a name means.
    Meaning,
    /// When it was last used.
    Last,
    /// Whether it goes on.
    Ongoing,
    /// When it will be used next.
    Next,
}

impl Ask {
    /// All of them.
    #[cfg(all(feature = "wasm", target_arch = "wasm32"))]
    pub(crate) const ALL: [Self; 5] = [
        Self::Answer,
        Self::Meaning,
        Self::Last,
        Self::Ongoing,
        Self::Next,
    ];
}

/// Why something is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was not asked.
    NotAsked,
    /// The person does not know.
    DontKnow,
    /// What was said cannot be understood.
    NotUnderstood,
    /// The number is outside the question's range.
    OutOfRange,
    /// What was said contradicts itself.
    Contradiction,
    /// The name may mean several things, or nothing that is known.
    UnclearName,
    /// The name means nothing that is known, and the person has confirmed it.
    UnrecognisedName,
    /// The time is not known precisely enough.
    Imprecise,
}

impl Why {
    /// Whether asking (again) could help.
    #[must_use]
    pub fn can_be_asked(self) -> bool {
        match self {
            Self::NotAsked
            | Self::NotUnderstood
            | Self::OutOfRange
            | Self::Contradiction
            | Self::UnclearName => true,
            Self::DontKnow | Self::UnrecognisedName | Self::Imprecise => false,
        }
    }
}

/// What to ask now, and why.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NextQuestion<'p> {
    /// Where.
    pub at: AnswerRef<'p>,
    /// What of it.
    pub ask: Ask,
    /// What a name may mean, closest first; for `meaning` only.
    pub candidates: Vec<&'p str>,
    /// The criteria that hang on it.
    pub because: Vec<&'p str>,
    /// The gravest thing that it could bring about.
    pub could_become: Disposition,
}
