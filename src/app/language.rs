//! The user's own language files: further homographs, and names of the same thing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::config::Settings;
use super::error::AppError;
use crate::plan::Language;

/// The alias file that is looked for in an index and beside it when no setting names one.
const ALIASES: &str = "aliases.toml";

/// The built-in names, and what stands in the files that the settings name and in
/// `aliases.toml` in the index folder or beside it. Homographs are one word a line, `#` begins a
/// remark; aliases are lines of TOML such as `SMA = ["Special Measures Agreement"]`, and
/// `SMA = []` gives a name no others, not even built-in ones. With the setting
/// `literal` there are no other names at all.
///
/// # Errors
/// A file that is named and cannot be read, or is not of that form.
pub fn language(index: &Path, settings: &Settings) -> Result<Arc<Language>, AppError> {
    let literal = settings.literal == Some(true);
    let mut language = if literal { Language::default() } else { Language::with_known_names() };
    if let Some(path) = &settings.homographs {
        let words = read(path)?;
        words.lines().map(|line| line.split('#').next().unwrap_or("")).for_each(|word| language.add_homograph(word));
    }
    let near = || {
        let beside = index.canonicalize().ok().map(|index| index.with_file_name(ALIASES));
        std::iter::once(index.join(ALIASES)).chain(beside).find(|path| path.is_file())
    };
    if let Some(path) = settings.aliases.clone().or_else(near).filter(|_| !literal) {
        let text = read(&path)?;
        let groups: BTreeMap<String, Vec<String>> = toml::from_str(&text)
            .map_err(|e| AppError::Language { path, problem: e.to_string().trim().to_string() })?;
        for (name, others) in &groups {
            language.add_aliases([name.as_str()].into_iter().chain(others.iter().map(String::as_str)));
        }
    }
    Ok(Arc::new(language))
}

fn read(path: &PathBuf) -> Result<String, AppError> {
    fs::read_to_string(path).map_err(|e| AppError::Language { path: path.clone(), problem: e.to_string() })
}
