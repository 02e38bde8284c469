//! Which criteria an intake touches, so that the cost of a screening follows what was said and not how much is asked.
//!
//! What a criterion comes to while its every test fails, and while nothing that it reads was said, is known from the load
//! on. A screening judges only those of which something that they hang on does not fail and something that they read was
//! said.

use super::condition::{Condition, NumberTest};
use super::model::{Criterion, Question, QuestionIndex, QuestionKind, Term, TermIndex, Washed};
use super::standing::Standing;
use crate::lexicon::{ClassId, SubstanceId};
use crate::order;

/// For everything that may be said, the criteria that it touches, as places in the protocol.
#[derive(Default)]
pub(crate) struct Index {
    /// What each criterion comes to without being judged.
    pub(crate) known: Vec<FromLoad>,
    /// Those that a screening says something about even where nothing touches them.
    pub(crate) restless: Places,
    /// For each question, those that hang on its answer.
    pub(crate) questions: Vec<Mentions>,
    /// For each term, those that hang on its uses.
    pub(crate) terms: Vec<Vec<usize>>,
    /// Those that hang on any use at all.
    pub(crate) uses: Vec<usize>,
    /// For each question, all that can come to something else when its answer changes.
    pub(crate) dependent: Vec<Places>,
}

/// What a criterion comes to as it is known from the load on; no standing where it is clear.
#[derive(Clone, Copy)]
pub(crate) struct FromLoad {
    /// While its every test fails.
    pub(crate) untouched: Option<Standing>,
    /// While nothing that it reads was said. Where the time of something that was not said matters, that has to be judged.
    pub(crate) unsaid: Unsaid,
}

/// What a criterion comes to while nothing that it reads was said.
#[derive(Clone, Copy)]
pub(crate) enum Unsaid {
    Known(Option<Standing>),
    /// It hangs on the times of the treatment.
    Judged,
}

/// A set of criteria, as bits by their places.
#[derive(Clone, Default)]
pub(crate) struct Places(Vec<u64>);

impl Places {
    /// None of so many.
    pub(crate) fn none_of(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    pub(crate) fn add(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    pub(crate) fn holds(&self, place: usize) -> bool {
        let word = self.0.get(place / 64);
        word.is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// Adds all of another set of as many.
    pub(crate) fn add_all(&mut self, others: &Self) {
        for (word, other) in self.0.iter_mut().zip(&others.0) {
            *word |= other;
        }
    }

    pub(crate) fn count(&self) -> usize {
        let counts = self.0.iter().map(|word| word.count_ones());
        usize::try_from(counts.sum::<u32>()).unwrap_or(usize::MAX)
    }

    /// They, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        let mut words = self.0.iter();
        let (mut base, mut bits) = (0, Bits(words.next().copied().unwrap_or_default()));
        core::iter::from_fn(move || {
            loop {
                if let Some(bit) = bits.next() {
                    return Some(base + bit);
                }
                bits = Bits(*words.next()?);
                base += 64;
            }
        })
    }
}

/// The places of the bits that are set.
pub(crate) struct Bits(pub(crate) u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let place = self.0.trailing_zeros();
        self.0 &= self.0 - 1;
        usize::try_from(place).ok()
    }
}

/// The criteria that hang on one question.
#[derive(Clone, Default)]
pub(crate) struct Mentions {
    /// All of them.
    pub(crate) all: Vec<usize>,
    /// For each option, by its bit, those that ask for it.
    pub(crate) options: Vec<Vec<usize>>,
    /// Those that test a number, each with its test.
    pub(crate) numbers: Vec<(NumberTest, usize)>,
}

impl Index {
    /// Reads it off some criteria. What is known of them is for the evaluator to say.
    pub(crate) fn of(
        questions: &[Question],
        criteria: &[Criterion],
        terms: &[Term],
        known: Vec<FromLoad>,
        fails: &dyn Fn(&Condition) -> bool,
    ) -> Self {
        let mut index = Self {
            known,
            restless: Places::none_of(criteria.len()),
            questions: vec![Mentions::default(); questions.len()],
            terms: vec![Vec::new(); terms.len()],
            uses: Vec::new(),
            dependent: dependent(questions, criteria),
        };
        for (place, criterion) in criteria.iter().enumerate() {
            let known = index.known.get(place);
            let is_clear = known.is_some_and(|known| known.untouched.is_none());
            // What is to be avoided stands in the plan even where nothing is raised.
            if !is_clear || criterion.avoid.is_some() {
                index.restless.add(place);
            }
            // Nothing but what a washout looks at can break it, whatever else has to hold.
            match (&criterion.washout, &criterion.when) {
                (Some(washout), _) => match &washout.of {
                    Washed::Uses(terms) => index.add_terms(terms, place),
                    Washed::Event(question) => {
                        index.at(*question, |mentions| add(&mut mentions.all, place));
                    }
                },
                (None, Some(condition)) if is_clear => {
                    index.add_condition(condition, place, fails);
                }
                // Whatever it reads may change it.
                (None, Some(condition)) => index.add_condition(condition, place, &|_| false),
                (None, None) => {}
            }
        }
        index
    }

