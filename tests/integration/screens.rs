//! The screens as text, for layout.

use tagleaf::app::Message;
use tagleaf::ingest::Progress;

use crate::reader::{Reader, sample};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 50)];

#[test]
fn screens_look_as_reviewed() {
    let surfaces = [
        ("cards", ""),
        ("compact", "d j"),
        ("one_line", "d d j j"),
        ("detail", "3 G enter"),
        ("sidebar", "shift-tab j j space"),
        ("help", "?"),
        ("query", "/ t a g : d tab tab"),
        ("broken_query", "/ t g a : x"),
        ("results", "/ d d d enter"),
        ("all", "/ ' c q r s enter a"),
        ("why", "/ d d d space ! s a g a enter w"),
        ("links", "O j"),
        ("question", "O j o"),
    ];
    for (width, height) in SIZES {
        for (name, keys) in surfaces {
            let mut reader = Reader::sample(width, height);
            reader.press(keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), reader.screen());
        }
    }
}

#[test]
fn states_without_cards_look_as_reviewed() {
    let mut loading = Reader::loading(80, 24);
    loading.tell(Message::LoadProgressed(Progress {
        bytes_done: 42,
        bytes_total: 100,
        articles: 12_345,
    }));
    insta::assert_snapshot!("loading_80x24", loading.screen());
    insta::assert_snapshot!("empty_80x24", Reader::with(sample(0), 80, 24).screen());
    let mut nothing = Reader::sample(120, 40);
    nothing.click_value("Caching").click_value("21CTO");
    insta::assert_snapshot!("nothing_passes_120x40", nothing.screen());
    insta::assert_snapshot!("too_small_23x6", Reader::sample(23, 6).screen());
}
