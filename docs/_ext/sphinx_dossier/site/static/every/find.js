/* The key / leads to the search: into its field where one can be seen, else to its page. */

(() => {
  "use strict";

  const TYPING = "input, textarea, select, [contenteditable]";

  function field() {
    const fields = [...document.querySelectorAll("#dossier-q, form[role=search] input[name=q], input[name=q]")];
    const seen = fields.filter((one) => one.checkVisibility?.({ visibilityProperty: true }) ?? one.offsetParent);
    return seen.find((one) => one.id === "dossier-q") ?? seen.find(onScreen);
  }

  function onScreen(element) {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > 0 && box.left < innerWidth;
  }

  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const found = field();
      const form = document.querySelector("form[role=search][action]");
      if (!found && !form) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!found) location.assign(form.action);
      else {
        found.focus();
        found.select();
      }
    },
    true,
  );
})();
