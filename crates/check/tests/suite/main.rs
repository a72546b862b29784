//! The checker against its golden cases (`golden`), words bent in known ways (`edits`), any text at all (`properties`), and two
//! versions of one source (`versions`).
//!
//! The cases are data under `tests/cases/verdicts`; docs/verdicts.md tells how to read and add them.

mod cases;
mod edits;
mod golden;
mod properties;
mod versions;
