//! What day it is. The engine knows no clock, so whether a review is overdue is for a face to say.

use chrono::NaiveDate;
use clap::Args;
use prescreen::Protocol;

/// The day that it is, or that somebody says it is.
#[derive(Debug, Args)]
pub(crate) struct Today {
    /// The day from which to see whether a review is overdue [default: the day it is]
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

impl Today {
    pub(crate) fn day(&self) -> NaiveDate {
        self.today
            .unwrap_or_else(|| chrono::Local::now().date_naive())
    }
}

/// Whether a protocol should have been read again. On the last day there still is time.
pub(crate) fn is_overdue(protocol: &Protocol, today: NaiveDate) -> bool {
    today > protocol.review().review_by
}
