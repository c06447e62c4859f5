/* The page for addresses that lead nowhere: what the address ends in is compared with the ids and the names of all
   pages, and those that are near are offered. Of the ids, which stand in order, the pieces around it are fetched. */

import { Index, fetched, fold } from "./dossier-index.js";
import { allowed, distance, near } from "./dossier-near.js";

const root = document.querySelector(".dossier-lost");
const site = new URL(root.dataset.root, location.href);
const names = new URL(`${root.dataset.names}/`, site);
const index = new Index(new URL(`${root.dataset.index}/`, site));
const MOST = 8;
const PARTS = 3;
const LIST = "List";
const OWN = "404";
const ENDINGS = /(\.[a-z][a-z0-9]{1,4})+$/;

/* What was asked for. */

/* Return an address as it is read; what is no text in it is a gap. */
function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return " ";
    }
  });
}

/* Return a part of the address as the ids are written. */
function plain(part) {
  return fold(part.trim()).replace(ENDINGS, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}

/* Return the last parts of the address that tell something, from its end. */
function wanted() {
  const { pathname } = location;
  const below = pathname.startsWith(site.pathname) ? pathname.slice(site.pathname.length) : pathname;
  const parts = decoded(below).split("/").map(plain);
  return parts.filter((part) => part && part !== "index" && part !== OWN).slice(-PARTS).reverse();
}

/* What is near it. */

async function around(part) {
  const firsts = await fetched(new URL("ids.json", names), []);
  const after = firsts.findIndex((first) => first > part);
  const own = (after < 0 ? firsts.length : after) - 1;
  const pieces = [own - 1, own, own + 1].filter((number) => number in firsts);
  return (await Promise.all(pieces.map((number) => fetched(new URL(`ids-${number}.json`, names), [])))).flat();
}

/* Three where a part is the id, less where it is spelt otherwise or cut short, nothing where it is another. */
function likeness(part, id) {
  const far = distance(part, id);
  if (far <= allowed(part)) return 3 - far / 2;
  return part.length > 3 && id.startsWith(part) ? 2 : 0;
}

async function nearNames(part) {
  try {
    return await near(part.replace(/-/g, " "), await index.open());
  } catch {
    return [];
  }
}

async function found(part) {
  const [rows, named] = await Promise.all([around(part), nearNames(part)]);
  const byId = rows.map(([id, title, url, kind]) => ({ title, url, kind, score: likeness(part, id), same: id === part }));
  const pages = byId.filter(({ score }) => score);
  const folder = pages.filter(({ same, kind }) => same && kind === LIST);
  if (folder.length) return folder; // its word is near that of many names
  const count = part.split("-").length;
  const byName = named.map(([title, url, kind, score]) => ({ title, url, kind, score: (1.5 * score) / count, same: false }));
  return [...pages, ...byName];
}

/* Return the pages to be offered, the nearest first: what stands later in the address tells more, and a list less. */
async function offered() {
  const best = new Map();
  const all = await Promise.all(wanted().map(found));
  for (const [place, pages] of all.entries()) {
    for (const page of pages) {
      const score = page.score * (1 - place / 5) * (page.kind === LIST ? 0.3 : 1);
      if (score > (best.get(page.url)?.score ?? 0)) best.set(page.url, { ...page, score });
    }
  }
  const sorted = [...best.values()].sort((a, b) => b.score - a.score || a.title.localeCompare(b.title));
  return sorted.filter(({ score }) => score >= sorted[0].score / 4).slice(0, MOST);
}

/* Showing it. */

function item({ title, url, kind }) {
  const [line, link, sort] = ["li", "a", "span"].map((name) => document.createElement(name));
  link.href = new URL(url, site).href;
  link.textContent = title;
  sort.textContent = kind;
  line.append(link, " ", sort);
  return line;
}

function said(pages) {
  const same = pages.filter((page) => page.same && page.kind !== LIST);
  if (same.length === 1 && same[0] === pages[0]) return pages.length > 1 ? "Most likely the first of these" : "Most likely this page";
  return pages.length > 1 ? "Did you look for one of these?" : "Did you look for this page?";
}

async function show() {
  const parts = wanted();
  if (!parts.length) return;
  const code = document.createElement("code");
  code.textContent = decoded(location.pathname).slice(0, 200);
  root.querySelector(".dossier-lost-wanted").replaceChildren(code);
  const field = root.querySelector("input");
  if (field) field.value = parts[0].replace(/-/g, " ");
  const pages = await offered();
  if (!pages.length) return;
  const box = root.querySelector(".dossier-lost-near");
  const [heading, list] = ["h2", "ul"].map((name) => document.createElement(name));
  heading.textContent = said(pages);
  list.append(...pages.map(item));
  box.classList.add("dossier-lost-found");
  box.firstElementChild.append(heading);
  box.append(list);
}

show();
