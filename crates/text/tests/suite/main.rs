//! Tests of the crate as its users see it: golden cases as data.

mod names;
