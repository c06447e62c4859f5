/* What the search page shows: results with the claims that were found, and the facets with their counts. All text
   goes into the page as text. */

const TOP = 6;
const CLAIMS = 3;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };

function make(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

export function say(root, text) {
  root.querySelector(".dossier-search-count").textContent = text;
}

/* Excerpts: text in which <mark> stands around the words that were looked for. */

function plain(html) {
  return html.replace(/<\/?mark>/g, "").replace(/&(lt|gt|amp|quot|#39|#x27);/g, (entity) => ENTITIES[entity]);
}

function marked(html) {
  return html.split(/(<mark>.*?<\/mark>)/s).flatMap((part) => (part.startsWith("<mark>") ? mark(plain(part)) : [plain(part)]));
}

/* Return a word as marked, without the punctuation around it. */
function mark(word) {
  const [, before, inside, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
  return [before, make("mark", "", inside), after];
}

/* The words that an excerpt marks, marked in another text. */
function markedAs(text, html) {
  const words = new Set([...html.matchAll(/<mark>(.*?)<\/mark>/gs)].map((match) => bare(plain(match[1]))));
  return text.split(/(\s+)/).flatMap((word) => (words.has(bare(word)) ? mark(word) : [word]));
}

function bare(word) {
  return word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/* Results. */

export function drawResults(root, results, from) {
  const list = root.querySelector(".dossier-search-results");
  if (from === 0) list.replaceChildren();
  list.append(...results.map(result));
}

function result(one) {
  const { title, kind, date } = one.meta;
  const own = one.sub_results.find((sub) => !sub.url.includes("#"));
  const link = make("a", "dossier-hit", ...markedAs(title, own?.excerpt ?? ""));
  link.href = one.url;
  const about = make("span", "dossier-hit-about", make("span", "dossier-hit-kind", kind), date ? make("span", "dossier-hit-date", ` ${date}`) : "");
  const item = make("li", "", make("p", "dossier-hit-title", link, " ", about));
  const claims = one.sub_results.filter((sub) => sub.url.includes("#") && sub.excerpt.includes("<mark>"));
  const called = own && afterTitle(own.excerpt, title);
  if (called?.includes("<mark>")) item.append(make("p", "dossier-hit-words", ...marked(called)));
  const quoted = new Set();
  if (claims.length) item.append(make("ul", "dossier-hit-claims", ...best(claims).map((sub) => claim(sub, quoted))));
  return item;
}

/* The claims with the most of the words, in their sentences rather than in their quotes, in the order of the page. */
function best(claims) {
  const weight = ({ title, excerpt }) => {
    const found = new Set([...excerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].map((match) => bare(plain(match[1]))));
    const said = new Set(title.split(/\s+/).map(bare));
    return [...found].reduce((sum, word) => sum + (said.has(word) ? 3 : 2), 0);
  };
  const top = [...claims].sort((one, other) => weight(other) - weight(one)).slice(0, CLAIMS);
  return claims.filter((sub) => top.includes(sub));
}

function afterTitle(html, title) {
  const start = new RegExp(`^${[...title].map((c) => c.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(?:</?mark>)*")}`);
  return html.replace(/^(<mark>)?/, "").replace(start, "").replace(/^(<\/mark>)?[.\s]*(<\/mark>)?\s*/, "");
}

/* A claim: its sentence leads to it, and below stand the words of the quote where these were found. */
function claim(sub, quoted) {
  const link = make("a", "", ...markedAs(sub.title, sub.excerpt));
  link.href = sub.url;
  const item = make("li", "", link);
  const quote = sub.excerpt.slice(Math.max(sub.excerpt.indexOf("“"), 0));
  const start = plain(quote).slice(0, 40);
  if (quote.includes("<mark>") && !quoted.has(start) && (sub.excerpt.includes("“") || !plain(sub.excerpt).startsWith(sub.title))) {
    quoted.add(start);
    const label = make("span", "dossier-unseen", sub.excerpt.includes("“") ? "In a quote: " : "");
    item.append(make("p", "dossier-hit-quote", label, ...marked(quote)));
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
  const all = Object.entries(counts ?? {}).filter(([value, number]) => number || chosen.includes(value));
  facet.hidden = counts !== undefined && all.length === 0;
  const years = facet.dataset.facet === "year";
  all.sort(([a, m], [b, n]) => (years ? b.localeCompare(a) : n - m || a.localeCompare(b)));
  const whole = facet.dataset.whole !== undefined || all.length <= TOP + 2;
  const kept = all.filter(([value], place) => whole || place < TOP || chosen.includes(value));
  const focused = document.activeElement?.value;
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(...kept.map(([value, number]) => option(facet, value, number, chosen.includes(value))));
  if (kept.length < all.length) list.append(make("li", "", rest(facet, all, counts, chosen, kept.length)));
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
