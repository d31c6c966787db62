//! JSON: bookmarks, history, what this program lists. Read by its signs alone, so that a
//! file that was cut says what it can.

use std::borrow::Cow;

use memchr::memchr3;

use super::{ADDRESS_NAMES, Ear, SOURCE_NAMES, Said, TITLE_NAMES, is_address, is_one_of};

/// Objects within objects that are told apart; real lists have a handful.
const DEPTH_MAX: usize = 64;

/// Reads every string that is an address; an object's own address goes with the
/// publisher and the title that stand beside it.
pub(super) fn read<'t>(text: &'t str, ear: &mut Ear<'t, '_>) {
    let mut objects: Vec<Said<'t>> = Vec::new();
    // How many objects are open beyond those.
    let mut deeper = 0_usize;
    let mut rest = text;
    let mut name: Option<&str> = None;
    while let Some(at) = memchr3(b'{', b'}', b'"', rest.as_bytes()) {
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match sign {
            b'{' if objects.len() < DEPTH_MAX => objects.push(Said::default()),
            b'{' => deeper += 1,
            b'}' if deeper > 0 => deeper -= 1,
            b'}' => say(objects.pop(), ear),
            _ => {
                let len = string_len(rest);
                let string = &rest[..len];
                rest = rest.get(len + 1..).unwrap_or("");
                if rest.trim_start().starts_with(':') {
                    name = Some(string);
                    continue;
                }
                let value = unescaped(string);
                let named = name.take().zip(objects.last_mut());
                match named {
                    Some((name, object))
                        if is_one_of(&ADDRESS_NAMES, name) && object.address.is_empty() =>
                    {
                        object.address = value;
                    }
                    Some((name, object)) if is_one_of(&SOURCE_NAMES, name) => object.source = value,
                    Some((name, object)) if is_one_of(&TITLE_NAMES, name) => object.title = value,
                    _ if is_address(&value) => ear.take(Said::address(value)),
                    _ => {}
                }
            }
        }
        name = None;
    }
    for object in objects {
        say(Some(object), ear);
    }
}

fn say<'t>(object: Option<Said<'t>>, ear: &mut Ear<'t, '_>) {
    if let Some(said) = object.filter(|said| is_address(&said.address)) {
        ear.take(said);
    }
}

/// The length of a string up to its closing quote, or to the end of the line: no string
/// holds one, so that a stray quote costs a line.
fn string_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes
        .get(from..)
        .and_then(|rest| memchr3(b'"', b'\\', b'\n', rest))
    {
        if bytes[from + at] != b'\\' {
            return from + at;
        }
        from += at + 2;
    }
    text.len()
}

/// The string without its escapes; as it stands where they are wrong.
fn unescaped(string: &str) -> Cow<'_, str> {
    if !string.contains('\\') {
        return Cow::Borrowed(string);
    }
    let whole: Result<String, _> = serde_json::from_str(&format!("\"{string}\""));
    whole.map_or(Cow::Borrowed(string), Cow::Owned)
}
