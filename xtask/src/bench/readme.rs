//! The tables in a README: each stands between two marks, and everything around them is written by people.

use crate::files::{self, root};
use crate::step::Failed;

pub fn fill(file: &str, sections: &[(&str, String)]) -> Result<(), Failed> {
    let path = root().join(file);
    let mut text = files::read_text(&path)?;
    for (name, section) in sections {
        text = filled(&text, name, section).ok_or_else(|| {
            Failed::new(
                &format!("fill in {file}"),
                &format!("it has no place for `{name}`"),
                &format!("put {} and {} where it belongs", start(name), end(name)),
            )
        })?;
    }
    files::write(&path, text)
}

fn start(name: &str) -> String {
    format!("<!-- cargo xtask bench: {name} -->")
}

fn end(name: &str) -> String {
    format!("<!-- end of {name} -->")
}

fn filled(text: &str, name: &str, section: &str) -> Option<String> {
    let (start, end) = (start(name), end(name));
    let (before, rest) = text.split_once(&start)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{start}\n\n{section}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn what_people_wrote_around_a_table_stays() {
        let text = "a\n<!-- cargo xtask bench: t -->\nold\n<!-- end of t -->\nb\n";
        let expected = "a\n<!-- cargo xtask bench: t -->\n\nnew\n\n<!-- end of t -->\nb\n";
        assert_eq!(filled(text, "t", "new\n").as_deref(), Some(expected));
        assert_eq!(filled(text, "u", "new\n"), None);
    }
}
