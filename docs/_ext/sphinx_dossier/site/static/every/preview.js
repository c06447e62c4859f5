/* A preview of where a link leads, beside it, while the pointer or the focus is there: for the number of a citation
   what stands at the foot of the page, for a link to an entry what its small file says. It holds no link, so it is a
   tooltip: it describes the link and takes no focus. Whatever goes wrong, there is no preview and the link stays. */

(() => {
  "use strict";

  const told = document.querySelector('meta[name="dossier-previews"]');
  if (!told) return;

  const FOLDERS = new URL(told.content, document.baseURI);
  const ROOT = new URL("../", FOLDERS);
  const ENTRY = /^([^/]+)\/([^/]+?)(?:\/[^/]+?)?(?:\.x?html?|\/|\/index\.x?html?)?$/; /* or a part of its page */
  const CITATION = ".dossier-cite a[href^='#']";
  const HOLDERS = "main, [role='main'], nav, aside, header, footer, [role='navigation']";
  const IN = 300;
  const OUT = 250;
  const EDGE = 8;
  const GAP = 6;

  /* What a preview says. */

  function line(role, text) {
    const made = document.createElement("p");
    made.className = `dossier-preview-${role}`;
    made.textContent = text;
    return made;
  }

  function flat(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  function ofCitation(link) {
    const foot = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const quote = foot?.querySelector(".dossier-quote");
    if (!quote) return null;
    let source = "";
    for (let one = quote.nextSibling; one && !one.classList?.contains("dossier-note"); one = one.nextSibling) {
      if (!one.classList?.contains("headerlink")) source += one.textContent;
    }
    const below = [...foot.querySelectorAll("p.dossier-infer, p.dossier-alert, p.dossier-caution")];
    const more = below.map((one) => line(one.classList.contains("dossier-infer") ? "infer" : "mark", flat(one.textContent)));
    return [line("quote", flat(quote.textContent)), line("line", flat(source).replace(/^—\s*/, "")), ...more];
  }

  function ofEntry(entry, anchor) {
    const lines = [line("kind", entry.kind), line("name", entry.name)];
    const says = entry.claims?.[anchor] ?? entry.says;
    for (const [role, text] of [["line", entry.line], ["says", says], ...(entry.marks ?? []).map((one) => ["mark", one])]) {
      if (text) lines.push(line(role, text));
    }
    return [...lines, line("counts", entry.counts)];
  }

  /* The files, each asked for once. */

  const files = new Map();

  function file(url) {
    if (!files.has(url.href)) {
      const read = fetch(url).then((answer) => (answer.ok ? answer.json() : null));
      files.set(url.href, read.catch(() => null));
    }
    return files.get(url.href);
  }

  /* Folder and name of the entry a link may lead to, other than to the page itself. */
  function aim(link) {
    const url = new URL(link.href, document.baseURI);
    const [here, there] = [location, url].map(entryAt);
    if (url.origin !== ROOT.origin || url.pathname === location.pathname || !there) return null;
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (!anchor && here && here.folder === there.folder && here.name === there.name) return null;
    return { ...there, anchor };
  }

  function entryAt({ pathname }) {
    if (!pathname.startsWith(ROOT.pathname)) return null;
    const found = ENTRY.exec(decodeURIComponent(pathname.slice(ROOT.pathname.length)));
    return found && { folder: found[1], name: found[2] };
  }

  async function linesFor(link) {
    if (link.matches(CITATION)) return ofCitation(link);
    const to = aim(link);
    const others = to && (await file(FOLDERS))?.[to.folder];
    if (!others || others.includes(to.name)) return null;
    const entry = await file(new URL(`${to.folder}/${to.name}.preview.json`, ROOT));
    return entry && ofEntry(entry, to.anchor);
  }

  /* The one preview, and the link that it belongs to. */

  const tip = document.createElement("div");
  tip.className = "dossier-preview";
  tip.id = "dossier-preview";
  tip.setAttribute("role", "tooltip");

  let shown = null;
  let wanted = null; /* the link whose preview is shown or being fetched */
  let at = null;

  function hide() {
    wanted = null;
    if (!shown) return;
    describe(shown, false);
    tip.remove();
    shown = null;
  }

  async function show(link) {
    wanted = link;
    let lines = null;
    try {
      lines = await linesFor(link);
    } catch {
      /* an address that is none */
    }
    if (wanted !== link) return;
    hide();
    if (!lines || !link.isConnected) return;
    wanted = shown = link;
    tip.replaceChildren(...lines);
    (link.closest("dialog") ?? link.closest(HOLDERS) ?? document.body).append(tip);
    describe(link, true);
    place();
  }

  function describe(link, on) {
    const ids = (link.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== tip.id);
    if (on) ids.push(tip.id);
    if (ids.length) link.setAttribute("aria-describedby", ids.join(" "));
    else link.removeAttribute("aria-describedby");
  }

  /* Below the link where there is room, else above: never on it, never beyond the window. */
  function place() {
    const whole = boxOf(shown);
    if (whole.bottom < 0 || whole.top > innerHeight) return hide();
    const below = innerHeight - whole.bottom - GAP - EDGE;
    const above = whole.top - GAP - EDGE;
    tip.style.maxHeight = "none";
    const under = tip.offsetHeight <= below || below >= above;
    tip.style.maxHeight = `${Math.max(under ? below : above, 0)}px`;
    const last = document.documentElement.clientWidth - tip.offsetWidth - EDGE;
    tip.style.left = `${Math.max(EDGE, Math.min(start(shown, whole), last))}px`;
    tip.style.top = `${under ? whole.bottom + GAP : whole.top - GAP - tip.offsetHeight}px`;
  }

  /* The link that is spread over a card has no size of its own. */
  function boxOf(link) {
    const box = link.getBoundingClientRect();
    return box.width > 1 ? box : (link.closest(".sd-card") ?? link).getBoundingClientRect();
  }

  /* Where the line starts that the pointer is on, in a link that runs over several. */
  function start(link, whole) {
    const lines = [...link.getClientRects()].filter((one) => one.width > 1);
    const under = at && lines.find((one) => one.top <= at.y && at.y <= one.bottom);
    return (under ?? lines[0] ?? whole).left;
  }

  /* What sets it going: the pointer on a link or on the preview, else the focus on a link. */

  let pointed = null;
  let focused = null;
  let left = null; /* dismissed, or followed: no preview until pointer and focus have left it */
  let timer = 0;

  function settle() {
    if (left !== pointed && left !== focused) left = null;
    const link = pointed ?? focused;
    const next = link === left ? null : link;
    clearTimeout(timer);
    if (next !== wanted) timer = setTimeout(() => (next ? show(next) : hide()), next ? IN : OUT);
  }

  function dismiss() {
    left = pointed ?? focused;
    clearTimeout(timer);
    hide();
  }

  function linkOf(target) {
    return target instanceof Element ? target.closest("a[href]") : null;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    pointed = tip.contains(event.target) ? shown : linkOf(event.target);
    at = { x: event.clientX, y: event.clientY };
    settle();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    pointed = null;
    settle();
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = linkOf(target);
    const hovers = matchMedia("(any-hover: hover)").matches;
    focused = link && hovers && link.matches(":focus-visible") ? link : null;
    if (!pointed) at = null;
    settle();
  });
  document.addEventListener("focusout", () => {
    focused = null;
    settle();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && wanted) dismiss();
  });
  document.addEventListener("click", dismiss, true);
  addEventListener("scroll", () => shown && place(), { capture: true, passive: true });
  addEventListener("resize", hide);
})();
