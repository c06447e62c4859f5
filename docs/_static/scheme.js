/* The reader's choice of light or dark, set before anything is drawn; the switch itself is the theme's. */
(() => {
  "use strict";
  let choice = null;
  try {
    choice = localStorage.getItem("theme");
  } catch {
    /* Where nothing can be kept, the system decides. */
  }
  document.body.dataset.theme = choice || "auto";
})();
