/** The page of last resort: fetches the app's files anew. It never touches what waits to be sent. */

const button = document.getElementById("reset");

button?.addEventListener("click", async () => {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  const kept = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(kept.filter((name) => name.startsWith("shell-")).map((name) => caches.delete(name)));
  location.replace("/");
});
