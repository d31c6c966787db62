//! Finding bytes in a text without asking the processor what it can do.
//!
//! `memchr` chooses among its implementations at the first call, by `CPUID`. Under a
//! hypervisor every one of its dozen questions takes 7 µs, more than scanning a page;
//! and over lines as short as a page's the widest instructions gain nothing.

use memchr::arch::all::memchr::One;

/// Where `byte` is first. O(n), eight bytes at a time.
pub(super) fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    One::new(byte).find(bytes)
}

/// Whether there is `byte` in a long text. O(n), in blocks that the compiler compares at
/// once.
pub(super) fn contains(byte: u8, bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<64>();
    let any = |block: &[u8]| {
        block
            .iter()
            .fold(0, |any, other| any | u8::from(*other == byte))
    };
    blocks.iter().any(|block| any(block) != 0) || any(rest) != 0
}

/// How often there is `byte`. O(n), in blocks that the compiler compares at once.
#[allow(
    clippy::naive_bytecount,
    reason = "three calls over texts that are read anyway are no reason for a crate"
)]
pub(super) fn count(byte: u8, bytes: &[u8]) -> usize {
    bytes.iter().filter(|other| **other == byte).count()
}
