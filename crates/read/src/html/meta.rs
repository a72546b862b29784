//! What a page states about itself: title, date, place, language, link, and whether an office publishes it.

use super::tree::{Attribute, Node};
use crate::about;
use crate::draft::About;

/// Collects it from the head of the page and from the marked elements of its body.
pub(crate) fn about(nodes: &[Node], main: usize) -> About {
    let mut found = Found::default();
    for (index, node) in nodes.iter().enumerate() {
        match node.name.as_str() {
            "meta" => found.meta(node),
            "title" if found.title.is_none() => found.title = Some(inner(nodes, index)),
            "html" => found.language = node.get(Attribute::Lang).map(str::to_owned),
            "link" if node.get(Attribute::Rel) == Some("canonical") => {
                found.canonical = node.get(Attribute::Href).map(str::to_owned);
            }
            "h1" if found.heading.is_none() && index >= main => found.heading = Some(inner(nodes, index)),
            "time" if found.time.is_none() => {
                found.time = node
                    .get(Attribute::Datetime)
                    .map(str::to_owned)
                    .or_else(|| Some(inner(nodes, index)))
                    .and_then(|date| about::date_in(&date));
            }
            "script"
                if found.linked.is_none() && node.get(Attribute::Type).is_some_and(|kind| kind.contains("ld+json")) =>
            {
                found.linked = nodes
                    .get(index + 1)
                    .and_then(|text| quoted_after(&text.text, "\"datePublished\""))
                    .and_then(|date| about::date_in(&date));
            }
            _ => {}
        }
        if index > main && found.place.is_none() && !node.is_text() && is_place(node) {
            let place = inner(nodes, index);
            if (2..120).contains(&place.len()) {
                found.place = Some(place);
            }
        }
    }
    found.finish()
}

#[derive(Default)]
struct Found {
    title: Option<String>,
    heading: Option<String>,
    open_title: Option<String>,
    site: Option<String>,
    address: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    published: Option<String>,
    time: Option<String>,
    linked: Option<String>,
    place: Option<String>,
}

impl Found {
    fn meta(&mut self, node: &Node) {
        let Some(content) = node.get(Attribute::Content).map(str::trim).filter(|content| !content.is_empty()) else {
            return;
        };
        let key = [Attribute::Property, Attribute::Name, Attribute::Itemprop]
            .into_iter()
            .find_map(|key| node.get(key))
            .unwrap_or("")
            .to_ascii_lowercase();
        let put = |slot: &mut Option<String>| {
            slot.get_or_insert_with(|| content.to_owned());
        };
        match key.as_str() {
            "og:title" | "twitter:title" | "dc.title" => put(&mut self.open_title),
            "og:site_name" | "application-name" | "publisher" | "dc.publisher" => put(&mut self.site),
            "og:url" => put(&mut self.address),
            "article:published_time"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "pubdate"
            | "publishdate"
            | "datepublished"
            | "sailthru.date"
            | "parsely-pub-date"
            | "og:published_time" => {
                if let (None, Some(date)) = (&self.published, about::date_in(content)) {
                    self.published = Some(date);
                }
            }
            _ if key.ends_with("upload_date") || key.ends_with("publish_date") => {
                if let (None, Some(date)) = (&self.published, about::date_in(content)) {
                    self.published = Some(date);
                }
            }
            _ => {}
        }
    }

    fn finish(self) -> About {
        let site = self
            .site
            .clone()
            .or_else(|| self.title.as_deref().and_then(|title| split_site(title).1).map(str::to_owned));
        let link =
            [self.canonical.clone(), self.address.clone()].into_iter().flatten().find(|link| link.starts_with("http"));
        let official = official(site.as_deref(), link.as_deref());
        let title = self
            .open_title
            .or(self.heading)
            .or_else(|| self.title.as_deref().map(|title| split_site(title).0.to_owned()));
        let language = self.language.and_then(|code| {
            let code: String =
                code.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
            (code.len() == 2).then_some(code)
        });
        About {
            title: title.map(|title| about::single_line(&title)).filter(|title| !title.is_empty()),
            date: self.published.or(self.linked).or(self.time),
            language,
            place: self.place,
            link,
            official,
        }
    }
}

