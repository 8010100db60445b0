/**
 * Keeps the app's files on the device, so that it opens without a network.
 * The server writes one line in front: `const SITE = {version, base, shell, rest}`.
 * It never sees the outbox (only pages touch IndexedDB) and never keeps what `/api` answers.
 */

const CACHE = `shell-${SITE.version}`;
const FIXED = ["/", "/manifest.webmanifest"];

self.addEventListener("install", (event) => {
  // What the service is asked goes past a worker where that can be said: a worker that is asked again
  // and again is never idle, and a newer one waits until it is.
  if (event.addRoutes) event.waitUntil(event.addRoutes([{ condition: { urlPattern: new URLPattern({ pathname: "/api/*" }) }, source: "network" }]));
  event.waitUntil(keepShell());
});

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.pathname === "/share") event.respondWith(keepShared(event.request));
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/app/")) event.respondWith(kept(event.request));
  if (FIXED.includes(url.pathname)) event.respondWith(kept(url.pathname));
});

// The page says when: never in the middle of a capture.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "keep-rest") event.waitUntil(keepRest().then((whole) => event.ports[0]?.postMessage(whole)));
});

self.addEventListener("sync", (event) => event.waitUntil(wakePages()));

async function keepShell() {
  const cache = await caches.open(CACHE);
  const page = await fetch("/", { cache: "no-store" });
  // A deployment may fall between the worker and the page: then this worker is already old.
  if (!page.ok || !(await page.clone().text()).includes(SITE.base)) throw new Error("other version");
  await cache.put("/", page);
  await cache.add(new Request("/manifest.webmanifest", { cache: "no-store" }));
  await cache.addAll(SITE.shell.map((name) => SITE.base + name));
  // A whole app is replaced by a whole one alone: without a network its screens would be missing.
  if (self.registration.active) await keepRest(true);
}

async function takeOver() {
  // The one before stays: a page that is open may still fetch its own version's modules.
  const shells = (await caches.keys()).filter((name) => name.startsWith("shell-"));
  const old = shells.filter((name) => name !== CACHE).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  // What the page asks for waits until this is over: the rest of the app comes when the page says.
  await self.clients.claim();
}

/**
 * The rest of the app, a file at a time. Unless all `must` come, what fails here is fetched when it
 * is needed. Returns whether all of it is here.
 */
async function keepRest(must = false) {
  const cache = await caches.open(CACHE);
  let whole = true;
  for (const name of SITE.rest) {
    if (await cache.match(SITE.base + name)) continue;
    const added = cache.add(SITE.base + name);
    await (must ? added : added.catch(() => (whole = false)));
  }
  return whole;
}

async function kept(request) {
  const own = await caches.open(CACHE);
  const found = (await own.match(request)) ?? (await caches.match(request));
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && String(request.url).includes(SITE.base)) await own.put(request, answer.clone());
  return answer;
}

/** What another app shares comes here, not to a page: it lies in a cache until a page takes it. */
async function keepShared(request) {
  const form = await request.formData();
  const cache = await caches.open("shared");
  let number = 0;
  for (const value of form.values()) {
    const isFile = typeof value !== "string";
    if (!isFile && !value.trim()) continue;
    number += 1;
    const type = isFile ? value.type : "text/plain";
    await cache.put(`/share/${number}-${isFile ? "file" : "text"}`, new Response(value, { headers: { "Content-Type": type } }));
  }
  return Response.redirect("/#/shared", 303);
}

async function wakePages() {
  const pages = await self.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage("wake");
}
