//! The reader drawn without a terminal: what the keys do is what the reader does.

use std::ops::ControlFlow;

use tagleaf::app::{Library, Shared, Size};
use tagleaf::frame::{Picture, Script, Sitting, draw};
use tagleaf::ingest::{Input, LinkSources, find_links, load};
use tagleaf::theme::{Colors, Theme};

fn seed() -> Shared<Library> {
    let inputs = [Input::Seed];
    let loaded = load(&inputs, &mut |_| ControlFlow::Continue(()));
    let found = find_links(&inputs, &loaded, &LinkSources::default());
    Shared::new(Library::new(loaded, found))
}

fn drawn(width: u16, height: u16, keys: &str) -> Picture {
    let script: Script = keys.parse().expect("a script");
    let theme = Theme::new(Colors::Indexed);
    draw(
        &seed(),
        &script,
        Sitting {
            size: Size { width, height },
            ..Sitting::default()
        },
        &theme,
    )
}

#[test]
fn every_row_is_as_wide_as_the_window() {
    for (width, height) in [(1, 1), (2, 1), (1, 40), (40, 12), (80, 24), (200, 50)] {
        let picture = drawn(width, height, "");
        assert_eq!(picture.rows().len(), usize::from(height));
        for row in picture.rows() {
            let mut next = 0;
            for run in row {
                assert_eq!(run.x, next);
                next += run.width;
            }
            assert_eq!(next, width, "{width}x{height}");
        }
    }
}

#[test]
fn a_picture_is_well_formed_at_every_size() {
    for (width, height) in [(1, 1), (40, 12), (120, 40)] {
        let mut svg = Vec::new();
        let picture = drawn(width, height, "j j enter");
        picture.write_svg(&mut svg).expect("a Vec takes all");
        let svg = String::from_utf8(svg).expect("UTF-8");
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        for name in ["svg", "g", "text"] {
            let opened = svg.matches(&format!("<{name} ")).count();
            assert_eq!(opened, svg.matches(&format!("</{name}>")).count(), "{name}");
        }
        // An ampersand begins an entity and nothing else.
        for after in svg.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;"].iter().any(|e| after.starts_with(e)),
                "{after}"
            );
        }
    }
}

#[test]
fn the_same_keys_give_the_same_frame() {
    let keys = "j j tab j enter click:10,5 wheel-down:30,10 ? esc";
    assert_eq!(drawn(120, 40, keys), drawn(120, 40, keys));
}

#[test]
fn keys_and_clicks_reach_the_reader_until_it_is_left() {
    let shows = |keys: &str, what: &str| {
        let rows = drawn(120, 40, keys).text_rows();
        assert!(
            rows.iter().any(|row| row.contains(what)),
            "{keys}: {rows:#?}"
        );
    };
    shows("", "Page 1 of 10");
    shows("l l l l l", "Page 6 of 10");
    shows("6 l", "Page 6 of 10");
    shows("6 l q l l", "Page 6 of 10");

    let rows = drawn(120, 40, "").text_rows();
    let place = rows.iter().zip(0..).find_map(|(row, y)| {
        let at = row.find(" 4 5 6 7 ")?;
        let x = tagleaf::text::width_cells(&row[..at]) + " 4 5 ".len();
        Some((x, y))
    });
    let (x, y): (usize, u16) = place.expect("a pager");
    shows(&format!("click:{x},{y}"), "Page 6 of 10");
}
