//! The other side of `worker_process.rs`: does what it is asked on standard input, one thing after the other.

use crate::app::app_settings::AppSettings;
use crate::app::store::data_folder::DataFolder;
use crate::app::store::record::Problem;
use crate::app::work::analyse::analyse;
use crate::app::work::comparison::comparison;
use crate::app::work::export::export;
use crate::app::work::first_look::look;
use crate::app::work::task::{Event, Order, Task};
use crate::app::work::teller::Teller;
use crate::app::work::visit::visit;
use crate::error::AppError;
use crate::pipeline::{ClipLoop, Engine, EngineSettings};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Works for the server of a folder until nobody asks for anything any more: standard input and output belong to it.
///
/// # Errors
/// When the folder cannot be used.
pub fn work_for_server(settings: &AppSettings) -> Result<(), AppError> {
    let folder = settings.open()?;
    let (tasks, to_do) = channel();
    std::thread::spawn(move || listen(&tasks));
    work(&folder, &to_do, &settings.engine);
    Ok(())
}

/// A task, and where it is said that nobody waits for it any more.
type Asked = (Task, Arc<AtomicBool>);

/// Hears what is asked while something is at work. Who asks no more has ended, and waits for nothing.
fn listen(tasks: &Sender<Asked>) {
    let mut present = Arc::new(AtomicBool::new(false));
    for line in std::io::stdin().lines().map_while(Result::ok) {
        match serde_json::from_str(&line) {
            Ok(Order::Do(task)) => {
                present = Arc::default();
                let _ = tasks.send((task, Arc::clone(&present)));
            }
            Ok(Order::Stop) => present.store(true, Ordering::Relaxed),
            Err(_) => break,
        }
    }
    // as if killed: another server may begin the same work, and what is half done it puts in order
    std::process::exit(0);
}

fn work(folder: &DataFolder, to_do: &Receiver<Asked>, settings: &EngineSettings) {
    let mut quick = None;
    let mut clips = ClipLoop::new(settings.clone());
    for (task, is_stopped) in to_do {
        let teller = Teller::new(is_stopped);
        let done = does(task, folder, &mut quick, settings, &mut clips, &teller);
        teller.tell(&Event::Ended(done));
    }
}

fn does(
    task: Task,
    folder: &DataFolder,
    quick: &mut Option<Engine>,
    settings: &EngineSettings,
    clips: &mut ClipLoop,
    teller: &Teller,
) -> Result<(), Problem> {
    match task {
        Task::Look { number } => look(folder, number, quick, settings, teller),
        Task::Analyse { number, options, from_poses } => {
            analyse(folder, number, &options, from_poses, clips, teller)
        }
        Task::Export { number, options, blurred } => {
            export(folder, number, &options, blurred, clips, teller)
        }
        Task::Visit { number, options, clips: of } => visit(folder, number, &options, &of, clips),
        Task::Compare { number, clips } => comparison(folder, number, &clips),
    }
}
