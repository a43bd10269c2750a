//! Weights from files, archives and a server of the tests' own.

use crate::error::WeightsError;
use crate::pipeline::weights::add::{AddedWeights, AskedWeights, add, add_weights};
use crate::pipeline::weights::download::Addresses;
use crate::pose::{ModelStore, sha256_of};
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zip::write::SimpleFileOptions;

/// What a server has: a file, the number of bytes after which it breaks off, and all ranges that it was asked for.
#[derive(Clone)]
struct Server {
    content: Arc<Vec<u8>>,
    breaks_after: usize,
    knows_ranges: bool,
    asked: Arc<Mutex<Vec<Option<usize>>>>,
}

impl Server {
    fn of(content: Vec<u8>) -> Self {
        let asked = Arc::default();
        Self { content: Arc::new(content), breaks_after: usize::MAX, knows_ranges: true, asked }
    }

    /// Answers one request in a thread; the address of the file.
    fn start(&self, file: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/weights/{file}", listener.local_addr().unwrap());
        let server = self.clone();
        std::thread::spawn(move || server.answer(&mut listener.accept().unwrap().0));
        url
    }

    fn answer(&self, stream: &mut TcpStream) {
        let lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
        let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let start = head.iter().find_map(|line| {
            let line = line.to_ascii_lowercase();
            line.strip_prefix("range: bytes=")?.strip_suffix('-')?.parse().ok()
        });
        self.asked.lock().unwrap().push(start);
        let start = start.filter(|_| self.knows_ranges);
        let length = self.content.len();
        let (status, from) = match start {
            Some(start) if start >= length => ("416 Range Not Satisfiable".to_owned(), length),
            Some(start) => {
                let last = length - 1;
                let range = format!("Content-Range: bytes {start}-{last}/{length}");
                (format!("206 Partial Content\r\n{range}"), start)
            }
            None => ("200 OK".to_owned(), 0),
        };
        let body = &self.content[from..];
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).unwrap();
        // the client may have left
        let _ = stream.write_all(&body[..body.len().min(self.breaks_after)]);
    }
}

const DESCRIPTION: &str = "name = 'm'\nfamily = 'one_stage'\nsummary = ''\nlicence = ''\nsource = ''\n\
    [network]\nfile = 'known.onnx'\ninput = [1, 3, 64, 64]\n\
    pixels = { order = 'rgb', mean = [0.0, 0.0, 0.0], deviation = [1.0, 1.0, 1.0] }\n\
    decoder = { kind = 'rtmo', keypoints = 'coco17' }\noutputs = { dets = [1, 0, 5] }\n";

struct Folder(tempfile::TempDir);

