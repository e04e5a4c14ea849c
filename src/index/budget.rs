//! A bound on how much text waits between reading and analysing.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes that may be held at a time. One piece larger than the whole budget is let
/// through alone, so that nothing waits for ever.
pub(super) struct Budget {
    limit: usize,
    held: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Budget { limit, held: Mutex::new(0), freed: Condvar::new() }
    }

    /// Waits until `bytes` may be held.
    pub(super) fn take(&self, bytes: usize) {
        let mut held = self.lock();
        while *held > 0 && *held + bytes > self.limit {
            held = self.freed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        *held += bytes;
    }

    /// Gives `bytes` back.
    pub(super) fn give(&self, bytes: usize) {
        *self.lock() -= bytes;
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        // A count stays right whatever the thread that held it did.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
