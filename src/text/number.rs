//! Numbers as people write them.

/// A number with a comma at every thousand.
#[must_use]
pub fn count(number: impl TryInto<u64>) -> String {
    // Only what is more than u64 holds does not fit; nothing is counted that far.
    let mut digits = itoa::Buffer::new();
    let digits = digits.format(number.try_into().unwrap_or(u64::MAX));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number and its noun: `1 article`, `94 articles`.
#[must_use]
pub fn counted(number: impl TryInto<u64>, noun: &str) -> String {
    let number = count(number);
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_nouns_agree() {
        for (number, want) in [
            (0_u32, "0 likes"),
            (1, "1 like"),
            (999, "999 likes"),
            (1000, "1,000 likes"),
            (1_234_567, "1,234,567 likes"),
        ] {
            assert_eq!(counted(number, "like"), want);
        }
    }
}
