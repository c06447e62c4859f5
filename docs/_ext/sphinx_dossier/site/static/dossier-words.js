/* The words of a text, as the index has them (indexing/words.py), and the same marked in a text. */

const WORD = /[\p{L}\p{N}]+(?:\+[\p{L}\p{N}]+)*/gu;
const COMPOUND = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)+/gu;
const OWNER = /['\u2019]s(?![\p{L}\p{N}])/gu;
const ABBREVIATION = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])\.?/gu;
const HYPHEN = /[-\u2010]/g;
const ATOM = String.raw`(?:\p{L}(?:\.\p{L})+(?![\p{L}\p{M}\p{N}])\.?|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)`;
const RUN = new RegExp(`${ATOM}(?:[-\u2010\u2011+]${ATOM})*`, "gu");
const PART = /[^-\u2010\u2011]+/g;

export function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
}

export function words(text) {
  const plain = fold(text).replace(OWNER, "").replace(ABBREVIATION, (letters) => letters.replaceAll(".", ""));
  const compounds = (plain.match(COMPOUND) ?? []).map((compound) => compound.replace(HYPHEN, ""));
  return [...(plain.match(WORD) ?? []), ...compounds];
}

/* Return a text in parts, as strings, and as arrays of one string where a word is one of `wanted`. */
export function marked(text, wanted) {
  const parts = [];
  let end = 0;
  const put = (start, run) => {
    if (start > end) parts.push(text.slice(end, start));
    parts.push([run]);
    end = start + run.length;
  };
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const [whole] = words(run.replace(/[-\u2010\u2011]/g, ""));
    if (wanted.has(whole)) put(index, run);
    else for (const part of run.matchAll(PART)) if (wanted.has(words(part[0])[0])) put(index + part.index, part[0]);
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/* Return which of `wanted` a text holds. */
export function held(text, wanted) {
  return new Set(words(text).filter((word) => wanted.has(word)));
}
