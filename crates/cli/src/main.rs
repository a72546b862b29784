//! The command `onrecord`.
#![forbid(unsafe_code)]
fn main() {}
