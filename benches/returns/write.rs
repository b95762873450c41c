//! Writes generated returns into a folder: `cargo run --example returns -- SCHOOLS FOLDER`. Tests of the page use it.

#[path = "mod.rs"]
mod returns;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(schools), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("give the number of schools and a folder"));
    };
    let schools = schools.parse().map_err(io::Error::other)?;
    for school in returns::schools(schools) {
        let path = Path::new(&folder).join(school.path());
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(path, school.form())?;
    }
    Ok(())
}
