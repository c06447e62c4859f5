/* What the search page shows: results with the claims that were found, and the facets with their counts. All text
   goes into the page as text. */

import { fold, held, marked } from "./dossier-words.js";

const TOP = 6;
const CLAIMS = 3;
const AROUND = 90;
const LONGEST = 210;

function make(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

export function say(root, text) {
  root.querySelector(".dossier-search-count").textContent = text;
}

/* Words that were looked for, marked. */

function withMarks(text, wanted) {
  return marked(text, wanted).map((part) => (typeof part === "string" ? part : make("mark", "", part[0])));
}

/* Return the part of a long text in which the first of the words stands, marked. */
function excerpt(text, wanted) {
  if (text.length <= LONGEST) return withMarks(text, wanted);
  const parts = marked(text, wanted);
  const before = parts.findIndex((part) => typeof part !== "string");
  const first = parts.slice(0, Math.max(before, 0)).join("").length;
  const from = first <= AROUND ? 0 : text.indexOf(" ", first - AROUND) + 1;
  const end = from + LONGEST >= text.length ? text.length : text.lastIndexOf(" ", from + LONGEST);
  const cut = text.slice(from, end);
  return [from ? "… " : "", ...withMarks(cut, wanted), end < text.length ? " …" : ""];
}

/* Results: records of the index, and the forms of each word that was looked for. */

export function drawResults(root, records, forms, from) {
  const list = root.querySelector(".dossier-search-results");
  if (from === 0) list.replaceChildren();
  list.append(...records.map((record) => result(record, forms)));
}

function result({ url, title, kind, date, names, parts }, forms) {
  const wanted = new Set(forms.flatMap((one) => [...one]));
  const link = make("a", "dossier-hit", ...withMarks(title, wanted));
  link.href = url;
  const about = make("span", "dossier-hit-about", make("span", "dossier-hit-kind", kind), date ? make("span", "dossier-hit-date", ` ${date}`) : "");
  const item = make("li", "", make("p", "dossier-hit-title", link, " ", about));
  const called = names.filter((name) => fold(name) !== fold(title) && held(name, wanted).size);
  if (called.length) item.append(make("p", "dossier-hit-words", ...withMarks(called.join("; "), wanted)));
  const aside = parts.find((part) => !part.anchor && part.texts.some((text) => held(text, wanted).size));
  if (aside) item.append(make("p", "dossier-hit-words", ...excerpt(aside.texts.find((text) => held(text, wanted).size), wanted)));
  const claims = best(parts.filter((part) => part.anchor), forms);
  if (claims.length) item.append(make("ul", "dossier-hit-claims", ...claims.map((part) => claim(url, part, wanted))));
  return item;
}

/* The claims with the most of the words, in their sentences rather than in their quotes, in the order of the page. */
function best(parts, forms) {
  const weigh = ({ title, texts }) => {
    const [said, quoted] = [title, texts.join(" ")].map((text) => forms.map((one) => held(text, one).size > 0));
    return forms.reduce((sum, _, at) => sum + (said[at] ? 3 : quoted[at] ? 2 : 0), 0);
  };
  const weighed = parts.map((part) => [part, weigh(part)]).filter(([, weight]) => weight);
  const top = [...weighed].sort(([, one], [, other]) => other - one).slice(0, CLAIMS).map(([part]) => part);
  return weighed.map(([part]) => part).filter((part) => top.includes(part));
}

/* A claim: its sentence leads to it, and below stand the words of the quote where these were found. */
function claim(url, { anchor, title, texts }, wanted) {
  const link = make("a", "", ...withMarks(title, wanted));
  link.href = `${url}#${encodeURIComponent(anchor)}`;
  const item = make("li", "", link);
  const inTitle = held(title, wanted);
  const more = (text) => [...held(text, wanted)].filter((word) => !inTitle.has(word)).length;
  const [text] = texts.filter((one) => held(one, wanted).size).sort((one, other) => more(other) - more(one));
  if (text) {
    const label = make("span", "dossier-unseen", text.startsWith("“") ? "In a quote: " : "");
    item.append(make("p", "dossier-hit-quote", label, ...excerpt(text, wanted)));
  }
  return item;
}

/* Where nothing was found: names that are near. */
export function draw(root, names, site) {
  root.querySelector(".dossier-search-near")?.remove();
  if (!names.length) return;
  const links = names.map(([title, url]) => {
    const link = make("a", "dossier-hit", title);
    link.href = new URL(url, site).href;
    return make("li", "", link);
  });
  const box = make("div", "dossier-search-near", make("p", "", "Near names:"), make("ul", "", ...links));
  root.querySelector(".dossier-search-results").before(box);
}

/* Facets. */

export function drawFacet(facet, counts, chosen) {
  const list = facet.querySelector("ul");
  const missing = counts ? chosen.filter((value) => !counts.values.has(value)).map((value) => [value, 0]) : [];
  const all = [...(counts?.values ?? []), ...missing];
  facet.hidden = counts !== undefined && counts.whole && all.length === 0;
  const years = facet.dataset.facet === "year";
  all.sort(([a, m], [b, n]) => (years ? b.localeCompare(a) : n - m || a.localeCompare(b)));
  const whole = facet.dataset.whole !== undefined || all.length <= TOP + 2;
  const kept = all.filter(([value], place) => whole || place < TOP || chosen.includes(value));
  const focused = document.activeElement?.value;
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...kept.map(([value, number]) => option(facet, value, number, chosen.includes(value))));
  if (kept.length < all.length) list.append(make("li", "", rest(facet, all, counts, chosen, kept.length)));
  else if (counts && !counts.whole) list.append(make("li", "", rarer(facet)));
  if (hadFocus) [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
}

function option(facet, value, number, checked) {
  const box = make("input");
  Object.assign(box, { type: "checkbox", name: facet.dataset.facet, value, checked });
  const name = make("span", "dossier-facet-name", named(facet.dataset.facet, value));
  return make("li", "", make("label", "", box, name, make("span", "dossier-facet-count", number.toLocaleString("en"))));
}

function named(facet, value) {
  return facet === "kind" ? value.charAt(0).toUpperCase() + value.slice(1) : value;
}

function rest(facet, all, counts, chosen, kept) {
  const button = make("button", "dossier-facet-more", `${(all.length - kept).toLocaleString("en")} more`);
  button.type = "button";
  button.addEventListener("click", () => {
    facet.dataset.whole = "";
    drawFacet(facet, counts, chosen);
    facet.querySelectorAll("input")[kept]?.focus();
  });
  return button;
}

/* Of a facet with very many values only the most frequent are fetched before this is asked for. */
function rarer(facet) {
  const button = make("button", "dossier-facet-more dossier-facet-rarer", "Rarer ones");
  button.type = "button";
  button.dataset.facet = facet.dataset.facet;
  return button;
}

/* What the results are narrowed by, each with a button that takes it back. */
export function drawChosen(root, chosen, facets) {
  const list = root.querySelector(".dossier-search-chosen");
  const pairs = facets.flatMap(({ dataset: { facet } }) => chosen[facet].map((value) => [facet, value]));
  list.hidden = pairs.length === 0;
  list.replaceChildren(...pairs.map(([facet, value]) => make("li", "", undo(named(facet, value), { facet, value }))));
  if (pairs.length > 1) list.append(make("li", "", undo("Everything", {})));
}

function undo(words, data) {
  const button = make("button", "", words);
  button.type = "button";
  Object.assign(button.dataset, data);
  button.setAttribute("aria-label", data.facet ? `Not only ${words}` : "Do not narrow");
  return button;
}