    /// Adds what a condition hangs on. `fails` says whether one is false while every test fails.
    fn add_condition(
        &mut self,
        condition: &Condition,
        place: usize,
        fails: &dyn Fn(&Condition) -> bool,
    ) {
        match condition {
            Condition::All(parts) => {
                // As long as one of them is false, so is the whole: the one that the fewest answers touch will do.
                let failing = parts.iter().filter(|part| fails(part));
                match failing.min_by_key(|part| breadth(part)) {
                    Some(part) => self.add_condition(part, place, fails),
                    None => self.add_each(parts, place, fails),
                }
            }
            Condition::Any(parts) => self.add_each(parts, place, fails),
            Condition::Not(inner) => self.add_condition(inner, place, &|_| false),
            Condition::Chosen { question, options } => self.at(*question, |mentions| {
                add(&mut mentions.all, place);
                for bit in (0..u64::BITS).filter(|bit| options & (1 << bit) != 0) {
                    let slot = usize::try_from(bit).unwrap_or(usize::MAX);
                    if mentions.options.len() <= slot {
                        mentions.options.resize(slot + 1, Vec::new());
                    }
                    if let Some(places) = mentions.options.get_mut(slot) {
                        add(places, place);
                    }
                }
            }),
            Condition::Number { question, test } => self.at(*question, |mentions| {
                add(&mut mentions.all, place);
                mentions.numbers.push((*test, place));
            }),
            Condition::Uses { terms, .. } => self.add_terms(terms, place),
        }
    }

    fn add_each(&mut self, parts: &[Condition], place: usize, fails: &dyn Fn(&Condition) -> bool) {
        for part in parts {
            self.add_condition(part, place, fails);
        }
    }

    fn add_terms(&mut self, terms: &[TermIndex], place: usize) {
        add(&mut self.uses, place);
        for term in terms {
            if let Some(places) = self.terms.get_mut(term.0) {
                add(places, place);
            }
        }
    }

    fn at(&mut self, question: QuestionIndex, act: impl FnOnce(&mut Mentions)) {
        if let Some(mentions) = self.questions.get_mut(question.0) {
            act(mentions);
        }
    }
}

/// For each question, the criteria that read its answer: themselves, or in order to know whether a question that they read
/// applies.
fn dependent(questions: &[Question], criteria: &[Criterion]) -> Vec<Places> {
    let all = (0..questions.len()).map(QuestionIndex);
    let is_of_uses = |place: &QuestionIndex| {
        matches!(
            questions.get(place.0),
            Some(Question {
                kind: QuestionKind::Uses,
                ..
            })
        )
    };
    let uses: Vec<QuestionIndex> = all.filter(is_of_uses).collect();
    let read = |condition: &Condition, into: &mut Vec<QuestionIndex>| {
        condition.questions(into);
        if condition.tests_uses() {
            into.extend(&uses);
        }
    };
    // A question depends on earlier ones only, so one pass in order finds them all.
    let mut behind: Vec<Vec<QuestionIndex>> = Vec::with_capacity(questions.len());
    for (place, question) in questions.iter().enumerate() {
        let mut direct = Vec::new();
        if let Some(condition) = &question.applies {
            read(condition, &mut direct);
        }
        let mut all = vec![QuestionIndex(place)];
        all.extend(direct.iter().filter_map(|one| behind.get(one.0)).flatten());
        order::sort_dedup(&mut all);
        behind.push(all);
    }
    let mut dependent = vec![Places::none_of(criteria.len()); questions.len()];
    for (place, criterion) in criteria.iter().enumerate() {
        let mut direct = Vec::new();
        if let Some(condition) = &criterion.when {
            read(condition, &mut direct);
        }
        match criterion.washout.as_ref().map(|washout| &washout.of) {
            Some(Washed::Uses(_)) => direct.extend(&uses),
            Some(Washed::Event(question)) => direct.push(*question),
            None => {}
        }
        for question in direct.iter().filter_map(|one| behind.get(one.0)).flatten() {
            if let Some(places) = dependent.get_mut(question.0) {
                places.add(place);
            }
        }
    }
    dependent
}

/// How much of what people say touches a condition, roughly: a name of a drug the least.
fn breadth(condition: &Condition) -> u8 {
    match condition {
        Condition::Uses { .. } => 0,
        Condition::Chosen { .. } => 1,
        Condition::Number { .. } => 2,
        Condition::All(parts) => parts.iter().map(breadth).min().unwrap_or_default(),
        Condition::Any(parts) => parts.iter().map(breadth).max().unwrap_or_default(),
        Condition::Not(inner) => breadth(inner),
    }
}

/// Places come in order, so one that is there already is the last.
fn add(places: &mut Vec<usize>, place: usize) {
    if places.last() != Some(&place) {
        places.push(place);
    }
}

/// The terms of a protocol by what they name.
#[derive(Default)]
pub(crate) struct TermIds {
    classes: Vec<(ClassId, TermIndex)>,
    substances: Vec<(SubstanceId, TermIndex)>,
}

impl TermIds {
    pub(crate) fn of(terms: &[Term]) -> Self {
        let mut ids = Self::default();
        for (place, term) in terms.iter().enumerate() {
            match term {
                Term::Class(class) => ids.classes.push((*class, TermIndex(place))),
                Term::Substance(substance) => ids.substances.push((*substance, TermIndex(place))),
            }
        }
        order::sort(&mut ids.classes, |(a, _), (b, _)| a.cmp(b));
        order::sort(&mut ids.substances, |(a, _), (b, _)| a.cmp(b));
        ids
    }

    pub(crate) fn class(&self, class: ClassId) -> Option<TermIndex> {
        find(&self.classes, class)
    }

    pub(crate) fn substance(&self, substance: SubstanceId) -> Option<TermIndex> {
        find(&self.substances, substance)
    }
}

fn find<K: Ord + Copy>(ids: &[(K, TermIndex)], id: K) -> Option<TermIndex> {
    let place = ids.binary_search_by(|(known, _)| known.cmp(&id)).ok()?;
    ids.get(place).map(|(_, term)| *term)
}
