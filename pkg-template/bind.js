// The classes of this package over an engine: the runtime's or the author's. What stands here is about starting the engine
// and about the data that ships beside it; what a protocol means is the engine's business.

import { lexicon, protocols, words } from "./data/index.js";
import { Packer } from "./pack.js";
import { pause } from "./pause.js";
import { Resident } from "./resident.js";

/** Where a protocol keeps its packer, made when it is first needed. */
const packer = Symbol("packer");

/**
 * @param engine The glue of an engine.
 * @param code `load()` gives the engine's code, as a response or as bytes; `bytes()` gives it without waiting, where it
 *   is at hand.
 */
export function bind(engine, code) {
  let isReady = false;
  let starting = null;

  function init() {
    starting ??= start().catch((cause) => {
      starting = null;
      throw cause;
    });
    return starting;
  }

  async function start() {
    if (isReady) return;
    try {
      await engine.default({ module_or_path: await code.load() });
    } catch (cause) {
      throw failure("LoadError", "the engine could not be loaded", cause);
    }
    isReady = true;
  }

  function initSync(bytes) {
    if (isReady) return;
    try {
      engine.initSync({ module: bytes });
    } catch (cause) {
      throw failure("LoadError", "this is not the code of the engine", cause);
    }
    isReady = true;
  }

  function ready() {
    if (isReady) return;
    if (!code.bytes) {
      throw failure("NotReadyError", "the engine has not been started: await init() first");
    }
    initSync(code.bytes());
  }

  /** A file that ships. Its digest tells it from one that was cut short or changed on the way. */
  async function shipped(files, name) {
    if (!Object.hasOwn(files, name)) {
      const names = Object.keys(files).join(", ");
      throw failure("LoadError", `nothing ships under the name ${JSON.stringify(name)}; there is ${names}`);
    }
    const file = files[name];
    const [loaded] = await Promise.all([
      file.load().catch((cause) => {
        throw failure("LoadError", `${name} could not be loaded`, cause);
      }),
      init(),
    ]);
    await pause();
    if (typeof loaded.default !== "string" || engine.digest(loaded.default) !== file.digest) {
      throw failure("LoadError", `${name} is not the file that belongs to this version`);
    }
    return loaded.default;
  }

  const loaded = {};

  class Lexicon extends engine.Lexicon {
    static load(names = "reviewed") {
      loaded[names] ??= layers(names).catch((cause) => {
        delete loaded[names];
        throw cause;
      });
      return loaded[names];
    }

    static from(tsv) {
      ready();
      return new Lexicon(tsv);
    }

    withWide(text) {
      return Object.setPrototypeOf(super.withWide(text), Lexicon.prototype);
    }

    suggest(typed) {
      return super.suggest(expected(typed, typeof typed === "string", "a text"));
    }
  }

  async function layers(names) {
    const [text, reviewed] = await Promise.all([shipped(lexicon, names), names === "reviewed" || Lexicon.load()]);
    await pause();
    return reviewed === true ? new Lexicon(text) : reviewed.withWide(text);
  }

  class Words extends engine.Words {
    static async load(locale) {
      return new Words(locale, await shipped(words, locale));
    }

    static from(locale, json) {
      ready();
      return new Words(expected(locale, typeof locale === "string", 'a locale, such as "es"'), json);
    }

    text(key, values = {}) {
      const texts = Object.entries(values).map(([name, value]) => [name, String(value)]);
      return super.text(key, Object.fromEntries(texts));
    }
  }

  class Protocol extends engine.Protocol {
    static async load(name, { names } = {}) {
      const [json, known] = await Promise.all([shipped(protocols, name), Lexicon.load(names)]);
      await pause();
      return asOurs(engine.Protocol.proved(json, known));
    }

    static from(source, names) {
      ready();
      return new Protocol(source, orNone(names));
    }

    screen(intake) {
      return packerOf(this).screen(intake);
    }

    nextQuestion(intake) {
      return this.screen(intake).nextQuestion;
    }

    judge(intake) {
      return packerOf(this).judge(intake) ?? super.judge(intake);
    }

    judgeAll(intakes) {
      expected(intakes, Array.isArray(intakes), "a list of intakes");
      return packerOf(this).judgeAll(intakes, (intake) => {
        try {
          return super.judge(intake);
        } catch (error) {
          if (error.name === "IntakeError") return error;
          throw error;
        }
      });
    }

    resident(intake) {
      return new Resident(super.resident(intake), packerOf(this), this);
    }

    free() {
      // It writes where this protocol lies.
      delete this[packer];
      super.free();
    }

    explain(intake, words) {
      return super.explain(intake, expected(words, words instanceof Words, "words, as Words.load() gives them"));
    }
  }

  function packerOf(protocol) {
    protocol[packer] ??= new Packer(engine, protocol);
    return protocol[packer];
  }

  /** What a static method of the engine makes is of the engine's class. */
  function asOurs(protocol) {
    return Object.setPrototypeOf(protocol, Protocol.prototype);
  }

  /** Without names every medicine is one that nobody knows, and is asked about. */
  function orNone(names) {
    if (names === undefined) return new Lexicon("");
    return expected(names, names instanceof Lexicon, "names, as Lexicon.load() gives them");
  }

  // The engine's own would free a protocol behind its packer.
  if (Symbol.dispose) Protocol.prototype[Symbol.dispose] = Protocol.prototype.free;

  const runtime = { init, initSync, Lexicon, Protocol, Words };
  if (!engine.check) return runtime;

  Protocol.parse = (toml, names) => {
    ready();
    return asOurs(engine.Protocol.parse(toml, orNone(names)));
  };
  const check = (toml, names) => {
    ready();
    return engine.check(toml, orNone(names));
  };
  return { ...runtime, check };
}

function expected(value, isSo, what) {
  if (!isSo) throw new TypeError(`expected ${what}`);
  return value;
}

function failure(name, message, cause) {
  return Object.assign(new Error(message, { cause }), { name, diagnostics: [] });
}
