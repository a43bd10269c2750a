//! The questions that come before everything: from a file, or asked on the terminal.

use super::text::read_text;
use super::{Failure, print_line, say};
use gaitline::causes::{Answers, Pain};
use gaitline::evidence::RED_FLAGS;
use std::io::{BufRead, IsTerminal};
use std::path::Path;

/// `gaitline questions`: a file of answers in which nothing is answered yet.
pub(crate) fn run() -> Result<(), Failure> {
    let mut lines = vec![
        "# Answers for `gaitline analyze --answers FILE`. Take away the # and write true or false."
            .to_owned(),
        "# Where does it hurt? none, left, right or both".to_owned(),
        "# pain = \"none\"".to_owned(),
        "# Boards under a foot until the pelvis is level, measured by a therapist:".to_owned(),
        "# block_test = { short_side = \"left\", mm = 12 }".to_owned(),
        "[questions]".to_owned(),
    ];
    for flag in RED_FLAGS {
        lines.push(format!("# {}\n# {} = false", flag.question(), flag.id));
    }
    print_line(&lines.join("\n"))
}

pub(crate) fn read(path: &Path) -> Result<Answers, Failure> {
    let usage = |why: String, hint: &str| {
        Failure::Usage(format!("{}: {why}", path.display()), hint.to_owned())
    };
    let text =
        read_text(path).map_err(|e| usage(e.to_string(), "check the path given with --answers"))?;
    toml::from_str(&text)
        .map_err(|e| usage(e.to_string(), "`gaitline questions` prints a file to fill in"))
}

/// Asks every question; a terminal is needed, because a pipe cannot be asked.
pub(crate) fn ask() -> Result<Answers, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "--ask needs a terminal to ask on".to_owned(),
            "give the answers in a file with --answers; `gaitline questions` prints one".to_owned(),
        ));
    }
    answered(&mut std::io::stdin().lock())
}

fn answered(input: &mut dyn BufRead) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    say("Before anything else, some questions. Answer y or n; an empty line is no.");
    for flag in RED_FLAGS {
        let yes = yes(input, flag.question())?;
        answers.questions.insert(flag.id.to_owned(), yes);
    }
    let left = yes(input, "Does your left leg hurt?")?;
    let right = yes(input, "Does your right leg hurt?")?;
    answers.pain = Some(match (left, right) {
        (true, true) => Pain::Both,
        (true, false) => Pain::Left,
        (false, true) => Pain::Right,
        (false, false) => Pain::None,
    });
    Ok(answers)
}

/// Asks until the answer is one; the end of the input is an error, never a no.
fn yes(input: &mut dyn BufRead, question: &str) -> Result<bool, Failure> {
    loop {
        say(&format!("{question} [y/n]"));
        let mut line = String::new();
        let ended = !matches!(input.read_line(&mut line), Ok(n) if n > 0);
        if ended {
            let hint = "answer all of them, or give a file with --answers".to_owned();
            return Err(Failure::Usage("the questions were not answered".to_owned(), hint));
        }
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => return Ok(true),
            "n" | "no" | "" => return Ok(false),
            _ => say("Please answer y or n."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_down_and_asked_again_where_unclear() {
        let mut typed = "what\ny\n".to_owned();
        typed.push_str(&"n\n".repeat(RED_FLAGS.len() - 1));
        typed.push_str("n\ny\n");
        let answers = answered(&mut typed.as_bytes()).unwrap();
        assert!(answers.questions[RED_FLAGS[0].id] && !answers.questions[RED_FLAGS[1].id]);
        assert_eq!(answers.pain, Some(Pain::Right));
        assert!(answered(&mut "y\n".as_bytes()).is_err(), "the rest was not answered");
    }
}
