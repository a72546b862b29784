//! The checker against its golden cases (`golden`) and against any text at all (`properties`).
//!
//! The cases are data under `tests/cases/verdicts`; docs/verdicts.md tells how to read and add them.

mod cases;
mod golden;
mod properties;
