/* What is kept on this device: one record for each address of a log, sealed with AES-GCM under a key that no script can
   read out. A record is {me, state, html, entries, at}; its address is bound to it, so that it opens nowhere else. */
(() => {
  "use strict";
  if (!window.indexedDB || !window.crypto || !crypto.subtle) return;
  const NAME = "session-log";
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  /* Opened for each act and closed after it: a connection left open would hold up the deletion. */
  async function within(act) {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => ["keys", "logs"].forEach((name) => opening.result.createObjectStore(name));
    const base = await settled(opening);
    try { return await act((name, mode = "readonly") => base.transaction(name, mode).objectStore(name)); }
    finally { base.close(); }
  }
  async function keyOf(store) {
    const standing = await settled(store("keys").get("seal"));
    if (standing) return standing;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    try { await settled(store("keys", "readwrite").add(made, "seal")); return made; }
    catch { return settled(store("keys").get("seal")); }  /* another tab was first */
  }
  const how = (iv, address) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(address) });
  const keep = (address, record) => within(async (store) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify(record));
    const sealed = await crypto.subtle.encrypt(how(iv, address), await keyOf(store), words);
    await settled(store("logs", "readwrite").put({ iv, sealed }, address));
  });
  const open = async (store, address) => {
    const row = await settled(store("logs").get(address));
    if (!row) return null;
    try {
      const words = await crypto.subtle.decrypt(how(row.iv, address), await keyOf(store), row.sealed);
      return JSON.parse(new TextDecoder().decode(words));
    } catch { return null; }
  };
  const read = (address) => within((store) => open(store, address));
  const remove = (address) => within((store) => settled(store("logs", "readwrite").delete(address)));
  const waiting = () => within(async (store) => {
    const addresses = await settled(store("logs").getAllKeys());
    const records = await Promise.all(addresses.map((address) => open(store, address)));
    return records.filter((record) => record && record.state !== "open").length;
  });
  async function leave(scope) {
    if (!navigator.serviceWorker) return;
    const all = await navigator.serviceWorker.getRegistrations();
    await Promise.all(all.filter((one) => one.scope.endsWith(scope)).map((one) => one.unregister()));
  }
  async function forget() {
    await settled(indexedDB.deleteDatabase(NAME));
    if (window.caches) await caches.delete(NAME);
    await leave("/log/");
  }
  window.keptLog = { keep, read, remove, waiting, forget, leave };
})();
