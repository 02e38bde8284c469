//! A condition as written, checked against the questions and the lexicon.

use super::syntax::{Comparison, Expr, Flaw, Number, Verb, Word};
use super::{Condition, NO, NumberTest, YES};
use crate::Truth;
use crate::diagnostic::{Code, suggest};
use crate::document::number_text;
use crate::lexicon::{Lexicon, Resolution};
use crate::order;
use crate::protocol::model::{
    Question, QuestionIds, QuestionIndex, QuestionKind, QuestionOption, Term, TermIndex,
};

/// What the names in a condition may refer to.
pub(crate) struct Scope<'a> {
    pub(crate) questions: &'a [Question],
    pub(crate) ids: &'a QuestionIds,
    /// Ids of all questions in order, of those with errors too; what refers to these is not a second error.
    pub(crate) declared: &'a [String],
    pub(crate) lexicon: &'a Lexicon,
    /// Every term mentioned so far; a condition adds its own.
    pub(crate) terms: &'a mut Vec<Term>,
}

/// Checks a condition, reporting everything that is wrong with it.
pub(crate) fn check(
    expr: &Expr,
    scope: &mut Scope<'_>,
    flaws: &mut Vec<Flaw>,
) -> Option<Condition> {
    match expr {
        Expr::All(parts) => check_all(parts, scope, flaws).map(Condition::All),
        Expr::Any(parts) => check_all(parts, scope, flaws).map(Condition::Any),
        Expr::Not(inner) => check(inner, scope, flaws).map(|inner| Condition::Not(Box::new(inner))),
        Expr::Choice {
            question,
            verb,
            options,
        } => choice(question, *verb, options, scope, flaws),
        Expr::Compare {
            question,
            comparison,
            number,
        } => compare(question, *comparison, number, scope, flaws),
        Expr::Between {
            question,
            low,
            high,
        } => between(question, low, high, scope, flaws),
        Expr::Uses { ongoing, names } => {
            let terms = names
                .iter()
                .map(|name| scope.term(name, flaws))
                .collect::<Vec<_>>();
            scope.needs_uses(names, flaws);
            let terms = terms.into_iter().collect::<Option<Vec<_>>>()?;
            Some(Condition::Uses {
                terms,
                ongoing: *ongoing,
            })
        }
    }
}

/// Checks every part even if one fails, so that all flaws are found at once.
fn check_all(
    parts: &[Expr],
    scope: &mut Scope<'_>,
    flaws: &mut Vec<Flaw>,
) -> Option<Vec<Condition>> {
    let checked: Vec<_> = parts.iter().map(|part| check(part, scope, flaws)).collect();
    checked.into_iter().collect()
}

impl<'a> Scope<'a> {
    fn question(
        &self,
        word: &Word,
        flaws: &mut Vec<Flaw>,
    ) -> Option<(QuestionIndex, &'a Question)> {
        let found = self
            .ids
            .get(&word.text)
            .and_then(|index| Some((index, self.questions.get(index.0)?)));
        if found.is_none() && self.declared.binary_search(&word.text).is_err() {
            flaws.push(Flaw {
                code: Code::UnknownQuestion,
                span: word.span.clone(),
                message: format!("there is no question `{}`", word.text),
                help: suggest(
                    &word.text,
                    self.questions.iter().map(|question| question.id.as_str()),
                ),
            });
        }
        found
    }

    /// The place of a class or substance among the protocol's terms.
    pub(crate) fn term(&mut self, word: &Word, flaws: &mut Vec<Flaw>) -> Option<TermIndex> {
        let class = self.lexicon.class(&word.text).map(Term::Class);
        let Some(term) = class.or_else(|| self.lexicon.substance(&word.text).map(Term::Substance))
        else {
            flaws.push(Flaw {
                code: Code::UnknownClass,
                span: word.span.clone(),
                message: format!("`{}` is neither a drug class nor a substance", word.text),
                help: self.named_so(&word.text).or_else(|| {
                    suggest(
                        &word.text,
                        self.lexicon.class_ids().chain(self.lexicon.substance_ids()),
                    )
                }),
            });
            return None;
        };
        let index = self
            .terms
            .iter()
            .position(|known| *known == term)
            .unwrap_or_else(|| {
                self.terms.push(term);
                self.terms.len() - 1
            });
        Some(TermIndex(index))
    }

    /// The id of the substance that people call so.
    fn named_so(&self, written: &str) -> Option<String> {
        let reading = self.lexicon.read(written);
        let mut substances = reading
            .parts
            .iter()
            .filter_map(|part| match &part.resolution {
                Resolution::Exact(substances) => Some(substances),
                Resolution::OneOf(_)
                | Resolution::Likely(_)
                | Resolution::Ambiguous(_)
                | Resolution::Unrecognised => None,
            })
            .flatten();
        // Only a plain name: a rule about a mixture has to say which part of it is meant.
        let (one, None) = (substances.next()?, substances.next()) else {
            return None;
        };
        let id = self.lexicon.substance_name(*one);
        Some(format!("rules name substances by their ids: write `{id}`"))
    }

