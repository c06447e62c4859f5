/* Names near what was typed: of the words of all names those are compared that begin or end alike. */

import { fold } from "./dossier-words.js";

const MOST = 6;
const OF_WORD = 4;
const SPELLINGS = 6;

/* Return up to MOST entries, as title, address, kind and score, with names near the words of a text. */
export async function near(text, index) {
  const scores = new Map();
  for (const word of fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
    for (const [known, far] of spellings(word, await index.alike(word))) {
      for (const number of await index.named(known, OF_WORD)) scores.set(number, (scores.get(number) ?? 0) + 1 / (1 + far));
    }
  }
  const best = [...scores].sort(([, one], [, two]) => two - one).slice(0, 2 * MOST);
  const records = await Promise.all(best.map(([number]) => index.record(number)));
  const found = records.map(({ title, url, kind }, at) => [title, url, kind, best[at][1]]);
  return found.sort(([a, , , one], [b, , , two]) => two - one || a.localeCompare(b)).slice(0, MOST);
}

/* Return the nearest of some words, each with its distance; where the word is among them, that one alone. */
function spellings(word, known) {
  const near = [...known].map((one) => [one, distance(word, one)]).filter(([, far]) => far <= allowed(word));
  const nearest = Math.min(...near.map(([, far]) => far));
  return near.filter(([, far]) => far === nearest).slice(0, SPELLINGS);
}

export function allowed(word) {
  return word.length < 5 ? 1 : 2;
}

/* How many letters have to be put in, left out, changed or swapped with their neighbour. */
export function distance(one, other) {
  if (Math.abs(one.length - other.length) > 2) return Infinity;
  let [before, last] = [[], [...other, ""].map((_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}
