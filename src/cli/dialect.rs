//! The flag that says in whose language a query is.
//!
//! In: a name, or the setting. Out: the row of the dialect table, none for our own
//! language. Must not know any dialect by name.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::app::config::Settings;
use crate::query::{DIALECTS, Dialect, OWN_NAME};

/// The language of a query.
#[derive(Debug, Args)]
pub(super) struct DialectArgs {
    /// The service whose language the query is in [default: attache, this program's own]
    #[arg(long, value_name = "NAME", value_parser = names(), ignore_case = true)]
    dialect: Option<String>,
}

impl DialectArgs {
    /// The flag, or what the settings say.
    pub(super) fn chosen(&self, settings: &Settings) -> Option<&'static Dialect> {
        let name = self.dialect.as_deref().or(settings.dialect.as_deref());
        name.and_then(Dialect::named)
    }
}

/// Our own language and the rows of the table.
pub(super) fn names() -> PossibleValuesParser {
    let own = PossibleValue::new(OWN_NAME).help("This program's own language");
    let rows = DIALECTS.iter().map(|dialect| PossibleValue::new(dialect.name).help(dialect.about));
    PossibleValuesParser::new(std::iter::once(own).chain(rows))
}
