//! Unpacking what was packed with zstd, never more of it than it may come to.

use super::dictionary;
use std::cell::RefCell;
use std::thread::LocalKey;

/// Decompresses what must come to `size` bytes; `None` if it does not.
pub(super) fn unpack(packed: &[u8], size: i64) -> Option<Vec<u8>> {
    let size = usize::try_from(size).ok()?;
    // A size that cannot be true must not reserve memory: zstd stops at 128 KB out of four bytes.
    if size > packed.len().saturating_mul(1 << 16).saturating_add(1 << 17) {
        return None;
    }
    let bytes = decompress(packed, size)?;
    (bytes.len() == size).then_some(bytes)
}

/// [`unpack`] for what was compressed with the source as its dictionary.
pub(super) fn unpack_based(packed: &[u8], size: i64, source: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(size).ok()?;
    // As in `unpack`: a size that cannot be true must not reserve memory.
    if size > packed.len().saturating_mul(1 << 16).saturating_add(1 << 17) {
        return None;
    }
    let bytes = zstd::bulk::Decompressor::with_dictionary(source).ok()?.decompress(packed, size).ok()?;
    (bytes.len() == size).then_some(bytes)
}

/// Decompresses what comes to at most `capacity` bytes.
fn decompress(packed: &[u8], capacity: usize) -> Option<Vec<u8>> {
    with_decompressor(|decompressor| decompressor.decompress(packed, capacity).ok())
}

/// Decompresses a piece of a text into the bytes of `out`, and says whether that fills them. `with_dictionary`: whether it was packed
/// with the dictionary of speech.
pub(super) fn unpack_piece(packed: &[u8], with_dictionary: bool, out: &mut [u8]) -> bool {
    // The head of a piece names its dictionary.
    if zstd::zstd_safe::get_dict_id_from_frame(packed).is_some() != with_dictionary {
        return false;
    }
    let unpack = |decompressor: &mut zstd::bulk::Decompressor<'static>| {
        decompressor.decompress_to_buffer(packed, &mut *out).ok()
    };
    let written = match with_dictionary {
        true => with_kept(&WITH_DICTIONARY, dictionary::unpacker, unpack),
        false => with_decompressor(unpack),
    };
    written == Some(out.len())
}

type Kept = RefCell<Option<zstd::bulk::Decompressor<'static>>>;

thread_local! {
    static ALONE: Kept = const { RefCell::new(None) };
    static WITH_DICTIONARY: Kept = const { RefCell::new(None) };
}

fn with_decompressor<T>(read: impl FnOnce(&mut zstd::bulk::Decompressor<'static>) -> Option<T>) -> Option<T> {
    with_kept(&ALONE, zstd::bulk::Decompressor::new, read)
}

/// To set a decompressor up takes longer than to use it on a page, so each thread keeps one.
fn with_kept<T>(
    kept: &'static LocalKey<Kept>,
    make: impl FnOnce() -> std::io::Result<zstd::bulk::Decompressor<'static>>,
    read: impl FnOnce(&mut zstd::bulk::Decompressor<'static>) -> Option<T>,
) -> Option<T> {
    kept.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = make().ok();
        }
        read(kept.as_mut()?)
    })
}
