//! An intake that stays while it is being answered.

use core::fmt;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::diagnostic::Diagnostics;
use crate::disposition::Disposition;
use crate::intake::{Answer, Intake, read};
use crate::protocol::Protocol;
use crate::screen;
use crate::screen::judgement::Judgement;
use crate::screen::kept::Kept;
use crate::screen::screening::{AnswerRef, Ask, Screening};
use crate::screen::wire::serialize_at;

/// An intake in which one answer changes at a time. Only the answer that changes is read anew, and only what reads it is
/// judged anew; what comes of it is the same as from the beginning.
///
/// ```
/// use prescreen::{Disposition, Intake, protocols};
///
/// let mut resident = protocols::ketamine_iv().resident(Intake::at("2026-05-05T09:45:00-06:00"))?;
/// let first = resident.step().next.unwrap();
/// let step = resident.set("pregnant", true)?;
/// assert_eq!(step.disposition, Disposition::Ineligible);
/// assert_eq!(step.next, None);
/// let step = resident.remove("pregnant")?;
/// assert_eq!(step.next, Some(first));
/// # Ok::<(), prescreen::Diagnostics>(())
/// ```
pub struct Resident<'p> {
    protocol: &'p Protocol,
    intake: Intake,
    kept: Kept,
}

/// Where an intake stands: the overall answer, and what to ask now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Step<'p> {
    /// The overall answer.
    pub disposition: Disposition,
    /// What it may become at worst, once everything is known.
    pub worst_case: Disposition,
    /// What to ask now; `None` when nothing that can be asked would change the answer.
    pub next: Option<Asked<'p>>,
}

/// What is asked: a screening's next question without the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asked<'p> {
    /// The question, and which item of its answer.
    pub at: AnswerRef<'p>,
    /// What of it.
    pub ask: Ask,
}

impl Serialize for Asked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Asked", 3)?;
        serialize_at(&mut out, &self.at)?;
        out.serialize_field("ask", &self.ask)?;
        out.end()
    }
}

impl Protocol {
    /// Reads an intake that stays while it is being answered.
    ///
    /// # Errors
    ///
    /// As for [`Protocol::screen`].
    pub fn resident(&self, intake: Intake) -> Result<Resident<'_>, Diagnostics> {
        let kept = Kept::of(read::read(self, &intake)?);
        Ok(Resident {
            protocol: self,
            intake,
            kept,
        })
    }
}

impl<'p> Resident<'p> {
    /// Answers a question, or answers it anew. What cannot be understood counts as not known, as in every intake.
    ///
    /// # Errors
    ///
    /// If the protocol has no such question, as for [`Protocol::screen`]; then nothing changes.
    pub fn set(
        &mut self,
        question: &str,
        answer: impl Into<Answer>,
    ) -> Result<Step<'p>, Diagnostics> {
        let answer = answer.into();
        let (index, known) =
            read::read_answer(self.protocol, question, answer.node(), self.kept.zone())?;
        self.kept.set(self.protocol, index, known);
        self.intake.set_answer(question, answer);
        Ok(self.step())
    }

    /// Takes an answer back, as if the question had not been asked.
    ///
    /// # Errors
    ///
    /// If the protocol has no such question; then nothing changes.
    pub fn remove(&mut self, question: &str) -> Result<Step<'p>, Diagnostics> {
        let index = read::find_question(self.protocol, question)?;
        self.kept.remove(self.protocol, index);
        self.intake.remove_answer(question);
        Ok(self.step())
    }

    /// Where the intake stands.
    #[must_use]
    pub fn step(&self) -> Step<'p> {
        let (disposition, worst_case) = self.kept.judge_each(&mut |_, _| {});
        let asked = self.kept.next(self.protocol);
        Step {
            disposition,
            worst_case,
            next: asked.map(|fact| Asked {
                at: screen::answer_ref(fact, self.protocol),
                ask: screen::ask(fact),
            }),
        }
    }

    /// The overall answer alone, and which criteria bring it about.
    #[must_use]
    pub fn judge(&self) -> Judgement<'p> {
        Judgement::of(self.protocol, |each| self.kept.judge_each(each))
    }

    /// Everything that follows from it.
    ///
    /// # Errors
    ///
    /// None that the intake did not have from the beginning.
    pub fn screen(&self) -> Result<Screening<'p>, Diagnostics> {
        self.protocol.screen(&self.intake)
    }

    /// The intake as it stands.
    #[must_use]
    pub fn intake(&self) -> &Intake {
        &self.intake
    }
}

/// Says nothing of the answers, as the intake does.
impl fmt::Debug for Resident<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resident").finish_non_exhaustive()
    }
}
