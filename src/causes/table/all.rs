//! All causes, in the order in which equal ones are listed.

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
    use crate::catalogue::assert_texts;
    use crate::causes::cause_id::CauseId;
    use crate::causes::evidence_item::{Criterion, Laterality, ToDo};
    use crate::evidence::SOURCES;
    use crate::findings::FindingId;
    use strum::VariantArray;

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
    fn every_cause_and_every_item_has_its_texts_and_none_is_spare() {
        let ids: Vec<&str> = CauseId::VARIANTS.iter().map(Into::into).collect();
        assert_texts("causes", &[ids, vec!["to_do"]].concat());
        let to_do: Vec<&str> = ToDo::VARIANTS.iter().map(Into::into).collect();
        assert_texts("causes.to_do", &to_do);
        for cause in CAUSES {
            let id: &str = cause.id.into();
            assert_texts(&format!("causes.{id}"), &TEXTS);
            let items: Vec<&str> = cause.items.iter().map(|i| i.id).collect();
            assert_texts(&format!("causes.{id}.items"), &items);
            assert!(!cause.list("confirm").is_empty(), "{id}");
        }
    }

    /// What is said of each cause.
    const TEXTS: [&str; 8] = [
        "side_is",
        "wording",
        "evidence",
        "separates",
        "confirm",
        "advice",
        "advice_evidence",
        "items",
    ];
}
