//! Keeps the returns that tests give the program, for the snapshots of what is made of them.

use std::path::Path;
use std::{env, fs, thread};

use super::folder::files_below;

/// The environment variable that names the folder to keep returns in: `TEST/000/` for a test's first run, and so on.
pub const RECORD: &str = "KSFGRID_RECORD_RETURNS";

/// Whether returns are to be kept.
pub(crate) fn is_recording() -> bool {
    env::var_os(RECORD).is_some()
}

/// Keeps what a folder holds, if that is asked for.
pub(crate) fn record(returns: &Path) {
    let Some(folder) = env::var_os(RECORD) else { return };
    let test = thread::current().name().unwrap_or("unnamed").replace("::", "--");
    let runs = Path::new(&folder).join(test);
    let earlier = fs::read_dir(&runs).map_or(0, Iterator::count);
    for file in files_below(returns) {
        // A link that leads nowhere has nothing to keep.
        let Ok(bytes) = fs::read(returns.join(&file)) else { continue };
        let kept = runs.join(format!("{earlier:03}")).join(&file);
        fs::create_dir_all(kept.parent().expect("a parent")).expect("a folder");
        fs::write(kept, bytes).expect("a file");
    }
}
