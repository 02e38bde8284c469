//! Estimates in words: what is multiplied, what that comes to, and who says so.

use super::finding::citation;
use super::markup::{EstimateBlock, EstimateLineBlock, FigureBlock, Line, Mark, Money, SpanValue};
use super::words::Words;
use crate::document::number_text;
use crate::screen::estimate::{
    AmountRange, Estimated, EstimatedLine, Estimation, EstimationFigure, EstimationFrom, hundredths,
};

/// An estimate in words.
#[must_use]
pub fn estimate(estimate: &Estimated<'_>, words: &Words) -> EstimateBlock {
    let plain = |text: &str| Line::of(Mark::Plain, text);
    let own = |text: &crate::protocol::Text| plain(text.in_locale(words.locale()));
    let total = amount(estimate.total, estimate.currency, words);
    let mut notes: Vec<Line> = estimate.say.map(own).into_iter().collect();
    if !estimate.certain {
        notes.push(plain(words.get("estimate.perhaps")));
    }
    EstimateBlock {
        id: estimate.id.to_owned(),
        title: Line::of(Mark::Strong, estimate.title.in_locale(words.locale())),
        total: words.fill("estimate.total", &[("amount", total)]),
        notes,
        lines: estimate
            .lines
            .iter()
            .map(|one| line(one, estimate.currency, words))
            .collect(),
    }
}

fn line(line: &EstimatedLine<'_>, currency: &str, words: &Words) -> EstimateLineBlock {
    let price = |low: f64, high: Option<f64>| {
        let range = AmountRange {
            low: hundredths(low),
            high: high.map(hundredths),
        };
        amount(range, currency, words)
    };
    let number = |low: f64, high: Option<f64>| {
        let (low, high) = (number_text(low), high.map(number_text));
        range(low, high, words, |text| Line::of(Mark::Strong, text))
    };
    let all = amount(line.amount, currency, words);
    let calculation = match line.count.from {
        EstimationFrom::One => all,
        EstimationFrom::Answer | EstimationFrom::Figures | EstimationFrom::Unknown => words.fill(
            "estimate.product",
            &[
                ("count", number(line.count.low, line.count.high)),
                ("each", price(line.each.low, line.each.high)),
                ("amount", all),
            ],
        ),
    };
    let mut notes = Vec::new();
    if !line.certain {
        notes.push(Line::of(Mark::Plain, words.get("estimate.perhaps_due")));
    }
    for part in [&line.count, &line.each] {
        let key = note(part);
        notes.extend(key.map(|key| Line::of(Mark::Plain, words.get(key))));
    }
    notes.dedup();
    let counts = line.count.figures.iter();
    let counts = counts.map(|one| figure(one, number(one.low, Some(one.high)), words));
    let prices = line.each.figures.iter();
    let prices = prices.map(|one| figure(one, price(one.low, Some(one.high)), words));
    EstimateLineBlock {
        label: Line::of(Mark::Plain, line.label.in_locale(words.locale())),
        amount: calculation,
        notes,
        figures: counts.chain(prices).collect(),
    }
}

/// What has to be said about where a number comes from.
fn note(part: &Estimation<'_>) -> Option<&'static str> {
    match part.from {
        EstimationFrom::Unknown => Some("estimate.unknown"),
        EstimationFrom::Answer => Some("estimate.answer"),
        EstimationFrom::Figures if part.figures.len() > 1 => Some("estimate.disagree"),
        EstimationFrom::Figures | EstimationFrom::One => None,
    }
}

fn figure(figure: &EstimationFigure<'_>, line: Line, words: &Words) -> FigureBlock {
    let citations = [&figure.citation].into_iter();
    let citations = citations.chain(&figure.further_citations);
    FigureBlock {
        line,
        sources: citations.map(|one| citation(one, words)).collect(),
    }
}

fn amount(of: AmountRange, currency: &str, words: &Words) -> Line {
    range(of.low, of.high, words, |hundredths| {
        money(hundredths, currency)
    })
}

/// From one end to the other; one number where they are the same.
fn range<T: PartialEq>(low: T, high: Option<T>, words: &Words, say: impl Fn(T) -> Line) -> Line {
    match high {
        Some(high) if high == low => say(high),
        Some(high) => words.fill("estimate.range", &[("low", say(low)), ("high", say(high))]),
        None => words.fill("estimate.open", &[("low", say(low))]),
    }
}

/// `$2,400`, `EUR 2,400.50`: how it is written where nothing better is known.
fn money(hundredths: i64, currency: &str) -> Line {
    let mut text = match currency {
        "USD" => "$".to_owned(),
        currency => format!("{currency} "),
    };
    let whole = (hundredths / 100).to_string();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let cents = hundredths % 100;
    if cents != 0 {
        text.push_str(&format!(".{cents:02}"));
    }
    let value = SpanValue::Money(Money {
        hundredths,
        currency: currency.to_owned(),
    });
    Line::valued(Mark::Strong, text, value)
}
