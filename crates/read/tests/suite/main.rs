//! The reader's tests: golden cases as data, pages that are hard on purpose, properties, and the shared data where it
//! lies beside the project.
#![allow(clippy::print_stderr, missing_docs)]

mod bad_input;
mod cases;
mod html_marks;
mod properties;
mod shared;
