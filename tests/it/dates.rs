//! The dates that returns state: none lies after the day of the run, none far from the others.

use support::{Folder, Form, Grid, RATINGS};

fn dated(dates: &[&str]) -> Folder {
    (0..).zip(dates).fold(Folder::new(), |folder, (n, date)| {
        folder.save(
            &format!("{n}.xlsx"),
            &Form::of(["Oakfield", "Hill Top", "Castle", "Moat", "Ferrygate"][n]).date(date),
        )
    })
}

const DAY: [&str; 2] = ["--as-of", "2010-03-31"];

#[test]
fn a_date_after_the_day_of_the_run_is_told() {
    let folder = dated(&["31/03/2010", "01/04/2010"]);
    assert_eq!(folder.check_with(&DAY), ["C704 1.xlsx B7"]);
    let finding = &folder.findings_with(&DAY)[0];
    assert_eq!(
        finding.found,
        "The return is dated 1 April 2010, which lies after 31 March 2010, the date of the figures."
    );
    assert_eq!((finding.value.as_str(), finding.school.as_str()), ("1 April 2010", "Hill Top"));
    // Without a date of the run it is today.
    assert_eq!(folder.check(), [""; 0]);
    assert_eq!(dated(&["01/01/2999"]).check(), ["C704 0.xlsx B7"]);
}

#[test]
fn a_date_more_than_a_year_from_the_middle_is_told() {
    let folder = dated(&["12/03/2010", "13/03/2010", "11/03/2009", "12/03/2009", "14/03/2010"]);
    assert_eq!(folder.check_with(&DAY), ["C705 2.xlsx B7"]);
    let found = &folder.findings_with(&DAY)[0].found;
    assert_eq!(
        found,
        "The return is dated 11 March 2009, more than a year from 12 March 2010, the middle date of all returns."
    );
}

#[test]
fn two_dates_have_no_middle() {
    assert_eq!(dated(&["12/03/2010", "12/03/2005"]).check_with(&DAY), [""; 0]);
    assert_eq!(dated(&["12/03/2010", "12/03/2009", "12/03/2005"]).check_with(&DAY), ["C705 2.xlsx B7"]);
}

#[test]
fn the_date_of_a_grid_is_told_once() {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS);
    let sheet = grid.sheet().row("A2", ["Date", "12 April 2010"]);
    let found = Folder::with(&sheet).check_with(&[&DAY[..], &["--la", "Northshire"]].concat());
    assert_eq!(found, ["C704 return.xlsx B2"]);
}
