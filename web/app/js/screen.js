/**
 * Which screen an address shows. A screen's module is fetched when it is first opened; offline it
 * comes from the service worker's shell.
 * @import { ComponentType } from "preact"
 * @import { Place } from "./router.js"
 */

import { h } from "../vendor/preact.js";
import { useEffect, useState } from "../vendor/hooks.js";
import { confirmed, may, me } from "./session.js";
import { go, place } from "./router.js";
import { shift } from "./shift.js";
import { deskWords } from "./texts.js";
import { isDesk } from "./ui/media.js";

/** @typedef {ComponentType<{ place: Place }>} ScreenType */

/** @type {Record<string, () => Promise<ScreenType>>} */
const OPEN = {
  setup: async () => (await import("./screens/setup.js")).Setup,
  "sign-in": async () => (await import("./screens/sign-in.js")).SignIn,
  pair: async () => (await import("./screens/pair.js")).Pair,
};

/** @type {Record<string, () => Promise<ScreenType>>} */
const SIGNED_IN = {
  shift: async () => (await import("./screens/shift.js")).ShiftScreen,
  capture: async () => (await import("./screens/capture.js")).Capture,
  after: async () => (await import("./screens/after.js")).After,
  crop: async () => (await import("./screens/crop.js")).Crop,
  signature: async () => (await import("./screens/signature.js")).Signature,
  form: async () => (await import("./screens/form.js")).ByHand,
  notice: async () => (await import("./screens/notice.js")).Notice,
  receipt: async () => (await import("./screens/receipt.js")).Receipt,
  shared: async () => (await import("./screens/shared.js")).Shared,
  devices: async () => (await import("./screens/devices.js")).Devices,
  outbox: async () => (await import("./screens/outbox.js")).Outbox,
  search: async () => (await import("./screens/search.js")).Search,
  contacts: async () => (await import("./screens/contacts.js")).Contacts,
  organizations: async () => (await import("./screens/organizations.js")).Organizations,
  duplicates: async () => (await import("./screens/duplicates.js")).Duplicates,
  occasions: async () => (await import("./screens/occasions.js")).Occasions,
  review: async () => (await import("./screens/review.js")).Review,
  suppressions: async () => (await import("./screens/suppressions.js")).Suppressions,
  disclosures: async () => (await import("./screens/disclosures.js")).Disclosures,
  exports: async () => (await import("./screens/exports.js")).Exports,
  requests: async () => (await import("./screens/requests.js")).Requests,
  retention: async () => (await import("./screens/retention.js")).Retention,
  breaches: async () => (await import("./screens/breaches.js")).Breaches,
  today: async () => (await import("./screens/today.js")).Today,
  duties: async () => (await import("./screens/duties.js")).Duties,
  policies: async () => (await import("./screens/policies.js")).Policies,
  campaigns: async () => (await import("./screens/campaigns.js")).Campaigns,
  person: async () => (await import("./screens/person.js")).PersonScreen,
  balancing: async () => (await import("./screens/balancing.js")).Balancing,
  processing: async () => (await import("./screens/processing.js")).Processing,
  mails: async () => (await import("./screens/mails.js")).Mails,
  trail: async () => (await import("./screens/trail.js")).Trail,
  users: async () => (await import("./screens/users.js")).Users,
  "second-factor": async () => (await import("./screens/second-factor.js")).SecondFactor,
  me: async () => (await import("./screens/me.js")).MeScreen,
};

/** @param {{ resumed: Promise<void> }} props settles once the service said who is signed in */
export function Screen({ resumed }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => void resumed.then(() => setAsked(true)), []);
  const wanted = place.value.parts[0] ?? "";
  const signedIn = me.value !== null;
  if (!signedIn && !asked) return null;
  if (wanted in OPEN) return h(Loaded, { name: wanted, screens: OPEN });
  if (!signedIn) return h(Loaded, { name: "sign-in", screens: OPEN });
  if (me.value?.second_factor_due) return h(Loaded, { name: "second-factor", screens: SIGNED_IN });
  if (!(wanted in SIGNED_IN)) return h(Home, {});
  return h(Loaded, { name: wanted, screens: SIGNED_IN });
}

// What a seller's first minute needs says nothing of the desk's.
const FIRST = ["setup", "sign-in", "pair", "shift", "capture", "outbox"];

/** @param {{ name: string, screens: Record<string, () => Promise<ScreenType>> }} props */
function Loaded({ name, screens }) {
  const [loaded, setLoaded] = useState(/** @type {{ name: string, Type: ScreenType } | null} */ (null));
  useEffect(() => {
    let gone = false;
    const words = FIRST.includes(name) ? null : deskWords();
    void Promise.all([screens[name]?.(), words]).then(
      ([Type]) => gone || !Type || setLoaded({ name, Type }),
      () => startAnew(name),
    );
    return () => {
      gone = true;
    };
  }, [name]);
  if (!loaded) return null;
  return h(loaded.Type, { place: place.value, key: loaded.name });
}

/**
 * A newer app has taken this one's files off the server: load the newer one, once for each screen.
 * @param {string} name
 */
function startAnew(name) {
  const tried = `handslag.anew.${name}`;
  if (!navigator.onLine || sessionStorage.getItem(tried)) return;
  sessionStorage.setItem(tried, "1");
  location.reload();
}

/** Everybody starts where their work is. */
function Home() {
  const start = startOf();
  useEffect(() => go(start, { replace: true }), [start, confirmed.value]);
  return null;
}

function startOf() {
  // Who also takes or reviews cards begins with those.
  if (isDesk.value && may("privacy:write") && !may("captures:write")) return "/today";
  if (isDesk.value && may("review:write")) return "/review";
  if (may("captures:write")) return shift.value ? "/capture" : "/shift";
  if (may("contacts:read")) return "/contacts";
  return may("admin:write") ? "/users" : "/me";
}
