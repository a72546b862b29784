//! `onrecord explain`: how a finding came about.

use crate::against::{self, Own};
use crate::args::Listing;
use crate::asked::AskedArgs;
use crate::error::{CliError, Exit};
use crate::input::Article;
use crate::output::Output;
use crate::terminal::Terminal;
use clap::Args;
use onrecord_check::{Claim, Finding};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord explain q3f2a9c01d4be article.txt --against transcripts/
  onrecord explain article.txt --id 4 --record city.record
  onrecord explain --quote \"We will be able to pay\" --speaker \"Ana Ruiz\" --record city.record

A record keeps what was said, not what was quoted: name the article or the quotations that the finding is about. What
stands at the passage behind the @ of a reference: onrecord show.";

/// Tell how a finding came about: every rule that fired, the places that were judged, the witnesses of the event.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The finding's reference, as a report prints it (q3f2a9c01d4be@...), and the article that it is about.
    #[arg(value_name = "REFERENCE|ARTICLE")]
    named: Vec<String>,
    #[command(flatten)]
    asked: AskedArgs,
    /// The id of the quotation, as a report prints it; a running number for an article's.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let (references, paths): (Vec<&String>, Vec<&String>) = args.named.iter().partition(|name| is_reference(name));
    let mut articles = Vec::with_capacity(paths.len());
    for path in paths {
        articles.push(Article::read(&PathBuf::from(path))?);
    }
    let claims = args.asked.claims(&articles)?;
    let chosen = choose(claims, references.first().map(|one| one.as_str()), args.id.as_deref())?;
    let places = args.asked.quotations.iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let own = Own { articles: &articles, places };
    let evidence = against::gather(&args.asked.against, &args.asked.record, &own, terminal)?;
    let explanation = evidence.held.explain(chosen)?;
    let style = terminal.style(false);
    Output::write_all(None, |out| Ok(onrecord_report::explain::write(args.format.into(), &explanation, &style, out)?))?;
    if let Some(asked) = references.first().and_then(|reference| reference.split_once('@'))
        && !explanation.finding.reference.ends_with(asked.1)
    {
        terminal
            .note(format!("the record has grown: it rested on {} then; onrecord show {} shows it", asked.1, asked.1));
    }
    Ok(Exit::Nothing)
}

/// So many ids are listed where none fits.
const LISTED: usize = 10;

/// Whether this is a finding's reference and no path: `q` and twelve digits, perhaps with a passage behind `@`.
fn is_reference(name: &str) -> bool {
    let words = name.split('@').next().unwrap_or(name);
    words.len() == 13 && words.starts_with('q') && words.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
}

/// The quotation that is meant.
fn choose(claims: Vec<Claim>, reference: Option<&str>, id: Option<&str>) -> Result<Claim, CliError> {
    if claims.is_empty() {
        return Err(CliError::usage(
            "there is no quotation to explain",
            "Name the article that it stands in, or use --quotations FILE or --quote WORDS.",
        ));
    }
    let wanted = reference.map(|reference| reference.split('@').next().unwrap_or(reference).to_ascii_lowercase());
    let is_meant = |claim: &Claim| {
        wanted.as_ref().is_none_or(|wanted| Finding::reference_of(claim, None) == *wanted)
            && id.is_none_or(|id| claim.id == id)
    };
    let count = claims.len();
    let ids: Vec<String> = claims.iter().take(LISTED).map(|claim| claim.id.clone()).collect();
    let mut meant: Vec<Claim> = claims.into_iter().filter(is_meant).collect();
    if meant.is_empty() {
        return Err(CliError::usage(
            match id {
                Some(id) => format!("none of the {count} quotations has the id {id} and is meant"),
                None => format!("none of the {count} quotations is the one that is meant"),
            },
            match id {
                Some(_) => {
                    let more = if count > ids.len() { " and so on" } else { "" };
                    format!("The ids are {}{more}.", ids.join(", "))
                }
                None => "The words of an article that was changed have another reference; onrecord check prints the new ones."
                    .to_owned(),
            },
        ));
    }
    if meant.len() > 1 && wanted.is_none() {
        return Err(CliError::usage(
            match id {
                Some(id) => format!("{} quotations have the id {id}", meant.len()),
                None => format!("there are {count} quotations"),
            },
            "Say which: --id NUMBER, or the reference that onrecord check prints with each finding.",
        ));
    }
    Ok(meant.swap_remove(0))
}
