/* Names near what was typed: the words of all names stand in small files, one for each first letter. */

const MOST = 6;
const files = new Map();

/* Return up to MOST entries, as title, address, kind and score, with names near the words of a text. */
export async function near(text, where) {
  const scores = new Map();
  for (const word of fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? []) {
    for (const [known, entries] of Object.entries(await file(word, where))) {
      const far = distance(word, known);
      if (far > allowed(word)) continue;
      for (const [title, url, kind] of entries) {
        const { score = 0 } = scores.get(title) ?? {};
        scores.set(title, { score: score + 1 / (1 + far), url, kind });
      }
    }
  }
  const sorted = [...scores].sort(([a, one], [b, two]) => two.score - one.score || a.localeCompare(b));
  return sorted.slice(0, MOST).map(([title, { url, kind, score }]) => [title, url, kind, score]);
}

export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function file(word, where) {
  const name = word[0] >= "a" && word[0] <= "z" ? word[0] : "other";
  if (!files.has(name)) files.set(name, fetched(new URL(where.replace(/x\.json$/, `${name}.json`), location.href)));
  return files.get(name);
}

/* Return what a file of JSON holds, or what is given where it cannot be had. */
export async function fetched(url, none = {}) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : none;
  } catch {
    return none;
  }
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
