/* On the old page of an entry that moved: goes on to the same claim on the new page. The refresh that the page has
   for browsers without scripts leads to the top of it, for it cannot know after which # somebody came. */
location.replace(document.currentScript.dataset.to + location.hash);
