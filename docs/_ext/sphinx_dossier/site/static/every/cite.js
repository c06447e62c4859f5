/* A small control beside each claim of a page, which copies its link, its sentence with a footnote, or the records of
   its sources. The link is known; the rest stands in the plain text beside the page, which the part "How to cite" leads
   to and which is fetched when it is asked for. Without that part there is nothing to do. */

(() => {
  "use strict";

  /* Claims of the page's own; the address of what another entry says has two hyphens in it. */
  const CLAIMS = [
    ".dossier-terms > dd[id]",
    ".dossier-terms > dd > span[id]",
    ".dossier-sentences > li[id]",
    ".dossier-statements > li[id]",
  ].join(", ");
  const NEEDS = "sup, .headerlink, .dossier-cite-control";
  const FORMS = [
    ["Link", (claim) => addressOf(claim)],
    ["Sentence with footnote", (claim, text) => footnoted(claim, text)],
    ["BibTeX", (claim, text) => records(claim, text, "BibTeX").join("\n\n")],
    ["CSL-JSON", (claim, text) => merged(records(claim, text, "CSL-JSON"))],
  ];

  /* Reading the page, and the text beside it. */

  function claimOf(element) {
    const holder = element.closest("li, dd");
    return { id: element.id, holder, name: nameOf(holder) };
  }

  function nameOf(holder) {
    const line = (holder.querySelector(":scope > p") ?? holder).cloneNode(true);
    line.querySelectorAll(NEEDS).forEach((one) => one.remove());
    let label = holder.matches("dd") ? holder.previousElementSibling : null;
    while (label && !label.matches("dt")) label = label.previousElementSibling;
    const title = document.querySelector(".dossier-page > h1").cloneNode(true);
    title.querySelectorAll(NEEDS).forEach((one) => one.remove());
    return [title, label, line].filter(Boolean).map(flat).join(": ");
  }

  /* The address as the site gives it where that is whole, else as the browser knows it. */
  function addressOf(claim) {
    const whole = document.querySelector("link[rel=canonical]")?.href ?? location.href;
    return `${whole.split("#")[0]}#${claim.id}`;
  }

  function flat(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  /* The text as its parts by their first lines. */
  function partsOf(text) {
    const parts = text.split(/^== /m).slice(1);
    return new Map(parts.map((part) => [part.split("\n", 1)[0], part.slice(part.indexOf("\n") + 1).trim()]));
  }

  function footnoted(claim, text) {
    const note = text.get(`#${claim.id}`).replace(/\nSources:.*$/, "");
    return note.endsWith(` #${claim.id}`) ? note.slice(0, -claim.id.length - 1) + addressOf(claim) : note;
  }

  function records(claim, text, form) {
    const ids = /\nSources: *(.*)$/.exec(text.get(`#${claim.id}`))[1].split(" ");
    return ids.map((id) => text.get(`${form} ${id}`)).filter(Boolean);
  }

  /* One list of items: each record is a list by itself. */
  function merged(lists) {
    return `[${lists.map((one) => one.trim().slice(1, -1)).join(", ")}]`;
  }

  /* The control: a button that opens a menu (the menu-button pattern of the ARIA Authoring Practices). There is one
     menu, which moves to the button that opens it. */

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function menuOf(choose) {
    const menu = element("span", { class: "dossier-menu", role: "menu", id: "dossier-cite-menu", hidden: "" });
    for (const [name, form] of FORMS) {
      const item = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, name);
      item.addEventListener("click", () => choose(name, form));
      menu.append(item);
    }
    return menu;
  }

  function start(details, file) {
    let fetched = null;

    /* The text, asked for once; what cannot be had is asked for again the next time. */
    function text() {
      fetched ??= fetch(file.href)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText))))
        .then(partsOf);
      fetched.catch(() => (fetched = null));
      return fetched;
    }

    const status = element("p", { class: "dossier-copied", role: "status" });
    const menu = menuOf(async (name, form) => {
      const { claim, button } = open;
      close();
      button.focus();
      if (name === "Link") return copy(name, form(claim));
      let parts;
      try {
        parts = await text();
      } catch {
        details.open = true;
        file.focus();
        return say("The text could not be fetched. It stands behind this link.");
      }
      return copy(name, form(claim, parts));
    });
    let open = null;
    let clearing = 0;

    function show(claim, button) {
      close();
      open = { claim, button };
      text().catch(() => {}); /* so that it is there when a form is chosen */
      button.after(menu);
      button.setAttribute("aria-expanded", "true");
      menu.setAttribute("aria-labelledby", button.id);
      menu.hidden = false;
      menu.classList.remove("dossier-menu-left");
      const room = document.documentElement.clientWidth;
      menu.classList.toggle("dossier-menu-left", menu.getBoundingClientRect().right > room - 8);
      menu.scrollIntoView({ block: "nearest" });
    }

    function close() {
      if (!open) return;
      open.button.setAttribute("aria-expanded", "false");
      menu.hidden = true;
      open = null;
    }

    function say(words) {
      status.textContent = "";
      clearTimeout(clearing);
      /* A change that comes after the clearing is announced even where the words are the same. */
      setTimeout(() => (status.textContent = words), 50);
      clearing = setTimeout(() => (status.textContent = ""), 6000);
    }

    async function copy(name, text) {
      try {
        await navigator.clipboard.writeText(text);
        say(`Copied: ${name}`);
      } catch {
        select(text, name);
        say("Your browser did not let the page copy. The text is selected.");
      }
    }

    /* The text in full, selected, within the plain part of the page. */
    function select(text, name) {
      details.open = true;
      details.querySelector(".dossier-by-hand")?.remove();
      const box = element("textarea", { class: "dossier-by-hand", readonly: "", rows: "6", "aria-label": name });
      box.value = text;
      details.append(box);
      box.focus();
      box.select();
      box.scrollIntoView({ block: "center" });
    }

    function step(event) {
      const items = [...menu.children];
      const at = items.indexOf(document.activeElement);
      const last = items.length - 1;
      const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        items[to].focus();
      } else if (event.key === "Escape") {
        event.preventDefault();
        const { button } = open;
        close();
        button.focus();
      } else if (event.key === "Tab") {
        open.button.focus(); /* so that Tab goes on from there */
        close();
      } else if (/^[a-z]$/i.test(event.key)) {
        items.find((one) => one.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
      }
    }

    function buttonFor(claim) {
      const button = element("button", {
        type: "button",
        class: "dossier-cite-button",
        id: `${claim.id}--button`,
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": `Cite: ${claim.name}`,
        title: "Cite this claim",
      });
      button.textContent = "Cite";
      button.addEventListener("click", () => {
        if (open?.button === button) return close();
        show(claim, button);
        menu.firstElementChild.focus();
      });
      button.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        show(claim, button);
        (event.key === "ArrowDown" ? menu.firstElementChild : menu.lastElementChild).focus();
      });
      return element("span", { class: "dossier-cite-control" }, button);
    }

    /* At the end of the claim's own line, before what stands beneath it. */
    function place(control, holder) {
      const line = holder.querySelector(":scope > p");
      const first = line && !line.previousSibling?.textContent.trim();
      if (line && first) line.append(control);
      else if (line) line.before(control);
      else holder.append(control);
    }

    menu.addEventListener("keydown", step);
    document.addEventListener("click", (event) => {
      if (open && !event.target.closest(".dossier-cite-control")) close();
    });
    document.body.append(status);
    const own = [...document.querySelectorAll(CLAIMS)].filter((one) => !one.id.includes("--"));
    for (const claim of own.map(claimOf)) place(buttonFor(claim), claim.holder);
  }

  const file = document.querySelector('.dossier-details a[href$=".cite.txt"]');
  if (file) start(file.closest("details"), file);
})();
