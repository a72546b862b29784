//! How a release of the command is linked on Linux: so that it starts at once.
//!
//! A search of a record of ten thousand documents takes a few milliseconds, and of those one was spent before the first line
//! of it ran: finding the shared library of the unwinder, and writing twenty thousand addresses into tables that would
//! otherwise be read where they are. So the addresses are settled when the command is linked (it is no
//! position-independent executable then, and always lies at the same place in memory), and the unwinder, which is a part of the compiler, is
//! linked into it. `ONRECORD_PIE=1` leaves everything as it is.
//!
//! Not for any other system, for tests, or for a linker that somebody has chosen.

// A build script talks to cargo by what it prints.
#![allow(clippy::print_stdout)]

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ONRECORD_PIE");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let is_native = env::var("TARGET").ok() == env::var("HOST").ok();
    let is_meant = is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is_native
        && env::var_os("RUSTC_LINKER").is_none()
        && env::var_os("ONRECORD_PIE").is_none();
    if !is_meant {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-no-pie");
    if has_unwinder() {
        println!("cargo::rustc-link-lib=dylib:+verbatim=libgcc_eh.a");
    }
}

/// Whether the compiler with which is linked has the unwinder as an archive. It tells the path of what it has, and of what it has
/// not only the name.
fn has_unwinder() -> bool {
    let told = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output();
    told.is_ok_and(|told| {
        let path = String::from_utf8_lossy(&told.stdout);
        let path = Path::new(path.trim());
        path.is_absolute() && path.is_file()
    })
}
