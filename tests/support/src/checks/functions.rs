//! The functions that a workbook may use.

/// Functions that every Excel since 2007 works out, and LibreOffice like it. Functions whose names Excel keeps with a
/// prefix in the file (`_xlfn`) came later; those that Excel 2010 brought are among them.
const KNOWN: &str = "ABS ADDRESS AND AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CHAR CHOOSE CLEAN CODE COLUMN COLUMNS \
    CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DAY EVEN EXACT FALSE FIND FIXED FREQUENCY HLOOKUP \
    HYPERLINK IF IFERROR INDEX INDIRECT INT ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNONTEXT ISNUMBER ISTEXT LARGE LEFT \
    LEN LOOKUP LOWER MATCH MAX MEDIAN MID MIN MOD MODE MONTH N NA NOT ODD OFFSET OR POWER PRODUCT PROPER QUOTIENT RANK \
    REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SIGN SMALL SQRT STDEV SUBSTITUTE SUBTOTAL SUM SUMIF \
    SUMIFS SUMPRODUCT T TEXT TRANSPOSE TRIM TRUE TRUNC UPPER VALUE VAR VLOOKUP YEAR";

/// Whether a function is one of them.
pub(super) fn is_known(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    KNOWN.split(' ').any(|known| known == name)
}