/// The words of an element, at most a few hundred.
fn inner(nodes: &[Node], index: usize) -> String {
    let end = nodes.get(index).map_or(index, |node| node.end);
    let mut out = String::new();
    for node in nodes.get(index + 1..end).unwrap_or(&[]) {
        for word in node.text.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        if out.len() > 400 {
            break;
        }
    }
    out
}

fn is_place(node: &Node) -> bool {
    if matches!(node.get(Attribute::Itemprop), Some("location" | "contentLocation" | "locationCreated")) {
        return true;
    }
    node.get(Attribute::Class).is_some_and(|class| {
        class.split_whitespace().any(|class| {
            class == "p-location"
                || class == "location"
                || class == "place"
                || class.ends_with("__place")
                || class.ends_with("-location")
        })
    })
}

/// `"key": "value"` in a script.
fn quoted_after(text: &str, key: &str) -> Option<String> {
    let rest = text.get(text.find(key)? + key.len()..)?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let end = rest.find('"')?;
    rest.get(..end.min(80)).map(str::to_owned)
}

/// "A talk • The office": the title and the site.
fn split_site(title: &str) -> (&str, Option<&str>) {
    for mark in [" • ", " | ", " · ", " — ", " – ", " :: ", " » ", " - "] {
        if let Some((before, after)) = title.rsplit_once(mark)
            && before.chars().count() > 3
            && after.chars().count() > 2
        {
            return (before.trim(), Some(after.trim()));
        }
    }
    (title.trim(), None)
}

const OFFICES: &[&str] = &[
    "president of",
    "office of the",
    "presidency",
    "presidential",
    "government of",
    "gov.",
    "ministry",
    "minister",
    "parliament",
    "senate",
    "congress",
    "house of",
    "white house",
    "embassy",
    "consulate",
    "european commission",
    "european council",
    "council of the",
    "united nations",
    "department of",
    "state department",
    "chancell",
    "federal government",
    "federal reserve",
    "central bank",
    "state duma",
    "royal",
    "nato",
    "bundesregierung",
    "élysée",
    "elysee",
    "downing street",
    "kantoor",
    "regierung",
    "gouvernement",
    "presidencia",
    "gobierno",
    "правительство",
    "президент",
    "министерство",
    "行政院",
    "總統府",
    "国务院",
    "外交部",
];

/// Why a page is the office's own, if its name or its address shows that.
fn official(site: Option<&str>, link: Option<&str>) -> Option<String> {
    if let Some(site) = site {
        let lower = site.to_lowercase();
        if OFFICES.iter().any(|office| lower.contains(office)) && site.len() < 120 {
            return Some(format!("Published by an office on its own site: the page calls itself “{site}”."));
        }
    }
    let host = link?.split("//").nth(1)?.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last().copied().unwrap_or("");
    let second = labels.len().checked_sub(2).and_then(|index| labels.get(index)).copied().unwrap_or("");
    let state = matches!(last, "gov" | "mil" | "int")
        || matches!(second, "gov" | "gouv" | "gob" | "govt" | "go" | "gc" | "gub" | "mil") && last.len() == 2
        || host.ends_with(".europa.eu")
        || host.ends_with(".admin.ch");
    state.then(|| format!("Published at an address that only public bodies have: {host}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_offices() {
        assert_eq!(split_site("A talk • President of Ruritania"), ("A talk", Some("President of Ruritania")));
        assert!(official(Some("President of Ruritania"), None).is_some());
        assert!(official(Some("The Daily Post"), Some("https://www.example.com/x")).is_none());
        assert!(official(None, Some("https://www.port.gov.uk/x")).is_some());
        assert_eq!(
            quoted_after("{\"datePublished\": \"2020-01-02T03:04\"}", "\"datePublished\"").as_deref(),
            Some("2020-01-02T03:04")
        );
    }
}
