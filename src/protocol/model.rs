//! A protocol that has been checked. Whatever holds one may rely on every reference in it.

use core::ops::Range;

use chrono::NaiveDate;

use super::condition::Condition;
use crate::disposition::Disposition;
use crate::lexicon::{ClassId, SubstanceId};
use crate::order;
use crate::time::Duration;

/// A sentence in every language of the protocol, in the protocol's order of languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub(crate) by_locale: Vec<(String, String)>,
}

impl Text {
    /// The sentence in a language; in the protocol's first language where it has no such one.
    #[must_use]
    pub fn in_locale(&self, locale: &str) -> &str {
        let found = self.by_locale.iter().find(|(known, _)| known == locale);
        found
            .or(self.by_locale.first())
            .map_or("", |(_, text)| text)
    }

    /// Every language with its sentence.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_locale
            .iter()
            .map(|(locale, text)| (locale.as_str(), text.as_str()))
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// What the protocol is about: the treatment whose start and end every window is measured from.
#[derive(Clone, Debug)]
pub struct Treatment {
    /// Its name, for use in a sentence.
    pub name: Text,
    /// How long it lasts, at least and at most.
    pub duration: Option<(Duration, Duration)>,
}

/// A document that criteria cite.
#[derive(Clone, Debug)]
pub struct Source {
    /// What citations call it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where to read it.
    pub url: Option<String>,
    /// When it was published: a year, a month or a day.
    pub date: Option<String>,
    /// When it was read: a year, a month or a day.
    pub seen: Option<String>,
    /// What a reader should know about it.
    pub note: Option<String>,
    #[cfg_attr(not(feature = "author"), expect(dead_code, reason = "for lints"))]
    pub(crate) place: Option<Range<usize>>,
}

/// Something that is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its id, by which conditions and intakes name it.
    pub id: String,
    /// The words of the question.
    pub ask: Text,
    /// Why it is asked.
    pub why: Option<Text>,
    /// How to answer it.
    pub hint: Option<Text>,
    /// What an answer looks like.
    pub kind: QuestionKind,
    /// Whether it is asked also where its answer changes only what the person is told.
    pub informs: bool,
    /// When it makes sense at all.
    pub(crate) applies: Option<Condition>,
    pub(crate) place: Option<Range<usize>>,
}

/// What an answer looks like.
#[derive(Clone, Debug)]
pub enum QuestionKind {
    /// Yes or no.
    YesNo,
    /// Exactly one option.
    One(Vec<QuestionOption>),
    /// Any number of options, none included.
    Many(Vec<QuestionOption>),
    /// A number, or a range of them.
    Number {
        /// The least and the greatest value that can be meant.
        min: f64,
        /// See `min`.
        max: f64,
        /// The unit of both, and of every answer.
        unit: Option<String>,
        /// Whether only whole numbers make sense.
        whole: bool,
    },
    /// When something happened or will happen.
    Time {
        /// Whether it lies behind or ahead.
        tense: Tense,
        /// Whether it may be that it never did, or will.
        never: bool,
    },
    /// Medicines or other substances and when they were used.
    Uses,
}

impl QuestionKind {
    /// The word by which the format calls it.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::One(_) => "one",
            Self::Many(_) => "many",
            Self::Number { .. } => "number",
            Self::Time { .. } => "time",
            Self::Uses => "uses",
        }
    }

    /// The options to choose from; none for a question without options.
    #[must_use]
    pub fn options(&self) -> &[QuestionOption] {
        match self {
            Self::One(options) | Self::Many(options) => options,
            Self::YesNo | Self::Number { .. } | Self::Time { .. } | Self::Uses => &[],
        }
    }
}

/// Whether a time lies behind or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It happened; never later than now.
    Past,
    /// It is planned; never earlier than now.
    Future,
}

impl Tense {
    /// The word by which the format calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Future => "future",
        }
    }
}

/// One of the options of a question.
#[derive(Clone, Debug)]
pub struct QuestionOption {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: Text,
    /// Words by which conditions name several options at once.
    pub tags: Vec<String>,
    /// Whether it denies all the others.
    pub exclusive: bool,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// What it does to the outcome.
    pub role: Role,
    /// Where a page shows it, apart from the rest.
    pub section: Option<Section>,
    /// What it is called in a list.
    pub label: Option<Text>,
    /// All of its condition: that it concerns the person, and is not done.
    pub(crate) when: Option<Condition>,
    /// Whether something can be done about it, so that a list can show it as done.
    pub(crate) task: Option<Task>,
    /// What it keeps out of the time around the treatment.
    pub(crate) washout: Option<Washout>,
    /// What the plan says to avoid.
    pub(crate) avoid: Option<Avoid>,
    /// What the person reads.
    pub say: Text,
    /// By whose authority.
    pub citations: Vec<Citation>,
    pub(crate) place: Option<Range<usize>>,
}

impl Criterion {
    /// Whether it depends on anything; what does not is told to everybody.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        self.when.is_some() || self.washout.is_some()
    }
}

/// Of a criterion that names what is done about it.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Whom it concerns, done or not; everybody without one.
    pub(crate) concerns: Option<Condition>,
}

/// What a criterion does to the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Must hold, or the person is ineligible.
    Inclusion,
    /// Must not hold, or the person is ineligible.
    Exclusion,
    /// A clinician decides.
    Referral,
    /// Time has to pass.
    Deferral,
    /// Something has to be arranged.
    Requirement,
    /// Is told.
    Advice,
}

