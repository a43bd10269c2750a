//! Printing by Firefox, which has no flag for it: through its Marionette port, on this machine only.
//!
//! A message is its length in bytes, a colon, and JSON: `[0, id, command, parameters]` to the browser,
//! `[1, id, error, result]` back.

use crate::pipeline::printing::browser::{Browser, Running, address, last_words};
use crate::pipeline::printing::failure::Failure;
use crate::pipeline::printing::pdf::checked;
use base64::Engine as _;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

/// A page's PDF is some megabytes.
const MOST_BYTES: usize = 1 << 30;

/// The port is free and told in the profile; nothing is asked of the network.
const SETTINGS: &str = r#"user_pref("marionette.port", 0);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
"#;

/// Prints a page; returns the PDF. `work` is a folder that goes away afterwards.
pub(crate) fn print(browser: &Browser, page: &Path, work: &Path) -> Result<Vec<u8>, Failure> {
    let (profile, said) = (work.join("profile"), work.join("said"));
    std::fs::create_dir_all(&profile)?;
    std::fs::write(profile.join("user.js"), SETTINGS)?;
    let mut arguments: Vec<OsString> =
        ["--headless", "--marionette", "--no-remote", "--profile"].map(OsString::from).into();
    arguments.push(profile.clone().into());
    let mut running = browser.start(&arguments, &said)?;
    let port = port(&mut running, &profile, &said)?;
    let printed = Marionette::connect(port, browser.patience)?.print(page)?;
    let _ = running.ended(); // it was asked to quit; what was printed is here already
    printed_bytes(&printed)
}

/// The port that the browser chose, once it listens.
fn port(running: &mut Running, profile: &Path, said: &Path) -> Result<u16, Failure> {
    running.until(|ended| {
        let told = std::fs::read_to_string(profile.join("MarionetteActivePort")).ok();
        match told.and_then(|t| t.trim().parse().ok()) {
            Some(port) => Ok(Some(port)),
            None if ended.is_none() => Ok(None),
            None => Err(Failure::Broken(last_words(said))),
        }
    })
}

fn printed_bytes(result: &Value) -> Result<Vec<u8>, Failure> {
    let coded = result["value"].as_str().unwrap_or_default();
    let bytes = base64::engine::general_purpose::STANDARD.decode(coded);
    checked(bytes.map_err(|e| Failure::Broken(e.to_string()))?)
}

/// A conversation with the browser.
struct Marionette {
    stream: BufReader<TcpStream>,
    /// Messages sent.
    sent: u64,
}

impl Marionette {
    fn connect(port: u16, patience: Duration) -> Result<Self, Failure> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(patience))?;
        stream.set_write_timeout(Some(patience))?;
        let mut it = Self { stream: BufReader::new(stream), sent: 0 };
        read_message(&mut it.stream)?; // it says which protocol it speaks
        Ok(it)
    }

    fn print(&mut self, page: &Path) -> Result<Value, Failure> {
        self.ask("WebDriver:NewSession", json!({}))?;
        self.ask("WebDriver:Navigate", json!({ "url": address(page) }))?;
        let printed =
            self.ask("WebDriver:Print", json!({ "background": true, "shrinkToFit": false }))?;
        let _ = self.ask("Marionette:Quit", json!({ "flags": ["eForceQuit"] })); // it may hang up first
        Ok(printed)
    }

    fn ask(&mut self, command: &str, parameters: Value) -> Result<Value, Failure> {
        self.sent += 1;
        let message = json!([0, self.sent, command, parameters]).to_string();
        write!(self.stream.get_mut(), "{}:{message}", message.len())?;
        answer(read_message(&mut self.stream)?, command)
    }
}

/// The result of an answer, or what went wrong.
fn answer(mut message: Value, command: &str) -> Result<Value, Failure> {
    match message.get(2) {
        Some(Value::Null) => Ok(message[3].take()),
        Some(error) => {
            let why = error["message"].as_str().unwrap_or("it gave no reason");
            Err(Failure::Broken(format!("{command}: {why}")))
        }
        None => Err(Failure::Broken(format!("{command}: no answer of the protocol"))),
    }
}

/// One message: its length, a colon, JSON.
fn read_message(stream: &mut impl BufRead) -> Result<Value, Failure> {
    let foreign = || Failure::Broken("it does not speak Marionette's protocol".to_owned());
    let mut head = Vec::new();
    stream.take(12).read_until(b':', &mut head).map_err(silence)?;
    let digits = head.strip_suffix(b":").and_then(|h| std::str::from_utf8(h).ok());
    let length: usize = digits.and_then(|d| d.parse().ok()).ok_or_else(foreign)?;
    if length > MOST_BYTES {
        return Err(foreign());
    }
    let mut body = Vec::new();
    let read = stream.take(length as u64).read_to_end(&mut body).map_err(silence)?;
    if read < length {
        return Err(Failure::Broken("it hung up".to_owned()));
    }
    serde_json::from_slice(&body).map_err(|_| foreign())
}

/// Waiting in vain has two names, by the system.
fn silence(error: std::io::Error) -> Failure {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Failure::Silent,
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Value, Failure> {
        read_message(&mut text.as_bytes())
    }

    #[test]
    fn a_message_is_as_long_as_it_says() {
        assert_eq!(
            read("7:[1,\"é\"]more"),
            Err(Failure::Broken("it does not speak Marionette's protocol".to_owned()))
        );
        assert_eq!(read("8:[1,\"é\"]more"), Ok(json!([1, "é"])));
        assert_eq!(read("9:[1]"), Err(Failure::Broken("it hung up".to_owned())));
        for foreign in ["", ":", "HTTP/1.1 400", "99999999999:[", "-1:[]", "x:[]"] {
            assert!(read(foreign).is_err(), "{foreign}");
        }
    }

    #[test]
    fn an_answer_is_a_result_or_an_error() {
        assert_eq!(answer(json!([1, 2, null, { "value": "x" }]), "a"), Ok(json!({ "value": "x" })));
        let error = json!([1, 2, { "error": "unknown", "message": "no such thing" }, null]);
        assert_eq!(answer(error, "a"), Err(Failure::Broken("a: no such thing".to_owned())));
        assert!(answer(json!([]), "a").is_err());
    }

    #[test]
    fn only_a_pdf_counts_as_printed() {
        assert_eq!(printed_bytes(&json!({ "value": "JVBERi0xLjc=" })), Ok(b"%PDF-1.7".to_vec()));
        for wrong in [json!({}), json!({ "value": "***" }), json!({ "value": "aGVsbG8=" })] {
            assert!(printed_bytes(&wrong).is_err(), "{wrong}");
        }
    }
}
