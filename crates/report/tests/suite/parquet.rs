//! Parquet files, read back by a small reader of this test's own: the format's description is the judge, not the writer.

use onrecord_report::parquet::{Kind, Value, Writer};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A value of Thrift's compact protocol.
#[derive(Debug)]
enum Thrift {
    Number(i64),
    Bytes(Vec<u8>),
    List(Vec<Thrift>),
    Fields(BTreeMap<i64, Thrift>),
}

impl Thrift {
    fn get(&self, field: i64) -> &Thrift {
        match self {
            Thrift::Fields(fields) => fields.get(&field).unwrap_or_else(|| panic!("no field {field} in {self:?}")),
            other => panic!("{other:?} has no fields"),
        }
    }

    fn number(&self, field: i64) -> i64 {
        match self.get(field) {
            Thrift::Number(number) => *number,
            other => panic!("{other:?} is no number"),
        }
    }

    fn list(&self, field: i64) -> &[Thrift] {
        match self.get(field) {
            Thrift::List(list) => list,
            other => panic!("{other:?} is no list"),
        }
    }

    fn text(&self, field: i64) -> String {
        match self.get(field) {
            Thrift::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
            other => panic!("{other:?} is no text"),
        }
    }
}

fn varint(bytes: &mut &[u8]) -> u64 {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return number;
        }
        shift += 7;
    }
}

fn value(kind: u8, bytes: &mut &[u8]) -> Thrift {
    match kind {
        5 | 6 => {
            let number = varint(bytes);
            Thrift::Number((number >> 1) as i64 ^ -((number & 1) as i64))
        }
        8 => {
            let length = varint(bytes) as usize;
            let (value, rest) = bytes.split_at(length);
            *bytes = rest;
            Thrift::Bytes(value.to_vec())
        }
        9 => {
            let head = bytes[0];
            *bytes = &bytes[1..];
            let length = if head >> 4 == 15 { varint(bytes) } else { u64::from(head >> 4) };
            Thrift::List((0..length).map(|_| value(head & 15, bytes)).collect())
        }
        12 => {
            let (mut fields, mut last) = (BTreeMap::new(), 0);
            loop {
                let head = bytes[0];
                *bytes = &bytes[1..];
                if head == 0 {
                    return Thrift::Fields(fields);
                }
                assert!(head >> 4 > 0, "long field numbers are not used");
                last += i64::from(head >> 4);
                fields.insert(last, value(head & 15, bytes));
            }
        }
        other => panic!("type {other} is not used"),
    }
}

/// All rows of a file, each value in words; `None`: null.
fn read(file: &[u8]) -> (Vec<String>, Vec<Vec<Option<String>>>) {
    assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
    let end = file.len() - 8;
    let length = u32::from_le_bytes(file[end..end + 4].try_into().unwrap()) as usize;
    let foot = value(12, &mut &file[end - length..end]);
    let columns: Vec<String> = foot.list(2)[1..].iter().map(|column| column.text(4)).collect();
    assert_eq!(foot.list(2)[0].number(5) as usize, columns.len());
    let mut rows: Vec<Vec<Option<String>>> = Vec::new();
    for group in foot.list(4) {
        let first = rows.len();
        let count = group.number(3) as usize;
        rows.resize(first + count, Vec::new());
        for chunk in group.list(1) {
            let meta = chunk.get(3);
            let start = meta.number(9) as usize;
            let mut rest = &file[start..];
            let head = value(12, &mut rest);
            let (packed, unpacked) = (head.number(3) as usize, head.number(2) as usize);
            let head_bytes = file.len() - start - rest.len();
            assert_eq!(meta.number(7) as usize, packed + head_bytes);
            assert_eq!(head.get(5).number(1) as usize, count);
            let page = zstd::bulk::decompress(&rest[..packed], unpacked).unwrap();
            assert_eq!(page.len(), unpacked);
            let levels = u32::from_le_bytes(page[..4].try_into().unwrap()) as usize;
            let (mut bits, mut values) = (&page[4..4 + levels], &page[4 + levels..]);
            assert_eq!(varint(&mut bits) as usize, (count.div_ceil(8) << 1) | 1);
            for row in 0..count {
                let there = bits[row / 8] >> (row % 8) & 1 == 1;
                let mut take = |length: usize| {
                    let (value, after) = values.split_at(length);
                    values = after;
                    value
                };
                rows[first + row].push(there.then(|| match meta.number(1) {
                    6 => {
                        let length = u32::from_le_bytes(take(4).try_into().unwrap()) as usize;
                        String::from_utf8(take(length).to_vec()).unwrap()
                    }
                    2 => i64::from_le_bytes(take(8).try_into().unwrap()).to_string(),
                    5 => f64::from_le_bytes(take(8).try_into().unwrap()).to_string(),
                    other => panic!("type {other} is not used"),
                }));
            }
            assert!(values.is_empty());
        }
    }
    assert_eq!(rows.len(), foot.number(3) as usize);
    (columns, rows)
}

const COLUMNS: &[(&str, Kind)] = &[("text", Kind::Text), ("number", Kind::Whole), ("time", Kind::Real)];

fn written(rows: &[(Option<String>, Option<i64>, Option<f64>)]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), COLUMNS).unwrap();
    for (text, number, time) in rows {
        writer
            .row(&[
                text.as_deref().map_or(Value::Empty, Value::Text),
                number.map_or(Value::Empty, Value::Whole),
                time.map_or(Value::Empty, Value::Real),
            ])
            .unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn a_table_without_rows_is_a_file() {
    assert_eq!(read(&written(&[])), (vec!["text".to_owned(), "number".to_owned(), "time".to_owned()], vec![]));
}

#[test]
fn many_rows_make_several_groups() {
    let rows: Vec<_> = (0..450_001).map(|n| (Some(format!("row {n}")), (n % 3 > 0).then_some(n), None)).collect();
    let (_, read) = read(&written(&rows));
    assert_eq!(read.len(), rows.len());
    assert_eq!(read[450_000], [Some("row 450000".to_owned()), None, None]);
    assert_eq!(read[200_002], [Some("row 200002".to_owned()), Some("200002".to_owned()), None]);
}

#[test]
fn values_of_another_kind_are_empty() {
    let mut writer = Writer::new(Vec::new(), COLUMNS).unwrap();
    writer.row(&[Value::Whole(1), Value::Text("x")]).unwrap();
    assert_eq!(read(&writer.finish().unwrap()).1, [[None, None, None]]);
}

proptest! {
    #[test]
    fn every_value_comes_back(
        rows in proptest::collection::vec((proptest::option::of("\\PC{0,20}"), any::<Option<i64>>(), proptest::option::of(-1e9..1e9)), 0..40),
    ) {
        let expected: Vec<Vec<Option<String>>> = rows
            .iter()
            .map(|(text, number, time)| vec![text.clone(), number.map(|n| n.to_string()), time.map(|t: f64| t.to_string())])
            .collect();
        prop_assert_eq!(read(&written(&rows)).1, expected);
    }
}
