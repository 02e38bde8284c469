//! What kind of character something is, as far as typed lines and messages need it. The standard library answers from
//! the whole of Unicode, with tables of 15 KB that every browser would download.

/// A letter, or another sign that belongs to a word: an emoji is something said, too.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    !c.is_whitespace() && !is_unseen(c) && !is_punctuation(c) && !is_digit(c)
}

/// A digit in any of the scripts that phones type, raised, lowered and as a fraction too.
pub(crate) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '²' | '³' | '¹' | '¼'..='¾' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}'
        | '\u{966}'..='\u{96f}' | '\u{9e6}'..='\u{9ef}' | '\u{e50}'..='\u{e59}' | '\u{2070}' | '\u{2074}'..='\u{2079}'
        | '\u{2080}'..='\u{2089}' | '\u{2150}'..='\u{215f}' | '\u{2460}'..='\u{249b}' | '\u{ff10}'..='\u{ff19}')
}

/// Marks between words, and the signs of counting and comparing.
pub(crate) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡'..='©' | '«' | '¬' | '®'..='±' | '´' | '¶'..='¸' | '»' | '¿' | '×' | '÷'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2122}' | '\u{2190}'..='\u{23ff}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

/// What takes no room or turns the direction of what follows, so that nobody sees it.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The small letter of a capital one: Latin, Greek, Cyrillic, Armenian.
pub(crate) fn lower(c: char) -> char {
    let code = u32::from(c);
    let small = match code {
        0xd7 => code,
        0x41..=0x5a
        | 0xc0..=0xde
        | 0x391..=0x3a1
        | 0x3a3..=0x3ab
        | 0x410..=0x42f
        | 0xff21..=0xff3a => code + 0x20,
        // Capitals have even numbers, and their small letters the next.
        0x100..=0x137
        | 0x14a..=0x177
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x222..=0x233
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        // Here they have odd ones.
        0x139..=0x148 | 0x179..=0x17e | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code + code % 2,
        0x178 => 0xff,
        0x1e9e => 0xdf,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x400..=0x40f => code + 0x50,
        0x531..=0x556 => code + 0x30,
        // The signs of kelvin and angstrom.
        0x212a => u32::from('k'),
        0x212b => u32::from('å'),
        _ => code,
    };
    char::from_u32(small).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character of scripts in living use, and some beyond.
    fn all() -> impl Iterator<Item = char> {
        '\0'..='\u{1ffff}'
    }

    /// Letters that have no pair beside them in the blocks of the others: of African and old alphabets, and digraphs.
    fn is_rare(c: char) -> bool {
        matches!(c, '\u{181}'..='\u{1cc}' | '\u{1f1}'..='\u{1f7}' | '\u{220}' | '\u{23a}'..='\u{24f}'
            | '\u{370}'..='\u{37f}' | '\u{3cf}'..='\u{3ff}' | '\u{4c0}' | '\u{10a0}'..='\u{1cff}' | '\u{1f00}'..='\u{1fff}'
            | '\u{2126}'..='\u{2c2f}' | '\u{2c60}'..='\u{2d2f}' | '\u{a640}'..='\u{abff}' | '\u{10400}'..)
            && !matches!(c, '\u{212a}' | '\u{212b}')
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in all().filter(|&c| !is_rare(c)) {
            let mut small = c.to_lowercase();
            if let (Some(expected), None) = (small.next(), small.next()) {
                assert_eq!(lower(c), expected, "{c} {:x}", u32::from(c));
            }
        }
    }

    #[test]
    fn every_letter_is_a_letter_and_no_sign_is_lost() {
        for c in all() {
            assert!(
                is_letter(c) || !c.is_alphabetic() || is_unseen(c) || is_digit(c),
                "{c}"
            );
            assert!(!is_digit(c) || c.is_numeric(), "{c}");
            let kinds = [
                is_letter(c),
                is_digit(c),
                is_punctuation(c),
                c.is_whitespace() || is_unseen(c),
            ];
            assert_eq!(
                kinds.iter().filter(|is| **is).count(),
                1,
                "{c} {:x} {kinds:?}",
                u32::from(c)
            );
        }
    }
}
