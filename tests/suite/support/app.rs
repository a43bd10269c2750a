//! `gaitline app` at work, and a client of its own that can say what no browser says.

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running app; it ends with the test.
pub(crate) struct App {
    process: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} {}", self.status, String::from_utf8_lossy(&self.body)))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl App {
    pub(crate) fn start(data: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_gaitline"))
            .args(["app", "--no-browser", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let rest =
            line.trim().strip_prefix("http://127.0.0.1:").unwrap_or_else(|| panic!("{line}"));
        let (port, token) = rest.trim_end_matches('/').split_once('/').unwrap();
        Self { process, port: port.parse().unwrap(), token: token.to_owned() }
    }

    /// Memory in use, in bytes.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self) -> u64 {
        let about = std::fs::read_to_string(format!("/proc/{}/statm", self.process.id())).unwrap();
        about.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
    }

    /// Ids of the processes that work for it.
    #[cfg(target_os = "linux")]
    pub(crate) fn workers(&self) -> Vec<String> {
        let is_own = |id: &String| {
            let about = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            // what comes after the name, which may hold anything: state and parent
            let rest = about.rsplit_once(") ").map_or("", |(_, rest)| rest);
            rest.split(' ').nth(1) == Some(&self.process.id().to_string())
        };
        let all = std::fs::read_dir("/proc").unwrap().flatten();
        let ids = all.filter_map(|entry| entry.file_name().into_string().ok());
        ids.filter(|id| id.parse::<u32>().is_ok()).filter(is_own).collect()
    }

    /// A request with the lines of its head as given.
    pub(crate) fn raw(&self, line: &str, head: &[&str], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let length = format!("Content-Length: {}", body.len());
        let lines = [line].into_iter().chain(head.iter().copied());
        let lines = lines.chain([&*length, "Connection: close", "", ""]);
        stream.write_all(lines.collect::<Vec<_>>().join("\r\n").as_bytes()).unwrap();
        let _ = stream.write_all(body); // refused before it was read
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let at = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer");
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = bytes[at + 4..].to_vec();
        let is_in_pieces = head.to_lowercase().contains("transfer-encoding: chunked");
        Answer { status, head, body: if is_in_pieces { joined(&body) } else { body } }
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let line = format!("{method} /{}/{path} HTTP/1.1", self.token);
        let host = format!("Host: 127.0.0.1:{}", self.port);
        self.raw(&line, &[&host, "Content-Type: application/json"], body)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, b"")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, body.to_string().as_bytes())
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.ask("DELETE", path, b"")
    }

    /// Hands in a clip: its number.
    pub(crate) fn upload(&self, bytes: &[u8], label: &str) -> u64 {
        let answer = self.ask("PUT", &format!("api/clips?label={label}"), bytes);
        assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
        answer.json()["number"].as_u64().unwrap()
    }

    /// The entry of a number.
    pub(crate) fn entry(&self, number: u64) -> Option<Value> {
        let state = self.get("api/state").json();
        state["entries"].as_array().unwrap().iter().find(|e| e["number"] == number).cloned()
    }

    /// Waits until an entry is in one of these phases.
    pub(crate) fn wait(&self, number: u64, phases: &[&str]) -> Value {
        let mut version = 0;
        for _ in 0..2000 {
            let state = self.get(&format!("api/state?after={version}")).json();
            version = state["version"].as_u64().unwrap();
            let entries = state["entries"].as_array().unwrap();
            let entry = entries.iter().find(|e| e["number"] == number).expect("the entry");
            if phases.contains(&entry["phase"]["name"].as_str().unwrap()) {
                return entry.clone();
            }
        }
        panic!("entry {number} never came to {phases:?}");
    }
}

/// A body that came in pieces.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = body.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        all.extend(&body[end + 2..end + 2 + size]);
        body = &body[end + 4 + size..];
    }
    all
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
