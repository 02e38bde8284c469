// The state of the playground as the part of an address behind `#`, which a browser sends to nobody.

/** Longer ones are cut short by mail programs and the like. */
const MOST_LETTERS = 8000;

/** @returns the text, or `{ tooLong }` with its length */
export async function toHash(state) {
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(state)));
  const letters = Array.from(packed, (octet) => String.fromCharCode(octet)).join("");
  const hash = btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return hash.length > MOST_LETTERS ? { tooLong: hash.length, most: MOST_LETTERS } : { hash };
}

/** @throws {Error} It was written by something else, or cut short. */
export async function fromHash(hash) {
  const letters = atob(hash.replaceAll("-", "+").replaceAll("_", "/"));
  const octets = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const text = new TextDecoder("utf-8", { fatal: true }).decode(
    await through(new DecompressionStream("deflate-raw"), octets),
  );
  const { protocol, intake, language } = JSON.parse(text);
  if ([protocol, intake, language].some((part) => typeof part !== "string")) throw new Error("not of this playground");
  return { protocol, intake, language };
}

async function through(stream, octets) {
  const response = new Response(new Blob([octets]).stream().pipeThrough(stream));
  return new Uint8Array(await response.arrayBuffer());
}
