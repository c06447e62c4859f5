/* The page that stands where nothing does: it offers the entries whose names are near the address that was wanted. */

import { near } from "./dossier-near.js";

const place = document.querySelector(".dossier-lost");

/* The words of an address: its last parts without an ending, in plain letters. */
function wanted(path) {
  let plain = path;
  try {
    plain = decodeURIComponent(path);
  } catch {
    /* An address that is not written well is taken as it stands. */
  }
  const parts = plain.split("/").filter((part) => part && !/^index(\.html?)?$/i.test(part));
  return parts.slice(-2).join(" ").replace(/\.html?$/i, "").replace(/[-_+]/g, " ");
}

function item([title, url]) {
  const link = Object.assign(document.createElement("a"), { href: place.dataset.root + url, textContent: title });
  const element = document.createElement("li");
  element.append(link);
  return element;
}

const words = wanted(location.pathname);
place.querySelector("input[name=q]").value = words;
const found = await near(words, place.dataset.names);
if (found.length) {
  const part = place.querySelector(".dossier-lost-near");
  part.querySelector("ul").append(...found.map(item));
  part.hidden = false;
}
