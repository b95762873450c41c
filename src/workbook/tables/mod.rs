//! Excel tables: columns declared once, values, measures, and writing them.

mod column;
mod sizes;
mod table_sheet;
mod value;
mod write;

pub(crate) use column::{Column, ColumnLook, TableSpec, declared, filled};
pub(crate) use sizes::{height, turned_lines, turned_width, wider, width};
pub(crate) use table_sheet::{TableBody, TableSheet};
pub(crate) use value::{Value, entry};
pub(crate) use write::{add, set_widths, write, write_headings, write_value};
