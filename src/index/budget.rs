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

    /// Waits until `bytes` may be held, and holds them.
    pub(super) fn take(&self, bytes: usize) -> Room<'_> {
        let mut held = self.lock();
        while *held > 0 && *held + bytes > self.limit {
            held = self.freed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        *held += bytes;
        Room { budget: self, bytes }
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        // A count stays right whatever the thread that held it did.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes that are held; given back when it is dropped, whatever happened.
pub(super) struct Room<'a> {
    budget: &'a Budget,
    bytes: usize,
}

impl Drop for Room<'_> {
    fn drop(&mut self) {
        *self.budget.lock() -= self.bytes;
        self.budget.freed.notify_all();
    }
}
