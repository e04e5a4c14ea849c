//! Settings: what the user has written down as the usual answer to a flag.
//!
//! In: `attache.toml` files and environment variables, the latter through a
//! function. Out: one [`Settings`], the weightier source winning: built-in
//! defaults, the user's configuration folder, the index folder, the environment.
//! Flags weigh most and are merged by the front end. Must not know what any
//! setting does, and reads no environment of its own.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};

use crate::export;
use crate::query::{DIALECTS, OWN_NAME};

/// Name of the settings file in a configuration or index folder.
pub const FILE: &str = "attache.toml";

/// The index folder where nothing else is said.
pub const DEFAULT_INDEX: &str = "index";

/// What a value is made of: how it is read from the environment, and how the
/// manual describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number from 1.
    Number,
    /// One of a few words.
    Word,
    /// `true` or `false`.
    Switch,
    /// A file or folder.
    Place,
}

/// One setting, for help and manual.
pub struct Setting {
    /// Key in `attache.toml`.
    pub name: &'static str,
    /// What a value is made of.
    pub kind: Kind,
    /// One line for the manual.
    pub about: &'static str,
    /// Value where nobody says otherwise; `None` where `about` says what happens.
    pub default: Option<&'static str>,
    /// Environment variable that sets it.
    pub environment: Option<&'static str>,
}

/// Every setting; one row for each field of [`Settings`], in the same order.
pub const SETTINGS: &[Setting] = &[
    Setting::row("index", Kind::Place, "the index folder; without it `index` in the current folder")
        .environment("ATTACHE_INDEX"),
    Setting::row("limit", Kind::Number, "how many articles to show").default("10").environment("ATTACHE_LIMIT"),
    Setting::row("passages", Kind::Number, "how many passages to show of an article")
        .default("2")
        .environment("ATTACHE_PASSAGES"),
    Setting::row("format", Kind::Word, "output format, one of those `attache formats` lists")
        .default("text")
        .environment("ATTACHE_FORMAT"),
    Setting::row("color", Kind::Word, "colour on the terminal: auto, always or never")
        .default("auto")
        .environment("ATTACHE_COLOR"),
    Setting::row("sort", Kind::Word, "order of articles: score, or date (newest first)").default("score"),
    Setting::row("literal", Kind::Switch, "search for words as typed, without other names of the same thing")
        .default("false"),
    Setting::row("strict", Kind::Switch, "make every note on a query an error").default("false"),
    Setting::row("dialect", Kind::Word, "language of queries: attache, or one that `attache help dialects` lists")
        .default("attache"),
    Setting::row("width", Kind::Number, "columns of text output; without it those of the terminal"),
    Setting::row("threads", Kind::Number, "how many files to read at once; without it one per processor"),
    Setting::row("memory", Kind::Number, "megabytes for the index writer; without it what suits the threads"),
    Setting::row("aliases", Kind::Place, "file of further aliases, relative to the attache.toml that names it"),
    Setting::row(
        "homographs",
        Kind::Place,
        "file of acronyms that are also words, relative to the attache.toml that names it",
    ),
];

/// When to write colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// The order of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best first.
    Score,
    /// Newest first.
    Date,
}

/// The settings of one source, or of several merged; absent ones are left to a
/// source of less weight. [`SETTINGS`] says what each means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The index folder.
    pub index: Option<PathBuf>,
    /// Articles to show.
    pub limit: Option<NonZeroUsize>,
    /// Passages to show of an article.
    pub passages: Option<NonZeroUsize>,
    /// Output format, a name of the format table.
    #[serde(deserialize_with = "format_name")]
    pub format: Option<String>,
    /// When to write colour.
    pub color: Option<Color>,
    /// The order of articles.
    pub sort: Option<Sort>,
    /// Words as typed, without aliases.
    pub literal: Option<bool>,
    /// Every note on a query is an error.
    pub strict: Option<bool>,
    /// The language of queries, a name of the dialect table or that of our own.
    #[serde(deserialize_with = "dialect_name")]
    pub dialect: Option<String>,
    /// Columns of text output.
    pub width: Option<NonZeroUsize>,
    /// Files read at once.
    pub threads: Option<NonZeroUsize>,
    /// Megabytes for the index writer.
    pub memory: Option<NonZeroUsize>,
    /// File of further aliases.
    pub aliases: Option<PathBuf>,
    /// File of acronyms that are also words.
    pub homographs: Option<PathBuf>,
}

