use super::Failure;
use super::args::SchemaArgs;
pub(crate) fn run(_arguments: &SchemaArgs) -> Result<(), Failure> {
    Ok(())
}
