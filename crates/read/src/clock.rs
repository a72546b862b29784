//! Times as written beside words: `00:12:57`, `12:57`, `[1:02:03.5]`, `00:00:01,230`, and spans of them.

/// A time at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stamp {
    /// Seconds.
    pub(crate) start: f64,
    /// Seconds at the end of a span.
    pub(crate) end: Option<f64>,
    /// Bytes it takes, brackets included.
    pub(crate) len: usize,
}

/// Reads `H:MM:SS`, `MM:SS` or `HH:MM:SS.mmm` at the start of a text: seconds and bytes taken.
pub(crate) fn time(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut parts, mut seconds) = (0, 0, 0f64);
    loop {
        // Words may stick to a time ("12:0510 months later"): after the first colon two digits are taken, no more.
        let most = if parts == 0 { 4 } else { 2 };
        let digits = bytes.get(at..)?.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        let value: u32 = text.get(at..at + digits)?.parse().ok()?;
        let fits = if parts == 0 { (1..=3).contains(&digits) } else { digits == 2 && value < 60 };
        if !fits {
            return None;
        }
        seconds = seconds * 60.0 + f64::from(value);
        at += digits;
        parts += 1;
        let next_is_digit = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if parts < 3 && bytes.get(at) == Some(&b':') && next_is_digit {
            at += 1;
            continue;
        }
        break;
    }
    if parts < 2 {
        return None;
    }
    if matches!(bytes.get(at), Some(b'.' | b',')) {
        let digits = bytes.get(at + 1..)?.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        if (1..=3).contains(&digits) {
            let value: u32 = text.get(at + 1..at + 1 + digits)?.parse().ok()?;
            let scale = [1.0, 10.0, 100.0, 1000.0].get(digits).copied().unwrap_or(1000.0);
            seconds += f64::from(value) / scale;
            at += 1 + digits;
        }
    }
    Some((seconds, at))
}

/// Reads a time or a span of times, in brackets or not, at the start of a text.
pub(crate) fn stamp(text: &str) -> Option<Stamp> {
    let (open, close) = match text.chars().next()? {
        '[' => (1, Some(']')),
        '(' => (1, Some(')')),
        '0'..='9' => (0, None),
        _ => return None,
    };
    let rest = text.get(open..)?;
    let (start, taken) = time(rest)?;
    let mut len = open + taken;
    let mut end = None;
    let after = text.get(len..)?;
    let gap = after.trim_start_matches(' ');
    let dash = gap.strip_prefix("-->").or_else(|| gap.strip_prefix(['-', '–', '—']));
    if let Some(second) = dash.map(|dash| dash.trim_start_matches(' '))
        && let Some((last, taken)) = time(second)
    {
        end = Some(last.max(start));
        len += after.len() - second.len() + taken;
    }
    if let Some(close) = close {
        text.get(len..)?.starts_with(close).then_some(())?;
        len += 1;
    } else if text.get(len..)?.starts_with(['%', ':']) && text.get(len + 1..)?.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    Some(Stamp { start, end, len })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(time("00:12:57 x"), Some((777.0, 8)));
        assert_eq!(time("1:02:03.5"), Some((3723.5, 9)));
        assert_eq!(time("00:00:01,230"), Some((1.23, 12)));
        assert_eq!(time("12"), None);
        assert_eq!(time("12:7"), None);
        assert_eq!(time("2003:12"), None);
        assert_eq!(stamp("[00:07] x").map(|stamp| (stamp.start, stamp.len)), Some((7.0, 7)));
        assert_eq!(stamp("(0:07 - 0:12)").and_then(|stamp| stamp.end), Some(12.0));
    }
}
