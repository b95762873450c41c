//! Options before the command: `ksfgrid --la Northshire build returns` means `ksfgrid build --la Northshire returns`.
//!
//! In: the arguments as they were typed. Out: the same with the command first, as the parser wants it.

use std::ffi::{OsStr, OsString};

use clap::{Command, CommandFactory};

use super::arguments::Arguments;

/// What comes next among arguments that begin with options.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// An option that is complete.
    Option,
    /// An option whose value is the next argument.
    OptionWithValue,
    /// Something that stands for the whole program, or that ends the options.
    End,
}

/// The arguments with the command first, if nothing but options stands before it.
pub(super) fn of(mut arguments: Vec<OsString>) -> Vec<OsString> {
    // To know all options takes longer than anything else here, and most runs begin with the command or a path.
    if arguments.get(1).is_some_and(|first| first.as_encoded_bytes().starts_with(b"-")) {
        let mut whole = Arguments::command();
        whole.build();
        if let Some(at) = place_of_command(&whole, &arguments) {
            arguments[1..=at].rotate_right(1);
        }
    }
    arguments
}

/// Where the command stands. Returns `None` if a path or something unknown comes before it.
fn place_of_command(whole: &Command, arguments: &[OsString]) -> Option<usize> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_str()?;
        if !text.starts_with('-') {
            return whole.find_subcommand(OsStr::new(text)).map(|_| at);
        }
        at += match next(whole, text) {
            Next::Option => 1,
            Next::OptionWithValue => 2,
            Next::End => return None,
        };
    }
    None
}

fn next(whole: &Command, text: &str) -> Next {
    if let Some(long) = text.strip_prefix("--") {
        return match long {
            "" | "version" => Next::End,
            _ if long.contains('=') => Next::Option,
            _ if has_value(whole, |option| option.get_long() == Some(long)) => Next::OptionWithValue,
            _ => Next::Option,
        };
    }
    // Short options may be written together; what follows one with a value is its value.
    let letters = text.char_indices().skip(1);
    for (at, letter) in letters {
        if letter == 'V' {
            return Next::End;
        }
        if has_value(whole, |option| option.get_short() == Some(letter)) {
            let is_last = at + letter.len_utf8() == text.len();
            return if is_last { Next::OptionWithValue } else { Next::Option };
        }
    }
    if text == "-" { Next::End } else { Next::Option }
}

/// Whether an option of any command takes a value.
fn has_value(whole: &Command, is_it: impl Fn(&clap::Arg) -> bool) -> bool {
    let mut options = whole.get_subcommands().flat_map(Command::get_arguments);
    options.any(|option| is_it(option) && option.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_first(arguments: &str) -> String {
        let arguments = std::iter::once("ksfgrid").chain(arguments.split(' ')).map(OsString::from);
        let ordered = of(arguments.collect()).into_iter().skip(1);
        ordered.map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_command_behind_options_comes_first() {
        for (typed, expected) in [
            ("--la Northshire build returns", "build --la Northshire returns"),
            ("--la=Northshire -q check returns", "check --la=Northshire -q returns"),
            ("--format json check returns", "check --format json returns"),
            ("-qo out.xlsx build returns", "build -qo out.xlsx returns"),
            ("-oout.xlsx build returns", "build -oout.xlsx returns"),
            ("--help check", "check --help"),
        ] {
            assert_eq!(put_first(typed), expected);
        }
    }

    #[test]
    fn values_and_paths_that_are_called_as_a_command_stay_what_they_are() {
        for typed in [
            "--la build returns",
            "--la Northshire returns build",
            "returns check",
            "-- check returns",
            "-o check returns",
            "--version check",
            "--unheard of check",
        ] {
            assert_eq!(put_first(typed), typed);
        }
    }
}