    /// Uses can only be tested where something asks for them.
    pub(crate) fn needs_uses(&self, names: &[Word], flaws: &mut Vec<Flaw>) {
        let asked = self
            .questions
            .iter()
            .any(|question| matches!(question.kind, QuestionKind::Uses));
        // One of the questions that could not be read may be it.
        let all_are_read = self.declared.len() == self.questions.len();
        if let (false, true, Some(first)) = (asked, all_are_read, names.first()) {
            flaws.push(Flaw {
                code: Code::NoUsesQuestion,
                span: first.span.clone(),
                message: "no question asks which substances are used".to_owned(),
                help: Some("add a question with `type = \"uses\"`".to_owned()),
            });
        }
    }
}

fn choice(
    word: &Word,
    verb: Verb,
    options: &[Word],
    scope: &Scope<'_>,
    flaws: &mut Vec<Flaw>,
) -> Option<Condition> {
    let (index, question) = scope.question(word, flaws)?;
    let fitting = match (&question.kind, verb) {
        (QuestionKind::YesNo | QuestionKind::One(_), Verb::Is) => true,
        (QuestionKind::One(_) | QuestionKind::Many(_), Verb::Has) => true,
        (QuestionKind::YesNo, Verb::Has)
        | (QuestionKind::Many(_), Verb::Is)
        | (QuestionKind::Number { .. } | QuestionKind::Time { .. } | QuestionKind::Uses, _) => {
            false
        }
    };
    if !fitting {
        flaws.push(mistyped(word, question));
        return None;
    }
    let mut bits = 0;
    for option in options {
        let found = bits_of(&question.kind, verb, &option.text);
        if found == 0 {
            let known = words_of(&question.kind, verb);
            flaws.push(Flaw {
                code: Code::UnknownOption,
                span: option.span.clone(),
                message: format!("`{}` is not an option of `{}`", option.text, question.id),
                help: suggest(&option.text, known.iter().map(String::as_str)),
            });
        }
        bits |= found;
    }
    let all = match &question.kind {
        QuestionKind::YesNo => Some(YES | NO),
        QuestionKind::One(options) => bits_of_all(options.len()),
        // Nothing may have been chosen at all.
        QuestionKind::Many(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Time { .. }
        | QuestionKind::Uses => None,
    };
    if bits.count_ones() > 1 && Some(bits) == all {
        flaws.push(Flaw {
            code: Code::ConditionRange,
            span: word.span.clone(),
            message: format!(
                "these are all options of `{}`, so this never depends on the answer",
                question.id
            ),
            help: None,
        });
        return None;
    }
    (bits != 0).then_some(Condition::Chosen {
        question: index,
        options: bits,
    })
}

/// The bits of so many options; with more than there are bits, of none.
fn bits_of_all(options: usize) -> Option<u64> {
    let unused = u64::BITS.checked_sub(u32::try_from(options).ok()?)?;
    u64::MAX.checked_shr(unused)
}

/// The options that a word stands for, as bits.
fn bits_of(kind: &QuestionKind, verb: Verb, word: &str) -> u64 {
    if matches!(kind, QuestionKind::YesNo) {
        return match word {
            "yes" => YES,
            "no" => NO,
            _ => 0,
        };
    }
    let means = |option: &QuestionOption| {
        option.id == word || (verb == Verb::Has && option.tags.iter().any(|tag| tag == word))
    };
    let bits = kind
        .options()
        .iter()
        .enumerate()
        .filter(|(_, option)| means(option))
        .map(|(place, _)| 1 << place);
    bits.fold(0, |all, bit: u64| all | bit)
}

fn words_of(kind: &QuestionKind, verb: Verb) -> Vec<String> {
    if matches!(kind, QuestionKind::YesNo) {
        return vec!["yes".to_owned(), "no".to_owned()];
    }
    let ids = kind.options().iter().map(|option| option.id.clone());
    let tags = kind
        .options()
        .iter()
        .flat_map(|option| option.tags.clone())
        .filter(|_| verb == Verb::Has);
    let mut words: Vec<String> = ids.chain(tags).collect();
    order::sort_dedup(&mut words);
    words
}

fn mistyped(word: &Word, question: &Question) -> Flaw {
    let id = &question.id;
    let (type_, example) = match &question.kind {
        QuestionKind::YesNo => ("yes or no", format!("`{id} is yes`")),
        QuestionKind::One(_) => ("one option", format!("`{id} is OPTION`")),
        QuestionKind::Many(_) => ("any number of options", format!("`{id} has OPTION`")),
        QuestionKind::Number {
            unit: Some(unit), ..
        } => ("a number", format!("`{id} < 10 {unit}`")),
        QuestionKind::Number { unit: None, .. } => ("a number", format!("`{id} < 10`")),
        QuestionKind::Time { .. } => (
            "a time",
            format!("a criterion with `washout = {{ since = \"{id}\", … }}`"),
        ),
        QuestionKind::Uses => ("uses of substances", "`takes(CLASS)`".to_owned()),
    };
    Flaw {
        code: Code::ConditionType,
        span: word.span.clone(),
        message: format!("the answer to `{id}` is {type_}, which cannot be tested so"),
        help: Some(format!("write {example}")),
    }
}

/// The question if it is one for a number, with every number in its unit.
fn number_question<'a>(
    word: &Word,
    numbers: &[&Number],
    scope: &Scope<'a>,
    flaws: &mut Vec<Flaw>,
) -> Option<(QuestionIndex, f64, f64)> {
    let (index, question) = scope.question(word, flaws)?;
    let QuestionKind::Number { min, max, unit, .. } = &question.kind else {
        flaws.push(mistyped(word, question));
        return None;
    };
    let mut sound = true;
    for number in numbers {
        let (span, message) = match (unit, &number.unit) {
            (None, None) => continue,
            (Some(unit), Some(written)) if *unit == written.text => continue,
            (Some(unit), Some(written)) => (
                written.span.clone(),
                format!(
                    "`{}` is asked in `{unit}`, not in `{}`",
                    question.id, written.text
                ),
            ),
            (Some(unit), None) => (
                number.span.clone(),
                format!("`{}` is asked in `{unit}`", question.id),
            ),
            (None, Some(written)) => (
                written.span.clone(),
                format!("`{}` has no unit", question.id),
            ),
        };
        let help = match (unit, &number.unit) {
            (Some(unit), None) => Some(format!("write `{} {unit}`", number_text(number.value))),
            // The same number in another unit is another number: that `40 lb` become `40 kg` is nobody's advice.
            (Some(unit), Some(_)) => Some(format!("convert the number to `{unit}`")),
            (None, _) => None,
        };
        flaws.push(Flaw {
            code: Code::ConditionUnit,
            span,
            message,
            help,
        });
        sound = false;
    }
    sound.then_some((index, *min, *max))
}

