// Which language the quiz speaks, and the few words that have to be there before any words are loaded.

/** The languages that the page and the person wish for, most wanted first. */
export function wishes(element) {
  const around = element.parentElement?.closest("[lang]") ?? element.getRootNode().host?.closest("[lang]");
  return [element.lang, around?.lang, ...navigator.languages, "en"].filter(Boolean);
}

/**
 * The first wish that can be met: `language` names the words, `locale` says how dates and numbers are written.
 *
 * @param sets Lists of languages; the first wish that is in all of them is met, or else the first that is in the first.
 */
export function choose(wished, ...sets) {
  const base = (tag) => tag.toLowerCase().split("-")[0];
  const isIn = (languages) => (tag) => languages.includes(base(tag));
  const locale = wished.find((tag) => sets.every((set) => isIn(set)(tag))) ?? wished.find(isIn(sets[0])) ?? sets[0][0];
  return { language: base(locale), locale };
}

/** How a language is written, whatever the page around is in. */
export const directionOf = (language) =>
  ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].includes(language) ? "rtl" : "ltr";

export const BEFORE = {
  en: {
    loading: "Loading the questions…",
    title: "The questions could not be loaded",
    text: "Please check your connection and try again, or call the clinic.",
    retry: "Try again",
  },
  es: {
    loading: "Cargando las preguntas…",
    title: "No se pudieron cargar las preguntas",
    text: "Revise su conexión e inténtelo de nuevo, o llame a la clínica.",
    retry: "Intentar de nuevo",
  },
};
