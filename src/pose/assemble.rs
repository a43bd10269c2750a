//! The networks of a description, put together as its family asks.

use crate::error::PoseError;
use crate::pose::blazepose::BlazePose;
use crate::pose::blazepose::detector::Detector;
use crate::pose::blazepose::landmarker::Landmarker;
use crate::pose::described::one_stage::OneStage;
use crate::pose::described::top_down::TopDownModel;
use crate::pose::family::Family;
use crate::pose::model::PoseModel;
use crate::pose::network::{Network, Role};
use crate::pose::spec::{ModelSpec, NetworkSpec};

/// Puts the networks of a model together; `load` gives each of them.
///
/// # Errors
/// When a network cannot be loaded, or its description is not that of its family.
pub(crate) fn assemble<N: Network + Send + 'static>(
    spec: &ModelSpec,
    mut load: impl FnMut(Role, &NetworkSpec) -> Result<N, PoseError>,
) -> Result<Box<dyn PoseModel + Send>, PoseError> {
    let mut part = |role: Role| {
        let found = spec.networks().into_iter().find(|(r, _)| *r == role);
        let missing = || PoseError::UnusableNetwork {
            file: spec.name.clone(),
            why: format!("its description has no [{}]", role.key()),
        };
        let (_, network) = found.ok_or_else(missing)?;
        Ok::<_, PoseError>((load(role, network)?, network))
    };
    match spec.family {
        Family::Blazepose => {
            let ((detector, a), (landmarker, b)) = (part(Role::Detector)?, part(Role::Landmarker)?);
            let (detector, landmarker) =
                (Detector::new(detector, a)?, Landmarker::new(landmarker, b)?);
            Ok(Box::new(BlazePose::new(detector, landmarker)))
        }
        Family::TopDown => {
            let (detector, landmarker) = (part(Role::Detector)?, part(Role::Landmarker)?);
            Ok(Box::new(TopDownModel::new(detector, landmarker)?))
        }
        Family::OneStage => {
            let (network, described) = part(Role::Everyone)?;
            Ok(Box::new(OneStage::new(network, described)?))
        }
    }
}
