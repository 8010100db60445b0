/**
 * What waits on this phone, what needs the seller, and what was sent.
 * @import { OwnCapture } from "../../../types/api.d.ts"
 * @import { Item } from "../outbox/store.js"
 */

import { h } from "../../vendor/preact.js";
import { useEffect, useState } from "../../vendor/hooks.js";
import { take, thumbnails } from "../capturing.js";
import { call } from "../http.js";
import { clock, isToday, moment } from "../kit/dates.js";
import { lost, tellLost } from "../outbox/cleared.js";
import { acknowledged, canSend, isMine, items, nextTry, obstacle, sendNow, underway } from "../outbox/sending.js";
import { go } from "../router.js";
import { shift } from "../shift.js";
import { count, knows, language, t, word } from "../texts.js";
import { Button } from "../ui/button.js";
import { PhoneFrame } from "../ui/frame.js";
import { useLoaded } from "../ui/loading.js";
import { Banner, Empty } from "../ui/parts.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { told } from "../ui/problem.js";
import { Tile } from "../ui/tile.js";
import { RefusedTile } from "./refused.js";

const LOOK_AGAIN_MS = 4000;

/** The card in hand again: a capture of its own. @param {File} picture */
async function retake(picture) {
  if (!shift.value) return go("/shift");
  const id = await take(picture);
  go(id ? `/after/${id}` : "/capture");
}

