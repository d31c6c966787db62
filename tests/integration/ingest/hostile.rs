//! Broken and hostile input: reported, bounded, harmless.

use proptest::prelude::*;
use tagleaf::catalog::Form;
use tagleaf::ingest::{InputError, Reason, load_bytes};

use super::{ARTICLES, assert_articles, load, page};

type Expected = fn(&Reason) -> bool;

#[test]
fn a_broken_article_goes_into_quarantine_and_the_rest_is_read() {
    let table: [(&str, &str, Expected); 5] = [
        ("Oct 8, 2021 ·", "Oct 41, 2021 ·", |r| {
            matches!(r, Reason::NotADate(_))
        }),
        ("Oct 8, 2021 ·", "yesterday ·", |r| {
            matches!(r, Reason::NoDate | Reason::NotADate(_))
        }),
        ("3 likes · 1 min read\n", "", |r| {
            matches!(r, Reason::NoLikes)
        }),
        ("3 likes", "3.5k likes", |r| {
            matches!(r, Reason::NotNumbers(_))
        }),
        ("3 likes", "99999999999 likes", |r| {
            matches!(r, Reason::NotNumbers(_))
        }),
    ];
    for form in [Form::A, Form::B, Form::C, Form::E] {
        for (from, to, expected) in table {
            let text = page(form, &ARTICLES).replacen(from, to, 1);
            let loaded = load(&text);
            let titles: Vec<_> = loaded
                .catalog
                .articles()
                .map(|a| a.title().as_str())
                .collect();
            assert_eq!(
                titles,
                [ARTICLES[0].title, ARTICLES[2].title],
                "{form} {to}"
            );
            let file = &loaded.report.files[0];
            assert!(
                file.quarantined.iter().any(|q| expected(&q.reason)),
                "{form} {to}: {file:#?}"
            );
            let kept: Vec<u8> = file
                .quarantined
                .iter()
                .flat_map(|q| q.bytes.clone())
                .collect();
            let kept = String::from_utf8(kept).expect("the page is UTF-8");
            assert!(kept.contains(ARTICLES[1].summary), "{form} {to}: {kept:?}");
        }
    }
}

#[test]
fn escape_sequences_never_get_through() {
    let evil = "\u{1b}[31mRed\u{1b}[0m \u{1b}]0;pwned\u{7} \u{202e}live\u{200b}";
    let text = page(Form::A, &ARTICLES).replace("MySQL Index Design", evil);
    let loaded = load(&text);
    assert_eq!(loaded.catalog.len(), 3);
    for article in loaded.catalog.articles() {
        for shown in [
            article.title(),
            article.summary(),
            article.source(),
            article.category(),
        ] {
            assert!(tagleaf::text::is_clean(shown.as_str()), "{shown:?}");
        }
    }
    let removed = loaded.report.files[0].removed;
    assert!(
        removed.control > 0 && removed.bidi > 0 && removed.invisible > 0,
        "{removed:?}"
    );
}

#[test]
fn what_is_no_text_is_refused_in_one_line() {
    let refusal = |bytes: &[u8]| load_bytes("x", bytes).report.files.remove(0).error;
    for blank in [
        &b""[..],
        b"\n",
        b" \t\r\n\n",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\xef\xbb\xbf\n",
        b"\xff\xfe",
        b"\xfe\xff\0\n",
        "\u{3000}\n".as_bytes(),
    ] {
        let error = refusal(blank);
        assert!(matches!(error, Some(InputError::Empty { .. })), "{blank:?}");
    }
    assert!(matches!(
        refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        Some(InputError::Binary { offset: 8, .. })
    ));
}

#[test]
fn a_page_with_a_few_zero_bytes_is_read_without_them() {
    let text = page(Form::A, &ARTICLES).replace("Fair locks and", "Fa\0ir locks\0 and");
    // One in a thousand bytes is not too many.
    let text = format!("{text}\n{}", "\n".repeat(3000));
    let loaded = load(&text);
    assert_articles(&loaded, &ARTICLES);
    let file = &loaded.report.files[0];
    assert_eq!(file.removed.control, 2, "{file:#?}");
}

#[test]
fn a_page_with_old_line_ends_is_read_in_every_encoding() {
    let text = page(Form::A, &ARTICLES).replace('\n', "\r") + "\n";
    let utf16 = text.encode_utf16().flat_map(u16::to_be_bytes);
    let utf16: Vec<u8> = [0xfe, 0xff].into_iter().chain(utf16).collect();
    for bytes in [text.as_bytes(), &utf16] {
        let loaded = load_bytes("x", bytes);
        assert_articles(&loaded, &ARTICLES);
        assert!(loaded.report.is_whole(), "{:#?}", loaded.report);
    }
}

