//! A small writer of Parquet files: one table, columns that may be empty, of text, whole numbers and numbers.
//!
//! Only what that needs: plain pages packed with zstd, definition levels, the footer in Thrift's compact protocol. See the
//! format's own description (github.com/apache/parquet-format). The crate `parquet` brings fourteen crates and half a minute of
//! building for much that is not needed here. Rows are kept until a group of them is full, so memory is bounded.
//!
//! Not for reading, and not for nested values.

use std::io::{self, Write};

/// What a column holds. Any of them may be empty in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Real,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// UTF-8 text.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
}

/// A group of rows is written when it holds this many bytes or rows.
const GROUP_BYTES: usize = 32 << 20;
const GROUP_ROWS: usize = 200_000;

/// zstd's level.
const COMPRESSION: i32 = 3;

/// Writes one table. [`Writer::finish`] must be called: a Parquet file ends with what tells where all is.
pub struct Writer<W: Write> {
    out: W,
    /// Bytes written.
    at: u64,
    columns: Vec<(&'static str, Kind)>,
    open: Vec<Open>,
    rows: usize,
    bytes: usize,
    groups: Vec<Group>,
}

/// A column of the group that is being filled.
#[derive(Default, Clone)]
struct Open {
    /// A bit a row: whether there is a value.
    present: Vec<u8>,
    values: Vec<u8>,
}

struct Group {
    rows: usize,
    /// Of each column: where its page begins, its bytes packed and unpacked, with the head of the page.
    columns: Vec<(u64, u64, u64)>,
}

impl<W: Write> Writer<W> {
    /// Begins a file with these columns.
    pub fn new(mut out: W, columns: &[(&'static str, Kind)]) -> io::Result<Writer<W>> {
        out.write_all(b"PAR1")?;
        let open = vec![Open::default(); columns.len()];
        Ok(Writer { out, at: 4, columns: columns.to_vec(), open, rows: 0, bytes: 0, groups: Vec::new() })
    }

    /// Adds a row. Missing values are empty, and so are values of another kind than their column.
    pub fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        for (index, ((_, kind), open)) in self.columns.iter().zip(&mut self.open).enumerate() {
            let before = open.values.len();
            let there = match (kind, values.get(index).unwrap_or(&Value::Empty)) {
                (Kind::Text, Value::Text(text)) => {
                    // No text of a record comes near this.
                    let length = u32::try_from(text.len()).map_err(io::Error::other)?;
                    open.values.extend_from_slice(&length.to_le_bytes());
                    open.values.extend_from_slice(text.as_bytes());
                    true
                }
                (Kind::Whole, Value::Whole(number)) => {
                    open.values.extend_from_slice(&number.to_le_bytes());
                    true
                }
                (Kind::Real, Value::Real(number)) => {
                    open.values.extend_from_slice(&number.to_le_bytes());
                    true
                }
                _ => false,
            };
            if self.rows.is_multiple_of(8) {
                open.present.push(0);
            }
            if let Some(last) = open.present.last_mut() {
                *last |= u8::from(there) << (self.rows % 8);
            }
            self.bytes += open.values.len() - before;
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.close_group() } else { Ok(()) }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Writes what is open as one group, each column as one page.
    fn close_group(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = Group { rows: self.rows, columns: Vec::with_capacity(self.columns.len()) };
        for index in 0..self.columns.len() {
            let open = self.open.get_mut(index).map(std::mem::take).unwrap_or_default();
            // Definition levels: one run of single bits, with its length before it.
            let mut levels = Vec::with_capacity(open.present.len() + 5);
            put_varint(((open.present.len() as u64) << 1) | 1, &mut levels);
            levels.extend_from_slice(&open.present);
            let mut page = Vec::with_capacity(levels.len() + open.values.len() + 4);
            page.extend_from_slice(&(levels.len() as u32).to_le_bytes());
            page.extend_from_slice(&levels);
            page.extend_from_slice(&open.values);
            drop(open);
            let packed = zstd::bulk::compress(&page, COMPRESSION)?;
            let mut head = Thrift::default();
            head.i32(1, DATA_PAGE);
            head.i32(2, small(page.len())?);
            head.i32(3, small(packed.len())?);
            head.begin(5);
            head.i32(1, small(group.rows)?);
            head.i32(2, PLAIN);
            head.i32(3, RLE);
            head.i32(4, RLE);
            head.end();
            let head = head.finish();
            let start = self.at;
            self.write(&head)?;
            self.write(&packed)?;
            let head = head.len() as u64;
            group.columns.push((start, head + packed.len() as u64, head + page.len() as u64));
        }
        self.groups.push(group);
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// Writes what is open and the end of the file, and gives the writer back.
    pub fn finish(mut self) -> io::Result<W> {
        self.close_group()?;
        let mut foot = Thrift::default();
        foot.i32(1, 2);
        foot.list(2, STRUCT, self.columns.len() + 1);
        foot.element(|root| {
            root.text(4, "table");
            root.i32(5, self.columns.len() as i32);
        });
        for (name, kind) in &self.columns {
            foot.element(|column| {
                column.i32(1, physical(*kind));
                column.i32(3, OPTIONAL);
                column.text(4, name);
                if *kind == Kind::Text {
                    column.i32(6, UTF8);
                    // The same once more, as newer readers look for it.
                    column.begin(10);
                    column.begin(1);
                    column.end();
                    column.end();
                }
            });
        }
        foot.i64(3, self.groups.iter().map(|group| group.rows as i64).sum());
        foot.list(4, STRUCT, self.groups.len());
        for group in &self.groups {
            foot.element(|entry| {
                entry.list(1, STRUCT, group.columns.len());
                for ((name, kind), (start, packed, unpacked)) in self.columns.iter().zip(&group.columns) {
                    entry.element(|chunk| {
                        chunk.i64(2, *start as i64);
                        chunk.begin(3);
                        chunk.i32(1, physical(*kind));
                        chunk.list(2, I32, 2);
                        chunk.number(PLAIN.into());
                        chunk.number(RLE.into());
                        chunk.list(3, BINARY, 1);
                        chunk.bytes(name.as_bytes());
                        chunk.i32(4, ZSTD);
                        chunk.i64(5, group.rows as i64);
                        chunk.i64(6, *unpacked as i64);
                        chunk.i64(7, *packed as i64);
                        chunk.i64(9, *start as i64);
                        chunk.end();
                    });
                }
                entry.i64(2, group.columns.iter().map(|column| column.2 as i64).sum());
                entry.i64(3, group.rows as i64);
            });
        }
        foot.text(6, concat!("onrecord ", env!("CARGO_PKG_VERSION")));
        let foot = foot.finish();
        self.write(&foot)?;
        self.write(&(foot.len() as u32).to_le_bytes())?;
        self.write(b"PAR1")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn small(number: usize) -> io::Result<i32> {
    i32::try_from(number).map_err(|_| io::Error::other("a value is too large for a Parquet file"))
}

// Numbers of the format.
const DATA_PAGE: i32 = 0;
const PLAIN: i32 = 0;
const RLE: i32 = 3;
const OPTIONAL: i32 = 1;
const UTF8: i32 = 0;
const ZSTD: i32 = 6;

fn physical(kind: Kind) -> i32 {
    match kind {
        Kind::Text => 6,
        Kind::Whole => 2,
        Kind::Real => 5,
    }
}

// Types of Thrift's compact protocol.
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A structure in Thrift's compact protocol: fields in rising order of their numbers.
#[derive(Default)]
struct Thrift {
    bytes: Vec<u8>,
    /// The number of the last field, of this structure and of those around it.
    last: i16,
    around: Vec<i16>,
}

impl Thrift {
    fn field(&mut self, number: i16, kind: u8) {
        // The fields used here never lie more than fifteen apart.
        self.bytes.push((((number - self.last) as u8) << 4) | kind);
        self.last = number;
    }

    fn number(&mut self, number: i64) {
        put_varint(((number << 1) ^ (number >> 63)) as u64, &mut self.bytes);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        put_varint(bytes.len() as u64, &mut self.bytes);
        self.bytes.extend_from_slice(bytes);
    }

    fn i32(&mut self, field: i16, number: i32) {
        self.field(field, I32);
        self.number(number.into());
    }

    fn i64(&mut self, field: i16, number: i64) {
        self.field(field, I64);
        self.number(number);
    }

    fn text(&mut self, field: i16, text: &str) {
        self.field(field, BINARY);
        self.bytes(text.as_bytes());
    }

    fn list(&mut self, field: i16, kind: u8, length: usize) {
        self.field(field, LIST);
        if length < 15 {
            self.bytes.push(((length as u8) << 4) | kind);
        } else {
            self.bytes.push(0xF0 | kind);
            put_varint(length as u64, &mut self.bytes);
        }
    }

    /// Begins a structure that is a field.
    fn begin(&mut self, field: i16) {
        self.field(field, STRUCT);
        self.around.push(self.last);
        self.last = 0;
    }

    fn end(&mut self) {
        self.bytes.push(0);
        self.last = self.around.pop().unwrap_or(0);
    }

    /// A structure that is an element of a list.
    fn element(&mut self, fill: impl FnOnce(&mut Thrift)) {
        self.around.push(self.last);
        self.last = 0;
        fill(self);
        self.end();
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

fn put_varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