export function Outbox() {
  const sent = useLoaded(listSent, [acknowledged.value]);
  useEffect(() => {
    const timer = setInterval(sent.again, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const captures = items.value.filter((item) => item.kind === "capture");
  const mine = captures.filter((item) => isMine(item) && item.state === "waiting");
  const others = captures.filter((item) => !isMine(item) && item.state === "waiting");
  const stopped = items.value.filter((item) => item.state !== "waiting");
  const troubled = (sent.value ?? []).filter(isUnread);
  const rest = (sent.value ?? []).filter((capture) => !isUnread(capture));
  const empty = captures.length + stopped.length + (sent.value?.length ?? 0) === 0;
  return h(
    PhoneFrame,
    null,
    h("header", { class: "topbar" }, h("span", { class: "grow row" }, h("h1", null, t("nav.outbox"))),
      mine.length > 0 && h(Button, { look: "quiet", icon: "sync", onClick: () => void sendNow(), children: t("outbox.send-now") })),
    h("main", null,
      h(Lost, {}),
      h(Obstacle, { waiting: mine.length }),
      h(Old, { oldest: mine[0] }),
      empty && h(Empty, { icon: "outbox", title: t("outbox.empty"), children: t("outbox.empty-text") }),
      stopped.length + troubled.length > 0 && h(Section, { title: t("outbox.needs-you") },
        stopped.map((item) => h(RefusedTile, { key: item.id, item })),
        troubled.map((capture) => h(SentTile, { key: capture.id, capture, again: sent.again }))),
      mine.length + others.length > 0 && h(Section, { title: `${t("state.stored")} · ${mine.length + others.length}` },
        mine.map((item) => h(WaitingTile, { key: item.id, item })).reverse(),
        others.length > 0 && h(SealedTile, { others })),
      rest.length > 0 && h(Section, { title: count("outbox.sent", rest.length) },
        rest.map((capture) => h(SentTile, { key: capture.id, capture, again: sent.again })))),
  );
}

/** Nobody could be read from it: the seller may still have the card in hand. @param {OwnCapture} capture */
function isUnread({ state, problem, person, company }) {
  return state === "failed" || (state === "needs_review" && problem !== null && !person && !company);
}

/** @returns {Promise<OwnCapture[]>} */
async function listSent() {
  return (await call("GET", "/captures?limit=50")).items;
}

/** @param {{ title: string, children?: import("preact").ComponentChildren }} props */
function Section({ title, children }) {
  return h("section", { class: "stack s" }, h("h2", { class: "over" }, title), h("ul", { class: "panel" }, children));
}

/** @param {{ waiting: number }} props */
function Obstacle({ waiting }) {
  if (waiting === 0 || obstacle.value === "") return null;
  const lead = h("strong", null, count("outbox.only-here", waiting), " ");
  const seconds = Math.max(1, Math.round((nextTry.value - Date.now()) / 1000));
  const icon = obstacle.value === "offline" ? "offline" : obstacle.value === "silent" ? "sync" : "lock";
  const look = obstacle.value === "revoked" || obstacle.value === "stuck" ? "bad" : "warn";
  const text = obstacle.value === "silent" ? t("outbox.silent", { n: seconds }) : word("outbox", obstacle.value);
  return h(Banner, { look, icon, children: [lead, text] });
}

/** What the browser cleared is gone: the seller may still have the card in hand. */
function Lost() {
  if (lost.value === 0) return null;
  return [
    h(Banner, { look: "bad", icon: "needs-you", alert: true, children: count("outbox.lost", lost.value) }),
    h(Button, { look: "wide", onClick: () => tellLost(0), children: t("outbox.ok") }),
  ];
}

const DAY_MS = 86_400_000;

/** Browsers may clear what nobody has looked at for days: a card must not wait that long. @param {{ oldest: Item | undefined }} props */
function Old({ oldest }) {
  if (!oldest || Date.now() - Date.parse(oldest.takenAt) < DAY_MS) return null;
  return h(Banner, { look: "warn", icon: "clock", children: t("outbox.old") });
}

/** @param {{ item: Item }} props */
function WaitingTile({ item }) {
  const sending = underway.value === item.captureId;
  const at = clock(item.takenAt, language.value);
  return h(Tile, {
    href: `#/after/${item.captureId}`,
    picture: thumbnails.value[item.captureId],
    title: t("outbox.card-at", { time: at }),
    time: at,
    icon: sending ? "sync" : "handset",
    state: t(sending ? "state.sending" : "state.stored"),
    more: item.problem && item.problem.status >= 500 ? t("outbox.waits-server") : undefined,
  });
}

/** @param {{ others: Item[] }} props */
function SealedTile({ others }) {
  const first = others[0];
  return h(Tile, {
    thumbIcon: "lock",
    title: count("outbox.sealed", others.length),
    time: first ? clock(first.takenAt, language.value) : "",
    icon: "handset",
    state: t("state.stored"),
    more: t(others.every(canSend) ? "outbox.earlier-user" : "outbox.earlier-user-waits"),
  });
}

const LOOKS = /** @type {Record<string, { icon: string, look?: "ok" | "warn" | "bad" }>} */ ({
  received: { icon: "sent" },
  reading: { icon: "sent" },
  needs_review: { icon: "read" },
  needs_company: { icon: "needs-you", look: "warn" },
  approved: { icon: "sure", look: "ok" },
  rejected: { icon: "refused", look: "bad" },
  failed: { icon: "needs-you", look: "warn" },
});

/** @param {{ capture: OwnCapture, again: () => void }} props */
function SentTile({ capture, again }) {
  const [error, setError] = useState("");
  const unread = isUnread(capture);
  const { icon, look } = LOOKS[unread ? "failed" : capture.state] ?? { icon: "sent" };
  const when = isToday(capture.taken_at) ? clock(capture.taken_at, language.value) : moment(capture.taken_at, language.value);
  const problem = capture.problem ?? "";
  return h(Tile, {
    href: `#/after/${capture.id}`,
    picture: thumbnails.value[capture.id] ?? capture.thumbnail ?? undefined,
    title: capture.person ?? capture.company ?? t("outbox.card-at", { time: clock(capture.taken_at, language.value) }),
    time: when,
    icon,
    look,
    state: word("state", capture.state),
    more: error || (knows("reason", problem) ? word("reason", problem) : undefined),
    todo: unread && [
      h(Picker, { id: `retake-${capture.id}`, look: "btn", camera: true, onPick: ([file]) => file && void retake(file).catch((problem) => setError(told(problem))), children: [h(Icon, { name: "camera" }), t("outbox.retake")] }),
      h(Button, { look: "quiet", onClick: () => void call("POST", `/captures/${capture.id}/readings`).then(again), children: t("outbox.read-again") }),
    ],
  });
}

