/* The search page: what is asked, in the address of the page, and what is found. */

import { Index } from "./dossier-index.js";
import { draw, drawChosen, drawFacet, drawResults, say } from "./dossier-search-view.js";
import { near } from "./dossier-near.js";

const root = document.querySelector(".dossier-search");
const form = root.querySelector("form");
const field = form.elements.namedItem("q");
const sort = root.querySelector("select");
const more = root.querySelector(".dossier-search-more");
const facets = [...root.querySelectorAll(".dossier-facet")];
const FACETS = facets.map((facet) => facet.dataset.facet);
const PAGE = 10;
const AT_ONCE = 3;
const WAIT = 150;
const site = new URL(root.dataset.root, location.href);
const index = new Index(new URL(root.dataset.index, location.href));

let turn = 0;
const NOTHING = { q: "", numbers: [], all: [], forms: [], counts: {} };
let found = NOTHING;
let shown = 0;
let asked = read();

/* What is asked, from the address of the page and back. */

function read() {
  const given = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(FACETS.map((name) => [name, given.getAll(name)]));
  return { q: given.get("q") ?? "", sort: given.get("sort") ?? "", chosen };
}

function address() {
  const said = new URLSearchParams();
  if (asked.q) said.set("q", asked.q);
  for (const name of FACETS) for (const value of asked.chosen[name]) said.append(name, value);
  if (asked.sort) said.set("sort", asked.sort);
  const query = said.toString();
  return location.pathname + (query ? `?${query}` : "");
}

function keep(how) {
  if (address() !== location.pathname + location.search) history[how](null, "", address());
}

/* Asking the index. */

function wanted() {
  const all = root.dataset.small !== undefined;
  return FACETS.filter((name) => all || asked.chosen[name].length || facetOf(name).open);
}

function facetOf(name) {
  return facets.find((one) => one.dataset.facet === name);
}

/* Within a facet one of the chosen values is enough, and its other values are counted as if none were chosen. */
async function ask({ q, chosen, sort: by }) {
  await index.open();
  const { numbers, forms, sifted } = await index.pages(q);
  const kept = numbers.filter(await index.test(chosen));
  if (by) kept.sort((one, other) => one - other);
  return { q, chosen, numbers: by === "oldest" ? index.oldest(kept) : kept, all: numbers, forms, sifted };
}

/* Return the counts of those facets that are in sight, which are fetched after the results are shown. */
async function counted({ numbers, all, chosen }) {
  const pairs = wanted().map(async (name) => {
    const own = chosen[name].length ? all.filter(await index.test(chosen, name)) : numbers;
    return [name, await index.counts(name, own, facetOf(name).dataset.all !== undefined)];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

async function run() {
  const mine = ++turn;
  root.setAttribute("aria-busy", "true");
  root.classList.add("dossier-search-stale");
  try {
    const answer = await ask(asked);
    if (mine !== turn) return;
    found = { ...answer, counts: {} };
    shown = 0;
    await show(mine);
  } catch (error) {
    if (mine === turn) fail();
    console.warn(error);
  }
  if (mine === turn) root.removeAttribute("aria-busy");
}

/* Showing what was found. */

function fail() {
  found = NOTHING;
  root.querySelector(".dossier-search-found").hidden = false;
  root.querySelector(".dossier-search-results").replaceChildren();
  root.classList.remove("dossier-search-stale");
  showWays();
  root.querySelector(".dossier-search-ways").hidden = false;
  say(root, "The index of the search could not be loaded. These lists hold everything.");
}

/* Return the records of the next page of results, or of its first few, their addresses whole. */
async function records(from, most) {
  const next = await Promise.all(found.numbers.slice(from, from + most).map((number) => index.record(number)));
  return next.map((record) => ({ ...record, url: new URL(record.url, site).href }));
}

async function show(mine) {
  const first = await records(0, AT_ONCE);
  if (mine !== turn) return;
  root.querySelector(".dossier-search-found").hidden = false;
  showWays();
  drawChosen(root, found.chosen, facets);
  drawResults(root, first, found.forms, 0);
  root.classList.remove("dossier-search-stale");
  const others = await records(AT_ONCE, PAGE - AT_ONCE);
  if (mine !== turn) return;
  drawResults(root, others, found.forms, AT_ONCE);
  shown = first.length + others.length;
  more.hidden = shown >= found.numbers.length;
  draw(root, found.numbers.length || !found.q ? [] : await near(found.q, index), site);
  const counts = await counted(found);
  if (mine !== turn) return;
  found.counts = counts;
  for (const name of FACETS) drawFacet(facetOf(name), counts[name], found.chosen[name]);
  say(root, count(found.numbers.length)); // last: who hears it finds everything as it should be
}

/* The lists of everything stand above what is there to be narrowed, and below where nothing was found. */
function showWays() {
  const ways = root.querySelector(".dossier-search-ways");
  const none = found.numbers.length === 0;
  ways.hidden = Boolean(found.q) && !none;
  root.classList.toggle("dossier-search-none", none);
  if (none) root.append(ways);
  else form.after(ways);
}

function count(number) {
  const what = `${found.q ? ` for “${found.q}”` : ""}${found.sifted ? " among the first 200" : ""}`;
  if (!found.q && number) return `${number.toLocaleString("en")} ${number === 1 ? "page" : "pages"}`;
  if (number === 0) return `Nothing found${what}`;
  return `${number.toLocaleString("en")} ${number === 1 ? "result" : "results"}${what}`;
}

async function showMore() {
  const mine = turn;
  const part = await records(shown, PAGE);
  if (mine !== turn) return;
  drawResults(root, part, found.forms, shown);
  hits()[shown]?.focus();
  shown += part.length;
  more.hidden = shown >= found.numbers.length;
}

/* What the reader does. */

let timer = 0;

function change(how, wait) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    keep(how);
    run();
  }, wait);
}

