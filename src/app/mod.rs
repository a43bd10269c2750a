//! The same engine for people who type no commands: one page on their own machine, served to their own browser alone.
//!
//! `store/` is the folder of clips and results, `desk.rs` what the page shows (of one clip, visit or comparison: `entry.rs`) and what is to be
//! done, `work/` who does it with the library's own functions, in processes of their own, `http/` the answers to the browser, and who may ask,
//! `opening.rs` how the browser comes to the page. No video leaves the machine: the server listens on the loopback address only.

mod app_settings;
mod desk;
mod entry;
mod http;
mod opening;
mod serve;
mod store;
mod work;

pub use app_settings::{AppSettings, WorkerProgram, data_folder};
pub use serve::{AppPage, Server, Started, start};
pub use work::worker::work_for_server;
