//! Staying with one article in the detail.

use crate::catalog::ArticleId;

/// The article that is read in the detail, and since which message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stay {
    /// The article; none while another pane has the focus.
    pub article: Option<ArticleId>,
    /// Whether nothing covers it or takes its keys.
    pub is_open: bool,
    /// The newest wait that was asked for; the end of an older one is dropped.
    pub generation: u64,
    /// Whether what is kept has changed so that the list is to be searched anew once the
    /// person goes on: what is being read does not vanish.
    pub is_list_outdated: bool,
}
