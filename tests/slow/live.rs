//! Ratings changed in the open workbook, as in a workshop: every figure follows, to what a workbook says that is built
//! afresh from the changed ratings.

use std::fs;
use std::path::{Path, PathBuf};

use ksfgrid::framework::Framework;
use support::key_findings::Workbook;
use support::{
    Chance, Collection, Comparison, Folder, SheetCells, Steps, Typed, Workshop, follows, formulas_at_least,
    rewritten, sheets,
};

/// The seed of the changes; another may be given to look further.
const SEED: (&str, u64) = ("KSFGRID_SEED", 1);
/// Changes by chance before the workbook is saved.
const CHANGES: usize = 30;

fn seed() -> u64 {
    std::env::var(SEED.0).map_or(SEED.1, |seed| seed.parse().expect("a number"))
}

fn saved(collection: &Collection, path: PathBuf) -> PathBuf {
    fs::write(&path, collection.workbook()).expect("a file");
    path
}

/// A workbook saved by LibreOffice after some changes, and the ratings that it ought to show.
struct Round {
    name: String,
    saved: PathBuf,
    workshop: Workshop,
}

/// Chooses another KSF in about a quarter of the action plan's rows, and none in some.
fn choose_ksfs(workbook: &[SheetCells], chance: &mut Chance, steps: &mut Steps) {
    let framework = Framework::embedded();
    for cell in follows::choices(workbook) {
        match chance.below(48) {
            ksf @ 0..=9 => steps.enter(cell, &framework.label(ksf).into()),
            10 | 11 => steps.enter(cell, &Typed::Nothing),
            _ => {}
        }
    }
}

/// Rounds of changes: four by chance, a cluster and a KSF cleared, every gap filled. Each round goes on from the one before.
fn rounds(folder: &Path, built: &Path, workshop: &Workshop, chance: &mut Chance) -> (Vec<Round>, Steps) {
    let sheets = sheets(built);
    let grids = workshop.grids(&sheets);
    let (mut workshop, mut steps, mut rounds) = (workshop.clone(), Steps::default(), Vec::new());
    steps.open(built);
    for number in 1..=6 {
        match number {
            5 => {
                workshop.clear(&grids[chance.below(grids.len())], &mut steps);
                workshop.clear_ksf(&grids, chance.below(10), &mut steps);
            }
            6 => workshop.fill_every_gap(&grids, chance, &mut steps),
            _ => {
                choose_ksfs(&sheets, chance, &mut steps);
                (0..CHANGES).for_each(|_| workshop.change(&grids, chance, &mut steps));
            }
        }
        let saved = folder.join(format!("round {number}.xlsx"));
        steps.save(&saved);
        let name = format!("round {number} (seed {})", seed());
        rounds.push(Round { name, saved, workshop: workshop.clone() });
    }
    steps.close();
    (rounds, steps)
}

/// Checks every sentence of the key findings of a workbook that was built and then changed.
fn sentences_of(name: &str, built: &[SheetCells], changed: &[SheetCells]) -> Comparison {
    let workbook = Workbook { built, ..Workbook::built(name, changed) };
    workbook.check(Framework::embedded())
}

/// One authority of a few clusters: its own page, too, says what is true after ratings were changed.
#[test]
fn changed_ratings_change_what_an_authoritys_page_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(seed() + 2);
    let workshop = Workshop::new(&mut chance);
    let cluster = |cluster: usize| workshop.clusters()[cluster].clone();
    let workshop = workshop.only(cluster(2).start..cluster(5).end);
    let built = saved(&workshop.collection(), folder.path().join("built.xlsx"));
    let (rounds, steps) = rounds(folder.path(), &built, &workshop, &mut chance);
    if steps.take(folder.path()).is_none() {
        return;
    }
    let built = sheets(&built);
    let of = |round: &Round| sentences_of(&round.name, &built, &sheets(&round.saved));
    let sentences = rounds.iter().map(of).fold(Comparison::default(), Comparison::and);
    sentences.assert_right(rounds.len() * 5 * 20);
}

