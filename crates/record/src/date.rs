//! Dates as people state them of events and of quotations: a year, a month or a day, that the calendar has.
//!
//! Not for finding dates in texts: crate `read` does that for sources, `check` for articles.

/// Whether this is a year (2026), a month (2026-03) or a day (2026-03-14) of the calendar. A month has the days that it
/// has, and there was no year 0: a date that never was would be the date of no event.
pub fn is_date(date: &str) -> bool {
    let mut parts = date.split('-');
    let mut number = |digits: usize| -> Option<Option<u16>> {
        let Some(part) = parts.next() else { return Some(None) };
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse().ok().map(Some) } else { None }
    };
    let (Some(Some(year)), Some(month), Some(day)) = (number(4), number(2), number(2)) else { return false };
    if year == 0 || parts.next().is_some() {
        return false;
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        None => return day.is_none(),
        Some(2) => 28 + u16::from(is_leap),
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        Some(_) => return false,
    };
    day.is_none_or(|day| (1..=days).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn the_calendar_has_it_or_not() {
        for date in ["2026", "0001", "2026-03", "2026-12-31", "2024-02-29", "2000-02-29"] {
            assert!(is_date(date), "{date}");
        }
        for date in [
            "",
            "0000",
            "26",
            "20260",
            "2026-00",
            "2026-13",
            "2026-3",
            "2026-02-29",
            "2025-02-30",
            "1900-02-29",
            "2026-04-31",
            "2026-01-32",
            "2026-01-00",
            "2026-01-01-01",
            "2026-",
            "-2026",
            "2026-01-",
            "２０２６",
            "+026",
        ] {
            assert!(!is_date(date), "{date}");
        }
    }
}
