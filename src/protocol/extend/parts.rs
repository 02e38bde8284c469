//! What can be changed of each kind of part, and what of it must not become less strict unnoticed.

use super::change::Change;
use super::{baselines, strict};
use crate::diagnostic::{Code, suggest};
use crate::document::{Node, Path, Value, text};

impl Change<'_, '_> {
    pub(super) fn criterion(&mut self, target: &Node) -> Option<String> {
        const LIST: &str = "criteria";
        let (id, place) = self.target("criterion", LIST, target)?;
        if self.switches_off() {
            return Some(id);
        }
        let place = place?;
        let old = self.inherited(LIST, place)?.clone();
        if let Some(role) = self.get("role") {
            self.judge("role", role, strict::role(old.get("role"), role));
            self.replace("role", "role", role.clone(), LIST, place);
        }
        for key in ["washout", "avoid"] {
            if let Some(new) = self.get(key) {
                self.judge(key, new, window_is_stricter(key, old.get(key), new));
                self.lay(key, new, LIST, place);
            }
        }
        for key in ["when", "done"] {
            if let Some(new) = self.get(key) {
                self.judge(key, new, false);
                self.replace(key, key, new.clone(), LIST, place);
            }
        }
        if let Some(also) = self.get("also_when") {
            self.widen(also, &old, place);
        }
        self.words(&["label"], LIST, place);
        let of_its_rule: Vec<&str> = self.used.clone();
        let is_changed = |keys: &[&str]| of_its_rule.iter().any(|used| keys.contains(used));
        let is_new_rule = is_changed(&["washout", "avoid", "when", "done", "also_when"]);
        match self.get("say") {
            // The words of another rule are not kept in any language.
            Some(say) if is_new_rule => self.replace("say", "say", say.clone(), LIST, place),
            Some(say) => self.lay("say", say, LIST, place),
            None if is_new_rule => {
                let message = "`say` is missing: its words speak of the rule as it was".to_owned();
                self.lacks(Code::MissingKey, message, None);
            }
            None => {}
        }
        let cite = self.get("cite");
        if cite.is_none() && (is_new_rule || is_changed(&["role"])) {
            let message = "this change does not say by whose authority it is made".to_owned();
            let help = "add `cite = { source = \"…\", at = \"…\", basis = \"clinic policy\" }`";
            self.lacks(Code::Uncited, message, Some(help.to_owned()));
        }
        if let Some(cite) = cite {
            self.cite(cite, &old, place);
        }
        Some(id)
    }

    /// Raised where it was, and in further cases.
    fn widen(&mut self, also: &Node, old: &Node, place: usize) {
        let is_inclusion = old.get_text("role") == Some("inclusion");
        let (Some(when), false) = (old.get_text("when"), is_inclusion) else {
            let message = if is_inclusion {
                "an inclusion says what must hold: what else must, is a criterion of its own"
            } else {
                "this criterion has no `when` that could be widened"
            };
            self.problem(Code::RoleMismatch, "also_when", message.to_owned(), None);
            return;
        };
        let node = match also.as_text() {
            Some(text) if !text.trim().is_empty() => Node {
                value: Value::Text(format!("({when}) or ({text})")),
                span: also.span.clone(),
            },
            Some(_) | None => also.clone(),
        };
        self.replace("when", "also_when", node, "criteria", place);
    }