#[test]
fn changed_ratings_change_every_figure() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(seed());
    let workshop = Workshop::new(&mut chance);
    let built = saved(&workshop.collection(), folder.path().join("built.xlsx"));
    let (rounds, steps) = rounds(folder.path(), &built, &workshop, &mut chance);
    if steps.take(folder.path()).is_none() {
        return;
    }
    let built_sheets = sheets(&built);
    let grids = workshop.grids(&built_sheets);
    let (mut comparison, mut sentences) = (Comparison::default(), Comparison::default());
    for round in &rounds {
        let fresh = saved(&round.workshop.collection(), folder.path().join("fresh.xlsx"));
        let pair = (sheets(&fresh), sheets(&round.saved));
        follows::compare(&round.name, (&pair.0, &pair.1), &round.workshop.held(&grids), &mut comparison);
        sentences = sentences.and(sentences_of(&round.name, &built_sheets, &pair.1));
    }
    sentences.assert_right(rounds.len() * 12 * 20);
    comparison.assert_right(rounds.len() * formulas_at_least(support::KSFS.len(), &workshop.sizes()));
}

/// Builds from a workshop's returns with the program.
fn built(workshop: &Workshop) -> (Folder, PathBuf) {
    let returns = workshop.returns();
    let folder = returns.iter().fold(Folder::new(), |folder, (name, rows)| folder.save(name, rows));
    folder.build();
    let path = folder.path("out.xlsx");
    (folder, path)
}

#[test]
fn figures_follow_in_the_programs_own_workbook() {
    let mut chance = Chance::new(seed() + 1);
    let workshop = Workshop::new(&mut chance);
    let (folder, built_workbook) = built(&workshop);
    let grids = workshop.grids(&sheets(&built_workbook));
    let (mut after, mut steps) = (workshop.clone(), Steps::default());
    steps.open(&built_workbook);
    (0..3 * CHANGES).for_each(|_| after.change(&grids, &mut chance, &mut steps));
    let changed = folder.path("changed.xlsx");
    steps.save(&changed);
    steps.close();
    if steps.take(&folder.path("")).is_none() {
        return;
    }
    let (_fresh_folder, fresh) = built(&after);
    let mut comparison = Comparison::default();
    let pair = (sheets(&fresh), sheets(&changed));
    follows::compare("the program's workbook", (&pair.0, &pair.1), &after.held(&grids), &mut comparison);
    let sentences = sentences_of("the program's workbook", &sheets(&built_workbook), &pair.1);
    sentences.assert_right(12 * 20);
    comparison.assert_right(formulas_at_least(support::KSFS.len(), &workshop.sizes()));
}

/// The proof that these tests see what LibreOffice makes of a change, and not what it makes of the whole workbook: a
/// wrong result stays until a cell that its formula looks at changes.
#[test]
fn without_a_change_stored_results_stand() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(1);
    let workshop = Workshop::new(&mut chance);
    let built = saved(&workshop.collection(), folder.path().join("built.xlsx"));
    let grid = workshop.grids(&sheets(&built))[0].sheet;
    let part = format!("xl/worksheets/sheet{}.xml", grid + 1);
    let wrong = rewritten(&fs::read(&built).expect("the file"), |name, xml| {
        if name == part { replace_first_result(&xml, "12345") } else { xml }
    });
    fs::write(&built, wrong).expect("a file");
    let (before, after) = (folder.path().join("before.xlsx"), folder.path().join("after.xlsx"));
    let mut steps = Steps::default();
    let (mut changed, grids) = (workshop.clone(), workshop.grids(&sheets(&built)));
    steps.open(&built);
    steps.save(&before);
    for grid in &grids {
        changed.clear(grid, &mut steps);
    }
    changed.fill_every_gap(&grids, &mut chance, &mut steps);
    steps.save(&after);
    steps.close();
    if steps.take(folder.path()).is_none() {
        return;
    }
    let mut nothing_changed = Comparison::default();
    nothing_changed.formulas("before", (&sheets(&built), &sheets(&before)), |_, _| false);
    nothing_changed.assert_right(1);
    let of = |path: &Path| sheets(path)[grid].formulas().filter(|(.., v)| v.words() == "12345").count();
    assert_eq!([of(&before), of(&after)], [1, 0]);
}

/// The sheet with another number as the result of its first formula that has one.
fn replace_first_result(xml: &str, result: &str) -> String {
    let formula = xml.find("</f><v>").expect("a formula with a result") + 7;
    let end = formula + xml[formula..].find("</v>").expect("the result ends");
    format!("{}{result}{}", &xml[..formula], &xml[end..])
}
