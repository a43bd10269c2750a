//! The same engine for people who type no commands: one page on their own machine, served to their own browser alone.
//!
//! `store/` is the folder of clips and results, `desk.rs` what the page shows and what is to be done, `work/` the threads that do
//! it with the library's own functions, `http/` the answers to the browser, and who may ask, `opening.rs` how the browser comes to the
//! page. No video leaves the machine: the
//! server listens on the loopback address only.

mod app_settings;
mod desk;
mod http;
mod opening;
mod serve;
mod store;
mod work;

pub use app_settings::{AppSettings, data_folder};
pub use serve::{AppPage, Server, Started, start};
