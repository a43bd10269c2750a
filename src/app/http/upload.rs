//! A clip comes in: piece by piece into a private file, never larger than a clip can be.

use crate::app::desk::{Desk, Job};
use crate::app::http::answers::{Added, label_of};
use crate::app::http::problem_answer::ProblemAnswer;
use crate::app::store::record::{Kind, Phase, Record};
use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
use serde::Deserialize;
use serde_json::Map;
use std::sync::Arc;
use std::time::Duration;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

/// Half an hour in 4K is some 10 GB; what is larger is no gait clip.
const MOST_BYTES: u64 = 8 << 30;

/// A browser that sends nothing for so long is gone.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

#[derive(Debug, Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    label: String,
}

/// Takes a clip in. What is not whole in the end is removed.
pub(super) async fn upload(
    State(desk): State<Arc<Desk>>,
    Query(named): Query<Named>,
    body: Body,
) -> Result<(StatusCode, Json<Added>), ProblemAnswer> {
    let label = label_of(&named.label)?;
    let number = desk.folder.new_entry()?;
    let incoming = Incoming { desk: &desk, number, is_whole: false };
    let file = desk.folder.new_clip(number)?;
    receive(body, File::from_std(file)).await?;
    let record = Record::new(Kind::Clip, label, Map::new(), Phase::Looking);
    desk.add(number, record)?;
    incoming.keep();
    desk.give(Job::Look(number));
    Ok((StatusCode::CREATED, Json(Added { number })))
}

/// A folder that goes again where its clip does not come in whole, also where the browser goes away in the middle.
struct Incoming<'a> {
    desk: &'a Desk,
    number: u32,
    is_whole: bool,
}

impl Incoming<'_> {
    fn keep(mut self) {
        self.is_whole = true;
    }
}

impl Drop for Incoming<'_> {
    fn drop(&mut self) {
        if !self.is_whole {
            // large films take a while; what is left the next start removes
            if let Ok(Some(hidden)) = self.desk.folder.hide(self.number) {
                tokio::task::spawn_blocking(move || std::fs::remove_dir_all(hidden));
            }
        }
    }
}

async fn receive(mut body: Body, mut file: File) -> Result<(), ProblemAnswer> {
    let cut_off = || ProblemAnswer::of(StatusCode::BAD_REQUEST, "cut_off");
    let mut bytes = 0;
    loop {
        let next = tokio::time::timeout(LONGEST_PAUSE, body.frame()).await;
        let Some(frame) = next.map_err(|_| cut_off())? else { break };
        let Ok(data) = frame.map_err(|_| cut_off())?.into_data() else { continue };
        bytes += data.len() as u64;
        if bytes > MOST_BYTES {
            return Err(ProblemAnswer::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large_file"));
        }
        file.write_all(&data).await?;
    }
    if bytes == 0 {
        return Err(ProblemAnswer::of(StatusCode::BAD_REQUEST, "empty"));
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(())
}
