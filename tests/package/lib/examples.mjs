// The examples of a page of documentation: its fenced blocks, each with its language and where it stands.

const FENCE = /^```(\w*)[^\n]*\n(.*?)^```$/gms;

export function examples(markdown) {
  return [...markdown.matchAll(FENCE)].map(({ 1: language, 2: code, index }) => ({
    language,
    code,
    line: markdown.slice(0, index).split("\n").length,
  }));
}

/** What an example says that it prints: the comments behind its calls of console.log. */
export function promised(code) {
  return [...code.matchAll(/console\.log\(.*\);? *\/\/ *(.*)$/gm)].map(([, text]) => text.trim());
}