#[test]
fn a_huge_line_is_kept_in_part_only() {
    let line = "x".repeat(20 << 20);
    let loaded = load(&line);
    let file = &loaded.report.files[0];
    assert_eq!(file.quarantined.len(), 1);
    assert_eq!(file.quarantined[0].bytes_len, 20 << 20);
    assert!(file.quarantined[0].bytes.len() <= 4096);
    // The same where each field of an article is huge.
    let article = format!(
        "s\ns\nOct 1, 2021 · c\n\n{line}\n\n{line}\n\n{line}\n1 likes · 1 min read\n{line}"
    );
    let loaded = load(&article);
    assert_eq!(
        loaded.catalog.len() + loaded.report.files[0].quarantined.len(),
        1
    );
}

#[test]
fn invalid_utf8_is_repaired_and_reported_and_quarantine_keeps_the_bytes() {
    let mut bytes = page(Form::A, &ARTICLES).into_bytes();
    let at = bytes
        .windows(5)
        .position(|w| w == b"MySQL")
        .expect("a title");
    bytes[at] = 0xff;
    bytes.extend_from_slice(b"\nbroken \xfe line\nand another\nand more\nand more still");
    let loaded = load_bytes("x", &bytes);
    assert_eq!(loaded.catalog.len(), 3);
    let file = &loaded.report.files[0];
    assert!(!file.repairs.is_empty());
    let kept = |bytes: &[u8]| file.quarantined.iter().any(|q| q.bytes.starts_with(bytes));
    assert!(kept(b"broken \xfe line\nand another"), "{file:#?}");
    // The title that was not damaged.
    assert!(kept(b"MySQL Index Design"), "{file:#?}");
}

/// Lines that mean something to the parser, in any order.
fn pieces() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        Just("Tagged articles".to_owned()),
        Just("949 articles".to_owned()),
        Just("Page 6 of 10".to_owned()),
        Just("Tag".to_owned()),
        Just("5 views collected around this technical thread.".to_owned()),
        Just("Zhihu".to_owned()),
        Just("Oct 13, 2021 · Ops".to_owned()),
        Just("Title".to_owned()),
        Just("JavaRedis".to_owned()),
        Just("3 likes · 4 min read".to_owned()),
        Just("TitleTagged articles".to_owned()),
        Just(String::new()),
        "\\PC{0,20}",
    ];
    proptest::collection::vec(piece, 0..40)
}

proptest! {
    #[test]
    fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let loaded = load_bytes("x", &bytes);
        prop_assert_eq!(loaded.report.files.len(), 1);
    }

    #[test]
    fn no_order_of_lines_loses_text(lines in pieces()) {
        let loaded = load(&lines.join("\n"));
        let file = &loaded.report.files[0];
        // Of two copies of an article that differ the fuller one is shown, and the report
        // tells the line of the other.
        if file.error.is_some() || file.duplicates > 0 {
            return Ok(());
        }
        let mut shown = String::new();
        for article in loaded.catalog.articles() {
            for field in [article.source(), article.category(), article.title(), article.summary()] {
                prop_assert!(tagleaf::text::is_clean(field.as_str()));
                shown.push_str(field.as_str());
                shown.push('\n');
            }
            shown.extend(article.tags().map(tagleaf::text::Clean::as_str));
            shown.push('\n');
        }
        for quarantined in &file.quarantined {
            shown.push_str(quarantined.text().as_str());
            shown.push('\n');
        }
        for listing in &file.listings {
            shown.extend(listing.tag.as_ref().map(|(tag, _)| tag.as_str()));
            shown.push('\n');
        }
        for line in &lines {
            let line = tagleaf::text::scrub(line).0;
            let known = MEANING.contains(&&*line) || shown.contains(line.trim());
            prop_assert!(known, "{line:?} is lost: {file:#?}\n{shown}");
        }
    }
}

/// Lines whose words are not kept as they are: counts, dates, seams.
const MEANING: [&str; 8] = [
    "Tagged articles",
    "949 articles",
    "Page 6 of 10",
    "Tag",
    "5 views collected around this technical thread.",
    "Oct 13, 2021 · Ops",
    "3 likes · 4 min read",
    "TitleTagged articles",
];
