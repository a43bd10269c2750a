//! The page of `gaitline app`: a shell, its texts, and the files that it is made of.

use crate::catalogue::{Catalogue, Language};
use crate::error::AnalysisError;
use askama::Template;
use std::collections::BTreeMap;

/// Style and scripts of the page, by their names.
pub(crate) const APP_FILES: &[(&str, &str)] = &[
    ("style.css", include_str!("templates/app/style.css")),
    ("main.js", include_str!("templates/app/main.js")),
    ("app_api.js", include_str!("templates/app/app_api.js")),
    ("app_dialogs.js", include_str!("templates/app/app_dialogs.js")),
    ("app_dom.js", include_str!("templates/app/app_dom.js")),
    ("app_entry.js", include_str!("templates/app/app_entry.js")),
    ("app_fields.js", include_str!("templates/app/app_fields.js")),
    ("app_form.js", include_str!("templates/app/app_form.js")),
    ("app_home.js", include_str!("templates/app/app_home.js")),
    ("app_look.js", include_str!("templates/app/app_look.js")),
    ("app_progress.js", include_str!("templates/app/app_progress.js")),
    ("app_results.js", include_str!("templates/app/app_results.js")),
    ("app_trim.js", include_str!("templates/app/app_trim.js")),
    ("app_uploads.js", include_str!("templates/app/app_uploads.js")),
];

/// How the keys of its texts begin.
const SHOWN: [&str; 4] = ["app.", "app_problems.", "patient.red_flags.", "patient.tips."];

#[derive(Template)]
#[template(path = "app/app.html")]
struct Shell {
    lang: &'static str,
    needs_script: &'static str,
    /// JSON that is safe inside of a script element.
    texts: String,
}

/// The page in a language.
pub(crate) fn render_app_html(language: Language) -> Result<String, AnalysisError> {
    let failed = |why: String| AnalysisError::Render { what: "the page", why };
    let json = serde_json::to_string(&texts(language)).map_err(|e| failed(e.to_string()))?;
    let shell = Shell {
        lang: language.code(),
        needs_script: Catalogue::of(language).text("app.page.needs_script"),
        texts: json.replace('<', "\\u003c"),
    };
    shell.render().map_err(|e| failed(e.to_string()))
}

/// The page's own texts, the questions that come first, and what to film differently.
fn texts(language: Language) -> BTreeMap<&'static str, &'static str> {
    let catalogue = Catalogue::of(language);
    let is_shown = |key: &&str| SHOWN.iter().any(|start| key.starts_with(start));
    Catalogue::english().keys().filter(is_shown).map(|key| (key, catalogue.text(key))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text_of_the_page() {
        let keys = |language: Language| {
            let is_shown = |key: &&str| SHOWN.iter().any(|start| key.starts_with(start));
            Catalogue::of(language).keys().filter(is_shown).collect::<Vec<_>>()
        };
        let english = keys(Language::ENGLISH);
        assert!(english.len() > 50);
        for language in Language::all() {
            assert_eq!(keys(language), english, "{}", language.code());
        }
    }

    #[test]
    fn texts_end_no_script() {
        for language in Language::all() {
            let html = render_app_html(language).unwrap();
            let json =
                html.split("id=\"texts\">").nth(1).unwrap().split("</script>").next().unwrap();
            let texts: BTreeMap<String, String> = serde_json::from_str(json).unwrap();
            assert!(!json.contains('<') && texts.len() > 50);
        }
    }

    #[test]
    fn every_file_that_the_page_names_is_there_and_none_is_spare() {
        let html = render_app_html(Language::ENGLISH).unwrap();
        let all: String = APP_FILES.iter().map(|(_, text)| *text).chain([&*html]).collect();
        for (name, _) in APP_FILES {
            let forms = [format!("\"{name}\""), format!("'./{name}'")];
            assert!(forms.iter().any(|form| all.contains(form)), "{name}");
        }
        let imported = all.split("from './").skip(1).filter_map(|rest| rest.split('\'').next());
        for name in imported {
            assert!(APP_FILES.iter().any(|(file, _)| *file == name), "{name}");
        }
    }
}
