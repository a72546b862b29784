#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "common.rs"]
mod common;

fuzz_target!(|data: &[u8]| common::check(b"1\n00:00:01,000 --> 00:00:02,000\n", data));
