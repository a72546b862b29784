//! Numbers in as few bits as they need: Golomb-Rice codes and Elias gamma codes in a row of bits.
//!
//! Golomb, "Run-length encodings" (1966); Elias, "Universal codeword sets" (1975). A reader past the end gets `None`, so a
//! damaged row is an error and never a panic.

/// Writes bits, the lowest of a byte first.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl BitWriter {
    /// How many bits were written.
    pub(super) fn len(&self) -> usize {
        self.bytes.len() * 8 + self.count as usize
    }

    /// The lowest `width` bits of `value`; at most 32.
    #[inline]
    pub(super) fn bits(&mut self, value: u32, width: u32) {
        debug_assert!(width <= 32);
        // Fewer than 32 are held at any time.
        self.held |= (u64::from(value) & ((1 << width) - 1)) << self.count;
        self.count += width;
        if self.count >= 32 {
            self.bytes.extend_from_slice(&(self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    /// `ones` ones, a zero, and the lowest `width` bits of `value`; `width` is at most 32.
    #[inline]
    fn unary_and_bits(&mut self, mut ones: u32, value: u32, width: u32) {
        if ones + 1 + width <= 32 {
            // Nearly always: all of it at once.
            let low = u64::from(value) & ((1 << width) - 1);
            return self.bits((low << (ones + 1)) as u32 | ((1u64 << ones) - 1) as u32, ones + 1 + width);
        }
        while ones >= 32 {
            self.bits(u32::MAX, 32);
            ones -= 32;
        }
        self.bits(((1u64 << ones) - 1) as u32, ones + 1);
        self.bits(value, width);
    }

    /// A number that is about `1 << parameter` (Rice).
    #[inline]
    pub(super) fn rice(&mut self, value: u32, parameter: u32) {
        self.unary_and_bits(value >> parameter, value, parameter);
    }

    /// A small number (Elias gamma of `value + 1`).
    #[inline]
    pub(super) fn small(&mut self, value: u32) {
        let value = value.saturating_add(1);
        let width = value.ilog2();
        self.unary_and_bits(width, value, width);
    }

    /// The bytes, the last filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let last = self.held.to_le_bytes();
        self.bytes.extend_from_slice(last.get(..self.count.div_ceil(8) as usize).unwrap_or(&[]));
        self.bytes
    }
}

/// A number of its upper part and its lowest `parameter` bits. `None` where 32 bits do not hold it: no writer wrote that.
#[inline]
fn joined(high: u32, low: u32, parameter: u32) -> Option<u32> {
    u32::try_from(u64::from(high).checked_shl(parameter)? | u64::from(low)).ok()
}

/// How many bits are looked at together.
const SEEN: u32 = 57;

/// Reads what [`BitWriter`] wrote.
#[derive(Debug, Clone)]
pub(super) struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> BitReader<'b> {
    /// A reader that begins at a bit.
    pub(super) fn new(bytes: &'b [u8], at: usize) -> BitReader<'b> {
        BitReader { bytes, at }
    }

    /// The bit at which it stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next [`SEEN`] bits or more, zeros after the end.
    #[inline]
    fn peek(&self) -> u64 {
        let byte = self.at / 8;
        let word = match self.bytes.get(byte..byte + 8) {
            Some(eight) => eight.try_into().map_or(0, u64::from_le_bytes),
            None => {
                let mut last = [0; 8];
                let rest = self.bytes.get(byte..).unwrap_or(&[]);
                last[..rest.len()].copy_from_slice(rest);
                u64::from_le_bytes(last)
            }
        };
        word >> (self.at % 8)
    }

    #[inline]
    pub(super) fn bits(&mut self, width: u32) -> Option<u32> {
        debug_assert!(width <= 32);
        let value = self.peek() & ((1 << width) - 1);
        self.at += width as usize;
        (self.at <= self.bytes.len() * 8).then_some(value as u32)
    }

    fn unary(&mut self) -> Option<u32> {
        let mut value = 0;
        loop {
            let ones = self.peek().trailing_ones().min(32);
            value += ones;
            self.at += ones as usize;
            if ones < 32 {
                self.at += 1;
                return (self.at <= self.bytes.len() * 8).then_some(value);
            }
            if self.at >= self.bytes.len() * 8 {
                return None;
            }
        }
    }

    #[inline]
    pub(super) fn rice(&mut self, parameter: u32) -> Option<u32> {
        // Nearly always all of it is in sight at once.
        let seen = self.peek();
        let ones = seen.trailing_ones();
        if ones + 1 + parameter <= SEEN {
            self.at += (ones + 1 + parameter) as usize;
            let low = (seen >> (ones + 1)) as u32 & ((1 << parameter) - 1);
            return joined(ones, low, parameter).filter(|_| self.at <= self.bytes.len() * 8);
        }
        let high = self.unary()?;
        let low = self.bits(parameter)?;
        joined(high, low, parameter)
    }

    /// Passes over a bit, a small number, and so many numbers that [`BitReader::rice`] would read.
    #[inline]
    pub(super) fn skip_bucket(&mut self, parameter: u32) -> Option<()> {
        let limit = self.bytes.len() * 8;
        // What is in sight of the bits, and how many those are: several numbers at once.
        let (mut seen, mut left) = (self.peek() >> 1, SEEN - 1);
        let width = seen.trailing_ones();
        let count = if width * 2 + 1 < left {
            let low = (seen >> (width + 1)) as u32 & ((1 << width) - 1);
            self.at += (width * 2 + 2) as usize;
            seen >>= width * 2 + 1;
            left -= width * 2 + 1;
            ((1 << width) | low) - 1
        } else {
            self.at += 1;
            left = 0;
            self.small()?
        };
        for _ in 0..count {
            let mut width = seen.trailing_ones() + 1 + parameter;
            if width > left {
                (seen, left) = (self.peek(), SEEN);
                width = seen.trailing_ones() + 1 + parameter;
                if width > left {
                    self.rice(parameter)?;
                    left = 0;
                    continue;
                }
            }
            seen >>= width;
            left -= width;
            self.at += width as usize;
            if self.at > limit {
                return None;
            }
        }
        (self.at <= limit).then_some(())
    }

    /// So many numbers as [`BitReader::rice`] reads them: several are in one look. `None` where one of them is damaged or past
    /// the end; what `each` was given before that means nothing.
    #[inline]
    pub(super) fn each_rice(&mut self, count: u64, parameter: u32, mut each: impl FnMut(u32)) -> Option<()> {
        self.each_rice_and_bits(count, parameter, 0, |value, _| each(value))
    }

    /// A number as [`BitReader::rice`] reads it, and the `width` bits after it: at once where they are in one look.
    #[inline]
    pub(super) fn rice_and_bits(&mut self, parameter: u32, width: u32) -> Option<(u32, u32)> {
        let word = self.peek();
        let high = word.trailing_ones();
        let length = high + 1 + parameter + width;
        if length > SEEN || parameter > 31 || self.at + length as usize > self.bytes.len() * 8 {
            return Some((self.rice(parameter)?, self.bits(width)?));
        }
        self.at += length as usize;
        let low = word >> (high + 1);
        let value = joined(high, (low & ((1 << parameter) - 1)) as u32, parameter)?;
        Some((value, (low >> parameter & ((1 << width) - 1)) as u32))
    }

    /// So many times what [`BitReader::rice_and_bits`] reads: several are in one look. `None` where one of them is damaged or past
    /// the end; what `each` was given before that means nothing.
    #[inline]
    pub(super) fn each_rice_and_bits(
        &mut self,
        count: u64,
        parameter: u32,
        width: u32,
        mut each: impl FnMut(u32, u32),
    ) -> Option<()> {
        // Each takes a bit at least: a damaged count is not believed.
        if count > (self.bytes.len() * 8).saturating_sub(self.at) as u64 {
            return None;
        }
        let (mut seen, mut left) = (0u64, 0u32);
        let (low, after) = ((1u64 << parameter.min(31)) - 1, (1u64 << width) - 1);
        for _ in 0..count {
            let mut high = seen.trailing_ones();
            let mut length = high + 1 + parameter + width;
            if length > left {
                (seen, left) = (self.peek(), SEEN);
                high = seen.trailing_ones();
                length = high + 1 + parameter + width;
                if length > left || parameter > 31 {
                    let (value, more) = self.rice_and_bits(parameter, width)?;
                    each(value, more);
                    left = 0;
                    continue;
                }
            }
            let rest = seen >> (high + 1);
            each(joined(high, (rest & low) as u32, parameter)?, (rest >> parameter & after) as u32);
            // In two steps, for all that is in sight may be one code.
            seen = rest >> (parameter + width);
            left -= length;
            self.at += length as usize;
        }
        (self.at <= self.bytes.len() * 8).then_some(())
    }

    #[inline]
    pub(super) fn small(&mut self) -> Option<u32> {
        let seen = self.peek();
        let width = seen.trailing_ones();
        if width * 2 < SEEN {
            self.at += (width * 2 + 1) as usize;
            let low = (seen >> (width + 1)) as u32 & ((1 << width) - 1);
            return (self.at <= self.bytes.len() * 8).then_some(((1 << width) | low) - 1);
        }
        let width = self.unary()?;
        if width > 31 {
            return None;
        }
        Some(((1 << width) | self.bits(width)?) - 1)
    }
}

/// Appends a number in LEB128.
pub(super) fn put_number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes a number in LEB128 from the front.
pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Passes over so many numbers in LEB128 at the front: none is longer than its last byte tells.
pub(super) fn pass_numbers(bytes: &mut &[u8], count: u64) -> Option<()> {
    let mut rest = bytes.iter();
    let mut left = count;
    while left > 0 {
        left -= u64::from(*rest.next()? < 0x80);
    }
    *bytes = rest.as_slice();
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(values in proptest::collection::vec((0u32..2_000_000, 0u32..24), 0..200)) {
            let mut writer = BitWriter::default();
            for &(value, parameter) in &values {
                // A code a thousand times longer than its parameter expects is never written.
                let value = value & ((64 << parameter) - 1);
                writer.rice(value, parameter);
                writer.small(value);
            }
            let length = writer.len();
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for &(value, parameter) in &values {
                let value = value & ((64 << parameter) - 1);
                prop_assert_eq!(reader.rice(parameter), Some(value));
                prop_assert_eq!(reader.small(), Some(value));
            }
            prop_assert_eq!(reader.at, length);
            // The same numbers, passed over in buckets: a bit, how many there are, and those.
            let mut writer = BitWriter::default();
            let buckets = || values.chunks(3).chain([values.as_slice(), &[]]);
            for bucket in buckets() {
                writer.bits(1, 1);
                writer.small(bucket.len() as u32);
                bucket.iter().for_each(|&(value, _)| writer.rice(value & 0xFFF, 4));
            }
            let length = writer.len();
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for _ in buckets() {
                prop_assert_eq!(reader.skip_bucket(4), Some(()));
            }
            prop_assert_eq!(reader.at, length);
            while reader.at <= bytes.len() * 8 {
                if reader.skip_bucket(4).is_none() {
                    break;
                }
            }
            prop_assert_eq!(reader.skip_bucket(4), None);
        }

        #[test]
        fn two_numbers_at_once_are_the_same_as_one_after_the_other(
            bytes in proptest::collection::vec(prop_oneof![Just(0xFFu8), any::<u8>()], 0..60), parameter in 0u32..32, width in 0u32..8,
        ) {
            let (mut at_once, mut one_by_one) = (BitReader::new(&bytes, 0), BitReader::new(&bytes, 0));
            let (mut all, mut at) = (Vec::new(), 0);
            loop {
                let two = one_by_one.rice(parameter).and_then(|value| Some((value, one_by_one.bits(width)?)));
                prop_assert_eq!(at_once.rice_and_bits(parameter, width), two);
                let Some(two) = two else { break };
                (all, at) = ([all, vec![two]].concat(), one_by_one.at());
            }
            let (mut many, mut read) = (BitReader::new(&bytes, 0), Vec::new());
            let each = |value, more| read.push((value, more));
            prop_assert_eq!(many.each_rice_and_bits(all.len() as u64, parameter, width, each), Some(()));
            prop_assert_eq!(many.at(), at);
            prop_assert_eq!(read, all);
            prop_assert_eq!(many.each_rice_and_bits(1, parameter, width, |_, _| {}), None);
        }

        #[test]
        fn damaged_bits_end(bytes in proptest::collection::vec(any::<u8>(), 0..60), parameter in 0u32..32) {
            let mut reader = BitReader::new(&bytes, 0);
            let mut read = 0;
            while reader.rice(parameter).is_some() && reader.small().is_some() {
                read += 1;
                prop_assert!(read <= bytes.len() * 8);
            }
        }

        #[test]
        fn numbers_go_round(values in proptest::collection::vec(any::<u64>(), 0..20)) {
            let mut bytes = Vec::new();
            values.iter().for_each(|&value| put_number(value, &mut bytes));
            let mut rest = bytes.as_slice();
            for &value in &values {
                prop_assert_eq!(take_number(&mut rest), Some(value));
            }
            prop_assert!(rest.is_empty() && take_number(&mut rest).is_none());
        }
    }
}
