//! All causes, in the order in which equal ones are told.

use crate::causes::evidence_item::Cause;
use crate::causes::table::{foot, hip, leg, pelvis};

pub(in crate::causes) const CAUSES: [&Cause; 8] = [
    &pelvis::FUNCTIONAL_LEG_LENGTH,
    &pelvis::TRUE_LEG_LENGTH,
    &leg::QUADRICEPS,
    &hip::HIP_ABDUCTORS,
    &hip::HIP_EXTENSORS,
    &foot::ANKLE,
    &foot::PRONATION,
    &leg::PAIN,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::causes::evidence_item::{Criterion, Laterality};
    use crate::evidence::SOURCES;
    use crate::findings::FindingId;

    fn named(looks: Criterion) -> Vec<(FindingId, Laterality)> {
        match looks {
            Criterion::Unusual(of) | Criterion::Usual(of) => of.to_vec(),
            Criterion::UnusualAlone(first, others) => [&[first], others].concat(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_rule_has_a_source_that_resolves() {
        for cause in CAUSES {
            let keys = cause.items.iter().map(|i| i.source).chain(cause.sources.iter().copied());
            for key in keys {
                assert!(SOURCES.iter().any(|s| s.key == key), "{:?}: {key}", cause.id);
            }
            assert!(!cause.confirm.is_empty() && !cause.advice.is_empty());
        }
    }

    #[test]
    fn no_observation_is_in_two_groups_of_a_cause() {
        for cause in CAUSES {
            for a in cause.items {
                for b in cause.items.iter().filter(|b| b.group != a.group) {
                    let shared = named(a.looks).into_iter().find(|x| {
                        named(b.looks).iter().any(|y| x.0 == y.0) && a.speaks == b.speaks
                    });
                    assert!(shared.is_none(), "{:?}: {} and {}: {shared:?}", cause.id, a.id, b.id);
                }
            }
        }
    }

    #[test]
    fn weights_are_one_to_three_and_names_are_unique() {
        for cause in CAUSES {
            let mut ids: Vec<&str> = cause.items.iter().map(|i| i.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), cause.items.len(), "{:?}", cause.id);
            assert!(cause.items.iter().all(|i| [1.0, 2.0, 3.0].contains(&i.weight)));
        }
    }

    #[test]
    fn no_text_claims_more_than_a_video_can() {
        for cause in CAUSES {
            let items: Vec<&str> = cause.items.iter().map(|i| i.text).collect();
            let texts = [
                &[
                    cause.wording,
                    cause.evidence,
                    cause.separates,
                    cause.advice,
                    cause.advice_evidence,
                ],
                items.as_slice(),
                cause.confirm,
            ]
            .concat();
            for text in texts {
                let text = text.to_lowercase();
                for word in ["diagnos", "you have", "probab", "likely"] {
                    assert!(!text.contains(word), "{:?}: {text}", cause.id);
                }
            }
        }
    }
}
