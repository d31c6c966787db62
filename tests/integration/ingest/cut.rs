//! Pages cut anywhere: what was whole is read, and the cut is reported.

use tagleaf::catalog::Form;
use tagleaf::ingest::Reason;

use super::{ARTICLES, load, page};

#[test]
fn a_page_cut_anywhere_keeps_its_whole_articles_and_says_so() {
    for form in [Form::A, Form::B, Form::C, Form::D, Form::E] {
        let text = page(form, &ARTICLES);
        let ends: Vec<usize> = ARTICLES
            .iter()
            .map(|a| {
                let numbers = format!("{} likes · {} min read", a.likes, a.minutes);
                text.find(&numbers).expect("it is printed") + numbers.len()
            })
            .collect();
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let loaded = load(&text[..at]);
            // Whole as soon as the minutes are: `11 min` needs no ` read`.
            let whole = ends
                .iter()
                .filter(|end| at + " min read".len() > **end + 1)
                .count();
            let count = loaded.catalog.len();
            let sure = ends.iter().filter(|end| at >= **end).count();
            assert!(
                (sure..=whole).contains(&count),
                "{form} cut at {at}: {count} of {sure}..={whole}"
            );
            if at == 0 || loaded.report.files[0].listings.is_empty() {
                continue;
            }
            let file = &loaded.report.files[0];
            let header = file.articles == 0 && file.quarantined.is_empty();
            let at_seam = file.cut.is_none() && !header;
            if at_seam {
                // Form D ends without a mark; in the others the title comes once more.
                let last = text[..at].trim_end();
                let seam = ends.iter().any(|end| text[..*end].trim_end() == last)
                    || ARTICLES.iter().any(|a| last.ends_with(a.title));
                assert!(
                    seam,
                    "{form} cut at {at} is not reported: {last:?}\n{file:#?}"
                );
            }
            for quarantined in &file.quarantined {
                assert!(
                    matches!(quarantined.reason, Reason::Cut(_)),
                    "{form} cut at {at}: {quarantined:?}"
                );
            }
        }
    }
}

#[test]
fn a_cut_article_is_kept_with_its_line_and_bytes() {
    let text = page(Form::A, &ARTICLES);
    let at = text.find("Fair locks and").expect("the last abstract") + 6;
    let loaded = load(&text[..at]);
    let file = &loaded.report.files[0];
    assert_eq!(loaded.catalog.len(), 2);
    let cut = file.cut.as_ref().expect("it is cut");
    assert_eq!((cut.field, cut.article_read), ("abstract", false));
    assert_eq!(file.quarantined.len(), 1);
    let quarantined = &file.quarantined[0];
    let start = text.rfind("macrozheng\nmacrozheng").expect("its source");
    assert_eq!(quarantined.bytes, text[start..at].trim_end().as_bytes());
    assert_eq!(
        quarantined.line as usize,
        text[..start].matches('\n').count() + 1
    );
}

#[test]
fn a_page_that_begins_inside_a_cut_date_line_is_read() {
    let header = "Tagged articles\n949 articles\nPage 6 of 10\n";
    let cut = "Zed\nZed\nOct 9, 2025 · Back";
    let second = page(Form::A, &ARTICLES);
    let loaded = load(&format!("{header}{cut}{second}"));
    assert_eq!(loaded.catalog.len(), 3, "{:#?}", loaded.report);
    let file = &loaded.report.files[0];
    assert_eq!(file.listings.len(), 2);
    assert_eq!(file.listings[1].total_claimed, Some(273));
    assert_eq!(file.quarantined.len(), 1);
    // The same where the second page has no header but begins with a source.
    let second = page(Form::D, &ARTICLES);
    let loaded = load(&format!("{header}Zed\nOct 9, 2025 ·{second}"));
    assert_eq!(loaded.catalog.len(), 3, "{:#?}", loaded.report);
}

#[test]
fn a_cut_inside_a_character_of_the_repeated_title_is_reported() {
    let text = "Z\nZ\nOct 9, 2025 · Ops\n\nA\u{2011}B\n\nAbs.\n\nJVMJava\n1 likes · 2 min read\nA";
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0xe2);
    let loaded = tagleaf::ingest::load_bytes("x", &bytes);
    assert_eq!(loaded.catalog.len(), 1);
    let cut = loaded.report.files[0].cut.as_ref().expect("it is cut");
    assert_eq!((cut.field, cut.article_read), ("repeated title", true));
}
