//! Tests of the crate as its users see it: golden cases as data, then properties of any text.

mod golden;
mod properties;
