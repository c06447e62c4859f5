/* The index of the search, in pieces: what a question needs of it is fetched, once. How it is made: indexing/. */

import { fold, words } from "./dossier-words.js";

const LEVELS = [1, 2, 4, 6, 10];
const STEM = 0.9;
const START = 0.4;
const SHORTEST = 3;
const SCANNED = 3;
const READ = 20;
const SIFTED = 200;
const NO_LATIN = /^[^\p{Script=Latin}\p{N}]/u;
const FACETS = ["kind", "year", "person", "place", "source"];

const stemmer = globalThis.Stemmer ? new globalThis.Stemmer() : { stemWord: (word) => word };

/* Return what a file of JSON holds, or what is given where it cannot be had. */
export async function fetched(url, none = {}) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : none;
  } catch {
    return none;
  }
}

/* Call `each` with every number of a list of pages. */
function eachOf(list, each) {
  if (!list) return;
  if (typeof list === "string") {
    const bits = atob(list);
    for (let at = 0; at < bits.length; at += 1) {
      for (let byte = bits.charCodeAt(at), bit = 0; byte; byte >>= 1, bit += 1) if (byte & 1) each(8 * at + bit);
    }
  } else if (Array.isArray(list)) {
    let number = 0;
    for (const step of list) each((number += step));
  } else {
    let end = 0;
    for (let at = 0; at < list.r.length; at += 2) {
      const start = end + list.r[at];
      end = start + list.r[at + 1];
      for (let number = start; number < end; number += 1) each(number);
    }
  }
}

/* Return the number of the piece in which a word stands, or would. */
function place(firsts, word) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

/* Return the numbers of the pages with a score, the best first and among equals in their order. Scores are few, so
   putting each page to its equals takes less time than sorting all of them. */
function ranked(scores) {
  const equals = new Map();
  for (let page = 0; page < scores.length; page += 1) {
    const score = scores[page];
    if (!score) continue;
    if (equals.has(score)) equals.get(score).push(page);
    else equals.set(score, [page]);
  }
  return [...equals.keys()].sort((one, other) => other - one).flatMap((score) => equals.get(score));
}