impl Folder {
    /// A models folder in which a description states the hash of some content.
    fn describing(content: &[u8]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        let default = "blazepose-heavy.toml";
        std::fs::copy(models.join(default), folder.0.path().join(default)).unwrap();
        let hash = sha256_of(&folder.file("described", content)).unwrap();
        let text = format!("{DESCRIPTION}sha256 = '{hash}'\n");
        std::fs::write(folder.0.path().join("m.toml"), text).unwrap();
        folder
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    fn store(&self) -> ModelStore {
        ModelStore::find(Some(self.0.path())).unwrap()
    }

    fn add(&self, asked: &AskedWeights) -> Result<AddedWeights, WeightsError> {
        add(&self.store(), asked, Addresses::Any)
    }

    /// What stands in the weights folder.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.store().weights_folder()).unwrap();
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn from(from: impl Into<String>) -> AskedWeights {
    AskedWeights { from: from.into(), ..AskedWeights::default() }
}

fn content() -> Vec<u8> {
    (0..300_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_described_file_is_checked_by_its_description() {
    let folder = Folder::describing(b"right");
    let good = folder.file("known.onnx", b"right");
    let added = folder.add(&from(good.to_str().unwrap())).unwrap();
    assert_eq!(added.models, ["m"]);
    assert_eq!(std::fs::read(&added.path).unwrap(), b"right");
    let spec = folder.store().spec("m").unwrap();
    assert!(folder.store().verified(&spec).is_ok());
    let other = folder.file("other.bin", b"wrong");
    let asked = AskedWeights { name: Some("known.onnx".into()), ..from(other.to_str().unwrap()) };
    assert!(matches!(folder.add(&asked), Err(WeightsError::OtherWeights { .. })));
    assert_eq!(std::fs::read(&added.path).unwrap(), b"right", "the earlier file remains");
    assert_eq!(folder.names(), ["known.onnx"]);
    let asked = AskedWeights { sha256: Some("0".repeat(64)), ..from(good.to_str().unwrap()) };
    assert!(matches!(folder.add(&asked), Err(WeightsError::OtherHash { .. })));
}

#[test]
fn a_file_that_nothing_describes_gives_its_hash() {
    let folder = Folder::describing(b"right");
    let file = folder.file("new.onnx", b"\x08new");
    let added = folder.add(&from(file.to_str().unwrap())).unwrap();
    assert!(added.models.is_empty());
    assert_eq!(added.sha256, sha256_of(&file).unwrap());
}

#[test]
fn a_download_is_verified() {
    let folder = Folder::describing(&content());
    let server = Server::of(content());
    let added = folder.add(&from(server.start("known.onnx"))).unwrap();
    assert_eq!(std::fs::read(added.path).unwrap(), content());
    assert_eq!(folder.names(), ["known.onnx"]);
    assert_eq!(*server.asked.lock().unwrap(), [None]);
    let wrong = Server::of(b"something else".to_vec());
    let error = folder.add(&from(wrong.start("known.onnx"))).unwrap_err();
    assert!(matches!(error, WeightsError::OtherWeights { .. }), "{error}");
    assert_eq!(folder.names(), ["known.onnx"], "nothing of the wrong file is kept");
}

#[test]
fn a_broken_download_is_continued() {
    for knows_ranges in [true, false] {
        let folder = Folder::describing(&content());
        let server = Server { breaks_after: 100_000, knows_ranges, ..Server::of(content()) };
        let error = folder.add(&from(server.start("known.onnx"))).unwrap_err();
        assert!(matches!(error, WeightsError::Interrupted { .. }), "{error}");
        let whole = Server { breaks_after: usize::MAX, ..server };
        let added = folder.add(&from(whole.start("known.onnx"))).unwrap();
        assert_eq!(std::fs::read(added.path).unwrap(), content());
        let asked = whole.asked.lock().unwrap();
        assert!(asked[0].is_none() && asked[1].is_some_and(|start| start > 0), "{asked:?}");
    }
}

/// The program ended between the last byte and the check.
#[test]
fn a_download_that_is_whole_is_not_repeated() {
    let folder = Folder::describing(&content());
    std::fs::create_dir(folder.store().weights_folder()).unwrap();
    folder.file("weights/.known.onnx.part", &content());
    let server = Server::of(content());
    folder.add(&from(server.start("known.onnx"))).unwrap();
    assert_eq!(folder.names(), ["known.onnx"]);
}

#[test]
fn the_network_is_taken_out_of_an_archive() {
    let folder = Folder::describing(&content());
    let content = content();
    let archive = zipped(&[("a/pipeline.json", b"{}"), ("a/end2end.onnx", &content)]);
    let added = folder.add(&from(Server::of(archive).start("known.zip"))).unwrap();
    assert_eq!(std::fs::read(added.path).unwrap(), content);
    let two = folder.file("two.zip", &zipped(&[("a.onnx", b"a"), ("b.onnx", b"b")]));
    let none = folder.file("none.zip", &zipped(&[("readme.txt", b"a")]));
    let cut = folder.file("cut.zip", &zipped(&[("end2end.onnx", &content)])[..1000]);
    for path in [two, none, cut] {
        let error = folder.add(&from(path.to_str().unwrap())).unwrap_err();
        assert!(matches!(error, WeightsError::NoNetworkInside { .. }), "{error}");
    }
    assert_eq!(folder.names(), ["known.onnx"]);
}

#[test]
fn what_is_not_allowed_is_named() {
    let folder = Folder::describing(b"right");
    let said = |asked: &AskedWeights| {
        let error = add_weights(&folder.store(), asked).unwrap_err();
        assert!(!error.hint().is_empty());
        <&'static str>::from(&error)
    };
    let addresses = ["http://127.0.0.1:9/known.onnx", "ftp://example.org/known.onnx"];
    for address in addresses.into_iter().chain(["http://example.org/unknown.onnx"]) {
        assert_eq!(said(&from(address)), "not_https");
    }
    assert_eq!(said(&from("https://example.org/unknown.onnx?x=1")), "needs_hash");
    let named = |name: &str| AskedWeights { name: Some(name.into()), ..from("a.onnx") };
    for name in ["../a.onnx", "a.txt", ".onnx", "a/b.onnx", ""] {
        assert_eq!(said(&named(name)), "bad_name", "{name}");
    }
    assert_eq!(said(&AskedWeights { sha256: Some("12".into()), ..from("a.onnx") }), "bad_hash");
    assert_eq!(said(&from("/nonexistent/a.onnx")), "unreadable_weights");
    let folder_of_weights = folder.0.path().join("a.onnx");
    std::fs::create_dir(&folder_of_weights).unwrap();
    assert_eq!(said(&from(folder_of_weights.to_str().unwrap())), "unreadable_weights");
    for (name, content) in [("text.onnx", &b"hello"[..]), ("empty.onnx", b"")] {
        let path = folder.file(name, content);
        assert_eq!(said(&from(path.to_str().unwrap())), "not_onnx");
    }
    assert!(folder.names().is_empty());
}

#[test]
fn what_a_stopped_run_left_is_removed_later() {
    let folder = Folder::describing(b"right");
    std::fs::create_dir(folder.store().weights_folder()).unwrap();
    let good = folder.file("known.onnx", b"right");
    let [old, new] =
        [".gaitline-old", ".gaitline-new"].map(|n| folder.file(&format!("weights/{n}"), b"x"));
    let long_ago = old.metadata().unwrap().modified().unwrap() - Duration::from_secs(7200);
    File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    folder.add(&from(good.to_str().unwrap())).unwrap();
    assert!(!old.exists() && new.exists(), "another run may still write the new one");
}

#[test]
fn a_server_that_has_no_such_file_is_named() {
    let folder = Folder::describing(b"right");
    std::fs::create_dir(folder.store().weights_folder()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/known.onnx", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
        assert!(lines.take_while(|line| !line.is_empty()).count() > 0);
        let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    });
    let error = folder.add(&from(url)).unwrap_err();
    server.join().unwrap();
    assert!(error.to_string().contains("404"), "{error}");
    assert!(folder.names().is_empty());
}
