//! x
mod support;
#[test]
fn sound() {
    let bytes = std::fs::read(std::env::var("BOOK").unwrap_or("/tmp/ck.xlsx".into())).unwrap();
    let t = std::time::Instant::now();
    let f = support::checks::faults(&bytes);
    println!("{:?} {} bytes", t.elapsed(), bytes.len());
    println!("{}", f.join("\n"));
}
