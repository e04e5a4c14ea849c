//! How far an index run has come, on standard error: a bar on a terminal, one
//! line at the beginning elsewhere.
//!
//! In: the calls of a run, from several threads. Out: a bar that leaves no trace.

use std::io::{self, IsTerminal};
use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{console, wording};
use crate::index::Progress;

const LOOKS: &str = "{msg} [{bar:32}] {bytes} of {total_bytes}";

/// The progress of one run.
pub(super) struct Bar {
    bar: OnceLock<ProgressBar>,
}

impl Bar {
    /// Shows nothing before the run begins.
    pub(super) fn new() -> Self {
        Bar { bar: OnceLock::new() }
    }
}

impl Progress for Bar {
    fn begin(&self, files: u64, bytes: u64) {
        if files == 0 {
            return;
        }
        if !io::stderr().is_terminal() {
            let (files, bytes) = (wording::counted(files, "file"), wording::bytes(bytes));
            return console::line(&format!("reading {files}, {bytes}"));
        }
        let style = ProgressStyle::with_template(LOOKS).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr()).with_style(style);
        bar.set_message("reading");
        let _ = self.bar.set(bar);
    }

    fn advance(&self, bytes: u64) {
        if let Some(bar) = self.bar.get() {
            bar.inc(bytes);
        }
    }

    fn committing(&self) {
        if let Some(bar) = self.bar.get() {
            bar.set_message("writing");
            bar.tick();
        }
    }

    fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// A run that fails does not come to its end.
impl Drop for Bar {
    fn drop(&mut self) {
        self.end();
    }
}
