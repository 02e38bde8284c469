//! The words of a prescription label, English and Spanish, that say nothing about which drug it is.
//!
//! A word stands here only if dropping it cannot change which substance is meant. So no word that could itself be a
//! drug, none that names another product of a brand ("PM", "D", "DM", "PE", "extra", "cold", "forte"), and none that
//! turns the meaning round ("no", "stopped", "allergic"): whatever stands in no list here is kept and asked about.
//! A list keeps its words in order, for the search.

use crate::characters::is_digit;

/// Units of dose, length of action and time of day; after a number they make a dose.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "%", "am", "cc", "day", "days", "dia", "dias", "drops", "g", "gm", "gotas", "gr", "gram", "grams", "h", "hora",
    "horas", "hour", "hours", "hr", "hrs", "iu", "l", "mcg", "mcgs", "meq", "mg", "mgs", "microgram", "micrograms",
    "miligramo", "miligramos", "milligram", "milligrams", "min", "ml", "mls", "noche", "noches", "pm", "puff",
    "puffs", "semana", "semanas", "time", "times", "ug", "unit", "units", "veces", "vez", "week", "weeks", "x",
];

/// Units that mean nothing else, so that they need no number.
#[rustfmt::skip]
const PLAIN_UNITS: &[&str] = &[
    "actuation", "cc", "dose", "gm", "gram", "grams", "iu", "mcg", "mcgs", "meq", "mg", "mgs", "microgram",
    "micrograms", "miligramo", "miligramos", "milligram", "milligrams", "ml", "mls", "ug", "unit", "units",
];

/// Forms, routes and kinds of release. What a form changes is a name of its own in the data ("fluticasone inhaler").
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "buccal", "cap", "caplet", "caplets", "caps", "capsula", "capsulas", "capsule", "capsules", "cart", "cd",
    "chewable", "chewables", "comprimido", "comprimidos", "controlled", "cr", "cream", "crema", "delayed",
    "disintegrating", "dissolving", "dr", "drops", "ec", "elixir", "er", "extended", "film", "films", "gel",
    "gelcap", "gelcaps", "gotas", "gtt", "gummies", "gummy", "im", "immediate", "infusion", "inhalador", "inhaler",
    "inhalers", "injectable", "injection", "injections", "inyeccion", "inyecciones", "ir", "iv", "jarabe", "kit",
    "la", "liquid", "lotion", "lozenge", "lozenges", "mouth", "nasal", "nose", "odt", "oil", "ointment", "oral",
    "orally", "pack", "parche", "parches", "pastilla", "pastillas", "patch", "patches", "pen", "pill", "pills",
    "po", "powder", "release", "shot", "shots", "skin", "sl", "sol", "solucion", "solution", "spray", "sprays",
    "sr", "strip", "strips", "subcutaneous", "subcutaneously", "sublingual", "suppositories", "suppository", "susp",
    "suspension", "sustained", "syringe", "syrup", "tab", "tablet", "tableta", "tabletas", "tablets", "tabs",
    "tincture", "topical", "topically", "transdermal", "troche", "troches", "vial", "wafer", "wafers", "xl", "xr",
];

/// How often and when.
#[rustfmt::skip]
const FREQUENCY: &[&str] = &[
    "afternoon", "afternoons", "am", "ayer", "bed", "bedtime", "bid", "breakfast", "cada", "daily", "day", "days",
    "dia", "diaria", "diario", "dias", "dinner", "evening", "evenings", "every", "everyday", "hora", "horas",
    "hour", "hourly", "hours", "hoy", "hs", "lunch", "manana", "mananas", "meals", "mes", "monthly", "morning",
    "mornings", "needed", "night", "nightly", "nights", "noche", "noches", "noon", "occasionally", "once", "per",
    "prn", "qam", "qd", "qday", "qhs", "qid", "qod", "qpm", "rarely", "semana", "semanas", "sometimes", "tarde",
    "thrice", "tid", "times", "today", "tonight", "twice", "veces", "vez", "week", "weekend", "weekends", "weekly",
    "weeks", "yesterday",
];

