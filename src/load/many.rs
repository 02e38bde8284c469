//! Intakes read one after the other, for whoever has many of them.

use core::fmt;
use std::collections::HashMap;
use std::sync::Arc;

use super::Prepared;
use crate::diagnostic::Diagnostics;
use crate::intake::Intake;
use crate::intake::facts::Named;
use crate::intake::read;
use crate::protocol::Protocol;

/// So many names are kept at most. People write the same ones over and over.
const MOST_NAMES: usize = 8192;

/// What is longer, in bytes, is hardly a name, and does not come again.
const LONGEST_NAME: usize = 256;

/// Reads many intakes for one protocol, and looks up a name that comes again only once. The results are those of
/// [`Protocol::prepare`]; a misspelt name, which is compared with all that are known, takes much longer to look up than
/// all the rest of an intake.
///
/// It keeps names in memory, as they were typed, for as long as it lives; nothing else of an intake.
pub struct Many<'p> {
    protocol: &'p Protocol,
    names: HashMap<String, Arc<Named>>,
}

impl Protocol {
    /// For reading many intakes.
    ///
    /// ```
    /// use prescreen::{Disposition, Intake, protocols};
    ///
    /// let mut many = protocols::ketamine_iv().many();
    /// for pregnant in [true, false] {
    ///     let intake = Intake::at("2026-05-05T09:45:00-06:00").answer("pregnant", pregnant);
    ///     let judgement = many.prepare(&intake)?.judge();
    ///     assert_eq!(judgement.disposition == Disposition::Ineligible, pregnant);
    /// }
    /// # Ok::<(), prescreen::Diagnostics>(())
    /// ```
    #[must_use]
    pub fn many(&self) -> Many<'_> {
        Many {
            protocol: self,
            names: HashMap::new(),
        }
    }
}

impl<'p> Many<'p> {
    /// Reads an intake.
    ///
    /// # Errors
    ///
    /// As for [`Protocol::screen`].
    pub fn prepare<'a>(&mut self, intake: &'a Intake) -> Result<Prepared<'a>, Diagnostics>
    where
        'p: 'a,
    {
        let names = &mut self.names;
        read::read_with(self.protocol, intake, &mut |protocol, typed| {
            if let Some(known) = names.get(typed) {
                return Arc::clone(known);
            }
            let named = read::unasked(protocol, typed);
            if typed.len() <= LONGEST_NAME {
                if names.len() >= MOST_NAMES {
                    names.clear();
                }
                names.insert(typed.to_owned(), Arc::clone(&named));
            }
            named
        })
        .map(Prepared)
    }
}

/// Says nothing of what was typed.
impl fmt::Debug for Many<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Many").finish_non_exhaustive()
    }
}
