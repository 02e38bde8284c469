// A field for text with line numbers and underlines. The underlines are drawn in a copy of the text that lies below it,
// by the CSS Custom Highlight API: the copy stays one piece of text, and typing stays the browser's own.

const KINDS = { error: "prescreen-error", warning: "prescreen-warning", note: "prescreen-warning" };

export class Editor {
  #frame;
  #field;
  #shown;
  #numbers;
  #lines = 0;

  constructor(frame) {
    this.#frame = frame;
    this.#field = frame.querySelector("textarea");
    this.#shown = frame.querySelector(".shown").appendChild(new Text());
    this.#numbers = frame.querySelector(".numbers");
    this.#field.addEventListener("input", () => this.#copy());
  }

  get text() {
    return this.#field.value;
  }

  set text(text) {
    this.#field.value = text;
    this.#copy();
  }

  /** Underlines what diagnostics point at; `start` and `end` count as JavaScript does. */
  underline(diagnostics) {
    // A browser without highlights shows the list of problems alone.
    if (typeof Highlight === "undefined") return;
    const most = this.#shown.length;
    for (const name of new Set(Object.values(KINDS))) {
      const found = diagnostics.filter(({ severity, start }) => KINDS[severity] === name && start !== undefined);
      const ranges = found.map(({ start, end }) => {
        return new StaticRange({
          startContainer: this.#shown,
          startOffset: Math.min(start, most),
          endContainer: this.#shown,
          // What is missing at a place has no width of its own.
          endOffset: Math.min(Math.max(end, start + 1), most),
        });
      });
      CSS.highlights.set(name, new Highlight(...ranges));
    }
  }

  /** Selects what a diagnostic points at, and brings it into view. */
  goTo({ start, end }) {
    this.#field.focus({ preventScroll: true });
    if (start === undefined) return;
    this.#field.setSelectionRange(start, end);
    const range = new Range();
    range.setStart(this.#shown, Math.min(start, this.#shown.length));
    const [place, frame] = [range, this.#frame].map((one) => one.getBoundingClientRect());
    this.#frame.scrollTop += place.top - frame.top - frame.height / 3;
    this.#frame.scrollLeft += place.left - frame.left - frame.width / 2;
    this.#frame.scrollIntoView({ block: "nearest" });
  }

  #copy() {
    CSS.highlights?.clear();
    // The last line counts, even when there is nothing in it yet.
    this.#shown.data = `${this.#field.value}\n`;
    const lines = this.#field.value.split("\n").length;
    if (lines === this.#lines) return;
    this.#lines = lines;
    this.#numbers.textContent = Array.from({ length: lines }, (_, i) => i + 1).join("\n");
  }
}
