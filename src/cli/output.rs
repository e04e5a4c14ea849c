//! Where a hit list goes: standard output, or a file that is there whole or not at
//! all.
//!
//! In: the flags `--format`, `--output`, `--force`. Out: [`Target`], which writes.
//! Must not know what is written.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::console;
use super::error::CliError;
use crate::export::{self, Format};

/// A format and the file it is written to, `None` for standard output.
pub(super) struct Target {
    /// The format.
    pub format: &'static Format,
    /// The file.
    pub file: Option<PathBuf>,
}

impl Target {
    /// The format is the one that was asked for, or that of the file's extension, or
    /// the usual one. Refuses a file that is there unless `force`.
    pub(super) fn choose(
        asked: Option<&str>,
        usual: Option<&str>,
        file: Option<&Path>,
        force: bool,
    ) -> Result<Self, CliError> {
        let format = match (asked, file) {
            (None, Some(path)) => for_extension(path)?,
            _ => asked.or(usual).and_then(export::named).unwrap_or(&export::FORMATS[0]),
        };
        let target = Target { format, file: file.map(Path::to_path_buf) };
        target.check_folder()?;
        target.check_absent(force)?;
        Ok(target)
    }

    /// Lets `write` write; a file is replaced in one step, after everything is in it.
    pub(super) fn write(&self, force: bool, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), CliError> {
        let Some(path) = &self.file else {
            let mut out = console::stdout();
            write(&mut out)?;
            return Ok(out.flush()?);
        };
        if is_device(path) {
            return File::create(path).and_then(|file| filled(file, write)).map_err(|error| failed(path, &error));
        }
        let part = part_of(path);
        let made = File::create_new(&part).and_then(|file| filled(file, write).and_then(|()| sync(&part)));
        let done = made.map_err(|error| failed(path, &error)).and_then(|()| {
            // Somebody may have made the file while we searched.
            self.check_absent(force)?;
            fs::rename(&part, real(path)).map_err(|error| failed(path, &error))
        });
        if done.is_err() {
            let _ = fs::remove_file(&part);
        }
        done
    }

    /// Nobody shall wait for hits that cannot be written.
    fn check_folder(&self) -> Result<(), CliError> {
        let Some(path) = &self.file else { return Ok(()) };
        match path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            Some(_) => Err(failed(path, &io::ErrorKind::NotFound.into())),
            None => Ok(()),
        }
    }

    fn check_absent(&self, force: bool) -> Result<(), CliError> {
        let there = self.file.as_deref().filter(|path| path.symlink_metadata().is_ok() && !is_device(path));
        match there {
            Some(path) if path.is_dir() => Err(CliError::Request(format!("{}: a folder; name a file", path.display()))),
            Some(path) if !force => Err(CliError::Request(format!(
                "{}: there is such a file already; --force overwrites it",
                path.display()
            ))),
            _ => Ok(()),
        }
    }
}

/// A pipe or a device takes bytes but is not replaced.
fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// The file behind a link, so that the link stays.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// A file beside it that nobody else uses.
fn part_of(path: &Path) -> PathBuf {
    let real = real(path);
    let name = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
    real.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn filled(file: File, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush()
}

fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn failed(path: &Path, error: &io::Error) -> CliError {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => "its folder is not there".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        _ => error.to_string(),
    };
    CliError::Data(format!("{}: cannot be written: {problem}; name another place", path.display()))
}

fn for_extension(path: &Path) -> Result<&'static Format, CliError> {
    export::for_extension(path).ok_or_else(|| {
        let known: Vec<String> = export::FORMATS.iter().flat_map(|f| f.extensions).map(|e| format!(".{e}")).collect();
        let (place, known) = (path.display(), known.join(" "));
        CliError::Request(format!("{place}: no format has this extension; known are {known}, or say -f FORMAT"))
    })
}
