//! `gaitline schema`.

use super::args::{Document, SchemaArgs};
use super::{Failure, print_line};
use gaitline::compare::comparison_schema;
use gaitline::report::{poses_schema, report_schema, visit_schema};

pub(crate) fn run(arguments: &SchemaArgs) -> Result<(), Failure> {
    let schema = match arguments.document {
        Document::Report => report_schema(),
        Document::Visit => visit_schema(),
        Document::Comparison => comparison_schema(),
        Document::Poses => poses_schema(),
    };
    print_line(&format!("{schema:#}"))
}
