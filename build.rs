//! Lists the files of words, so that adding a language is adding a file.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/words");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src/words");
    let mut locales = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name();
        locales.extend(
            name.to_str()
                .and_then(|name| name.strip_suffix(".json"))
                .map(str::to_owned),
        );
    }
    // English first: it is what is spoken where nothing fits.
    locales.sort_by_key(|locale| (locale != "en", locale.clone()));
    let mut list = "&[\n".to_owned();
    for locale in &locales {
        let file = folder.join(format!("{locale}.json"));
        writeln!(list, "    ({locale:?}, include_str!({file:?})),")?;
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), list)?;
    Ok(())
}