/// Why the settings cannot be used: place, problem and cure.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is there but cannot be read.
    #[error("{}: cannot read the settings: {source}; make the file readable, or remove it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file says something that is no setting.
    #[error("{}:{line}:{column}: {problem}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Line of the problem, from 1.
        line: usize,
        /// Character of the line, from 1.
        column: usize,
        /// What is wrong, and what would be right.
        problem: String,
    },
    /// A variable says something that is no value of its setting.
    #[error("{variable}={value:?}: {problem}")]
    Environment {
        /// The variable.
        variable: String,
        /// Its value.
        value: String,
        /// What is wrong, and what would be right.
        problem: String,
    },
}

/// The settings in force before flags. `index` is the index folder a flag names;
/// without it the environment, the user's settings or [`DEFAULT_INDEX`] say which
/// folder's settings count. `env` looks up environment variables, `HOME` among
/// them; nothing else of the environment is read. Files that are not there are no
/// error.
pub fn load(index: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Result<Settings, ConfigError> {
    let mut settings = defaults()?;
    for path in user_files(env, cfg!(target_os = "macos")) {
        settings = settings.merge(from_file(&path, Origin::User, env)?);
    }
    let environment = from_environment(env)?;
    let named = index.or(environment.index.as_deref()).or(settings.index.as_deref());
    let folder = named.unwrap_or(Path::new(DEFAULT_INDEX));
    let of_index = from_file(&folder.join(FILE), Origin::Index, env)?;
    Ok(settings.merge(of_index).merge(environment))
}

impl Settings {
    /// Both, `later` winning where both say something.
    pub fn merge(self, later: Settings) -> Settings {
        Settings {
            index: later.index.or(self.index),
            limit: later.limit.or(self.limit),
            passages: later.passages.or(self.passages),
            format: later.format.or(self.format),
            color: later.color.or(self.color),
            sort: later.sort.or(self.sort),
            literal: later.literal.or(self.literal),
            strict: later.strict.or(self.strict),
            dialect: later.dialect.or(self.dialect),
            width: later.width.or(self.width),
            threads: later.threads.or(self.threads),
            memory: later.memory.or(self.memory),
            aliases: later.aliases.or(self.aliases),
            homographs: later.homographs.or(self.homographs),
        }
    }

    /// Makes places relative to `folder` absolute or relative to the current
    /// folder, and `~/` the home folder.
    fn resolve(&mut self, folder: &Path, home: Option<&Path>) {
        for place in [&mut self.index, &mut self.aliases, &mut self.homographs].into_iter().flatten() {
            *place = match (place.strip_prefix("~"), home) {
                (Ok(rest), Some(home)) => home.join(rest),
                _ => folder.join(&*place),
            };
        }
    }
}

impl Setting {
    const fn row(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Setting { name, kind, about, default: None, environment: None }
    }

    const fn default(self, value: &'static str) -> Self {
        Setting { default: Some(value), ..self }
    }

    const fn environment(self, variable: &'static str) -> Self {
        Setting { environment: Some(variable), ..self }
    }

    /// The row of this name.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// A table that gives this setting the value `text` stands for. Text that
    /// does not read as its kind stays text, for the error to quote.
    fn table(&self, text: &str) -> toml::Table {
        let word = || toml::Value::String(text.to_string());
        let value = match self.kind {
            Kind::Number => text.parse().map_or_else(|_| word(), toml::Value::Integer),
            Kind::Switch => text.parse().map_or_else(|_| word(), toml::Value::Boolean),
            Kind::Word | Kind::Place => word(),
        };
        toml::Table::from_iter([(self.name.to_string(), value)])
    }

    /// Settings that say only this, as `source` has it.
    fn parse(&self, source: &str, text: &str) -> Result<Settings, ConfigError> {
        self.table(text).try_into().map_err(|error: toml::de::Error| ConfigError::Environment {
            variable: source.to_string(),
            value: text.to_string(),
            problem: remark(error.message(), Some(self)),
        })
    }
}

fn defaults() -> Result<Settings, ConfigError> {
    let rows = SETTINGS.iter().filter_map(|setting| Some((setting, setting.default?)));
    rows.map(|(setting, value)| setting.parse(setting.name, value)).try_fold(Settings::default(), merged)
}

/// What the environment says. A variable without a value says nothing; NO_COLOR
/// outweighs ATTACHE_COLOR (no-color.org).
fn from_environment(env: &dyn Fn(&str) -> Option<String>) -> Result<Settings, ConfigError> {
    let value = |variable| env(variable).filter(|value| !value.is_empty());
    let rows = SETTINGS.iter().filter_map(|setting| {
        let variable = setting.environment?;
        Some(setting.parse(variable, &value(variable)?))
    });
    let mut settings = rows.into_iter().try_fold(Settings::default(), merged)?;
    if value("NO_COLOR").is_some() {
        settings.color = Some(Color::Never);
    }
    Ok(settings)
}

fn merged(before: Settings, later: Result<Settings, ConfigError>) -> Result<Settings, ConfigError> {
    Ok(before.merge(later?))
}

/// The user's settings files, the weightiest last.
fn user_files(env: &dyn Fn(&str) -> Option<String>, macos: bool) -> Vec<PathBuf> {
    // A relative XDG_CONFIG_HOME is to be ignored, says the base directory
    // specification; HOME is treated alike.
    let folder = |variable| env(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = folder("HOME");
    let library = home.as_ref().filter(|_| macos).map(|home| home.join("Library/Application Support"));
    let config = folder("XDG_CONFIG_HOME").or_else(|| home.map(|home| home.join(".config")));
    library.into_iter().chain(config).map(|folder| folder.join("attache").join(FILE)).collect()
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    User,
    Index,
}

/// The settings in the file; none when there is no such file.
fn from_file(path: &Path, origin: Origin, env: &dyn Fn(&str) -> Option<String>) -> Result<Settings, ConfigError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if is_absent(&error) => return Ok(Settings::default()),
        Err(source) => return Err(ConfigError::Unreadable { path: path.to_path_buf(), source }),
    };
    let mut settings = from_toml(&text, path, origin)?;
    let home = env("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
    settings.resolve(path.parent().unwrap_or(Path::new("")), home.as_deref());
    Ok(settings)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn from_toml(text: &str, path: &Path, origin: Origin) -> Result<Settings, ConfigError> {
    // Some editors put a byte-order mark first; it is no part of TOML.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let settings: Settings = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(path, text, at, remark(error.message(), Setting::named(key_around(text, at))))
    })?;
    if origin == Origin::Index && settings.index.is_some() {
        let problem = "an index folder cannot name another index; put `index` into your own attache.toml";
        return Err(wrong(path, text, line_of(text, "index"), problem.to_string()));
    }
    Ok(settings)
}

