/* Opens the page of one log when there is no network: a shell without a name in it. What was typed is not here. */
"use strict";
const CACHE = "session-log";
const SHELL = "{{ shell|escapejs }}";
const PARTS = [{% for part in parts %}"{{ part|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const LOG = new URL(self.registration.scope).pathname;
self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, ...PARTS].map((address) => new Request(address, { credentials: "omit" })));
  await self.skipWaiting();
})()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && path === LOG) {
    event.respondWith(fetch(request).catch(() => caches.match(SHELL)));
  } else if (PARTS.includes(path)) {
    event.respondWith(fetch(request).catch(() => caches.match(path)));
  }
});
