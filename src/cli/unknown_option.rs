//! Mistyped options: a query may begin with a dash (`-prison`), so clap takes an option that it does
//! not know for the query, and complains of what follows.

use clap::{Command, CommandFactory};

use super::Cli;
use crate::query::edit_distance;

/// The first option among the arguments (without the program's name) that their verb does not have.
pub fn find_unknown_option(args: &[String]) -> Option<String> {
    let program = built();
    let (at, verb) = verb_of(&program, args)?;
    let options = args[at + 1..].iter().take_while(|arg| *arg != "--");
    let mut names = options.filter_map(|arg| arg.strip_prefix("--"));
    let is_unknown = |name: &&str| long_names(verb).all(|known| known != *name);
    names
        .find_map(|text| text.split('=').next().filter(is_unknown))
        .map(|name| format!("--{name}"))
}

/// What to do about an option that the verb does not have.
pub fn hint_for(option: &str, args: &[String]) -> String {
    let program = built();
    let Some((_, verb)) = verb_of(&program, args) else {
        return "`morgue help` lists the options".to_owned();
    };
    let name = option.trim_start_matches('-').split('=').next();
    let name = name.unwrap_or_default();
    let most = if name.chars().count() < 6 { 1 } else { 2 };
    let near = long_names(verb)
        .map(|known| (edit_distance(known, name), known))
        .min()
        .filter(|(distance, _)| *distance <= most);
    // `--json` is `--format json` here.
    let valued = verb.get_arguments().find_map(|argument| {
        let mut values = argument.get_possible_values().into_iter();
        let is_value = values.any(|value| value.get_name() == name);
        argument.get_long().filter(|_| is_value)
    });
    match (valued, near) {
        (Some(valued), _) => format!("did you mean `--{valued} {name}`?"),
        (None, Some((_, near))) => format!("did you mean `--{near}`?"),
        (None, None) => {
            let lists = format!("`morgue help {}` lists its options", verb.get_name());
            match verbs_with(&program, name) {
                None => lists,
                Some(verbs) => format!("{verbs}; {lists}"),
            }
        }
    }
}

/// Which verbs have an option that this one does not: "`search` and `count` have it".
fn verbs_with(program: &Command, option: &str) -> Option<String> {
    let verbs = program.get_subcommands().filter(|verb| !verb.is_hide_set());
    let verbs = verbs.filter(|verb| long_names(verb).any(|known| known == option));
    let mut names: Vec<String> = verbs.map(|verb| format!("`{}`", verb.get_name())).collect();
    let last = names.pop()?;
    Some(match names.len() {
        0 => format!("{last} has it"),
        _ => format!("{} and {last} have it", names.join(", ")),
    })
}

fn built() -> Command {
    let mut program = Cli::command();
    // Verbs have the options of all verbs only once the program is built.
    program.build();
    program
}

fn verb_of<'p>(program: &'p Command, args: &[String]) -> Option<(usize, &'p Command)> {
    let find = |(at, arg): (usize, &String)| Some((at, program.find_subcommand(arg)?));
    args.iter().enumerate().find_map(find)
}

fn long_names(verb: &Command) -> impl Iterator<Item = &str> {
    let arguments = verb.get_arguments();
    arguments.flat_map(|argument| argument.get_long_and_visible_aliases().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_option_is_found_wherever_it_stands() {
        for (line, expected) in [
            ("search --sinse 2024 gate", Some("--sinse")),
            ("search gate --jsn", Some("--jsn")),
            ("-q search gate --colour=never", Some("--colour")),
            ("search gate --since 2024 --color never -q", None),
            ("search --since=2024 -- --sinse", None),
            ("search -prison", None),
            ("count --batch --count=mentions", None),
            ("gate --sinse", None),
        ] {
            let args: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(find_unknown_option(&args).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn the_nearest_option_is_named() {
        let args = ["search".to_owned()];
        for (option, expected) in [
            ("--sinse", "did you mean `--since`?"),
            ("--sinse=2024", "did you mean `--since`?"),
            ("--json", "did you mean `--format json`?"),
            ("--elsewhere", "`morgue help search` lists its options"),
        ] {
            assert_eq!(hint_for(option, &args), expected, "{option}");
        }
        let hint = hint_for("--versions", &["facets".to_owned()]);
        let expected = "`search` and `count` have it; `morgue help facets` lists its options";
        assert_eq!(hint, expected);
    }
}
