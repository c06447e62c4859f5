/* Tables that can be narrowed and sorted, with their state in the address. Without this they are whole, in order.

   Typing replaces the address as it stands; a choice, a sort or a clearing is a step of its own to which the back
   button leads. */

(() => {
  "use strict";

  const FEWEST = 8; // rows from which on there is something to narrow
  const MOST = 24; // different values that one can choose among
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });
  const collapse = (text) => text.replace(/\s+/g, " ").trim();
  const fold = (text) => collapse(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const make = (tag, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };

  /* The days of a date are its first and its last as numbers, as in 20220106/20220107. */
  const daysOf = (key) => [key.split("/")[0], key.split("/").pop()].map(Number);

  function yearsOf(key) {
    const [first, last] = daysOf(key).map((day) => Math.floor(day / 10000));
    if (!key || last - first > 9) return []; // a date without a start or an end has no year to choose it by
    return Array.from({ length: last - first + 1 }, (_, more) => String(first + more));
  }

  /* What a cell can be chosen by: the year of a date, else each name or value that is linked, else its words. */
  function valuesOf(cell, form) {
    if (form === "date") return yearsOf(cell.dataset.key || "");
    const links = [...cell.querySelectorAll("a")].map((link) => collapse(link.textContent));
    const found = links.length ? links : [collapse(cell.textContent)];
    return [...new Set(found)].filter(Boolean);
  }

  function columnOf(head, at, rows) {
    const { column: name, form } = head.dataset;
    const cells = rows.map((row) => row.cells[at]);
    const measured = form === "date" || form === "number";
    const keys = cells.map((cell) => cell.dataset.key ?? (measured ? "" : collapse(cell.textContent)));
    const column = { head, name, form, label: collapse(head.textContent), keys, values: [], counts: new Map() };
    if (form === "name" || form === "number") return column;
    column.values = cells.map((cell) => valuesOf(cell, form));
    for (const value of column.values.flat()) column.counts.set(value, (column.counts.get(value) || 0) + 1);
    return column;
  }

  /* A column is worth a choice where its values are few and some stand in several rows. */
  function isChoice(column) {
    const counts = [...column.counts.values()];
    return counts.length > 1 && counts.length <= MOST && counts.some((count) => count > 1);
  }

  function compare(column, one, other) {
    const [left, right] = [column.keys[one], column.keys[other]];
    if (column.form === "number") return Number(left) - Number(right);
    if (column.form === "date") return daysOf(left)[0] - daysOf(right)[0] || daysOf(left)[1] - daysOf(right)[1];
    return collator.compare(left, right);
  }

  function ordered(state, columns, number) {
    const order = [...Array(number).keys()];
    const down = state.sort.startsWith("-");
    const column = columns.find((one) => one.name === state.sort.replace(/^-/, ""));
    if (!column) return order;
    const ends = (at) => (column.keys[at] === "" ? 1 : 0); // what has no value comes last either way
    return order.sort((a, b) => ends(a) - ends(b) || (down ? -1 : 1) * compare(column, a, b) || a - b);
  }

  const WAYS = { date: ["oldest first", "newest first"], number: ["least first", "most first"] };

  function sortOptions(columns) {
    const options = columns.flatMap((column) => {
      const [up, down] = WAYS[column.form] || ["A to Z", "Z to A"];
      return [[column.name, `${column.label}, ${up}`], [`-${column.name}`, `${column.label}, ${down}`]];
    });
    return [["", "As listed"], ...options].map(([value, text]) => make("option", { value, textContent: text }));
  }

  function choice(column) {
    const values = [...column.counts].sort(([a], [b]) => (column.form === "date" ? -1 : 1) * collator.compare(a, b));
    const options = values.map(([value, count]) => make("option", { value, textContent: `${value} (${count})` }));
    return make("select", {}, make("option", { value: "", textContent: "All" }), ...options);
  }

  class Sorted {
    constructor(wrapper, number) {
      this.wrapper = wrapper;
      this.prefix = number ? `table${number + 1}-` : "";
      this.body = wrapper.querySelector("tbody");
      this.rows = [...this.body.rows];
      this.words = this.rows.map((row) => fold([...row.cells].map((cell) => cell.textContent).join(" ")));
      const heads = [...wrapper.querySelectorAll("thead th")];
      this.columns = heads.map((head, at) => columnOf(head, at, this.rows));
      this.narrows = this.rows.length >= FEWEST;
      this.choices = this.narrows ? this.columns.filter(isChoice) : [];
      this.order = "";
      this.build();
      this.restore();
    }

    build() {
      const caption = collapse(this.wrapper.querySelector("caption").textContent);
      this.search = make("input", { type: "search", autocomplete: "off", spellcheck: false });
      this.selects = new Map(this.choices.map((column) => [column.name, choice(column)]));
      this.sorting = make("select", {}, ...sortOptions(this.columns));
      this.clear = make("button", { type: "button", textContent: "Clear", hidden: true });
      this.status = make("p", { className: "dossier-shown" });
      this.status.setAttribute("role", "status");
      const labels = this.choices.map(({ form, label, name }) =>
        this.labelled(name, form === "date" ? "Year" : label, this.selects.get(name)),
      );
      const words = this.narrows ? [this.labelled("q", "Narrow by words", this.search)] : [];
      const by = this.labelled("sort", "Sort by", this.sorting);
      by.classList.add("dossier-sort-by");
      const box = make("div", { className: "dossier-narrow" }, ...words, ...labels, by);
      if (this.narrows) box.append(this.clear, this.status);
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", `Narrow and sort: ${caption}`);
      this.wrapper.before(box);
      this.wrapper.classList.add("dossier-sorts");
      for (const column of this.columns) this.makeSortable(column);
      this.listen();
    }

    labelled(name, label, control) {
      control.id = `dossier-${this.prefix}narrow-${name}`;
      return make("div", {}, make("label", { htmlFor: control.id, textContent: label }), control);
    }

    makeSortable(column) {
      const button = make("button", { type: "button" }, ...column.head.childNodes);
      column.head.append(button);
      button.addEventListener("click", () => {
        const first = column.form === "date" || column.form === "number" ? `-${column.name}` : column.name;
        const second = first === column.name ? `-${column.name}` : column.name;
        this.commit({ ...this.state, sort: this.state.sort === first ? second : first });
      });
    }

    listen() {
      let waiting = 0;
      this.search.addEventListener("input", () => {
        this.show({ ...this.state, q: this.search.value });
        clearTimeout(waiting); // browsers refuse an address that changes with each key
        waiting = setTimeout(() => history.replaceState(history.state, "", this.address()), 200);
      });
      for (const [name, select] of this.selects) {
        select.addEventListener("change", () => {
          this.commit({ ...this.state, chosen: { ...this.state.chosen, [name]: select.value } });
        });
      }
      this.sorting.addEventListener("change", () => this.commit({ ...this.state, sort: this.sorting.value }));
      this.clear.addEventListener("click", () => {
        this.commit({ q: "", chosen: {}, sort: this.state.sort });
        this.search.focus();
      });
      addEventListener("popstate", () => this.restore());
    }

    restore() {
      const asked = new URLSearchParams(location.search);
      const of = (name) => asked.get(this.prefix + name) || "";
      const chosen = Object.fromEntries(this.choices.map(({ name }) => [name, of(name)]));
      this.show({ q: this.narrows ? of("q") : "", chosen, sort: of("sort") });
    }

    address() {
      const asked = new URLSearchParams(location.search);
      const state = { q: this.state.q.trim(), ...this.state.chosen, sort: this.state.sort };
      for (const [name, value] of Object.entries(state)) {
        if (value) asked.set(this.prefix + name, value);
        else asked.delete(this.prefix + name);
      }
      const query = asked.toString();
      return location.pathname + (query ? `?${query}` : "") + location.hash;
    }

    commit(state) {
      const before = location.pathname + location.search + location.hash;
      this.show(state);
      const after = this.address();
      if (after !== before) history.pushState(null, "", after);
    }

    show(state) {
      const known = (name, value) => (this.columns.find((one) => one.name === name).counts.has(value) ? value : "");
      const chosen = this.choices.map(({ name }) => [name, known(name, state.chosen[name] || "")]);
      const sort = this.columns.some(({ name }) => name === state.sort.replace(/^-/, "")) ? state.sort : "";
      this.state = { q: state.q, chosen: Object.fromEntries(chosen), sort };
      const shown = this.narrow();
      this.sort();
      this.tell(shown);
    }

    narrow() {
      const words = fold(this.state.q).split(" ").filter(Boolean);
      const chosen = this.choices.filter(({ name }) => this.state.chosen[name]);
      const fits = (at) =>
        words.every((word) => this.words[at].includes(word)) &&
        chosen.every((column) => column.values[at].includes(this.state.chosen[column.name]));
      this.rows.forEach((row, at) => (row.hidden = !fits(at)));
      return this.rows.filter((row) => !row.hidden).length;
    }

    sort() {
      const { sort } = this.state;
      if (sort !== this.order) {
        this.body.append(...ordered(this.state, this.columns, this.rows.length).map((at) => this.rows[at]));
        this.order = sort;
      }
      for (const { head, name } of this.columns) {
        if (sort.replace(/^-/, "") !== name) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      }
    }

    tell(shown) {
      const { q, chosen, sort } = this.state;
      const whole = this.rows.length;
      const narrowed = Boolean(q.trim() || Object.values(chosen).some(Boolean));
      if (this.search.value !== q) this.search.value = q;
      for (const [name, select] of this.selects) select.value = chosen[name];
      this.sorting.value = sort;
      this.clear.hidden = !narrowed;
      this.status.textContent = !narrowed ? `All ${whole} shown.` : shown ? `${shown} of ${whole} shown.` :
        "Nothing here fits. Clear, or use fewer words.";
      this.wrapper.hidden = shown === 0;
    }
  }

  const found = [...document.querySelectorAll("div.dossier-table")].filter(
    (one) => one.querySelector("th[data-column]") && one.querySelectorAll("tbody > tr").length > 1,
  );
  found.forEach((wrapper, number) => new Sorted(wrapper, number));
})();
