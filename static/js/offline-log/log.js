/* The log of a session with and without network. What is typed is kept sealed on the device (store.js) until the server
   has it; the key in the form makes it safe to send again. Without this script the form works as any other. */
(() => {
  "use strict";
  const kept = window.keptLog;
  let place = document.querySelector("[data-offline-log]");
  if (!kept || !place) return;
  const here = location.pathname;
  const inShell = place.dataset.offlineLog === "shell";
  const WEEK = 7 * 24 * 3600 * 1000;  /* what somebody began and never saved is not kept longer once there is a log */
  let record = null, sending = false, timer = 0;
  let pressed = false;  /* somebody waits for the page that says it is saved, whichever try sends it */

  const form = () => place.querySelector("form.log");
  const entries = () => [...new FormData(form())].filter(([name]) => name !== "csrfmiddlewaretoken");
  const keep = (state) => {
    Object.assign(record, { state, entries: form() ? entries() : record.entries, at: Date.now() });
    return kept.keep(here, record);
  };
  function clock() {
    const now = new Date(), minutes = String(now.getMinutes()).padStart(2, "0");
    return document.documentElement.lang === "fr" ? `${now.getHours()}\u00a0h\u00a0${minutes}`
      : `${String(now.getHours()).padStart(2, "0")}:${minutes}`;
  }
  function say(state, address = "") {
    const line = place.querySelector("[data-log-state]"), link = line.querySelector("a");
    line.hidden = false;
    line.dataset.logState = state;
    line.querySelector("span").textContent = line.getAttribute(`data-words-${state}`).replace("00:00", clock());
    link.hidden = !(address || state === "signin");
    link.href = address || line.dataset.signinUrl;
    link.textContent = line.getAttribute(state === "signin" ? "data-signin" : "data-read");
  }
  function putBack() {
    const typed = new Map();
    record.entries.forEach(([name, value]) => typed.set(name, [...(typed.get(name) || []), value]));
    for (const field of form().elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.tagName === "BUTTON") continue;
      const values = typed.get(field.name) || [];
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else field.value = values.length ? values[values.length - 1] : "";
    }
  }

  /* One page first: it says whether we are still signed in, and as whom, and gives a token that is good now. */
  async function send() {
    if (sending) return;
    sending = true;
    try {
      const page = await fetch(here, { cache: "no-store" });
      if (page.redirected) return say("signin");
      const theirs = new DOMParser().parseFromString(await page.text(), "text/html");
      const root = theirs.querySelector("[data-offline-log]");
      if (!page.ok || !root) { pressed = false; return say("kept"); }
      if (root.dataset.me !== record.me) return say("other");
      const body = new URLSearchParams(record.entries);
      body.set("csrfmiddlewaretoken", theirs.querySelector("[name=csrfmiddlewaretoken]").value);
      const answer = await fetch(here, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.redirected) return say("signin");
      if (answer.status === 422) return await refused();
      if (!answer.ok) { pressed = false; return say("kept"); }
      const { url } = await answer.json();
      await kept.remove(here);
      await kept.leave(here);
      record = null;
      if (pressed) return location.assign(url);
      if (form()) form().remove();
      say("sent", url);
    } catch { say("kept"); pressed = false; } finally { sending = false; }
  }
  /* The server has a question: its own page asks it beside the field. */
  async function refused() {
    await keep("refused");
    if (inShell || !form()) return location.reload();
    form().submit();
  }
  /* “Keep and go on later” means the server when it can be reached, and this device when not. */
  async function goOnLater() {
    await keep("typing");
    const body = new URLSearchParams(new FormData(form()));
    body.set("keep", "1");
    try {
      const answer = await fetch(here, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.redirected) return say("signin");
      if (!answer.ok) return say("offline");
      const { url } = await answer.json();
      await kept.remove(here);
      location.assign(url);
    } catch { say("offline"); }
  }

  function listen() {
    form().addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { if (record) keep(record.state === "queued" ? "queued" : "typing"); }, 200);
    });
    form().addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      if (event.submitter && event.submitter.name === "keep") return goOnLater();
      pressed = true;
      await keep("queued");
      send();
    });
  }
  const again = () => { if (record && record.state === "queued") send(); };
  function goOnTrying() {
    addEventListener("online", again);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
    setInterval(again, 20000);
  }

  async function begin() {
    record = await kept.read(here);
    if (inShell) {
      if (!record) return;
      const page = new DOMParser().parseFromString(record.html, "text/html").querySelector("[data-offline-log]");
      place.replaceWith(page);
      place = page;
      putBack();
      listen();
      say(record.state === "queued" ? "kept" : "offline");
      goOnTrying();
      return again();
    }
    if (record && record.me !== place.dataset.me) {
      await kept.remove(here);
      record = null;
    }
    if (!form()) {
      if (!record) return;
      if (record.state === "open" || (record.state !== "queued" && Date.now() - record.at > WEEK)) return kept.remove(here);
      goOnTrying();
      return again();
    }
    const html = place.outerHTML;
    if (record && record.state !== "open") {
      record.html = html;
      putBack();
      say(record.state === "queued" ? "kept" : "back");
      await kept.keep(here, record);
    } else {
      record = { me: place.dataset.me, html };
      await keep("open");
    }
    listen();
    goOnTrying();
    if (navigator.serviceWorker) {
      await navigator.serviceWorker.register(place.dataset.worker, { scope: here });
    }
    place.dataset.ready = "1";
    again();
  }
  begin();
})();
