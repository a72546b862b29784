//! Prints the quotations of files as JSON lines: `quotes quotes FILE... --format jsonl [--indirect]`.
//!
//! The same lines as the command `onrecord quotes`; here so that the crate can be measured by itself.

use onrecord_quote::{Options, quotations};
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let given = |flag: &str| arguments.iter().any(|a| a == flag);
    let options = Options { indirect: given("--indirect"), inner: given("--inner"), ..Options::default() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut spent = std::time::Duration::ZERO;
    let mut bytes = 0;
    for path in arguments.iter().filter(|a| !a.starts_with("--") && *a != "quotes" && *a != "jsonl") {
        let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
        let start = std::time::Instant::now();
        let found = quotations(&text, &options);
        spent += start.elapsed();
        bytes += text.len();
        for quotation in found {
            let speaker = quotation
                .speaker
                .map(|s| serde_json::json!({"text": s.text, "range": [s.range.start, s.range.end], "name": s.name}));
            let cue = quotation.cue.map(|c| serde_json::json!({"text": c.text, "range": [c.range.start, c.range.end]}));
            let mut line = serde_json::json!({
                "type": "quotation", "input": path, "range": [quotation.range.start, quotation.range.end],
                "text": &text[quotation.range.clone()], "kind": quotation.kind, "speaker": speaker, "cue": cue,
                "confidence": quotation.confidence,
            });
            if quotation.inner {
                line["inner"] = serde_json::Value::Bool(true);
            }
            writeln!(out, "{line}")?;
        }
    }
    if std::env::var_os("QUOTES_TIME").is_some() {
        writeln!(
            std::io::stderr(),
            "{bytes} bytes in {spent:?}: {:.1} MB/s",
            bytes as f64 / 1e6 / spent.as_secs_f64()
        )?;
    }
    Ok(())
}
