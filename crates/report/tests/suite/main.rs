//! Tests of the reports: every format over a hand-made set of findings, and properties over strings of any kind.

mod fixture;
mod listings;
mod parquet;
mod properties;
mod snapshots;
mod structure;
