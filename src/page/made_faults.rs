//! Faults that tests make: what a file does to a reader that no known file does. Not in any page that is given to people.

/// Breaks the reader over a file whose name asks for it.
pub(super) fn break_over(name: &str) {
    let asks_for = |fault: &str| name.contains(fault);
    if asks_for("made panic") {
        panic!("asked for by {name}");
    } else if asks_for("made endless loop") {
        loop {
            std::hint::black_box(name);
        }
    } else if asks_for("made endless memory") {
        let mut taken: Vec<Vec<u8>> = Vec::new();
        loop {
            taken.push(vec![1; 1024 * 1024]);
            std::hint::black_box(&taken);
        }
    } else if asks_for("made endless recursion") {
        std::hint::black_box(deeper(0));
    }
}

fn deeper(depth: u64) -> u64 {
    if std::hint::black_box(depth) == u64::MAX { depth } else { 1 + std::hint::black_box(deeper(depth + 1)) }
}