impl Role {
    pub(crate) const ALL: [Self; 6] = [
        Self::Inclusion,
        Self::Exclusion,
        Self::Referral,
        Self::Deferral,
        Self::Requirement,
        Self::Advice,
    ];

    /// The word by which the format calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inclusion => "inclusion",
            Self::Exclusion => "exclusion",
            Self::Referral => "referral",
            Self::Deferral => "deferral",
            Self::Requirement => "requirement",
            Self::Advice => "advice",
        }
    }

    /// What the overall answer becomes at least once the criterion is raised; `None` for what is only told.
    pub(crate) fn contributes(self) -> Option<Disposition> {
        match self {
            Self::Inclusion | Self::Exclusion => Some(Disposition::Ineligible),
            Self::Referral => Some(Disposition::NeedsReview),
            Self::Deferral => Some(Disposition::Deferred),
            Self::Requirement => Some(Disposition::ActionNeeded),
            Self::Advice => None,
        }
    }
}

impl serde::Serialize for Role {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Advice that a page shows apart from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Help in an emergency: before everything else.
    Emergency,
    /// What the person should tell the clinic.
    TellClinic,
}

impl Section {
    pub(crate) const ALL: [Self; 2] = [Self::Emergency, Self::TellClinic];

    /// The word by which the format calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::TellClinic => "tell-clinic",
        }
    }
}

impl serde::Serialize for Section {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Criteria that are shown together.
#[derive(Clone, Debug)]
pub struct List {
    /// Its id.
    pub id: String,
    /// How its items are shown.
    pub kind: ListKind,
    /// Its heading.
    pub title: Text,
    /// Places of criteria in the protocol.
    pub(crate) items: Vec<usize>,
}

/// How a list shows its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    /// One after the other: what is done, what is next, what comes later.
    Steps,
    /// In any order: what is done and what is not.
    Checklist,
    /// Those that hold, or may.
    Group,
}

impl ListKind {
    pub(crate) const ALL: [Self; 3] = [Self::Steps, Self::Checklist, Self::Group];

    /// The word by which the format calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Checklist => "checklist",
            Self::Group => "group",
        }
    }
}

impl serde::Serialize for ListKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What a protocol itself says of one overall answer.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Outcome {
    /// The answer in a few words.
    pub title: Text,
    /// What it means for the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<Text>,
}

/// A substance or an event kept out of the time around the treatment.
#[derive(Clone, Debug)]
pub(crate) struct Washout {
    pub(crate) of: Washed,
    pub(crate) before: Option<Duration>,
    pub(crate) after: Option<Duration>,
    pub(crate) prefer_after: Option<Duration>,
}

/// What a washout looks at.
#[derive(Clone, Debug)]
pub(crate) enum Washed {
    /// Every use of these, in every `uses` question.
    Uses(Vec<TermIndex>),
    /// The answer to a `time` question.
    Event(QuestionIndex),
}

/// An activity to keep out of the time around the treatment.
#[derive(Clone, Debug)]
pub(crate) struct Avoid {
    pub(crate) what: Text,
    pub(crate) before: Option<Duration>,
    pub(crate) after: Option<Duration>,
}

/// By whose authority a criterion stands.
#[derive(Clone, Debug)]
pub struct Citation {
    /// Index of the source in [`super::Protocol::sources`].
    pub(crate) source: usize,
    /// Where in the source.
    pub at: String,
    /// What kind of authority it is.
    pub basis: Basis,
    /// What a reader should know about this citation.
    pub note: Option<String>,
    /// The protocol that brought it, if that is not this one but one that it builds on.
    pub from: Option<String>,
}

/// What kind of authority stands behind a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The clinic's own rule.
    ClinicPolicy,
    /// A drug's prescribing information.
    Label,
    /// A guideline or consensus statement.
    Guideline,
    /// An article or a guide for patients.
    Article,
    /// A notice or a rule of a regulator.
    Regulator,
}

impl Basis {
    pub(crate) const ALL: [Self; 5] = [
        Self::ClinicPolicy,
        Self::Label,
        Self::Guideline,
        Self::Article,
        Self::Regulator,
    ];

    /// The words by which the format calls it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ClinicPolicy => "clinic policy",
            Self::Label => "label",
            Self::Guideline => "guideline",
            Self::Article => "article",
            Self::Regulator => "regulator",
        }
    }
}

/// The days on which somebody answered for the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// When it was last read against its sources.
    pub reviewed: NaiveDate,
    /// By when that has to happen again.
    pub review_by: NaiveDate,
}

/// A class or substance that the protocol mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Term {
    Class(ClassId),
    Substance(SubstanceId),
}

/// The place of a term in [`super::Protocol::terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TermIndex(pub(crate) usize);

/// The questions by their ids.
pub(crate) struct QuestionIds(Vec<(String, QuestionIndex)>);

impl QuestionIds {
    pub(crate) fn of(questions: &[Question]) -> Self {
        let ids = questions.iter().enumerate();
        let ids = ids.map(|(index, question)| (question.id.clone(), QuestionIndex(index)));
        let mut ids: Vec<_> = ids.collect();
        order::sort(&mut ids, |(a, _), (b, _)| a.cmp(b));
        Self(ids)
    }

    pub(crate) fn get(&self, id: &str) -> Option<QuestionIndex> {
        let place = self.0.binary_search_by(|(known, _)| known.as_str().cmp(id));
        self.0.get(place.ok()?).map(|(_, index)| *index)
    }
}

/// The place of a question in [`super::Protocol::questions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct QuestionIndex(pub(crate) usize);
