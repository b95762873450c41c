//! Ten invented schools, two of which have made a mistake, for somebody who wants to see the page at work.

use std::fmt::Write as _;

use crate::framework::Framework;

/// Each school with its ratings of the embedded framework's KSFs.
const SCHOOLS: [(&str, [&str; 10]); 10] = [
    ("Ashgrove Primary School", ["7", "6", "7", "6", "7", "5", "8", "6", "4", "4"]),
    ("Birchbeck Junior School", ["6", "5", "4", "5", "6", "4", "7", "5", "3", "3"]),
    ("Castle Lane Infant School", ["8", "7", "6", "7", "8", "6", "9", "7", "5", "4"]),
    ("Ferrygate Primary School", ["5", "4", "3", "5", "4", "3", "6", "4", "2", "2"]),
    ("Hollin Bank Primary School", ["7", "7", "6", "8", "7", "6", "8", "7", "6", "5"]),
    ("Millrace Primary School", ["7", "5", "5", "6", "6", "4", "7", "5", "4", "4"]),
    ("Ottermere High School", ["8", "6", "7", "9", "8", "7", "9", "11", "6", "6"]),
    ("Riverside Nursery School", ["9", "8", "6", "7", "8", "8", "9", "7", "4", "5"]),
    ("St Bernadine's RC Primary School", ["5", "5", "3", "6", "5", "3", "5", "4", "3", "TBC"]),
    ("Withyford School", ["6", "6", "6", "5", "6", "5", "7", "6", "5", "5"]),
];

/// A grid of the invented schools, as a CSV file.
#[must_use]
pub fn example() -> String {
    let mut text = String::from("Cluster,Riverbank\r\nLocal authority,Exampleshire\r\n\r\nKSF");
    for (school, _) in SCHOOLS {
        let _ = write!(text, ",{school}");
    }
    for (at, ksf) in Framework::embedded().ksfs.iter().enumerate() {
        let _ = write!(text, "\r\n\"{} {}\"", ksf.number, ksf.name);
        for (_, ratings) in SCHOOLS {
            let _ = write!(text, ",{}", ratings[at]);
        }
    }
    text
}