fn wrong(path: &Path, text: &str, at: usize, problem: String) -> ConfigError {
    let (line, column) = position(text, at);
    ConfigError::Wrong { path: path.to_path_buf(), line, column, problem }
}

/// The parser's message in the words of this program, with the cure.
fn remark(message: &str, setting: Option<&Setting>) -> String {
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    let message = message.trim_end().replace('\n', "; ").replace("a nonzero usize", "a whole number from 1");
    match (unknown, setting) {
        (Some(name), _) => format!("unknown setting `{name}`; known are {}", known()),
        (None, Some(Setting { name, about, .. })) => format!("{message}; `{name}` is: {about}"),
        (None, None) => message,
    }
}

fn known() -> String {
    SETTINGS.iter().map(|setting| setting.name).collect::<Vec<_>>().join(", ")
}

/// Line and character of a byte, both from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// The key that the line around a byte sets; empty where it sets none.
fn key_around(text: &str, at: usize) -> &str {
    let line = text.lines().nth(position(text, at).0 - 1).unwrap_or("");
    line.split_once('=').map_or("", |(key, _)| key.trim())
}

/// Where the line that sets `key` starts.
fn line_of(text: &str, key: &str) -> usize {
    let is_key = |line: &str| line.split('=').next().is_some_and(|name| name.trim() == key);
    text.split_inclusive('\n').take_while(|line| !is_key(line)).map(str::len).sum()
}

