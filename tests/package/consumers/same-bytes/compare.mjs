// Asks the builds for what the native engine said, and compares byte by byte. Runs in Node and in a page.

import { compareTiers } from "./tiers.mjs";

/** Lines of text out of a stream of bytes. */
async function* lines(chunks) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop();
    yield* parts;
  }
  if (rest !== "") yield rest;
}

/** Compares every vector of a file; gives how many texts were equal, how often
 * the faster ways agreed with them, and the first few that were not. */
export async function compare(chunks, runtime, author) {
  const words = { en: await runtime.Words.load("en"), es: await runtime.Words.load("es") };
  const [names, authorNames] = [await runtime.Lexicon.load(), await author.Lexicon.load()];
  let equal = 0;
  let agreed = 0;
  const different = [];
  const expect = (what, found, native) => {
    if (found === native) equal += 1;
    else if (different.length < 5) different.push(`${what}\nnative ${native}\nfound  ${found}`);
  };
  for await (const line of lines(chunks)) {
    const vector = JSON.parse(line);
    const { diagnostics, rules } = vector.is_json ? readJson(vector.text) : author.check(vector.text, authorNames);
    expect(`${vector.name}: diagnostics`, JSON.stringify(diagnostics), vector.diagnostics);
    // A JSON text is not given back when it is read; what it says is compared through its screenings.
    if (!vector.is_json) expect(`${vector.name}: rules`, rules, vector.rules);
    if (vector.rules === null) continue;
    const protocol = runtime.Protocol.from(JSON.parse(vector.rules), names);
    const tiers = compareTiers(
      protocol,
      vector.name,
      vector.intakes.map((one) => one.intake),
    );
    agreed += tiers.agreed;
    if (different.length < 5) different.push(...tiers.different);
    vector.intakes.forEach((one, place) => {
      const at = `${vector.name}, intake ${place}`;
      const [screening, refused] = screened(() => protocol.screen(one.intake));
      expect(`${at}: screening`, screening, one.screening);
      expect(`${at}: refusal`, refused, one.refused);
      for (const locale of ["en", "es"]) {
        if (one[locale] === null) continue;
        expect(`${at}: ${locale}`, JSON.stringify(protocol.explain(one.intake, words[locale])), one[locale]);
      }
    });
  }
  return { equal, agreed, different };

  function readJson(text) {
    try {
      return { diagnostics: author.Protocol.from(text, authorNames).diagnostics() };
    } catch (error) {
      return { diagnostics: error.diagnostics };
    }
  }
}

function screened(call) {
  try {
    return [JSON.stringify(call()), null];
  } catch (error) {
    if (error.name !== "IntakeError") throw error;
    return [null, JSON.stringify(error.diagnostics)];
  }
}
