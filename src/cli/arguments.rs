//! The arguments, their help, shell completions and man page: all from the same definitions.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use ksfgrid::documents::Packs;
use ksfgrid::lexicon::typing_errors;
use ksfgrid::model::{CalendarDate, parse_date};

const EXAMPLES: &str = "\
Examples:
  ksfgrid returns/            read all returns in the folder, write the workbook
  ksfgrid build Northshire/ -o Review.xlsx --period \"Autumn 2009\"
  ksfgrid build Riverside/*.xlsx --cluster Riverside --la Northshire
  ksfgrid build England/ -o Authorities/ --data ratings.csv
                              a workbook for each authority, and a summary
  ksfgrid build Northshire/ -o Review/ --packs
                              and a workbook for each cluster's manager
  ksfgrid build Northshire/ -o Review/ --packs=schools
                              and a page for each school
  ksfgrid check returns/      list what is wrong, write nothing
  ksfgrid check --explain odd.xlsx
                              why a file was read as it was, or not at all
  ksfgrid check returns/ --register schools.csv --format names > names.csv
  ksfgrid build returns/ --register schools.csv --names names.csv
  ksfgrid rules R304          explain one kind of finding
  ksfgrid framework           print the built-in success factors, scale and bands

Returns that do not say whose they are take cluster and local authority from
their folders: .../LA/cluster/file.

Exit status:
  0  done
  1  findings of severity error (check, or build --strict), or warnings, too
     (check --strict)
  2  could not run, nothing written
  130  stopped (Ctrl-C), nothing written";

/// Turns schools' self-assessment returns (Excel) into one checked, shaded workbook.
///
/// Reads the returns as they arrive, judges every rating, and writes a workbook with the KSF grid of each cluster,
/// its priorities, the LA summary, and everything that could not be used, by file, sheet and cell.
#[derive(Debug, Parser)]
#[command(
    name = "ksfgrid",
    version,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    override_usage = "ksfgrid [build] <PATH>… [OPTIONS]\n       ksfgrid check <PATH>… [OPTIONS]\n       ksfgrid rules [CODE]\n       ksfgrid framework\n       ksfgrid help [COMMAND]"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: BuildArguments,
}

impl Arguments {
    /// Reads the arguments; where that is not possible, ends the program with what to write.
    pub(crate) fn of(arguments: Vec<OsString>) -> Self {
        Self::try_parse_from(arguments).unwrap_or_else(|error| with_tip(error).exit())
    }

    /// What is asked for; paths alone mean `build`.
    pub(crate) fn asked_for(self) -> Command {
        self.command.unwrap_or(Command::Build(self.build))
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read returns and write the workbook
    #[command(after_help = EXAMPLES)]
    Build(BuildArguments),
    /// Read returns and list the findings; write no workbook
    ///
    /// What is lost comes first. The exit status is 1 if there are findings of severity error.
    Check(CheckArguments),
    /// List the rules that findings refer to, or explain one
    Rules {
        /// The code of a rule, such as R304
        code: Option<String>,
    },
    /// Print the built-in framework: success factors, scale, bands and questions
    ///
    /// Save it as a file, change it, and give that to build or check with --framework:
    ///
    ///   ksfgrid framework > my-framework.toml
    #[command(verbatim_doc_comment)]
    Framework,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page (roff)
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// What the returns cover, shown in the workbook, such as "Autumn 2009"
    #[arg(long, value_name = "TEXT")]
    pub(crate) period: Option<String>,
    /// Exit with status 1 if there are findings of severity error; the workbook is written all the same
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print nothing unless the run fails
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct OutputArguments {
    /// The workbook to write (a name that ends in .xlsx), or a folder for a workbook for each local authority and a national
    /// summary (a name that ends in /, or a folder that exists); any other name becomes a workbook where the returns
    /// are from one authority, and a folder where they are from several [default: KSF workbook]
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
    /// Write packs, too, in a folder for each authority: for every cluster a workbook of its own to send to its manager, a
    /// workbook with a page for each of its schools to print, and a list of what its schools must correct, to paste into an
    /// e-mail; -o names a folder then. --packs=schools writes each school's page as a file of its own as well, to send to it
    #[arg(long, value_name = "FOR", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "clusters")]
    pub(crate) packs: Option<PacksFor>,
    /// Write the ratings as one long table for other programs, too: .csv (opens safely in Excel) or .jsonl
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) data: Option<PathBuf>,
    /// Write no links to the returns: for workbooks that will be kept or sent elsewhere, where links from here lead nowhere
    #[arg(long)]
    pub(crate) no_links: bool,
    /// Replace a file that exists. Workbooks of ksfgrid's, and folders of them, need no --force as long as they are as they
    /// were written, and are never replaced once somebody saved them
    #[arg(long)]
    pub(crate) force: bool,
}

/// What packs hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PacksFor {
    /// What a cluster's manager needs
    Clusters,
    /// And a file for each school
    Schools,
}

impl OutputArguments {
    /// Which packs are wanted.
    pub(crate) fn packs(&self) -> Packs {
        match self.packs {
            None => Packs::No,
            Some(PacksFor::Clusters) => Packs::Clusters,
            Some(PacksFor::Schools) => Packs::Schools,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// How to list the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Explain, sheet by sheet, what was made of each file: what was taken for what, and what stood in the way
    #[arg(long, conflicts_with = "format")]
    pub(crate) explain: bool,
    /// Exit with status 1 for warnings, too, and not only for findings of severity error
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print only the errors, what is lost, and the summary
    #[arg(short, long, conflicts_with = "explain")]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Files and folders of returns (.xlsx .xlsm .xls .xlsb .ods .csv); folders are searched through
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    /// The local authority of returns that do not state it
    #[arg(long, value_name = "NAME")]
    pub(crate) la: Option<String>,
    /// The cluster of returns that do not state it
    #[arg(long, value_name = "NAME")]
    pub(crate) cluster: Option<String>,
    /// A list of all schools (CSV or workbook), your own or as downloaded from Get Information about Schools: fills in LA,
    /// DfE number and cluster, and tells who has not returned
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) register: Option<PathBuf>,
    /// A list that settles names: a name in the returns, and beside it the school's own name, DfE number or URN; check
    /// --format names writes it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) names: Option<PathBuf>,
    /// The date of the run, such as 2009-11-23 or 23/11/2009: no return is later, and the workbook shows it [default:
    /// today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<CalendarDate>,
    /// Other success factors, scale and bands than the built-in ones; ksfgrid framework prints a file to start from
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) framework: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Text,
    /// For programs: counts, what became of every file, and all findings
    Json,
    /// The names that nobody has settled, as a list (CSV) to correct and give with --names
    Names,
}

fn date(text: &str) -> Result<CalendarDate, String> {
    parse_date(text).ok_or_else(|| "write the date as 2009-11-23 or 23/11/2009".to_owned())
}

/// Says which command has an unknown option, or the one that was meant; the parser knows only those of its own command.
fn with_tip(mut error: clap::Error) -> clap::Error {
    // What is misspelt behind help.
    if let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand)
        && let Some(command) = command_like(typed)
    {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![command]));
    }
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg).cloned() else {
        return error;
    };
    let suggested = match error.get(ContextKind::SuggestedArg) {
        Some(ContextValue::String(option)) => option.clone(),
        _ => String::new(),
    };
    let meant = option_like(&typed).filter(|(option, _)| *option != suggested);
    if let Some((option, command)) = meant.filter(|_| error.kind() == ErrorKind::UnknownArgument) {
        error.remove(ContextKind::SuggestedArg);
        let tip = format!("'{option}' is an option of {command}: write 'ksfgrid {command} … {option}'");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// The option that was meant, if it is one with a typing error or two, and the first command that has it.
fn option_like(typed: &str) -> Option<(String, String)> {
    let whole = Arguments::command();
    let commands = whole.get_subcommands();
    let options = commands.flat_map(|command| {
        let longs = command.get_arguments().filter_map(clap::Arg::get_long);
        longs.map(|long| (format!("--{long}"), command.get_name().to_owned()))
    });
    let like = options.filter_map(|one| Some((typing_errors(typed, &one.0, 2)?, one)));
    like.min_by_key(|(errors, _)| *errors).map(|(_, one)| one)
}

/// The command that a word was meant as, if it is one with a typing error or two.
pub(crate) fn command_like(word: &str) -> Option<String> {
    let most = if word.len() < 5 { 1 } else { 2 };
    let mut whole = Arguments::command();
    whole.build();
    let names = whole.get_subcommands().map(clap::Command::get_name);
    let like = names.filter_map(|name| Some((typing_errors(word, name, most)?, name)));
    like.min().map(|(_, name)| name.to_owned())
}

/// The completion script of a shell.
pub(crate) fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "ksfgrid", &mut script);
    script
}

/// The manual page, in roff.
pub(crate) fn man_page() -> Vec<u8> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(Arguments::command());
    man.render(&mut page).expect("writing to memory does not fail");
    page
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_definitions_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn paths_alone_mean_build() {
        let parsed = Arguments::parse_from(["ksfgrid", "returns", "-o", "x.xlsx", "--force"]);
        assert!(
            matches!(parsed.asked_for(), Command::Build(b) if b.output.force && b.output.output.as_deref() == Some(Path::new("x.xlsx")))
        );
        let parsed = Arguments::parse_from(["ksfgrid", "check", "returns"]);
        assert!(matches!(parsed.asked_for(), Command::Check(_)));
    }
}
