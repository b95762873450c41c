//! Texts on their way into cells: made safe, told apart, and measured.

pub(crate) mod name_list;
mod safe;
mod size;
mod unique_names;

pub(crate) use safe::{cell_text, escaped, one_line, shortened};
pub(crate) use size::{EDGES, LINE, line_count, row_height, text_width};
pub(crate) use unique_names::{
    cluster_names, cluster_sheet_names, school_names, sheet_names, unique_headings,
};
