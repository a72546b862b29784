//! The checker against its golden cases (`golden`), words bent in known ways (`edits`), any text at all (`properties`), two
//! versions of one source (`versions`), a quotation in two pieces (`beside`), a record (`on_record`, `looked_up`), and what several witnesses of one event add to a finding (`witnesses`).
//!
//! The cases are data under `tests/cases/verdicts`; docs/verdicts.md tells how to read and add them.

mod beside;
mod cases;
mod edits;
mod golden;
mod looked_up;
mod nearest;
mod on_record;
mod properties;
mod versions;
mod witnesses;
