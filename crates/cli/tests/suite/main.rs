//! The command as people use it: arguments in, standard output, error stream and exit code out.
//!
//! One file a subcommand; `bad_input` for everything that must end in a clear error. All texts are invented.
#![forbid(unsafe_code)]

mod add;
mod bad_input;
mod changes;
mod check;
mod data;
mod events;
mod examples;
mod explain;
mod export;
mod faults;
mod own;
mod people;
mod place;
mod quotes;
mod read;
mod record;
