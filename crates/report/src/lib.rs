//! Findings as text, JSON, HTML, Markdown, CSV and SARIF
#![forbid(unsafe_code)]
