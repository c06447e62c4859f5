// Loads a page again when the site was built anew; `dossier serve` alone adds this to pages.
(() => {
  "use strict";
  const shown = document.querySelector('meta[name="dossier-serve"]').content;
  const events = new EventSource("/_serve/events");
  events.addEventListener("message", (event) => {
    if (event.data !== shown) {
      events.close();
      location.reload();
    }
  });
})();
