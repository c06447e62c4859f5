/* A small control beside each claim of a page, which copies its link, its sentence with a footnote, or the records of
   its sources. All that it copies stands in the part "How to cite" of the page, which needs no script; without that
   part there is nothing to do. */

(() => {
  "use strict";

  const ITEMS = ".dossier-citable > li";
  const FORMS = [
    ["Link", (claim) => claim.link.href],
    ["Sentence with footnote", footnoted],
    ["BibTeX", (claim) => listings(claim, "BibTeX").join("\n\n")],
    ["CSL-JSON", (claim) => merged(listings(claim, "CSL-JSON"))],
  ];

  /* Reading the page. */

  function claimOf(item) {
    const [words, note] = item.querySelectorAll("p");
    const links = [...note.querySelectorAll("a")];
    const link = links.pop();
    const id = decodeURIComponent(link.hash.slice(1));
    return { item, id, words, note, link: addressed(link), records: links.map((one) => one.hash.slice(1)) };
  }

  /* The address as the page shows it where that is whole, else as the browser knows it. */
  function addressed(link) {
    const shown = link.textContent;
    return { shown, href: /^https?:/.test(shown) ? shown : link.href };
  }

  function footnoted({ words, note, link }) {
    const before = flat(note).slice(0, -link.shown.length);
    return `${flat(words)}[1]\n\n[1] ${before}${link.href}`;
  }

  function flat(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  function listings({ records }, label) {
    const figures = records.flatMap((id) => [...document.getElementById(id).querySelectorAll("figure")]);
    const found = figures.filter((one) => one.querySelector("figcaption").textContent === label);
    return found.map((one) => one.querySelector("pre").textContent);
  }

  /* One list of items: each listing is a list by itself. */
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
    for (const [name, text] of FORMS) {
      const item = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, name);
      item.addEventListener("click", () => choose(name, text));
      menu.append(item);
    }
    return menu;
  }

  function start(details) {
    const status = element("p", { class: "dossier-copied", role: "status" });
    const menu = menuOf((name, text) => {
      const { claim, button } = open;
      close();
      button.focus();
      copy(name, text(claim), claim);
    });
    let open = null;
    let clearing = 0;

    function show(claim, button) {
      close();
      open = { claim, button };
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

    async function copy(name, text, claim) {
      try {
        await navigator.clipboard.writeText(text);
        say(`Copied: ${name}`);
      } catch {
        select(text, claim, name);
        say("Your browser did not let the page copy. The text is selected.");
      }
    }

    /* The text in full, selected, within the plain part of the page. */
    function select(text, claim, name) {
      details.open = true;
      details.querySelector(".dossier-by-hand")?.remove();
      const box = element("textarea", { class: "dossier-by-hand", readonly: "", rows: "6", "aria-label": name });
      box.value = text;
      claim.item.append(box);
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
        "aria-label": `Cite: ${flat(claim.words)}`,
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
    for (const claim of [...document.querySelectorAll(ITEMS)].map(claimOf)) {
      const holder = document.getElementById(claim.id)?.closest("li, dd");
      if (holder) place(buttonFor(claim), holder);
    }
  }

  const details = document.querySelector(".dossier-citable")?.closest("details");
  if (details) start(details);
})();
