//! The red-flag screening questions: from a file, or asked on the terminal.

use super::say::Say;
use super::text::text_of;
use super::{Failure, print_line, say};
use gaitline::causes::{Answers, Pain};
use gaitline::evidence::{RED_FLAGS, RedFlag};
use std::io::{BufRead, IsTerminal};
use std::path::Path;

/// `gaitline questions`: a file of answers in which nothing is answered yet.
pub(crate) fn run() -> Result<(), Failure> {
    let question = |flag: &RedFlag| {
        Say::AnswersQuestion.filled(&[("question", flag.question()), ("id", flag.id)])
    };
    let head = std::iter::once(Say::AnswersHead.text().to_owned());
    let lines: Vec<String> = head.chain(RED_FLAGS.iter().map(question)).collect();
    print_line(&lines.join("\n"))
}

pub(crate) fn read(path: &Path) -> Result<Answers, Failure> {
    let usage = |why: String, hint: Say| Failure::usage(format!("{}: {why}", path.display()), hint);
    let text = text_of(path)?;
    toml::from_str(&text).map_err(|e| usage(e.to_string(), Say::AnswersArePrinted))
}

/// Asks every question; a terminal is needed, because a pipe cannot be asked.
pub(crate) fn ask() -> Result<Answers, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage(Say::AskNeedsTerminal.text(), Say::AnswerByFile));
    }
    answered(&mut std::io::stdin().lock())
}

fn answered(input: &mut dyn BufRead) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    say(Say::BeforeQuestions.text());
    for flag in RED_FLAGS {
        let yes = yes(input, flag.question())?;
        answers.questions.insert(flag.id.to_owned(), yes);
    }
    let left = yes(input, Say::LeftLegHurts.text())?;
    let right = yes(input, Say::RightLegHurts.text())?;
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
        say(&Say::Question.filled(&[("question", question)]));
        let mut line = String::new();
        let ended = !matches!(input.read_line(&mut line), Ok(n) if n > 0);
        if ended {
            return Err(Failure::usage(Say::NotAnswered.text(), Say::AnswerAll));
        }
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => return Ok(true),
            "n" | "no" | "" => return Ok(false),
            _ => say(Say::AnswerYOrN.text()),
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
