//! Why a truth is what it is, written down while it is found.

use crate::Truth;
use crate::protocol::model::QuestionIndex;

/// Something known, or not known, that a truth hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fact {
    /// The answer to a question as a whole.
    Answer(QuestionIndex),
    /// Whether a question applies.
    Applies(QuestionIndex),
    /// One aspect of a listed use.
    Use(QuestionIndex, usize, Aspect),
}

impl Fact {
    /// The question that it belongs to.
    pub(crate) fn question(self) -> QuestionIndex {
        match self {
            Self::Answer(question) | Self::Applies(question) | Self::Use(question, ..) => question,
        }
    }

    /// The place in the list, where the answer is a list of uses.
    pub(crate) fn item(self) -> Option<usize> {
        match self {
            Self::Answer(_) | Self::Applies(_) => None,
            Self::Use(_, place, _) => Some(place),
        }
    }
}

/// What of a use a truth hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Aspect {
    Name,
    Last,
    Ongoing,
    Next,
}

/// Where reasons are written down. Marks are positions to which it can be cut back.
pub(crate) trait Reasons {
    fn mark(&self) -> usize;
    fn push(&mut self, fact: Fact);
    /// Forgets what was written since `mark`.
    fn cut(&mut self, mark: usize);
    /// Forgets what was written between two marks.
    fn forget(&mut self, from: usize, to: usize);
}

impl Reasons for () {
    fn mark(&self) -> usize {
        0
    }
    fn push(&mut self, _: Fact) {}
    fn cut(&mut self, _: usize) {}
    fn forget(&mut self, _: usize, _: usize) {}
}

impl Reasons for Vec<Fact> {
    fn mark(&self) -> usize {
        self.len()
    }
    fn push(&mut self, fact: Fact) {
        self.push(fact);
    }
    fn cut(&mut self, mark: usize) {
        self.truncate(mark);
    }
    fn forget(&mut self, from: usize, to: usize) {
        self.drain(from..to);
    }
}

/// The aspects of one use that leave something open.
#[derive(Default)]
pub(super) struct Aspects([Option<Aspect>; 3]);

impl Aspects {
    pub(super) fn push(&mut self, aspect: Aspect) {
        if let Some(free) = self.0.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(aspect);
        }
    }

    pub(super) fn each(&self, act: impl FnMut(Aspect)) {
        self.0.into_iter().flatten().for_each(act);
    }
}

/// Several truths being joined, and the reasons that are worth keeping: those of the part that decides; else those of the
/// parts that are unknown; else all.
pub(super) struct Joint {
    decisive: Truth,
    base: usize,
    undecided: bool,
}

impl Joint {
    /// A joint whose parts write their reasons from here on. The decisive value decides it: `False` for `and`, `True` for `or`.
    pub(super) fn new(decisive: Truth, reasons: &impl Reasons) -> Self {
        Self {
            decisive,
            base: reasons.mark(),
            undecided: false,
        }
    }

    /// Adds a part whose reasons were written since a mark. True if it decides the whole.
    pub(super) fn decides(
        &mut self,
        part: Truth,
        since: usize,
        reasons: &mut impl Reasons,
    ) -> bool {
        if part == self.decisive {
            reasons.forget(self.base, since);
            return true;
        }
        match (part, self.undecided) {
            (Truth::Unknown, false) => {
                reasons.forget(self.base, since);
                self.undecided = true;
            }
            (Truth::Unknown, true) | (Truth::True | Truth::False, false) => {}
            (Truth::True | Truth::False, true) => reasons.cut(since),
        }
        false
    }

    pub(super) fn outcome(&self) -> Truth {
        if self.undecided {
            Truth::Unknown
        } else {
            !self.decisive
        }
    }
}
