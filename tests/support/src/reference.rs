//! Cells by their names, such as "AB12", and back; rows and columns count from 0.

/// The row and column of a cell.
pub(crate) fn place(name: &str) -> (u32, u32) {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = name[..letters].bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (name[letters..].parse::<u32>().expect("a row's number") - 1, column - 1)
}

/// The name of a cell.
pub(crate) fn name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).expect("a letter")));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.into_iter().rev().collect::<String>(), row + 1)
}