/// Salts and esters: the part of a name that the pharmacist's label adds. Noise only after a drug: "potassium" by
/// itself is something a person takes.
#[rustfmt::skip]
const SALTS: &[&str] = &[
    "acetate", "acetonide", "alafenamide", "anhydrous", "axetil", "benzathine", "besilate", "besylate", "bisulfate",
    "bitart", "bitartrate", "bromide", "calcium", "camsylate", "chloride", "cilexetil", "citrate", "cypionate",
    "decanoate", "dihydrate", "dimesylate", "dipotassium", "dipropionate", "disodium", "disoproxil", "edisylate",
    "enanthate", "erbumine", "esylate", "etabonate", "etexilate", "ethylsuccinate", "fumarate", "furoate", "hbr",
    "hcl", "hemihydrate", "hyclate", "hydrobromide", "hydrochloride", "isethionate", "malate", "maleate",
    "medoxomil", "meglumine", "mesylate", "mofetil", "monohydrate", "napsylate", "nitrate", "oxalate", "palmitate",
    "pamoate", "phosphate", "pivoxil", "polistirex", "potassium", "propionate", "proxetil", "saccharate", "salt",
    "salts", "sodium", "stearate", "succinate", "sulfate", "sulphate", "tartrate", "tosylate", "trihydrate",
    "tromethamine", "undecanoate", "valerate", "xinafoate",
];

/// Words that fill a sentence.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "about", "around", "brand", "by", "currently", "dos", "each", "for", "generic", "ive", "low", "marca",
    "medicamento", "medication", "medicina", "medicine", "mi", "mis", "my", "name", "of", "one", "para",
    "prescribed", "prescription", "refill", "refills", "rx", "script", "some", "take", "takes", "taking", "the",
    "three", "to", "tomando", "tomar", "tomo", "total", "tres", "two", "una", "use", "using",
];

/// What a medicine is for; noise only after "for", since "Tylenol Cold" and "Unisom Sleep" are other products.
#[rustfmt::skip]
const PURPOSES: &[&str] = &[
    "adhd", "anxiety", "back", "bipolar", "blood", "chronic", "depression", "epilepsy", "headache",
    "headaches", "high", "insomnia", "migraine", "migraines", "my", "nerve", "pain", "panic", "pressure",
    "ptsd", "seizures", "sleep", "sleeping", "spasms",
];

/// Two words that are noise only together. The shortest words stand only here: "a", "at" and "on" are a slip away from
/// what tells "s-ketamine" from ketamine, "cat valium" from Valium, and "Tylenol No. 3" from Tylenol.
const PHRASES: &[(&str, &str)] = &[
    ("a", "day"),
    ("a", "month"),
    ("a", "night"),
    ("a", "week"),
    ("al", "acostarse"),
    ("al", "dia"),
    ("am", "on"),
    ("as", "needed"),
    ("at", "bedtime"),
    ("at", "night"),
    ("at", "noon"),
    ("before", "bed"),
    ("capsula", "de"),
    ("capsulas", "de"),
    ("comprimidos", "de"),
    ("currently", "on"),
    ("de", "la"),
    ("de", "noche"),
    ("double", "strength"),
    ("el", "dia"),
    ("en", "la"),
    ("extra", "strength"),
    ("gotas", "de"),
    ("i", "am"),
    ("i", "take"),
    ("i", "use"),
    ("im", "on"),
    ("im", "taking"),
    ("in", "the"),
    ("la", "manana"),
    ("la", "noche"),
    ("la", "tarde"),
    ("max", "strength"),
    ("maximum", "strength"),
    ("on", "weekends"),
    ("parche", "de"),
    ("parches", "de"),
    ("pastilla", "de"),
    ("pastillas", "de"),
    ("por", "dia"),
    ("por", "el"),
    ("por", "la"),
    ("regular", "strength"),
    ("tableta", "de"),
    ("tabletas", "de"),
    ("time", "release"),
    ("un", "dia"),
];