fn format_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    match export::named(&name) {
        Some(format) => Ok(Some(format.name.to_string())),
        None => {
            let known: Vec<_> = export::FORMATS.iter().map(|format| format!("`{}`", format.name)).collect();
            Err(serde::de::Error::custom(format!("unknown format `{name}`, expected one of {}", known.join(", "))))
        }
    }
}

fn dialect_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    let names = || std::iter::once(OWN_NAME).chain(DIALECTS.iter().map(|dialect| dialect.name));
    match names().find(|known| known.eq_ignore_ascii_case(&name)) {
        Some(known) => Ok(Some(known.to_string())),
        None => {
            let known: Vec<_> = names().map(|name| format!("`{name}`")).collect();
            Err(serde::de::Error::custom(format!("unknown dialect `{name}`, expected one of {}", known.join(", "))))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use expect_test::{Expect, expect};
    use tempfile::TempDir;

    use super::*;

    /// A home folder, an index folder and variables.
    struct World {
        folder: TempDir,
        variables: Vec<(&'static str, String)>,
    }

    impl World {
        fn new(files: &[(&str, &str)], variables: &[(&'static str, &str)]) -> Self {
            let folder = TempDir::new().unwrap();
            for (path, text) in files {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            let mut variables: Vec<_> = variables.iter().map(|&(name, value)| (name, value.to_string())).collect();
            variables.push(("HOME", folder.path().join("home").to_str().unwrap().to_string()));
            World { folder, variables }
        }

        fn path(&self, path: &str) -> PathBuf {
            self.folder.path().join(path)
        }

        fn env(&self, name: &str) -> Option<String> {
            self.variables.iter().find(|variable| variable.0 == name).map(|variable| variable.1.clone())
        }

        fn load(&self) -> Result<Settings, ConfigError> {
            load(Some(&self.path("index")), &|name| self.env(name))
        }
    }

    const USER: &str = "home/.config/attache/attache.toml";
    const INDEX: &str = "index/attache.toml";

    fn number(n: usize) -> Option<NonZeroUsize> {
        NonZeroUsize::new(n)
    }

    /// A value other than the default, as TOML.
    fn sample(setting: &Setting) -> &'static str {
        match (setting.kind, setting.name) {
            (Kind::Number, _) => "77",
            (Kind::Switch, _) => "true",
            (Kind::Place, _) => "\"/some/where\"",
            (Kind::Word, "format") => "\"csv\"",
            (Kind::Word, "color") => "\"always\"",
            (Kind::Word, "dialect") => "\"westlaw\"",
            (Kind::Word, _) => "\"date\"",
        }
    }

    #[test]
    fn table_and_struct_agree() {
        let fields = serde_json::to_string(&Settings::default()).unwrap();
        let names: Vec<_> = SETTINGS.iter().map(|setting| format!("\"{}\":null", setting.name)).collect();
        assert_eq!(fields, format!("{{{}}}", names.join(",")));
        for setting in SETTINGS {
            let line = format!("{} = {}", setting.name, sample(setting));
            let set = from_toml(&line, Path::new(FILE), Origin::User).unwrap();
            assert_ne!(set, Settings::default(), "{line}");
            assert_eq!(defaults().unwrap().merge(set.clone()).merge(Settings::default()), {
                let mut whole = serde_json::to_value(defaults().unwrap()).unwrap();
                whole[setting.name] = serde_json::to_value(&set).unwrap()[setting.name].clone();
                serde_json::from_value(whole).unwrap()
            });
            assert_eq!(Setting::named(setting.name).unwrap().about, setting.about);
        }
    }

    #[test]
    fn defaults_hold_in_an_empty_world() {
        let expected = Settings {
            limit: number(10),
            passages: number(2),
            format: Some("text".into()),
            color: Some(Color::Auto),
            sort: Some(Sort::Score),
            literal: Some(false),
            strict: Some(false),
            dialect: Some("attache".into()),
            ..Settings::default()
        };
        assert_eq!(World::new(&[], &[]).load().unwrap(), expected);
        assert_eq!(load(Some(Path::new("/nowhere")), &|_| None).unwrap(), expected);
    }

    #[test]
    fn the_weightier_source_wins() {
        let files = [
            (USER, "limit = 20\npassages = 4\nsort = 'date'\nmemory = 300\n"),
            (INDEX, "limit = 30\npassages = 5\ncolor = 'always'\nstrict = true\n"),
        ];
        let settings = World::new(&files, &[("ATTACHE_LIMIT", "40"), ("ATTACHE_FORMAT", "CSV")]).load().unwrap();
        assert_eq!((settings.limit, settings.passages, settings.memory), (number(40), number(5), number(300)));
        assert_eq!((settings.sort, settings.color), (Some(Sort::Date), Some(Color::Always)));
        assert_eq!((settings.strict, settings.format.as_deref()), (Some(true), Some("csv")));
    }

    #[test]
    fn no_color_outweighs_everything_but_flags() {
        let color = |variables: &[(&'static str, &str)]| {
            World::new(&[(INDEX, "color = 'auto'")], variables).load().unwrap().color
        };
        assert_eq!(color(&[("NO_COLOR", "1"), ("ATTACHE_COLOR", "always")]), Some(Color::Never));
        assert_eq!(color(&[("NO_COLOR", ""), ("ATTACHE_COLOR", "always")]), Some(Color::Always));
        assert_eq!(color(&[("ATTACHE_COLOR", "")]), Some(Color::Auto));
    }

    #[test]
    fn places_are_relative_to_the_file_that_names_them() {
        let files = [
            (USER, "index = '~/library'\nhomographs = 'words.txt'\naliases = 'mine.txt'\n"),
            (INDEX, "aliases = 'aliases.txt'\n"),
        ];
        let world = World::new(&files, &[]);
        let settings = world.load().unwrap();
        assert_eq!(settings.index, Some(world.path("home/library")));
        assert_eq!(settings.homographs, Some(world.path("home/.config/attache/words.txt")));
        assert_eq!(settings.aliases, Some(world.path("index/aliases.txt")));
        let set = World::new(&files, &[("ATTACHE_INDEX", "here")]).load().unwrap();
        assert_eq!(set.index, Some(PathBuf::from("here")), "a variable is relative to the current folder");
    }

    #[test]
    fn the_index_whose_settings_count_is_found() {
        let world = World::new(&[(INDEX, "limit = 3"), ("other/attache.toml", "limit = 4")], &[]);
        let user = world.path(USER);
        fs::create_dir_all(user.parent().unwrap()).unwrap();
        fs::write(&user, format!("index = '{}'", world.path("other").display())).unwrap();
        let limit = |flag: Option<&Path>, variable: Option<&Path>| {
            let env = |name: &str| match name {
                "ATTACHE_INDEX" => variable.map(|path| path.to_str().unwrap().to_string()),
                _ => world.env(name),
            };
            load(flag, &env).unwrap().limit
        };
        let index = world.path("index");
        assert_eq!(limit(None, None), number(4));
        assert_eq!(limit(None, Some(&index)), number(3));
        assert_eq!(limit(Some(&world.path("other")), Some(&index)), number(4));
    }

    #[test]
    fn user_files_follow_the_base_directories() {
        let files = |variables: &'static [(&str, &str)], macos| {
            let env = |name: &str| variables.iter().find(|v| v.0 == name).map(|v| v.1.to_string());
            user_files(&env, macos).iter().map(|path| path.to_str().unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(files(&[("HOME", "/h")], false), ["/h/.config/attache/attache.toml"]);
        assert_eq!(files(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")], false), ["/x/attache/attache.toml"]);
        assert_eq!(files(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "x")], false), ["/h/.config/attache/attache.toml"]);
        assert_eq!(
            files(&[("HOME", "/h")], true),
            ["/h/Library/Application Support/attache/attache.toml", "/h/.config/attache/attache.toml"]
        );
        assert!(files(&[("HOME", "")], false).is_empty() && files(&[], true).is_empty());
    }

    /// What each text in the index folder's file, or each variable, is refused with.
    fn refused(worlds: impl Iterator<Item = World>, expected: Expect) {
        let refusal = |world: World| {
            let error = world.load().unwrap_err().to_string();
            error.replace(world.folder.path().to_str().unwrap(), "") + "\n"
        };
        expected.assert_eq(&worlds.map(refusal).collect::<String>());
    }

    #[test]
    fn errors_name_place_problem_and_cure() {
        let texts = [
            "# mine\n\nlimt = 5\n",
            "limit = 0\n",
            "limit = -1\n",
            "sort = 'score'\n  limit = 'ten'\n",
            "color = \"blue\"\n",
            "format = 'xlsx'\n",
            "strict = 1\n",
            "limit = 1\nlimit = 2\n",
            "limit 1\n",
            "한 = 'x\n",
            "[search]\nlimit = 1\n",
            "limit = 1\nindex = 'other'\n",
        ];
        refused(
            texts.iter().map(|text| World::new(&[(INDEX, text)], &[])),
            expect![[r#"
            /index/attache.toml:3:1: unknown setting `limt`; known are index, limit, passages, format, color, sort, literal, strict, dialect, width, threads, memory, aliases, homographs
            /index/attache.toml:1:9: invalid value: integer `0`, expected a whole number from 1; `limit` is: how many articles to show
            /index/attache.toml:1:9: invalid value: integer `-1`, expected a whole number from 1; `limit` is: how many articles to show
            /index/attache.toml:2:11: invalid type: string "ten", expected a whole number from 1; `limit` is: how many articles to show
            /index/attache.toml:1:9: unknown variant `blue`, expected one of `auto`, `always`, `never`; `color` is: colour on the terminal: auto, always or never
            /index/attache.toml:1:10: unknown format `xlsx`, expected one of `text`, `json`, `jsonl`, `csv`; `format` is: output format, one of those `attache formats` lists
            /index/attache.toml:1:10: invalid type: integer `1`, expected a boolean; `strict` is: make every note on a query an error
            /index/attache.toml:2:1: duplicate key; `limit` is: how many articles to show
            /index/attache.toml:1:7: key with no value, expected `=`
            /index/attache.toml:1:1: invalid unquoted key, expected letters, numbers, `-`, `_`
            /index/attache.toml:1:2: unknown setting `search`; known are index, limit, passages, format, color, sort, literal, strict, dialect, width, threads, memory, aliases, homographs
            /index/attache.toml:2:1: an index folder cannot name another index; put `index` into your own attache.toml
        "#]],
        );
    }

    #[test]
    fn wrong_variables_are_named() {
        let variables = [
            ("ATTACHE_LIMIT", "ten"),
            ("ATTACHE_PASSAGES", "0"),
            ("ATTACHE_COLOR", "blue"),
            ("ATTACHE_FORMAT", "xlsx"),
        ];
        refused(
            variables.iter().map(|&variable| World::new(&[], &[variable])),
            expect![[r#"
            ATTACHE_LIMIT="ten": invalid type: string "ten", expected a whole number from 1; `limit` is: how many articles to show
            ATTACHE_PASSAGES="0": invalid value: integer `0`, expected a whole number from 1; `passages` is: how many passages to show of an article
            ATTACHE_COLOR="blue": unknown variant `blue`, expected one of `auto`, `always`, `never`; `color` is: colour on the terminal: auto, always or never
            ATTACHE_FORMAT="xlsx": unknown format `xlsx`, expected one of `text`, `json`, `jsonl`, `csv`; `format` is: output format, one of those `attache formats` lists
        "#]],
        );
    }

    #[test]
    fn odd_files() {
        assert_eq!(from_toml("\u{feff}limit = 3\r\n", Path::new(FILE), Origin::Index).unwrap().limit, number(3));
        let world = World::new(&[("index", "a file"), (USER, "")], &[]);
        assert!(world.load().is_ok(), "a file where the index should be has no settings");
        fs::remove_file(world.path(USER)).unwrap();
        fs::create_dir(world.path(USER)).unwrap();
        assert!(matches!(world.load(), Err(ConfigError::Unreadable { .. })));
        fs::remove_dir(world.path(USER)).unwrap();
        fs::write(world.path(USER), b"limit = 1 # \xff").unwrap();
        assert!(world.load().unwrap_err().to_string().contains("UTF-8"));
    }
}