    /// Its own authorities, and then those of the base.
    fn cite(&mut self, cite: &Node, old: &Node, place: usize) {
        let listed = |node: &Node| match &node.value {
            Value::List(items) => items.clone(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Table(_) => {
                vec![node.clone()]
            }
        };
        let mut all = listed(cite);
        all.extend(old.get("cite").map(listed).unwrap_or_default());
        let node = Node {
            value: Value::List(all),
            span: cite.span.clone(),
        };
        self.replace("cite", "cite", node, "criteria", place);
    }

    pub(super) fn question(&mut self, target: &Node) -> Option<String> {
        const LIST: &str = "questions";
        let (id, place) = self.target("question", LIST, target)?;
        if self.switches_off() {
            return Some(id);
        }
        let place = place?;
        let old = self.inherited(LIST, place)?.clone();
        self.words(&["ask", "why", "hint"], LIST, place);
        if let Some(informs) = self.get("informs") {
            // Asked more often, it only tells more.
            self.judge("informs", informs, informs.value == Value::Bool(true));
            self.replace("informs", "informs", informs.clone(), LIST, place);
        }
        if let Some(applies) = self.get("applies") {
            self.judge("applies", applies, false);
            self.replace("applies", "applies", applies.clone(), LIST, place);
        }
        if let Some(without) = self.get("without") {
            self.judge("without", without, false);
            self.remove_options(without, &id, place);
        }
        if let Some(options) = self.get("options") {
            self.options(options, &old, place);
        }
        Some(id)
    }

    /// Takes options out, also of the answers from which worked cases start.
    fn remove_options(&mut self, without: &Node, question: &str, place: usize) {
        let path = Path::Key(self.path, "without");
        let nodes = crate::document::list(without, &path, self.all.report);
        for (at, node) in nodes.iter().enumerate() {
            let here = Path::Index(&path, at);
            let Some(id) = text(node, &here, self.all.report) else {
                continue;
            };
            let inherited = self.inherited("questions", place);
            let options = inherited.and_then(|question| question.get_mut("options"));
            let Some(options) = options.and_then(Node::items_mut) else {
                continue;
            };
            let before = options.len();
            options.retain(|option| option.get_text("id") != Some(id));
            if options.len() == before {
                let known = options.iter().filter_map(|option| option.get_text("id"));
                let help = suggest(id, known);
                let message = format!("the question has no option `{id}`");
                let (code, span) = (Code::UnknownOption, node.span.clone());
                self.all.report.add(code, &here, span, message, help);
            }
            for baseline in baselines(self.all.root) {
                if baseline.get_text(question) == Some(id) {
                    baseline.remove(question);
                }
                let chosen = baseline.get_mut(question).and_then(Node::items_mut);
                if let Some(chosen) = chosen {
                    chosen.retain(|option| option.as_text() != Some(id));
                }
            }
        }
    }

    /// Options with other words, and further ones.
    fn options(&mut self, options: &Node, old: &Node, place: usize) {
        // A further option is no way past a rule where others may be chosen beside it.
        let may_be_added = old.get_text("type") == Some("many");
        let known = old.get("options").map(Node::items).unwrap_or_default();
        for option in options.items() {
            let is_known = known
                .iter()
                .any(|known| known.get_text("id") == option.get_text("id"));
            let is_stricter = if is_known {
                option.get("tags").is_none() && option.get("exclusive").is_none()
            } else {
                may_be_added
            };
            self.judge("options", option, is_stricter);
        }
        let inherited = self.inherited("questions", place);
        let inherited = inherited.and_then(|question| question.get("options"));
        let inherited = inherited.map(Node::items).unwrap_or_default().to_vec();
        self.lay("options", options, "questions", place);
        self.keep_exclusive_last(&inherited, place);
    }

    /// "None of these" stays at the end of a list that it ends.
    fn keep_exclusive_last(&mut self, inherited: &[Node], place: usize) {
        let is_exclusive = |option: &&Node| matches!(option.get("exclusive"), Some(node) if node.value == Value::Bool(true));
        let last = inherited.iter().rev().take_while(is_exclusive).count();
        let question = self.inherited("questions", place);
        let options = question.and_then(|question| question.get_mut("options"));
        let Some(options) = options.and_then(Node::items_mut) else {
            return;
        };
        let added = options.len().saturating_sub(inherited.len());
        let from = inherited.len().saturating_sub(last);
        if let Some(tail) = options.get_mut(from..) {
            tail.rotate_right(added);
        }
        if added == 0 || last == 0 {
            return;
        }
        let to = format!("questions[{place}].options");
        let own: Vec<String> = (0..added)
            .map(|at| {
                self.all
                    .moves
                    .origin(&format!("{to}[{}]", inherited.len() + at))
            })
            .collect();
        for (at, own) in own.into_iter().enumerate() {
            self.all.moves.add(format!("{to}[{}]", from + at), own);
        }
        for at in 0..last {
            let base = format!("{to}[{}]", from + at);
            self.all
                .moves
                .add(format!("{to}[{}]", from + added + at), base);
        }
    }

    pub(super) fn list(&mut self, target: &Node) -> Option<String> {
        let (id, place) = self.target("list", "lists", target)?;
        self.words(&["title", "items"], "lists", place?);
        Some(id)
    }

    pub(super) fn estimate(&mut self, target: &Node) -> Option<String> {
        let (id, place) = self.target("estimate", "estimates", target)?;
        let keys = ["title", "say", "currency", "when", "lines"];
        self.words(&keys, "estimates", place?);
        Some(id)
    }

    pub(super) fn outcome(&mut self, target: &Node) -> Option<String> {
        let (id, _) = self.target("outcome", "outcomes", target)?;
        for key in ["title", "say"] {
            let Some(node) = self.get(key) else { continue };
            let (to, from) = (
                format!("outcomes.{id}.{key}"),
                format!("{}.{key}", self.own),
            );
            let outcome = self.all.root.get_mut("outcomes")?.get_mut(&id)?;
            match outcome.get_mut(key) {
                Some(own) => own.overlay(node, &to, &from, self.all.moves),
                None => {
                    outcome.set(key, node.clone());
                    self.all.moves.add(to, from);
                }
            }
        }
        Some(id)
    }

    pub(super) fn treatment(&mut self, target: &Node) -> Option<String> {
        if let Some(duration) = target.get("duration") {
            let old = self.all.root.get("treatment")?.get("duration");
            let is_stricter = strict::range(old, duration);
            self.judge("duration", duration, is_stricter);
            self.used.push("duration");
        }
        if target.get("name").is_some() {
            self.used.push("name");
        }
        let from = format!("{}.treatment", self.own);
        let treatment = self.all.root.get_mut("treatment")?;
        treatment.overlay(target, "treatment", &from, self.all.moves);
        Some("treatment".to_owned())
    }
}

/// Whether a washout, or something to avoid, with the keys of another laid over it keeps at least as much out.
fn window_is_stricter(kind: &str, old: Option<&Node>, new: &Node) -> bool {
    let Some(old) = old else {
        // A washout narrows the condition that it stands beside; a wish is only one more.
        return kind == "avoid";
    };
    new.entries().iter().all(|entry| {
        let old = old.get(&entry.key);
        match entry.key.as_str() {
            "before" | "after" | "prefer_after" => strict::duration(old, &entry.node),
            "of" => strict::names(old, &entry.node),
            "since" => false,
            // Words, and what is refused as meaning nothing here.
            _ => true,
        }
    })
}
