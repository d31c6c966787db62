//! Loops compiled for the vector instructions of the machine they run on.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for those instructions"
)]

use pulp::{Arch, Simd, WithSimd};

/// A task for the widest vector instructions that this machine has.
pub(super) trait Task {
    type Output;
    fn run(self) -> Self::Output;
}

/// Runs a task compiled for the machine at hand. Its `run` and all it calls in loops
/// should be `#[inline(always)]`.
pub(super) fn wide<T: Task>(task: T) -> T::Output {
    struct Dispatched<T>(T);
    impl<T: Task> WithSimd for Dispatched<T> {
        type Output = T::Output;
        #[inline(always)]
        fn with_simd<S: Simd>(self, _: S) -> T::Output {
            self.0.run()
        }
    }
    Arch::new().dispatch(Dispatched(task))
}

/// A bit per byte, set where the byte is 255: at most 64 bytes, a multiple of eight.
#[inline(always)]
pub(super) fn gather(lanes: &[u8]) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let (groups, _) = lanes.as_chunks::<8>();
    let mut bits = 0;
    for (at, group) in groups.iter().enumerate() {
        let lowest = u64::from_le_bytes(*group) & 0x0101_0101_0101_0101;
        bits |= (lowest.wrapping_mul(TOGETHER) >> 56) << (8 * at);
    }
    bits
}

/// The places of the bits that are set.
pub(super) fn ones(bits: u64) -> impl Iterator<Item = usize> {
    let rest = |bits: &u64| Some(bits & (bits - 1)).filter(|bits| *bits != 0);
    std::iter::successors(Some(bits).filter(|bits| *bits != 0), rest)
        .map(|bits| bits.trailing_zeros() as usize)
}
