//! Files and programs, found, read and written, with failures that name them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::step::Failed;

pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

pub fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    fs::read(path).map_err(|error| failed("read", path, &error))
}

pub fn read_text(path: &Path) -> Result<String, Failed> {
    fs::read_to_string(path).map_err(|error| failed("read", path, &error))
}

/// Makes the folder it goes to.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), Failed> {
    make_parent(path)?;
    fs::write(path, contents).map_err(|error| failed("write", path, &error))
}

/// Makes the folder it goes to.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    make_parent(to)?;
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|error| failed("copy", from, &error))
}

pub fn copy_folder(from: &Path, to: &Path) -> Result<(), Failed> {
    for path in entries(from)? {
        let Some(name) = path.file_name() else {
            continue;
        };
        let to = to.join(name);
        if path.is_dir() {
            copy_folder(&path, &to)?;
        } else {
            copy(&path, &to)?;
        }
    }
    Ok(())
}

pub fn remove(path: &Path) -> Result<(), Failed> {
    fs::remove_file(path).map_err(|error| failed("remove", path, &error))
}

/// The folder, with nothing in it.
pub fn empty_folder(path: &Path) -> Result<(), Failed> {
    if path.exists() {
        fs::remove_dir_all(path).map_err(|error| failed("empty", path, &error))?;
    }
    fs::create_dir_all(path).map_err(|error| failed("make", path, &error))
}

/// What is in a folder, sorted.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let read = || -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let mut entries = read().map_err(|error| failed("read", folder, &error))?;
    entries.sort();
    Ok(entries)
}

/// The files of a folder whose names end so, sorted, with their names without the ending.
pub fn with_ending(folder: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>, Failed> {
    let named = entries(folder)?.into_iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?.strip_suffix(ending)?.to_owned();
        Some((name, path))
    });
    Ok(named.collect())
}

pub fn sha256_hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As the `integrity` of a page or of `fetch` has it.
pub fn sha256_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(bytes)))
}

pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

fn make_parent(path: &Path) -> Result<(), Failed> {
    let Some(parent) = path.parent() else {
        return Ok(());
    };
    fs::create_dir_all(parent).map_err(|error| failed("make", parent, &error))
}

fn failed(verb: &str, path: &Path, error: &io::Error) -> Failed {
    let shown = path.strip_prefix(root()).unwrap_or(path).display();
    Failed::new(
        &format!("{verb} {shown}"),
        &error.to_string(),
        "see that it is there, that you may write in `target`, and that the disk is not full",
    )
}
