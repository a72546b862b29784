//! Rows of the index as a damaged record may hold them: told or read, and never more.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u32, u8, &[u8])| {
    let (first, shift, data) = input;
    onrecord_record::index::read_damaged_rows(data, first, u32::from(shift) % 25);
});
