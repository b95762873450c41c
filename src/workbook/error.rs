//! Why a workbook could not be written.

use rust_xlsxwriter::XlsxError;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The library that writes workbooks refused something.
    #[error("the workbook could not be written: {0}")]
    Xlsx(#[from] XlsxError),
    /// The written package could not be completed.
    #[error("the workbook could not be completed: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A part of the package could not be read back or written.
    #[error("the workbook could not be completed: {0}")]
    Part(#[from] std::io::Error),
    /// A cluster has more schools than a sheet has columns.
    #[error("the cluster {cluster:?} has {schools} schools; a grid has room for {limit}")]
    TooManySchools {
        /// The cluster's name.
        cluster: String,
        /// Number of its schools.
        schools: usize,
        /// Maximum number that a grid can hold.
        limit: usize,
    },
}
