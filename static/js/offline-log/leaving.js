/* Signing out takes what is kept on this device with it, and says so before. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-forget]");
  if (!window.keptLog || !form) return;
  window.keptLog.waiting().then((count) => { document.querySelector("[data-unsent]").hidden = !count; });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try { await window.keptLog.forget(); } finally { form.submit(); }
  });
})();
