/* The search page: what is asked, in the address of the page, and what is found. The index comes in pieces from
   pagefind; of its facets those are fetched whose counts are shown. */

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
const WAIT = 150;
const site = new URL(root.dataset.pagefind.replace(/pagefind\/pagefind\.js$/, "") || "./", location.href);

let engine = null;
let turn = 0;
let found = { results: [], filters: {} };
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

/* 2 + 2 is the name 2+2, and quotation marks are written in many ways. */
function words(text) {
  const plain = text.normalize("NFKC").replace(/[“”„«»]/g, '"').replace(/(\w)\s*\+\s*(?=\w)/g, "$1+").trim();
  return plain || null;
}

/* Asking pagefind. */

async function load() {
  const loaded = await import(new URL(root.dataset.pagefind, location.href).href);
  await loaded.options({ baseUrl: site.pathname, excerptLength: 26 });
  return loaded;
}

function wanted() {
  const all = root.dataset.small !== undefined;
  return FACETS.filter((name) => all || asked.chosen[name].length || facetOf(name).open);
}

function facetOf(name) {
  return facets.find((one) => one.dataset.facet === name);
}

/* Within a facet one of the chosen values is enough; `without` leaves a facet out, to count its other values. */
function filters(without) {
  const named = wanted().map((name) => [name, name === without ? [] : { any: asked.chosen[name] }]);
  return Object.fromEntries(named);
}

async function ask() {
  engine ??= load();
  const pagefind = await engine;
  const term = words(asked.q);
  const by = asked.sort || (term ? "" : "newest");
  const order = by ? { sort: { [by]: by === "newest" ? "desc" : "asc" } } : {};
  const answer = await pagefind.search(term, { filters: filters(), ...order });
  const counts = { ...answer.filters };
  for (const name of FACETS.filter((one) => asked.chosen[one].length)) {
    counts[name] = (await pagefind.search(term, { filters: filters(name) })).filters[name];
  }
  return { results: answer.results, filters: counts };
}

async function run() {
  const mine = ++turn;
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await ask();
    if (mine !== turn) return;
    found = answer;
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
  found = { results: [], filters: {} };
  root.querySelector(".dossier-search-found").hidden = false;
  root.querySelector(".dossier-search-results").replaceChildren();
  showWays();
  root.querySelector(".dossier-search-ways").hidden = false;
  say(root, "The index of the search could not be loaded. These lists hold everything.");
}

async function show(mine) {
  const part = await Promise.all(found.results.slice(0, PAGE).map((one) => one.data()));
  if (mine !== turn) return;
  root.querySelector(".dossier-search-found").hidden = false;
  showWays();
  for (const name of FACETS) drawFacet(facetOf(name), found.filters[name], asked.chosen[name]);
  drawChosen(root, asked.chosen, facets);
  drawResults(root, part, 0);
  shown = part.length;
  more.hidden = shown >= found.results.length;
  say(root, count(found.results.length));
  draw(root, found.results.length || !asked.q ? [] : await near(asked.q, root.dataset.names), site);
}

/* The lists of everything stand above what is there to be narrowed, and below where nothing was found. */
function showWays() {
  const ways = root.querySelector(".dossier-search-ways");
  const none = found.results.length === 0;
  ways.hidden = Boolean(asked.q) && !none;
  root.classList.toggle("dossier-search-none", none);
  if (none) root.append(ways);
  else form.after(ways);
}

function count(number) {
  const what = asked.q ? ` for “${asked.q}”` : "";
  if (!asked.q && number) return `${number.toLocaleString("en")} ${number === 1 ? "page" : "pages"}`;
  if (number === 0) return `Nothing found${what}`;
  return `${number.toLocaleString("en")} ${number === 1 ? "result" : "results"}${what}`;
}

async function showMore() {
  const mine = turn;
  const part = await Promise.all(found.results.slice(shown, shown + PAGE).map((one) => one.data()));
  if (mine !== turn) return;
  drawResults(root, part, shown);
  hits()[shown]?.focus();
  shown += part.length;
  more.hidden = shown >= found.results.length;
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
    if (facet.open && !found.filters[facet.dataset.facet]) run();
  });
}

more.addEventListener("click", showMore);

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