fn compare(
    word: &Word,
    comparison: Comparison,
    number: &Number,
    scope: &Scope<'_>,
    flaws: &mut Vec<Flaw>,
) -> Option<Condition> {
    let (question, min, max) = number_question(word, &[number], scope, flaws)?;
    let value = number.value;
    let (test, negated) = match comparison {
        Comparison::Less => (NumberTest::Less(value), false),
        Comparison::AtMost => (NumberTest::AtMost(value), false),
        Comparison::Greater => (NumberTest::Greater(value), false),
        Comparison::AtLeast => (NumberTest::AtLeast(value), false),
        Comparison::Equal => (NumberTest::Equal(value), false),
        Comparison::NotEqual => (NumberTest::Equal(value), true),
    };
    if test.on(min, max) != Truth::Unknown {
        flaws.push(pointless(&word.text, number.span.clone(), min, max));
        return None;
    }
    let condition = Condition::Number { question, test };
    Some(if negated {
        Condition::Not(Box::new(condition))
    } else {
        condition
    })
}

fn between(
    word: &Word,
    low: &Number,
    high: &Number,
    scope: &Scope<'_>,
    flaws: &mut Vec<Flaw>,
) -> Option<Condition> {
    let (question, min, max) = number_question(word, &[low, high], scope, flaws)?;
    let test = NumberTest::Between(low.value, high.value);
    if low.value > high.value {
        flaws.push(Flaw {
            code: Code::ConditionRange,
            span: low.span.start..high.span.end,
            message: format!(
                "{} is greater than {}",
                number_text(low.value),
                number_text(high.value)
            ),
            help: Some("write the lower number first".to_owned()),
        });
        return None;
    }
    if test.on(min, max) != Truth::Unknown {
        flaws.push(pointless(
            &word.text,
            low.span.start..high.span.end,
            min,
            max,
        ));
        return None;
    }
    Some(Condition::Number { question, test })
}

fn pointless(question: &str, span: core::ops::Range<usize>, min: f64, max: f64) -> Flaw {
    Flaw {
        code: Code::ConditionRange,
        span,
        message: format!(
            "`{question}` lies between {} and {}, so this never depends on the answer",
            number_text(min),
            number_text(max)
        ),
        help: None,
    }
}
