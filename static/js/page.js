/* Three small kindnesses; every page works without them. */
(() => {
  "use strict";
  /* Leave this page fast: the link itself works without us. White at once, no way back, Shift three times within 5 s. */
  const exit = document.querySelector("a[data-exit]");
  if (exit) {
    const leave = (event) => {
      if (event) event.preventDefault();
      document.documentElement.classList.add("gone");
      document.title = " ";
      if (window.indexedDB) indexedDB.deleteDatabase("session-log");
      location.replace(exit.href);
    };
    document.querySelectorAll("a[data-exit]").forEach((link) => link.addEventListener("click", leave));
    let presses = [];
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift") { presses = []; return; }
      const now = Date.now();
      presses = presses.filter((at) => now - at < 5000).concat(now);
      if (presses.length >= 3) leave();
    });
  }
  /* What is missing is read first. */
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
  /* A second tap sends nothing twice; coming back with the Back button finds the form awake. */
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.dataset.guard === "off") return;
    if (sent.has(form)) { event.preventDefault(); return; }
    if (event.defaultPrevented) return;
    sent.add(form);
    setTimeout(() => form.querySelectorAll("button:not([type=button]), [type=submit]").forEach((b) => { b.disabled = true; }), 0);
  });
  window.addEventListener("pageshow", () => {
    sent.forEach((form) => form.querySelectorAll("button, [type=submit]").forEach((b) => { b.disabled = false; }));
    sent.clear();
  });
})();