/// Words that turn round what follows them: the drug named may be one that is not taken.
#[rustfmt::skip]
const NEGATIONS: &[&str] = &[
    "alergia", "alergica", "alergico", "allergic", "allergy", "avoid", "cannot", "cant", "denies", "didnt",
    "doesnt", "dont", "isnt", "jamas", "neither", "never", "ni", "no", "nor", "not", "nunca", "refuse", "sin",
    "tampoco", "wasnt", "without", "wont",
];

fn in_list(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Whether the word is a unit when a number stands before it.
pub(super) fn is_unit(word: &str) -> bool {
    in_list(UNITS, word)
}

/// Whether the word says nothing about which drug it is.
pub(super) fn is_noise(word: &str) -> bool {
    [PLAIN_UNITS, FORMS, FREQUENCY, FILLERS]
        .iter()
        .any(|list| in_list(list, word))
        || is_amount(word)
        || is_every_hours(word)
}

/// Whether the word is a form of a medicine: "tabs" is one after a drug, and a street name alone.
pub(super) fn is_form(word: &str) -> bool {
    in_list(FORMS, word)
}

/// Whether the word is a salt or an ester, noise after a drug.
pub(super) fn is_salt(word: &str) -> bool {
    in_list(SALTS, word)
}

/// Whether the word is a purpose, noise after "for".
pub(super) fn is_purpose(word: &str) -> bool {
    in_list(PURPOSES, word)
}

/// Whether the two words are noise together.
pub(super) fn is_phrase(first: &str, second: &str) -> bool {
    PHRASES.contains(&(first, second))
}

/// Whether the word turns round what follows it.
pub(super) fn negates(word: &str) -> bool {
    in_list(NEGATIONS, word)
}

/// Whether the word ends what a negation turns round.
pub(super) fn ends_negation(word: &str) -> bool {
    matches!(word, ";" | "but" | "except" | "only")
}

/// Whether the word turns round the whole phrase it stands in: "caffeine free", "THC-free CBD".
pub(super) fn negates_around(word: &str) -> bool {
    matches!(word, "free" | "negative")
}

/// "500mg", "2x", "24hr", "x2", and "#30" for how many were handed out; "#3" is part of a name.
fn is_amount(word: &str) -> bool {
    let after_digits = word.trim_start_matches(|c| is_digit(c) || c == '-');
    if after_digits.len() < word.len() {
        return is_unit(after_digits);
    }
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    word.strip_prefix('x').is_some_and(digits)
        || word
            .strip_prefix('#')
            .is_some_and(|count| count.len() > 1 && digits(count))
}

/// "q4h", "q12hr", and "q4" of "q4-6h".
fn is_every_hours(word: &str) -> bool {
    word.strip_prefix('q').is_some_and(|rest| {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < rest.len() && matches!(unit, "" | "h" | "hr" | "hrs")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_search() {
        for list in [
            UNITS,
            PLAIN_UNITS,
            FORMS,
            FREQUENCY,
            SALTS,
            FILLERS,
            PURPOSES,
            NEGATIONS,
        ] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn what_names_another_product_or_turns_the_meaning_is_never_noise() {
        for word in [
            "pm", "d", "dm", "pe", "ac", "nx", "forte", "compound", "extra", "plus", "cold", "flu",
            "sinus", "allergy", "hct", "no", "not", "stopped", "quit", "without", "free",
            "allergic", "off", "never", "k", "x", "g", "h", "m", "e", "c", "or", "but", "in", "a",
            "i", "s", "at", "on", "an",
        ] {
            assert!(!is_noise(word), "{word}");
        }
    }

    #[test]
    fn doses_are_noise() {
        for word in [
            "500mg", "05mg", "2x", "x2", "24hr", "q4h", "q12hrs", "q4", "8pm", "#30", "mcg",
        ] {
            assert!(is_noise(word), "{word}");
        }
        for word in ["#3", "2cb", "30s", "m30", "7oh", "qh", "x", "mdma"] {
            assert!(!is_noise(word), "{word}");
        }
    }
}