/* Return what is asked: words, one or both halves of compounds, and phrases in quotation marks. */
function understood(text) {
  const plain = text.normalize("NFKC").replace(/[“”„«»]/g, '"').replace(/([\p{L}\p{N}])\s*\+\s*(?=[\p{L}\p{N}])/gu, "$1+");
  const phrases = [...plain.matchAll(/"([^"]+)"/g)].map(([, phrase]) => words(phrase).join(" ")).filter(Boolean);
  const terms = plain.replace(/"/g, " ").split(/\s+/).flatMap((run) => {
    const found = words(run);
    return found.length > 2 && /[-\u2010]/.test(run) ? [{ joined: found.at(-1), parts: found.slice(0, -1) }] : found.map((word) => ({ word }));
  });
  const last = terms.at(-1);
  if (last?.word && !/["\s]$/.test(plain)) last.typed = true;
  return { terms, phrases };
}

export class Index {
  #held = new Map();

  constructor(base) {
    this.base = base;
  }

  /* Fetch the directory; where that fails, the next call tries again. */
  async open() {
    this.about ??= fetch(new URL("index.json", this.base), { cache: "no-cache" }).then((answer) => {
      if (!answer.ok) throw new Error(`the index of the search: ${answer.status}`);
      return answer.json();
    });
    try {
      this.directory = await this.about;
    } catch (error) {
      this.about = null;
      throw error;
    }
    return this;
  }

  #piece(name, number) {
    const file = `${name}-${number}.json?v=${this.directory.version}`;
    if (!this.#held.has(file)) {
      const found = fetch(new URL(file, this.base)).then((answer) => {
        if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
        return answer.json();
      });
      found.catch(() => this.#held.delete(file));
      this.#held.set(file, found);
    }
    return this.#held.get(file);
  }

  /* Return the pieces in which words from `first` to `last` stand, at the most SCANNED of them from that of `own`. */
  async #around(name, first, last, own) {
    const firsts = this.directory[name];
    if (!firsts.length) return [];
    let [from, to] = [place(firsts, first), place(firsts, last)];
    if (to - from >= SCANNED) [from, to] = [place(firsts, own), Math.min(place(firsts, own) + SCANNED - 1, to)];
    const numbers = Array.from({ length: to - from + 1 }, (_, step) => from + step);
    return (await Promise.all(numbers.map((number) => this.#piece(name, number)))).flat();
  }

  /* Return the forms in which a word stands in the index, with how much each is worth and its lists of pages. */
  async #forms(word, typed) {
    const stem = stemmer.stemWord(word);
    const start = common(word, stem).length >= SHORTEST ? common(word, stem) : word;
    const begins = typed && (word.length >= SHORTEST || NO_LATIN.test(word));
    const near = await this.#around("words", start, `${start}\uffff`, word);
    const forms = [];
    for (const [form, ...lists] of near) {
      const worth = form === word ? 1 : stemmer.stemWord(form) === stem ? STEM : begins && form.startsWith(word) ? START : 0;
      if (worth) forms.push({ form, worth, lists });
    }
    return forms;
  }

  /* Return how much a word says of each page, and put its forms into `forms`. */
  async #weights(word, typed, forms) {
    const best = new Float32Array(this.directory.pages);
    for (const { form, worth, lists } of await this.#forms(word, typed)) {
      forms.add(form);
      for (const [level, list] of lists.entries()) {
        const weight = worth * LEVELS[level];
        eachOf(list, (page) => {
          if (weight > best[page]) best[page] = weight;
        });
      }
    }
    return best;
  }

  async #term({ word, typed, joined, parts }) {
    const forms = new Set();
    if (word) return { forms, weights: await this.#weights(word, typed, forms) };
    const whole = await this.#weights(joined, true, forms);
    const halves = await Promise.all(parts.map((part) => this.#weights(part, false, forms)));
    const weights = whole.map((weight, page) => Math.max(weight, Math.min(...halves.map((half) => half[page]))));
    return { forms, weights };
  }

  /* Return the numbers of the pages that hold all words of a text, the best first and among equals the newest, and
     the forms of each word. Without words these are all pages, the newest first. */
  async pages(text) {
    const { terms, phrases } = understood(text);
    const found = await Promise.all(terms.map((term) => this.#term(term)));
    const count = this.directory.pages;
    const scores = new Float32Array(count).fill(1);
    for (const { weights } of found) {
      let frequency = 0;
      for (let page = 0; page < count; page += 1) if (weights[page]) frequency += 1;
      const rare = Math.log(1 + count / Math.max(frequency, 1));
      for (let page = 0; page < count; page += 1) scores[page] = weights[page] && scores[page] ? scores[page] + rare * weights[page] : 0;
    }
    let numbers = ranked(scores);
    const sifted = phrases.length > 0 && numbers.length > SIFTED;
    if (phrases.length) numbers = await this.#sift(numbers.slice(0, SIFTED), phrases);
    return { numbers, forms: found.map((term) => term.forms), sifted };
  }

  /* Return those of some pages in which each phrase stands, word after word. */
  async #sift(numbers, phrases) {
    const texts = ({ title, names, parts }) => [title, ...names, ...parts.flatMap((part) => [part.title, ...part.texts])];
    const said = (record) => texts(record).map((text) => ` ${words(text).join(" ")} `);
    const records = await Promise.all(numbers.map((number) => this.record(number)));
    return numbers.filter((_, at) => phrases.every((phrase) => said(records[at]).some((text) => text.includes(` ${phrase} `))));
  }

  async record(number) {
    const { per } = this.directory;
    const [url, title, kind, date, names, facets, parts] = (await this.#piece("pages", Math.floor(number / per)))[number % per];
    const values = Object.fromEntries(FACETS.map((name, at) => [name, facets[at]]));
    return { url, title, kind, date, names, facets: values, parts: parts.map(([anchor, of, ...texts]) => ({ anchor, title: of, texts })) };
  }

  /* Return the values of a facet with their pages: those of its first piece, or all of them. */
  async #values(name, all) {
    const pieces = this.directory.facets[name];
    const numbers = Array.from({ length: all ? pieces : Math.min(pieces, 1) }, (_, number) => number);
    return (await Promise.all(numbers.map((number) => this.#piece(name, number)))).flat();
  }

  /* Return a test whether a page has one of the chosen values of each facet; `but` is a facet that does not matter. */
  async test(chosen, but) {
    const asked = FACETS.filter((name) => name !== but && chosen[name]?.length);
    const kept = await Promise.all(asked.map((name) => this.#having(name, chosen[name])));
    return (page) => kept.every((pages) => pages[page]);
  }

  async #having(name, values) {
    const pages = new Uint8Array(this.directory.pages);
    let known = await this.#values(name, false);
    if (!values.every((value) => known.some(([one]) => one === value))) known = await this.#values(name, true);
    for (const [value, , list] of known) if (values.includes(value)) eachOf(list, (page) => (pages[page] = 1));
    return pages;
  }

  /* Return how many of some pages have each value of a facet, as a map, and whether no value is missing in it. */
  async counts(name, numbers, all) {
    const pieces = this.directory.facets[name];
    if (pieces > 1 && !all && numbers.length <= READ) return { whole: true, values: await this.#counted(name, numbers) };
    const inside = new Uint8Array(this.directory.pages);
    for (const number of numbers) inside[number] = 1;
    const values = new Map();
    for (const [value, , list] of await this.#values(name, all)) {
      let sum = 0;
      eachOf(list, (page) => (sum += inside[page]));
      if (sum) values.set(value, sum);
    }
    return { whole: all || pieces <= 1, values };
  }

  async #counted(name, numbers) {
    const values = new Map();
    for (const record of await Promise.all(numbers.map((number) => this.record(number)))) {
      for (const value of record.facets[name]) values.set(value, (values.get(value) ?? 0) + 1);
    }
    return values;
  }

  /* Turn the numbers of pages round in time; those that are in no time stay last. */
  oldest(numbers) {
    const dated = numbers.filter((number) => number < this.directory.dated);
    return [...dated.reverse(), ...numbers.filter((number) => number >= this.directory.dated)];
  }

  /* Return the words of names that begin or end as a word does, so far as a slip leaves one of its halves alone. */
  async alike(word) {
    const half = Math.max(Math.floor(word.length / 2) - 1, 1);
    const turn = (text) => [...text].reverse().join("");
    const [start, end] = [word.slice(0, half), turn(word).slice(0, half)];
    const [names, endings] = await Promise.all([
      this.#around("names", start, `${start}\uffff`, word),
      this.#around("endings", end, `${end}\uffff`, turn(word)),
    ]);
    return new Set([...names, ...endings.map(turn)]);
  }

  /* Return the numbers of the first pages that have a word in a name, those with the briefest names first. */
  async named(word, most) {
    const firsts = this.directory.words;
    const piece = firsts.length ? await this.#piece("words", place(firsts, word)) : [];
    const lists = piece.find(([form]) => form === word)?.slice(1) ?? [];
    const pages = [];
    for (const list of lists.slice(2).reverse()) eachOf(list, (page) => pages.push(page));
    return pages.slice(0, most);
  }
}

export { fold };