function write() {
  field.value = asked.q;
  sort.value = asked.sort;
}

function hits() {
  return [...root.querySelectorAll(".dossier-hit")];
}

/* The result before or after the one that has the focus; before the first is the field. */
function move(step) {
  const all = hits();
  const own = document.activeElement?.closest?.(".dossier-search-results > li")?.querySelector(".dossier-hit");
  const to = all.indexOf(own) + step;
  if (to < 0) field.focus();
  else all[Math.min(to, all.length - 1)]?.focus();
}

function clear() {
  if (document.activeElement !== field) {
    field.focus();
    field.select();
  } else if (field.value) {
    field.value = "";
    asked = { ...asked, q: "" };
    change("replaceState", 0);
  }
}

field.addEventListener("input", () => {
  asked = { ...asked, q: field.value.trim() };
  change("replaceState", WAIT);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  asked = { ...asked, q: field.value.trim() };
  if (address() !== location.pathname + location.search) change("pushState", 0);
  else move(1);
});

sort.addEventListener("change", () => {
  asked = { ...asked, sort: sort.value };
  change("pushState", 0);
});

root.addEventListener("change", (event) => {
  const box = event.target.closest(".dossier-facet input");
  if (!box) return;
  const rest = asked.chosen[box.name].filter((value) => value !== box.value);
  asked = { ...asked, chosen: { ...asked.chosen, [box.name]: box.checked ? [...rest, box.value] : rest } };
  change("pushState", 0);
});

root.querySelector(".dossier-search-chosen").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { facet, value } = button.dataset;
  const kept = facet ? { ...asked.chosen, [facet]: asked.chosen[facet].filter((one) => one !== value) } : none();
  asked = { ...asked, chosen: kept };
  field.focus();
  change("pushState", 0);
});

function none() {
  return Object.fromEntries(FACETS.map((name) => [name, []]));
}

for (const facet of facets) {
  facet.addEventListener("toggle", () => {
    if (facet.open && !found.counts[facet.dataset.facet]) run();
  });
}

more.addEventListener("click", showMore);

root.querySelector(".dossier-facets").addEventListener("click", async ({ target }) => {
  const name = target.closest(".dossier-facet-rarer")?.dataset.facet;
  if (!name) return;
  facetOf(name).dataset.all = facetOf(name).dataset.whole = "";
  const mine = turn;
  const counts = await counted(found);
  if (mine !== turn) return;
  drawFacet(facetOf(name), (found.counts = counts)[name], found.chosen[name]);
  facetOf(name).querySelector("input")?.focus();
});

root.addEventListener("keydown", (event) => {
  const inside = event.target === field || event.target.closest(".dossier-search-results");
  if (!inside || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && !(event.target === field && event.key === "ArrowUp")) move(steps[event.key]);
  else if (event.key === "Escape") clear();
  else return;
  event.preventDefault();
});

addEventListener("popstate", () => {
  asked = read();
  write();
  run();
});

const wide = matchMedia("(min-width: 60em)");
root.querySelector(".dossier-facets").open = wide.matches;
for (const [place, facet] of facets.entries()) {
  facet.open = place === 0 || (root.dataset.small !== undefined && wide.matches);
}
write();
keep("replaceState");
if (!asked.q) field.focus({ preventScroll: true });
run();
