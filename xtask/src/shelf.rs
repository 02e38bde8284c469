//! Files as the demo's server gives them: packed for whoever can unpack, and not again to whoever has them already.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use tiny_http::{Header, Request};

use crate::files;

/// What was packed stays here, since packing takes longer than sending. The file is read for every request all the same,
/// so that nothing old is ever sent.
#[derive(Default)]
pub struct Shelf(HashMap<PathBuf, Kept>);

struct Kept {
    plain: Vec<u8>,
    /// Unless it would be no smaller.
    gzip: Option<Vec<u8>>,
    digest: String,
}

/// A file in the form that a browser asked for.
#[derive(Debug, PartialEq)]
pub struct Form {
    pub is_gzip: bool,
    /// Another for each form: a cache may hold both.
    pub tag: String,
    /// `None`: the browser has it.
    pub body: Option<Vec<u8>>,
}

/// What the headers of a request say about the form of the reply.
#[derive(Default)]
pub struct Wish {
    accepted: String,
    has: String,
}

impl Wish {
    pub fn of(request: &Request) -> Self {
        let all = |name: &'static str| {
            let values = request.headers().iter();
            let values = values.filter(|header: &&Header| header.field.equiv(name));
            let values: Vec<_> = values.map(|header| header.value.as_str()).collect();
            values.join(",")
        };
        Self {
            accepted: all("Accept-Encoding"),
            has: all("If-None-Match"),
        }
    }

    /// Whether it names gzip, or else everything, and does not give it the weight 0.
    fn takes_gzip(&self) -> bool {
        let weight = |wanted: &str| {
            self.accepted.split(',').find_map(|item| {
                let mut parts = item.split(';').map(str::trim);
                let name = parts.next()?;
                let q = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
                let weight = q.map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
                name.eq_ignore_ascii_case(wanted).then_some(weight)
            })
        };
        weight("gzip")
            .or_else(|| weight("*"))
            .is_some_and(|weight| weight > 0.0)
    }

    fn has(&self, tag: &str) -> bool {
        let mut tags = self.has.split(',').map(str::trim);
        tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
    }
}

impl Shelf {
    /// `None` where the file cannot be read. `packs`: whether its kind can become smaller at all.
    pub fn get(&mut self, path: &Path, packs: bool, wish: &Wish) -> Option<Form> {
        let plain = std::fs::read(path).ok()?;
        let kept = match self.0.remove(path) {
            Some(kept) if kept.plain == plain => kept,
            _ => Kept::new(plain, packs),
        };
        let form = kept.form(wish);
        self.0.insert(path.to_owned(), kept);
        Some(form)
    }
}

impl Kept {
    fn new(plain: Vec<u8>, packs: bool) -> Self {
        let gzip = packs.then(|| gzip(&plain)).flatten();
        Self {
            gzip: gzip.filter(|gzip| gzip.len() < plain.len()),
            digest: files::sha256_hex(&plain),
            plain,
        }
    }

    fn form(&self, wish: &Wish) -> Form {
        let gzip = self.gzip.as_ref().filter(|_| wish.takes_gzip());
        let ending = if gzip.is_some() { "-gzip" } else { "" };
        let tag = format!("\"{}{ending}\"", self.digest);
        let body = gzip.unwrap_or(&self.plain);
        Form {
            is_gzip: gzip.is_some(),
            body: (!wish.has(&tag)).then(|| body.clone()),
            tag,
        }
    }
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::{Shelf, Wish};

    fn wish(accepted: &str, has: &str) -> Wish {
        Wish {
            accepted: accepted.to_owned(),
            has: has.to_owned(),
        }
    }

    #[test]
    fn only_who_can_unpack_gets_it_packed() {
        for accepted in [
            "gzip",
            "GZIP",
            "br, gzip, zstd",
            "gzip;q=0.5, *;q=0",
            "gzip; q=1",
            "*",
        ] {
            assert!(wish(accepted, "").takes_gzip(), "{accepted}");
        }
        for refused in [
            "",
            "br",
            "identity",
            "gzip;q=0",
            "gzip; q=0.000, *",
            "*;q=0",
            "gzip;q=much",
            "gzipped",
        ] {
            assert!(!wish(refused, "").takes_gzip(), "{refused}");
        }
    }

    #[test]
    fn a_file_is_packed_kept_and_never_old() {
        let path = std::env::temp_dir().join(format!("prescreen-shelf-{}", std::process::id()));
        let (first, second) = ("a".repeat(1000), "b".repeat(1000));
        let mut shelf = Shelf::default();
        fs::write(&path, &first).unwrap();

        let plain = shelf.get(&path, true, &wish("", "")).unwrap();
        assert_eq!(plain.body.unwrap(), first.as_bytes());
        let packed = shelf.get(&path, true, &wish("gzip", "")).unwrap();
        let mut text = String::new();
        GzDecoder::new(&packed.body.unwrap()[..])
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, first);
        assert_ne!(packed.tag, plain.tag);

        let has = format!("\"other\", W/{}", packed.tag);
        assert_eq!(
            shelf.get(&path, true, &wish("gzip", &has)).unwrap().body,
            None
        );
        assert!(
            shelf
                .get(&path, true, &wish("", &has))
                .unwrap()
                .body
                .is_some()
        );

        fs::write(&path, &second).unwrap();
        let new = shelf.get(&path, true, &wish("", &plain.tag)).unwrap();
        assert_eq!(new.body.unwrap(), second.as_bytes());
        fs::remove_file(&path).unwrap();
        assert_eq!(shelf.get(&path, true, &Wish::default()), None);
    }

    #[test]
    fn what_would_not_become_smaller_stays_as_it_is() {
        let path = std::env::temp_dir().join(format!("prescreen-small-{}", std::process::id()));
        fs::write(&path, "a").unwrap();
        let form = Shelf::default().get(&path, true, &wish("gzip", ""));
        assert!(!form.unwrap().is_gzip);
        fs::remove_file(&path).unwrap();
    }
}
