//! Paragraphs whose own words say that no turn holds them: links, credits, datelines, summaries, the heads of comments.
//!
//! Part of the walk of `dialogue`: what [`crate::apart`] makes of a paragraph's words is weighed here against whose turn it is,
//! for within a conversation such words are somebody's as often. Not for labels and headings.

use super::{Voice, Walk};
use crate::apart::{self, Apart};
use crate::draft::Paragraph;
use crate::stage;
use crate::{Grade, SegmentKind};

impl Walk<'_> {
    /// What a paragraph's own words make of it. Whether that settles it.
    pub(super) fn apart(
        &mut self,
        index: usize,
        paragraph: &Paragraph,
        apart: Apart,
        summary_end: Option<usize>,
    ) -> bool {
        let words = self.draft.words(paragraph);
        let over = self.last_label.is_none_or(|last| index > last);
        let range = paragraph.range.clone();
        match apart {
            Apart::Scrap => {
                // A link that somebody names belongs to what he says; a bare one does not.
                if !over && matches!(self.voice, Voice::Turn(_)) && !apart::is_bare_scrap(words) {
                    return false;
                }
                if stage::is_whole(words) {
                    self.push(SegmentKind::StageDirection, None, range, None, None);
                } else {
                    self.push(SegmentKind::Boilerplate, None, range, None, None);
                }
            }
            Apart::TranslatedBy => {
                if matches!(self.voice, Voice::Turn(_)) && !over {
                    return false;
                }
                if over {
                    self.leave(Voice::Teller);
                }
                self.out.translated.get_or_insert_with(|| words.to_owned());
                self.push(SegmentKind::Boilerplate, None, range, None, None);
            }
            Apart::Source => {
                if !over && matches!(self.voice, Voice::Turn(_)) && !words.contains("http") && !words.contains("www.") {
                    return false;
                }
                if over {
                    self.leave(if self.voice == Voice::Readers { Voice::Readers } else { Voice::Teller });
                }
                let within = matches!(self.voice, Voice::Turn(_)) && !over;
                if self.voice != Voice::Readers && !self.thread && !within {
                    self.out.source.get_or_insert_with(|| words.to_owned());
                }
                self.push(SegmentKind::Boilerplate, None, range, None, None);
            }
            Apart::Plea => {
                // Within a conversation such words are somebody's.
                if !over && matches!(self.voice, Voice::Turn(_)) {
                    return false;
                }
                if over && self.out.turns > 0 {
                    self.leave(Voice::Readers);
                }
                if self.thread {
                    return false;
                }
                self.push(SegmentKind::Boilerplate, None, range, None, None);
            }
            Apart::CommentHead => {
                if !over {
                    return false;
                }
                if index > 0 {
                    self.leave(Voice::Readers);
                }
                self.push(SegmentKind::Boilerplate, None, range, None, None);
            }
            Apart::Dateline => {
                if matches!(self.voice, Voice::Turn(_)) && !over {
                    return false;
                }
                self.leave(Voice::Teller);
                if self.out.dateline.is_none() && !self.thread && self.out.turns == 0 && index < 12 {
                    self.out.dateline = Some(range.clone());
                }
                self.wire = true;
                self.summary_until = None;
                if paragraph.blank_before == 0 && !paragraph.parted {
                    self.lead_becomes_wire();
                }
                self.push(SegmentKind::Narration, None, range, None, Some(Grade::Wire));
            }
            Apart::SummaryBegins => {
                if matches!(self.voice, Voice::Turn(_)) && !over {
                    return false;
                }
                self.leave(Voice::Teller);
                self.wire = false;
                let label_only = words.trim_end().ends_with(':') || !words.contains(':');
                self.summary_until = Some(summary_end.unwrap_or(index + usize::from(label_only)));
                self.push(SegmentKind::Narration, None, range, None, Some(Grade::Summary));
            }
            Apart::SummaryEnds => {
                self.push(SegmentKind::Boilerplate, None, range, None, None);
                self.summary_until = None;
            }
        }
        true
    }

    /// A line right above a dateline is the report's own headline or lead.
    fn lead_becomes_wire(&mut self) {
        if let Some(last) = self.out.segments.last_mut()
            && last.post == self.post
            && matches!(last.kind, SegmentKind::Narration | SegmentKind::Comment | SegmentKind::Heading)
        {
            last.grade = Some(Grade::Wire);
            if last.kind == SegmentKind::Comment {
                last.kind = SegmentKind::Narration;
            }
        }
    }

    /// The grade of narration where the walk stands: of a summary or a report of an agency.
    pub(super) fn apart_grade(&self) -> Option<Grade> {
        if self.summary_until.is_some() {
            Some(Grade::Summary)
        } else if self.wire {
            Some(Grade::Wire)
        } else {
            None
        }
    }
}
